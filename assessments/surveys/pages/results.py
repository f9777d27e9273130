"""Results of a survey in words, pictures and tables; the same rows make its file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.mentoring.selectors.terms import local_list
from assessments.reporting.laws.suppression import FEWEST
from assessments.surveys.laws.counting import ALL, Counted, Group, counted, mean, middle
from assessments.surveys.laws.instruments import Instrument
from assessments.surveys.models import Survey
from assessments.surveys.pages.masking import masked
from assessments.surveys.pages.pictures import Column, columns, short_names
from assessments.surveys.selectors import instruments, surveys
from training_site.identifiers import LocalList
from training_site.tables.writing import Cell


@dataclass(frozen=True, kw_only=True)
class SurveyLine:
    """A survey in the list."""

    title: str
    url: str
    cohort: str
    state: str


@dataclass(frozen=True, kw_only=True)
class OptionLine:
    """One option with its numbers, in each group."""

    letter: str
    """What stands for it in the picture; empty for a step, whose text begins with its number."""
    text: str
    cells: Sequence[tuple[str, str]]
    """Group and number."""


@dataclass(frozen=True, kw_only=True)
class QuestionResult:
    """One question."""

    text: str
    number_text: str
    summary: str
    columns: Sequence[Column]
    headings: Sequence[str]
    lines: Sequence[OptionLine]
    words: Sequence[str]
    is_hidden: bool


def line(survey: Survey) -> SurveyLine:
    """For the list; `asked` is annotated there."""
    return SurveyLine(
        title=survey.version.title,
        url=reverse("surveys:one", args=[survey.pk]),
        cohort=survey.cohort.name,
        state=state_text(survey, getattr(survey, "asked", 0)),
    )


def state_text(survey: Survey, asked: int) -> str:
    """Where it stands."""
    if survey.closed_at is not None:
        return _("closed on %(day)s: %(answered)d of %(invited)d answered") % {
            "day": day_text(timezone.localdate(survey.closed_at)),
            "answered": survey.answered,
            "invited": survey.invited,
        }
    if survey.opened_at is None:
        return _("asks from %(day)s") % {"day": day_text(survey.opens_on)}
    return ngettext(
        "open until %(day)s, %(n)d person is asked", "open until %(day)s, %(n)d people are asked", asked
    ) % {
        "day": day_text(survey.closes_on),
        "n": asked,
    }


def context(survey: Survey, *, asked: int, runs: bool) -> dict[str, Any]:
    """The page of a survey: its state, and when it is closed what came of it."""
    found = results(survey)
    return {
        "title": survey.version.title,
        "cohort": survey.cohort,
        "state": state_text(survey, asked),
        "when": _("%(n)d months afterwards") % {"n": survey.months_after} if survey.months_after else "",
        "instrument_url": reverse("surveys:instrument", args=[survey.version.key]),
        "file_url": reverse("surveys:file", args=[survey.pk]),
        "results": found,
        "too_few": survey.closed_at is not None and (survey.answered or 0) < FEWEST,
        "can_close": runs and survey.is_open,
        "can_drop": runs and survey.opened_at is None and survey.closed_at is None,
    }


def results(survey: Survey) -> list[QuestionResult]:
    """Every question; none while the survey is open, or where fewer than five have answered."""
    found, names = _counted(survey)
    local = local_list(survey.cohort.organisation_id)
    return [_result(one, names, local) for one in found]


def rows(survey: Survey) -> Iterator[Sequence[Cell]]:
    """The table of the file: a line for each option of each question in each group, or for what somebody wrote."""
    yield [_("Question"), _("Group"), _("Answered"), _("Option"), _("Number")]
    found, names = _counted(survey)
    local = local_list(survey.cohort.organisation_id)
    for one in found:
        for group in one.groups:
            yield from _rows(one, group, names, local)


def day_text(day: date) -> str:
    """A day in words."""
    return date_format(day, "DATE_FORMAT")


def _counted(survey: Survey) -> tuple[tuple[Counted, ...], Mapping[str, str]]:
    papers = surveys.papers(survey)
    if len(papers) < FEWEST:
        return (), {}
    asked: Instrument = instruments.asked(survey.version)
    places = {paper.place for paper in papers if paper.place is not None}
    names = {str(key): name for key, name in surveys.names_of(sorted(places)).items()}
    return counted(asked, papers), {ALL: _("All"), "": _("Other organisations"), **names}


def _rows(one: Counted, group: Group, names: Mapping[str, str], local: LocalList) -> Iterator[Sequence[Cell]]:
    head = [one.question.text, names.get(group.key, group.key)]
    if group.number is None:
        yield [*head, few_text(), "", ""]
        return
    for option in one.question.options:
        yield [*head, group.number, option.text, group.counts.get(option.key, 0)]
    for words in masked(one.words, local=local):
        yield [*head, group.number, words, ""]


def _result(one: Counted, names: Mapping[str, str], local: LocalList) -> QuestionResult:
    options, everybody = one.question.options, one.everybody
    short = short_names(options)
    headings = [names.get(group.key, group.key) for group in one.groups]
    return QuestionResult(
        text=one.question.text,
        number_text=_number_text(everybody),
        summary=_summary(one) if one.question.is_scale else "",
        columns=() if everybody.is_hidden or not options else columns(options, everybody.counts),
        headings=headings,
        lines=[
            OptionLine(
                letter="" if option.value is not None else short[option.key],
                text=option.text,
                cells=[
                    (heading, few_text() if group.is_hidden else str(group.counts.get(option.key, 0)))
                    for heading, group in zip(headings, one.groups, strict=True)
                ],
            )
            for option in options
        ],
        words=masked(one.words, local=local),
        is_hidden=everybody.is_hidden,
    )


def few_text() -> str:
    """In place of a number that is hidden."""
    return _("fewer than 5, or hidden")


def _number_text(group: Group) -> str:
    if group.number is None:
        return _("Fewer than five answered this, so it is not shown.")
    return ngettext("%(n)d answer", "%(n)d answers", group.number) % {"n": group.number}


def _summary(one: Counted) -> str:
    counts = one.everybody.counts
    half, average = middle(counts), mean(counts)
    if half is None or average is None:
        return ""
    return _("median %(median)s, mean %(mean)s") % {
        "median": number_format(half, decimal_pos=0 if half == int(half) else 1),
        "mean": number_format(average, decimal_pos=1),
    }
