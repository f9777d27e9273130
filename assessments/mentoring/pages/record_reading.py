"""The words of a record for whoever may read them: its facts, its texts, its lists, each with a heading; nothing that is empty."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.mentoring import record_words as chosen
from assessments.mentoring.models import Session, SessionRecord
from assessments.mentoring.pages.sessions import when_text
from assessments.mentoring.services.pairs import LEARNER

HEADINGS = {
    "reflection_summary": gettext_lazy("What we looked at"),
    "learning_points": gettext_lazy("What was learned"),
    "strengths": gettext_lazy("What went well"),
    "practice_guidance": gettext_lazy("Guidance for practice"),
    "to_organisation": gettext_lazy("To the organisation"),
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One item of a list."""

    text: str
    note: str = ""
    """What belongs to it in a few words: where it comes from, who and until when."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """A heading with a text or a list."""

    title: str
    text: str = ""
    lines: tuple[Line, ...] = ()


def facts_of(record: SessionRecord, session: Session) -> list[Line]:
    """C1, in lines."""
    facts = record.facts
    present = _several("attendees", facts.get("attendees", []))
    rows = [
        (_("When"), when_text(session)),
        (_("How"), session.get_mode_display()),
        (_("What it was for"), _several("functions", facts.get("functions", []))),
        (_("Who else was there"), present),
        (_("Decisions about a child"), _filing(facts)),
        (_("Well-being"), _("was talked about") if facts.get("wellbeing_discussed") else ""),
    ]
    return [Line(text=text, note=title) for title, text in rows if text]


def parts_of(words: Mapping[str, Any], *, indicators: Mapping[str, str], learner: str, mentor: str) -> list[Part]:
    """C2, in the order of reading. `indicators`: code → how it begins."""
    people = {LEARNER: learner}
    lists: list[tuple[str, tuple[Line, ...]]] = [
        (_("Agenda"), tuple(_agenda(words))),
        (_("From last time"), tuple(_previous(words))),
    ]
    after: list[tuple[str, tuple[Line, ...]]] = [
        (_("Indicators"), tuple(_indicators(words, indicators))),
        (_("Agreed actions"), tuple(_actions(words, people, mentor))),
        (_("Children talked about, by pseudonym"), tuple(_cases(words))),
    ]
    return [
        *(Part(title=title, lines=lines) for title, lines in lists if lines),
        *(Part(title=str(title), text=words[name]) for name, title in HEADINGS.items() if words.get(name)),
        *(Part(title=title, lines=lines) for title, lines in after if lines),
    ]


def agenda_text(item: Mapping[str, str]) -> str:
    """An item of the agenda; one that only stands for something says what."""
    return item["text"] or _("Progress review")


def _agenda(words: Mapping[str, Any]) -> Iterator[Line]:
    for item in words.get("agenda", ()):
        yield Line(text=agenda_text(item), note=chosen.label("source", item["source"]))


def _previous(words: Mapping[str, Any]) -> Iterator[Line]:
    for row in words.get("previous", ()):
        yield Line(
            text=row["text"], note=_joined(chosen.label("outcome", row["outcome"]), _until(row.get("due_on", "")))
        )


def _indicators(words: Mapping[str, Any], known: Mapping[str, str]) -> Iterator[Line]:
    for row in words.get("indicators", ()):
        text = f"{row['code']} · {known.get(row['code'], '')}".rstrip(" ·")
        yield Line(text=text, note=_joined(chosen.label("judgement", row["judgement"]), row["rationale"]))


def _actions(words: Mapping[str, Any], people: Mapping[str, str], mentor: str) -> Iterator[Line]:
    for row in words.get("actions", ()):
        yield Line(text=row["text"], note=_joined(people.get(row["owner"], mentor), _until(row["due_on"])))


def _cases(words: Mapping[str, Any]) -> Iterator[Line]:
    for row in words.get("cases", ()):
        name = _("Child %(letter)s") % {"letter": row["pseudonym"][-1]}
        topics = [chosen.label("topic", code) for code in row.get("topics", [])]
        known = [chosen.label(kind, row[kind]) for kind in ("age_band", "stage") if row.get(kind)]
        yield Line(text=name, note=_joined(*known, *topics))


def _filing(facts: Mapping[str, Any]) -> str:
    code = facts.get("filing", "")
    return _joined(chosen.label("filing", code), _until(facts.get("filing_by", ""))) if code else ""


def _several(kind: str, codes: list[str]) -> str:
    return ", ".join(chosen.label(kind, code) for code in codes)


def _until(day: str) -> str:
    return _("until %(day)s") % {"day": date_format(date.fromisoformat(day))} if day else ""


def _joined(*texts: str) -> str:
    return " · ".join(text for text in texts if text)
