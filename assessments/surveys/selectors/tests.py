"""What people knew before and after: the sittings of the two forms, read as a test."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from assessments.certification.laws.facts import POST, PRE, KnowledgeTest
from assessments.certification.selectors.sources.found import KEY
from assessments.models import QuizAttempt, QuizPage
from assessments.surveys.laws.crossover import A, other
from assessments.surveys.laws.gains import Pair
from assessments.surveys.laws.instruments import Kind
from assessments.surveys.models import InstrumentVersion, TestPlan, TestSeat
from assessments.surveys.permissions import READ
from training_site.people.merges import accounts_of
from training_site.people.models import User

COLUMNS = (KEY, "learner", "content_key", "submitted_at", "score_numerator", "score_denominator")


class Sat(NamedTuple):
    """A form that was handed in."""

    ref: str
    at: datetime
    score: Fraction


Sittings = Mapping[tuple[int, str], list[Sat]]
"""Person, quiz → the times they handed it in, oldest first."""


class Shown(NamedTuple):
    """What somebody's two tests were; None where one is missing."""

    before: Sat | None
    after: Sat | None


def form_of(plan: TestPlan, form: str) -> str:
    """The quiz that is a form."""
    return plan.form_a if form == A else plan.form_b


def shown(seat: TestSeat, sittings: Sittings) -> Shown:
    """The first time the first form was handed in before the forms were swapped, and the first time the other one was after."""
    plan = seat.plan
    swapped = plan.after_opened_at
    first = sittings.get((seat.person_id, form_of(plan, seat.first)), [])
    second = sittings.get((seat.person_id, form_of(plan, other(seat.first))), [])
    before = next((sat for sat in first if sat.at >= plan.made_at and (swapped is None or sat.at < swapped)), None)
    after = next((sat for sat in second if swapped is not None and sat.at >= swapped), None)
    return Shown(before, after)


def pairs_of(plan: TestPlan) -> list[Pair]:
    """Of those who took both tests (two queries)."""
    seats = list(TestSeat.objects.filter(plan=plan).select_related("plan"))
    sittings = handed_in([seat.person_id for seat in seats], {plan.form_a, plan.form_b})
    found = (shown(seat, sittings) for seat in seats)
    return [(one.before.score, one.after.score) for one in found if one.before and one.after]


def taken(plan: TestPlan) -> tuple[int, int, int]:
    """How many have a seat, took the first test, took both."""
    seats = list(TestSeat.objects.filter(plan=plan).select_related("plan"))
    sittings = handed_in([seat.person_id for seat in seats], {plan.form_a, plan.form_b})
    found = [shown(seat, sittings) for seat in seats]
    before = sum(one.before is not None for one in found)
    return len(seats), before, sum(one.before is not None and one.after is not None for one in found)


def handed_in(people: Collection[int], forms: Collection[str]) -> Sittings:
    """Sittings of these forms by these people (one query)."""
    rows = QuizAttempt.objects.filter(
        learner__in=people, content_key__in=forms, state=QuizAttempt.State.SUBMITTED, score_numerator__isnull=False
    )
    found: dict[tuple[int, str], list[Sat]] = defaultdict(list)
    for pk, learner, form, at, numerator, denominator in rows.order_by("submitted_at", "pk").values_list(*COLUMNS):
        found[learner, form].append(Sat(f"quiz_attempt:{pk}", at, Fraction(numerator, denominator)))
    return found


def knowledge_tests(people: Collection[int]) -> Mapping[int, list[KnowledgeTest]]:
    """Person → facts for certificates (two queries)."""
    seats = list(TestSeat.objects.filter(person__in=people).select_related("plan"))
    forms = {form for seat in seats for form in (seat.plan.form_a, seat.plan.form_b)}
    sittings = handed_in(people, forms) if seats else {}
    found: dict[int, list[KnowledgeTest]] = defaultdict(list)
    for seat in seats:
        found[seat.person_id] += _facts(seat, shown(seat, sittings))
    return found


def instruments() -> list[str]:
    """The keys of tests that a certificate may ask for (one query)."""
    rows = InstrumentVersion.objects.filter(kind=Kind.TEST)
    return list(rows.order_by("key").values_list("key", flat=True).distinct())


def plans_for(person: User, *, today: date) -> QuerySet[TestPlan]:
    """Tests whose numbers somebody may read."""
    return TestPlan.objects.filter(READ.visible_to(person, today=today)).select_related("cohort__organisation")


def seats_of(person: User) -> QuerySet[TestSeat]:
    """The tests somebody takes part in."""
    return (
        TestSeat.objects.filter(person__in=accounts_of(person.pk))
        .select_related("plan__cohort")
        .order_by("-plan__made_at", "pk")
    )


def page_of(content_key: str, language: str) -> QuizPage | None:
    """The quiz of a form, in the reader's language where there is one."""
    rows = QuizPage.objects.live().public().filter(content_key=content_key).select_related("locale")
    return next(iter(sorted(rows, key=lambda page: (page.locale.language_code != language, page.pk))), None)


def _facts(seat: TestSeat, one: Shown) -> Iterator[KnowledgeTest]:
    for moment, sat in ((PRE, one.before), (POST, one.after)):
        if sat is not None:
            yield KnowledgeTest(
                instrument=seat.plan.instrument,
                moment=moment,
                on=timezone.localdate(sat.at),
                score=sat.score,
                ref=sat.ref,
            )
