"""The page of a quiz, and where a sitting of it stands in the curriculum."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments import selectors
from assessments.models import QuizAttempt, QuizExemption, QuizPage
from assessments.papers import layout
from assessments.presenting import sittings
from assessments.presenting.before import hindrance_words, sentences
from assessments.presenting.exemptions import own_rules_text
from assessments.presenting.sittings import Around, Link
from assessments.services.terms import terms_of
from assessments.timing.counting import Counts
from assessments.timing.entry import Refused, entry
from assessments.timing.terms import Rules
from modules import selectors as curriculum
from modules import wording
from modules.compiled import CompiledDocument
from modules.models import Phase


@dataclass(frozen=True, kw_only=True)
class SittingRow:
    """A sitting in the list of a quiz."""

    number_text: str
    when_text: str
    result_text: str
    passed: bool
    url: str


@dataclass(frozen=True, kw_only=True)
class QuizView:
    """A quiz before it is taken."""

    title: str
    intro_html: str
    facts: tuple[str, ...]
    critical_text: str
    start_url: str
    open_url: str
    button_text: str
    can_start: bool
    hindrance: str
    """Why nobody can sit down to it now; empty where nothing stands in the way."""
    sentences: tuple[str, ...]
    """What somebody should know before they start."""
    attempts: tuple[SittingRow, ...]
    passed_text: str
    own_text: str
    """What is different for the reader."""


def quiz_page_view(
    page: QuizPage,
    *,
    document: CompiledDocument,
    earlier: Sequence[QuizAttempt],
    signed_in: bool,
    rules: Rules,
    refused: Refused | None,
    now: datetime,
) -> dict[str, Any]:
    """The context of a quiz page for somebody with these rules and these earlier sittings, latest first."""
    parts = layout(document)
    under_way = next((sitting for sitting in earlier if sitting.is_under_way), None)
    quiz = QuizView(
        title=page.title,
        intro_html=parts.introduction,
        facts=_facts(page, parts.number, rules),
        critical_text=_critical_text(parts.critical),
        start_url=reverse("assessments:quiz_start", args=[page.pk]) if page.pk else "",
        open_url=_url(under_way) if under_way else "",
        button_text=_button_text(earlier, under_way),
        can_start=signed_in and bool(parts.number),
        hindrance=hindrance_words(refused)[1] if refused else "",
        sentences=sentences(page, rules, now=now),
        attempts=tuple(_row(sitting) for sitting in earlier),
        passed_text=sittings.passed_text(earlier),
        own_text=own_rules_text(page.rules, rules),
    )
    module = curriculum.module_of(page)
    phase = module.phase if module else Phase.EVERY.value
    return {
        "quiz": quiz,
        "trail": trail(page),
        "phase": wording.phase_colour(phase),
        "phase_name": wording.phase_name(phase),
        "draft_text": draft_text(page),
    }


def draft_text(page: QuizPage) -> str:
    """What is said of a quiz that nobody has reviewed."""
    around = (curriculum.module_of(page), curriculum.programme_of(page))
    return wording.draft_text(*(node.review for node in around if node))


def around(request: HttpRequest, sitting: QuizAttempt, *, now: datetime) -> Around:
    """Title, module and next page of the quiz of a sitting; a quiz that is gone leaves its result readable."""
    exemptions = QuizExemption.objects.filter(content_key=OuterRef("content_key"))
    pages = QuizPage.objects.live().filter(content_key=sitting.content_key).annotate(exempts=Exists(exemptions))
    page = pages.filter(locale__language_code=sitting.language).first() or pages.first()
    if page is None:
        return Around(title=_("Quiz"))
    links = trail(page)
    # Where nothing can be refused and the best counts, nobody has to look at the other sittings.
    looks = page.exempts or page.rules.may_refuse or sitting.counts != Counts.HIGHEST
    every, refused = _again(page, sitting, now=now) if looks else ((), None)
    return Around(
        title=page.title,
        again_url=reverse("assessments:quiz_start", args=[page.pk]),
        refused=refused,
        sittings=every,
        module=links[-1] if links else None,
        next=_next_module(page) or (links[-1] if links else None),
        trail=(*links, Link(title=page.title, url=page.get_url(request) or "")),
        draft_text=draft_text(page),
    )


def _again(page: QuizPage, sitting: QuizAttempt, *, now: datetime) -> tuple[tuple[QuizAttempt, ...], Refused | None]:
    """All sittings of the person, once this one is over, and what stands in the way of the next."""
    if sitting.is_under_way:
        return (), None
    every = tuple(selectors.sittings(learner_id=sitting.learner_id, content_key=page.content_key))
    return every, refused_again(every, rules=terms_of(learner=sitting.learner, page=page, now=now), now=now)


def refused_again(earlier: Sequence[QuizAttempt], *, rules: Rules, now: datetime) -> Refused | None:
    """What stands in the way of sitting down to a quiz by these rules; nothing where a sitting is under way."""
    if any(sitting.is_under_way for sitting in earlier):
        return None
    ended = []
    if rules.attempts or rules.first_wait or rules.later_wait:
        ended = selectors.ends_of(QuizAttempt.objects.filter(pk__in=[sitting.pk for sitting in earlier]))
    return entry(rules, ended, now=now)


def trail(page: QuizPage) -> tuple[Link, ...]:
    """The programme and the module above a quiz."""
    above = (curriculum.programme_of(page), curriculum.module_of(page))
    return tuple(Link(title=node.title, url=node.url) for node in above if node)


def _next_module(page: QuizPage) -> Link | None:
    programme, here = curriculum.programme_of(page), curriculum.module_of(page)
    if programme is None or here is None:
        return None
    after = programme.modules[programme.modules.index(here) + 1 :]
    return Link(title=_("On to “%(module)s”") % {"module": after[0].title}, url=after[0].url) if after else None


def _facts(page: QuizPage, number: int, rules: Rules) -> tuple[str, ...]:
    facts = [ngettext("%(n)d question", "%(n)d questions", number) % {"n": number}]
    if page.minutes:
        facts.append(_("about %(duration)s") % {"duration": wording.minutes_text(page.minutes)})
    if rules.limit is not None:
        minutes = max(1, int(rules.limit.total_seconds() // 60))
        facts.append(_("time limit %(duration)s") % {"duration": wording.minutes_text(minutes)})
    if rules.attempts:
        times = rules.attempts
        facts.append(ngettext("%(n)d attempt", "%(n)d attempts", times) % {"n": times})
    return (*facts, _("pass mark %(percent)d %%") % {"percent": page.pass_mark})


def _critical_text(number: int) -> str:
    if not number:
        return ""
    return ngettext(
        "%(n)d question is about the safety of children. It must be right to pass.",
        "%(n)d questions are about the safety of children. They must be right to pass.",
        number,
    ) % {"n": number}


def _button_text(earlier: Sequence[QuizAttempt], under_way: QuizAttempt | None) -> str:
    if under_way:
        return _("Go on with the quiz")
    return _("Take the quiz once more") if earlier else _("Start the quiz")


def _row(sitting: QuizAttempt) -> SittingRow:
    return SittingRow(
        number_text=sittings.number_text(sitting),
        when_text=sittings.when_text(sitting),
        result_text=sittings.result_text(sitting),
        passed=bool(sitting.passed),
        url=_url(sitting),
    )


def _url(sitting: QuizAttempt) -> str:
    return reverse("assessments:quiz_attempt", args=[sitting.pk])
