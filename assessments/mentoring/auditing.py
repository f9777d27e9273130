"""What goes from mentoring into the audit trail: emergency access, the rules of a place, and the board as a file."""

from typing import Any

from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _

from assessments.mentoring import state
from assessments.mentoring.models import BreakGlass, Event, PolicyVersion
from training_site.audit.acts import Act, register
from training_site.audit.services.recording import record

ACTS = (
    Act("mentoring.emergency", _("Emergency access"), ("step", "reason", "hours")),
    Act("mentoring.policy", _("Rules of mentoring changed")),
    Act("mentoring.board_exported", _("Mentoring board exported"), ("rows",)),
)


def after_event(instance: Event, **_rest: Any) -> None:
    """The ledger has one more event: those about emergency access are privileged acts."""
    if instance.machine != state.BREAK_GLASS.name:
        return
    grant = BreakGlass.objects.select_related("learner", "organisation").get(pk=instance.subject)
    record(
        act="mentoring.emergency",
        actor=instance.by,
        row=grant,
        person=grant.learner,
        unit=grant.organisation,
        details={"step": instance.kind, "reason": str(grant.reason), "hours": grant.hours},
        now=instance.at,
    )


def after_policy(instance: PolicyVersion, *, created: bool, **_rest: Any) -> None:
    """A place has other rules from now on."""
    if created:
        record(
            act="mentoring.policy",
            actor=instance.made_by,
            row=instance,
            unit=instance.organisation,
            now=instance.made_at,
        )


def connect_all() -> None:
    """Listen."""
    register(*ACTS)
    post_save.connect(after_event, sender=Event, dispatch_uid="mentoring.audit.event")
    post_save.connect(after_policy, sender=PolicyVersion, dispatch_uid="mentoring.audit.policy")
