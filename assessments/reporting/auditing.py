"""What goes from the board into the audit trail: every file that somebody takes along."""

from typing import Any

from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _

from assessments.reporting.models import Export
from training_site.audit.acts import Act, register
from training_site.audit.services.recording import record

ACTS = (Act("reporting.export", _("Rows of the board taken along as a file"), ("format", "rows")),)


def after_export(instance: Export, *, created: bool, **_rest: Any) -> None:
    """Somebody has asked for a file."""
    if created:
        record(
            act="reporting.export",
            actor=instance.by,
            row=instance,
            unit=instance.organisation,
            details={"format": str(instance.format), "rows": instance.expected},
            now=instance.cut_off_at,
        )


def connect_all() -> None:
    """Make the act known, and listen."""
    register(*ACTS)
    post_save.connect(after_export, sender=Export, dispatch_uid="reporting.audit.export")
