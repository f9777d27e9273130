"""What goes from interchange into the audit trail: questions that came in, and questions, with their keys, that went out."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from assessments.interop.models import QuestionImport
from modules.models import CurriculumPage
from training_site.audit.acts import Act, register
from training_site.audit.services.recording import record
from training_site.people.models import User

ACTS = (
    Act("interop.imported", _("Questions imported into a draft"), ("page", "format", "sha256", "items", "left_out")),
    Act("interop.exported", _("Questions exported"), ("format", "pages", "sha256")),
)


def register_all() -> None:
    """Make it known."""
    register(*ACTS)


def of_import(looked: QuestionImport, *, items: int, left_out: int, by: User, now: datetime) -> None:
    """Items of a file became part of a draft."""
    record(
        act="interop.imported",
        actor=by,
        row=looked,
        details={
            "page": looked.page_id,
            "format": looked.file_format,
            "sha256": looked.sha256,
            "items": items,
            "left_out": left_out,
        },
        now=now,
    )


def of_export(page: CurriculumPage, *, file_format: str, pages: int, digest: str, by: User, now: datetime) -> None:
    """Questions were given out as a file."""
    details: dict[str, str | int | bool | None] = {"format": file_format, "pages": pages, "sha256": digest}
    record(act="interop.exported", actor=by, row=page, details=details, now=now)
