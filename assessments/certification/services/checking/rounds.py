"""Rounds: their ledgers, their numbers, their dates, who is asked, and what stands in their statuses."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from assessments.certification.laws.calendar import day_in
from assessments.certification.laws.cycles import HELD, OPEN, catching_up, phase_on
from assessments.certification.models import Assignment, Cycle, RequirementStatus
from assessments.certification.selectors.facts import facts_of
from assessments.certification.selectors.rules import read_by, rules_of
from assessments.certification.services import cycles, following, renewing, statuses, taking_effect
from assessments.certification.services.checking.problem import Fix, Kind, Problem, row_of
from assessments.services.ledger_checks import check_ledgers, ledgered_models
from training_site.people.models import Merge

BATCH = 500

LEDGER = Kind(
    code="ledger_differs",
    explanation="The row says another state than its ledger.",
    cause="Somebody changed the row past the services, or a backup of one table was restored alone.",
)
NUMBERS = Kind(
    code="numbers_have_gaps",
    explanation="The rounds of one person and certification are not numbered from 1 without gaps.",
    cause="People were merged, or rows were removed by hand.",
)
BEHIND = Kind(
    code="state_behind_its_dates",
    explanation="Time has passed and the round's entry was not written yet. What is shown to others follows from the dates, and is right.",
    cause="manage.py tick has not run for a while.",
    remedy="writes what the dates say, opens what comes next and tells people",
)
NO_ROUND = Kind(
    code="asked_for_without_a_round",
    explanation="Somebody is asked for the certification and works in no round towards it.",
    cause="An assignment was made while no version was published, or after a round had failed.",
    remedy="opens a round",
)
STATUSES = Kind(
    code="statuses_differ",
    explanation="The statuses of an open round are not what the ledgers below say today.",
    cause="Something was done since somebody last looked.",
    remedy="looks again",
)
UNMEASURED = Kind(
    code="state_behind_a_measure",
    explanation="A measure about a certificate has taken effect, and the entry of its round was not written yet. What strangers are shown is right.",
    cause="manage.py tick has not run since that day began.",
    remedy="writes what the ledger of the certificate says",
)
UNDATED = Kind(
    code="held_without_dates",
    explanation="The round is certified and has no day of completion.",
)


def check(now: datetime) -> Iterator[Problem]:
    """Everything about rounds that does not hold."""
    for model in ledgered_models("certification"):
        for finding in check_ledgers(model):
            yield Problem(kind=LEDGER, row=f"{finding.table} {finding.row}", details={"it": finding.says})
    yield from _numbers()
    yield from _dates(now)
    yield from _measures(now)
    yield from _asked_for()
    yield from _statuses(now)


def _numbers() -> Iterator[Problem]:
    found: dict[tuple[int, UUID], list[int]] = defaultdict(list)
    for learner, certification, number in Cycle.objects.order_by("number").values_list(
        "learner", "certification", "number"
    ):
        found[learner, certification].append(number)
    for (learner, certification), numbers in found.items():
        if numbers != list(range(1, len(numbers) + 1)):
            details = {"certification": certification, "numbers": numbers}
            yield Problem(kind=NUMBERS, row=f"people_user {learner}", details=details)


def _dates(now: datetime) -> Iterator[Problem]:
    for cycle in Cycle.objects.filter(state__in=HELD).select_related("version").iterator():
        dates = cycles.dates_of_cycle(cycle)
        if dates is None:
            yield Problem(kind=UNDATED, row=row_of(cycle))
            continue
        rules = rules_of(cycle.version)
        phase = phase_on(dates, rules.grace, day_in(now, rules.zone), renewed=False)
        missing = catching_up(cycle.state, phase)
        if missing:
            details = {"is": cycle.state, "follows": " ".join(missing)}
            yield Problem(kind=BEHIND, row=row_of(cycle), details=details, fix=lambda at: renewing.keep_up(now=at))


def _measures(now: datetime) -> Iterator[Problem]:
    for cycle in taking_effect.due(now=now):
        event = taking_effect.missing(cycle, now)
        if event:
            details = {"is": cycle.state, "follows": event}
            yield Problem(kind=UNMEASURED, row=row_of(cycle), details=details, fix=_measuring(cycle))


def _measuring(cycle: Cycle) -> Fix:
    return lambda at: taking_effect.catch_up(cycle=cycle, by=None, now=at)


def _asked_for() -> Iterator[Problem]:
    asked = Assignment.objects.filter(ended_at=None, learner__is_active=True, certification__retired_at=None)
    # After a failure or a revocation somebody decides whether there is another round.
    at_work = set(
        Cycle.objects.filter(state__in=(*OPEN, *HELD, "suspended", "failed", "revoked")).values_list(
            "learner", "certification"
        )
    )
    # Whoever holds it with an account that was merged into theirs works in no round until its window opens.
    kept = dict(Merge.objects.order_by().values_list("account", "person"))
    at_work |= {(kept[learner], certification) for learner, certification in at_work if learner in kept}
    for row in asked.select_related("learner", "certification").iterator():
        if (row.learner_id, row.certification_id) not in at_work:
            yield Problem(kind=NO_ROUND, row=row_of(row), fix=_opening(row))


def _opening(row: Assignment) -> Fix:
    def fix(at: datetime) -> object:
        return cycles.open_next(
            learner=row.learner,
            certification=row.certification,
            on=at.date(),
            due_on=row.due_on,
            organisation_id=row.organisation_id,
            now=at,
        )

    return fix


def _statuses(now: datetime) -> Iterator[Problem]:
    rows = list(Cycle.objects.filter(state__in=OPEN).select_related("version", "certification").order_by("learner"))
    for start in range(0, len(rows), BATCH):
        yield from _statuses_of(rows[start : start + BATCH], now)


def _statuses_of(batch: Sequence[Cycle], now: datetime) -> Iterator[Problem]:
    facts = facts_of({cycle.learner_id for cycle in batch}, today=now.date(), wanted=read_by(batch))
    stored: dict[UUID, list[RequirementStatus]] = defaultdict(list)
    for row in RequirementStatus.objects.filter(cycle__in=batch).order_by("position"):
        stored[row.cycle_id].append(row)
    for cycle in batch:
        wanted = statuses.rows_of(statuses.standing_of(cycle, facts[cycle.learner_id], now=now))
        if [_said(row) for row in stored[cycle.pk]] != [_said(row) for row in wanted]:
            yield Problem(kind=STATUSES, row=row_of(cycle), fix=_looking_again(cycle))


def _said(row: RequirementStatus) -> tuple[object, ...]:
    return (row.key, *(getattr(row, column) for column in statuses.COLUMNS))


def _looking_again(cycle: Cycle) -> Fix:
    return lambda at: following.follow(learners=[cycle.learner_id], now=at)
