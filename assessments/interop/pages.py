"""What an import would do, and what an export leaves behind, as their pages print it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.interop import kept
from assessments.interop.codecs.items import Finding
from assessments.interop.codecs.writing import Loss
from assessments.interop.forms import FORMATS, FormatForm
from assessments.interop.kept import Kept
from assessments.interop.models import QuestionImport
from assessments.presenting.desk import Desk
from assessments.presenting.wording import kind_label
from modules.compiled import safe
from modules.models import MarkdownPage
from modules.rendering import compile_document

MOST_TOLD = 10


@dataclass(frozen=True, kw_only=True)
class ItemLine:
    """An item of the file and what it becomes."""

    number: int
    """Its place in the file, from 0."""
    place: str
    becomes: str
    key: str
    markdown: str
    html: str
    """How a learner meets it, before answering."""
    lost: tuple[str, ...]
    errors: tuple[str, ...]
    warnings: tuple[str, ...]
    is_possible: bool
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class ImportPage:
    """A file that was looked at."""

    url: str
    title: str
    read_as: str
    sums: str
    state: str
    is_open: bool
    again: FormatForm | None
    """None where the file is not kept."""
    findings: tuple[str, ...]
    lines: tuple[ItemLine, ...]

    @property
    def has_possible(self) -> bool:
        """Whether anything can be imported."""
        return any(line.is_possible for line in self.lines)


def import_page(looked: QuestionImport, page: MarkdownPage, *, chosen: Collection[int] | None = None) -> ImportPage:
    """The file as a whole, and each of its items; every one is chosen unless `chosen` says which."""
    items = [kept.load(row) for row in looked.items]
    possible = sum(item.is_possible for item in items)
    sums = ngettext("%(possible)d of %(n)d item can be imported.", "%(possible)d of %(n)d items can be imported.", len(items))  # fmt: skip
    is_open = looked.state == QuestionImport.State.LOOKED
    return ImportPage(
        url=reverse("interop:looked", args=[looked.pk]),
        title=looked.name or _("A pasted text"),
        read_as=_("Read as %(format)s.") % {"format": FORMATS[looked.file_format]},
        sums=sums % {"possible": possible, "n": len(items)},
        state=state_text(looked.state),
        is_open=is_open,
        again=FormatForm(initial={"file_format": looked.file_format}) if is_open and looked.source else None,
        findings=tuple(kept.finding_text(row) for row in looked.findings),
        lines=tuple(_lines(items, page, chosen)),
    )


def state_text(state: str) -> str:
    """What came of a file, in a few words."""
    titles = {
        "looked": _("Nothing is written yet"),
        "done": _("Imported as a draft"),
        "dropped": _("Dropped: nothing was written"),
    }
    return titles[state]


def refusals(findings: tuple[Finding, ...]) -> list[str]:
    """Why nothing of a file can be read."""
    told = [kept.finding_text(kept.dump_finding(finding)) for finding in findings[:MOST_TOLD]]
    if len(findings) > MOST_TOLD:
        more = len(findings) - MOST_TOLD
        told.append(ngettext("and %(n)d more", "and %(n)d more", more) % {"n": more})
    return told or [_("There is no question in it that can be imported.")]


def loss_texts(losses: tuple[Loss, ...]) -> list[str]:
    """What a file cannot say, each with where it stands."""
    return [
        ": ".join(
            part
            for part in (
                kept.place_text({"path": loss.place.path, "line": loss.place.line}),
                loss.name,
                kept.sentence(loss.what),
            )
            if part
        )
        for loss in losses
    ]


def _lines(items: list[Kept], page: MarkdownPage, chosen: Collection[int] | None) -> Iterator[ItemLine]:
    desk = Desk(page=page, page_url="", learner_id=None, answerable=False)
    for number, item in enumerate(items):
        yield ItemLine(
            number=number,
            place=item.place,
            becomes=_becomes(item),
            key=item.key,
            markdown=item.markdown,
            html=_html(item.markdown, desk) if item.is_possible else "",
            lost=item.lost,
            errors=item.errors,
            warnings=item.warnings,
            is_possible=item.is_possible,
            is_chosen=chosen is None or number in chosen,
        )


def _becomes(item: Kept) -> str:
    if not item.is_possible:
        return _("Nothing")
    return _("Text") if item.kind == "text" else kind_label(item.kind)


def _html(markdown: str, desk: Desk) -> str:
    parts = compile_document(markdown).parts
    return safe("".join(part if isinstance(part, str) else desk.printed(part, csrf_token="") for part in parts))
