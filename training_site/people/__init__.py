"""Who is here, in which organisation, in which role, from when to when."""
