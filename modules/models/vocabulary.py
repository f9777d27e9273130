"""Words the curriculum is described with."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Review(models.TextChoices):
    """Who has still to look at a text before learners can rely on it."""

    MACHINE = "machine-assisted", _("machine-assisted draft, awaiting review by a practitioner")


class Phase(models.TextChoices):
    """Where in the work with a family a module belongs; each phase has its colour."""

    EVERY = "every-phase", _("Every phase")
    IDENTIFICATION = "identification", _("Identification and gatekeeping")
    TRACING = "tracing", _("Tracing")
    ASSESSMENT = "assessment", _("Assessment")
    PLANNING = "planning", _("Planning")
    PREPARATION = "preparation", _("Preparation")
    REUNIFICATION = "reunification", _("Reunification")
    FOLLOW_UP = "follow-up", _("Follow-up")
    CLOSURE = "closure", _("Closure")

    @property
    def colour(self) -> str:
        """The word by which the design knows the phase's colour."""
        return "every" if self is Phase.EVERY else self.value
