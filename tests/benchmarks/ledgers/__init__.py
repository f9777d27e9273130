"""Many learners with ledgers as years of learning and mentoring leave them, written straight into the tables, from a seed."""
