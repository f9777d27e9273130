"""The words of a session record that are chosen and not written: codes, and what people read for them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Function(TextChoices):
    """What a session served."""

    EDUCATIONAL = "educational", _("Learning")
    SUPPORTIVE = "supportive", _("Support")
    MANAGERIAL = "managerial", _("Accountability")
    MEDIATION = "mediation", _("A bridge to the organisation")


class Present(TextChoices):
    """Who was there besides the two, as a function."""

    LINE_MANAGER = "line_manager", _("Line manager")
    OTHER_MENTOR = "other_mentor", _("Another mentor")
    INTERPRETER = "interpreter", _("Interpreter")


class Source(TextChoices):
    """Where an item of the agenda comes from."""

    COMMITMENT = "commitment", _("from a lesson")
    PREVIOUS_ACTION = "previous_action", _("from last time")
    PREPARATION = "preparation", _("prepared by the learner")
    LEARNER = "learner", _("from the learner")
    MENTOR = "mentor", _("from the mentor")
    REVIEW = "review", _("due")


class Judgement(TextChoices):
    """What was seen of an indicator in the session. No evidence yet: that needs a validation."""

    TALKED = "n/a", _("We talked about it")
    EMERGING = "emerging", _("Emerging")
    DEVELOPING = "developing", _("Developing")
    PROFICIENT = "proficient", _("Proficient")


class Outcome(TextChoices):
    """What became of an action from last time."""

    OPEN = "open", _("Still open")
    DONE = "done", _("Done")
    CARRIED = "carried", _("Goes on, with a new day")
    DROPPED = "dropped", _("Let go")


class Filing(TextChoices):
    """Whether a decision about a child was made, and stands where it belongs. Never the decision."""

    NONE_MADE = "none_made", _("No decision about a child was made")
    ON_CASE_FILE = "yes_on_case_file", _("A decision was made; it is on the child's own file")
    TO_BE_FILED = "to_be_filed_by", _("A decision was made; it will be on the file by a day")


class AgeBand(TextChoices):
    """How old a child is, never exactly."""

    FROM_0 = "0-2", _("0 to 2 years")
    FROM_3 = "3-6", _("3 to 6 years")
    FROM_7 = "7-9", _("7 to 9 years")
    FROM_10 = "10-12", _("10 to 12 years")
    FROM_13 = "13-15", _("13 to 15 years")
    FROM_16 = "16-17", _("16 to 17 years")
    FROM_18 = "18+", _("18 and over")


class Stage(TextChoices):
    """Where in the process a child is."""

    IDENTIFICATION = "identification", _("Identification")
    TRACING = "tracing", _("Tracing")
    ASSESSMENT = "assessment", _("Assessment")
    PLANNING = "planning", _("Planning")
    PREPARATION = "preparation", _("Preparation")
    REUNIFICATION = "reunification", _("Reunification")
    FOLLOW_UP = "follow_up", _("Follow-up")
    CLOSURE = "closure", _("Closure")


class Topic(TextChoices):
    """What was talked about."""

    CHILD_VIEW = "child_view", _("The child's view")
    CAREGIVERS = "caregivers", _("Caregivers")
    CONTACT = "contact", _("Contact and visits")
    SAFETY = "safety", _("Safety")
    HEALTH = "health", _("Health and disability")
    SCHOOL = "school", _("School")
    SERVICES = "services", _("Support and services")
    AUTHORITY = "authority", _("Work with the authority")


PSEUDONYMS = tuple(f"Child {letter}" for letter in "ABCDEF")
"""The only names a child can have in a record."""
CHOICES = {
    "functions": Function,
    "attendees": Present,
    "filing": Filing,
    "judgement": Judgement,
    "outcome": Outcome,
    "source": Source,
    "age_band": AgeBand,
    "stage": Stage,
    "topic": Topic,
}


def label(kind: str, code: str) -> str:
    """What people read for a code; the code itself where this version of the site no longer knows it."""
    found = CHOICES[kind]
    return str(found(code).label) if code in found.values else code
