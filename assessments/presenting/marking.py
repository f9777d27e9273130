"""Texts that wait for a mark, as their pages print them: without a name, under a number that stays."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.forms.judging import level_words
from assessments.marking.judging import MARKED, MODERATION, SECOND, Part
from assessments.marking.peers import shuffled_within_days
from assessments.models import HandedText, Judgement
from assessments.presenting.shapes import Link
from assessments.presenting.shortening import in_short
from assessments.presenting.wording import number_text
from assessments.services.judging import essay_of
from modules.compiled import CompiledActivity
from modules.models import LessonPage

SIGNS = 5


@dataclass(frozen=True, kw_only=True)
class QueueLine:
    """A question, and how much waits there."""

    title: str
    page: str
    url: str
    waits: int
    waits_text: str
    since_text: str
    moderation_text: str


@dataclass(frozen=True, kw_only=True)
class TextLine:
    """A text in the list of a question."""

    title: str
    url: str
    note: str


@dataclass(frozen=True, kw_only=True)
class LineSaid:
    """A line of the rubric, and what somebody said of it."""

    title: str
    level: str
    comment: str


@dataclass(frozen=True, kw_only=True)
class JudgementView:
    """What one person said of a text; never who."""

    title: str
    points: str
    lines: tuple[LineSaid, ...]
    overall: str


def pseudonym(text: HandedText) -> str:
    """What a text is called instead of by the name of its writer: the same for everybody who marks it, and at no other text."""
    sign = salted_hmac("assessments.pseudonym", str(text.pk)).hexdigest()[:SIGNS].upper()
    return _("Text %(sign)s") % {"sign": sign}


def queue(texts: Iterable[HandedText]) -> list[QueueLine]:
    """The questions at which these texts wait, the one that waits longest first."""
    at: dict[tuple[str, str], list[HandedText]] = {}
    for text in texts:
        at.setdefault((text.content_key, text.activity_key), []).append(text)
    pages = page_titles(key for key, _question in at)
    lines = ((min(text.created_at for text in waiting), key, waiting) for key, waiting in at.items())
    return [_queue_line(key, waiting, pages, since) for since, key, waiting in sorted(lines, key=lambda one: one[0])]


def question_url(content_key: str, activity_key: str) -> str:
    """Where the texts of one question are listed."""
    return f"{reverse('assessments:marking')}?{urlencode({'page': content_key, 'question': activity_key})}"


def text_url(text: HandedText) -> str:
    """Where a text is marked."""
    return reverse("assessments:mark_text", args=[text.pk])


def page_titles(keys: Iterable[str]) -> Mapping[str, str]:
    """Content key → the title of its page (one query)."""
    rows = LessonPage.objects.filter(content_key__in=set(keys)).order_by("-locale_id")
    return dict(rows.values_list("content_key", "title"))


def text_lines(texts: Sequence[HandedText], *, seed: str, drafts: Mapping[UUID, datetime]) -> list[TextLine]:
    """The texts of one question: oldest day first, shuffled within a day."""
    placed = [(timezone.localdate(text.created_at).isoformat(), text) for text in texts]
    return [
        TextLine(title=pseudonym(text), url=text_url(text), note=_note(text, drafts.get(text.pk)))
        for text in shuffled_within_days(placed, seed=seed)
    ]


def task_lines(texts: Iterable[HandedText], judged: frozenset[object]) -> list[TextLine]:
    """The texts that somebody was asked to judge as a colleague."""
    return [
        TextLine(title=pseudonym(text), url=text_url(text), note=_("Done") if text.pk in judged else question_of(text))
        for text in texts
    ]


def question_of(text: HandedText) -> str:
    """The question in one line."""
    return in_short(compiled_of(text))


def compiled_of(text: HandedText) -> CompiledActivity:
    """The question as it stood when the text was handed in."""
    return text.version.compiled(text.activity_key)


def marking_context(text: HandedText) -> dict[str, Any]:
    """What a marker sees of a text, whatever they may still do with it."""
    compiled = compiled_of(text)
    return {
        "title": pseudonym(text),
        "question": compiled.html(compiled.activity.prompt),
        "words": text.words.opened(),
        "lang": text.language,
        "sample": [compiled.html(leaf) for leaf in compiled.activity.sample],
        "when": _("Handed in on %(day)s") % {"day": day_text(text.created_at)},
        "queue": Link(title=_("All texts of this question"), url=question_url(text.content_key, text.activity_key)),
    }


def own_context(text: HandedText, judgements: Sequence[Judgement]) -> dict[str, Any]:
    """What the writer sees: their text, and once it is marked what counted and the sample."""
    said = judgement_views(text, counted(judgements)) if text.state == MARKED else []
    shown = marking_context(text)
    page = LessonPage.objects.live().filter(content_key=text.content_key).first()
    return {
        **shown,
        "title": question_of(text),
        "sample": shown["sample"] if text.state == MARKED else [],
        "state_text": state_text(text),
        "judgements": said,
        "colleagues": text.marked_by == HandedText.By.PEER,
        "back": Link(title=page.title, url=f"{page.url}#{text.activity_key}") if page else None,
    }


def counted(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Those from which the mark follows: what a trainer overruled, or a third person decided, stands in place of what was before."""
    for part in (Part.OVERRULING, Part.MODERATOR):
        deciding = [one for one in judgements if one.part == part]
        if deciding:
            return deciding[-1:]
    return list(judgements)


def judgement_views(text: HandedText, judgements: Sequence[Judgement]) -> list[JudgementView]:
    """What was said, without who said it."""
    compiled, essay = compiled_of(text), essay_of(text)
    views = []
    for number, row in enumerate(judgements, start=1):
        comments = row.comments.opened() or {}
        lines = (
            LineSaid(
                title=compiled.inline(line.text),
                level=level_words(compiled, line, row.levels[line.key]),
                comment=comments.get(line.key, ""),
            )
            for line in essay.criteria()
        )
        got, most = essay.weigh(row.levels)
        title = _("What was said") if len(judgements) == 1 else _("Judgement %(number)d") % {"number": number}
        views.append(
            JudgementView(
                title=title,
                points=points_text(number_text(got), number_text(most)),
                lines=tuple(lines),
                overall=comments.get("", ""),
            )
        )
    return views


def state_text(text: HandedText) -> str:
    """Where a text stands, in words for its writer."""
    if text.state == MARKED and text.score is not None:
        most = essay_of(text).weigh({})[1]
        return _("Marked: %(points)s") % {"points": points_text(number_text(text.score * most), number_text(most))}
    if text.marked_by == HandedText.By.TRAINER:
        return _("Handed in. A trainer marks it, and does not see your name.")
    return _("Handed in. Colleagues mark it once enough of you have handed in. Nobody sees a name.")


def points_text(got: str, most: str) -> str:
    """`3 of 4 points`."""
    return _("%(got)s of %(most)s points") % {"got": got, "most": most}


def day_text(moment: datetime) -> str:
    """The day of a moment."""
    return date_format(timezone.localtime(moment), "DATE_FORMAT")


def _queue_line(
    key: tuple[str, str], waiting: Sequence[HandedText], pages: Mapping[str, str], since: datetime
) -> QueueLine:
    page, question = key
    moderated = sum(1 for text in waiting if text.state == MODERATION)
    return QueueLine(
        title=question_of(waiting[-1]),
        page=pages.get(page, page),
        url=question_url(page, question),
        waits=len(waiting),
        waits_text=ngettext("%(n)d text waits", "%(n)d texts wait", len(waiting)) % {"n": len(waiting)},
        since_text=_("the oldest since %(day)s") % {"day": day_text(since)},
        moderation_text=_("two marks lie far apart: %(n)d") % {"n": moderated} if moderated else "",
    )


def _note(text: HandedText, kept: datetime | None) -> str:
    said = [day_text(text.created_at)]
    if text.state == MODERATION:
        said.append(_("two marks lie far apart: you see both, and decide"))
    elif text.state == SECOND:
        said.append(_("waits for a second mark"))
    elif text.marked_by == HandedText.By.PEER:
        said.append(_("colleagues mark it; you can overrule them"))
    if kept:
        said.append(_("begun by you"))
    return " · ".join(said)
