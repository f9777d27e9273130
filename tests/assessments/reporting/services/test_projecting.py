"""The board follows what happens, and folding everything again finds nothing else."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.certification.models import Cycle
from assessments.certification.records import reading
from assessments.certification.services import assigning, following, importing
from assessments.reporting.models import BoardRow, Tally
from assessments.reporting.services import keeping_up, projecting, rebuilding
from assessments.services import ledgers
from tests.assessments.reporting.conftest import Committing
from tests.factories.certification import NOW, RENEWABLE, TODAY, assigned, certification, certified, declared
from tests.factories.people import LearnerFactory, MembershipFactory, OrganisationFactory
from tests.factories.reporting import on_the_board, show
from training_site.people import services as people
from training_site.people.models import Organisation, User

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def number(unit: Organisation, kind: str, day: date | None = None) -> int:
    return Tally.objects.filter(organisation=unit, kind=kind, day=day).aggregate(sum=Sum("number"))["sum"] or 0


def found(learner: User) -> BoardRow:
    return BoardRow.objects.get(learner=learner)


def test_whoever_is_assigned_is_on_the_board_at_once(committing: Committing) -> None:
    with committing():
        cycle = assigned(certification(), due_on=date(2027, 5, 1))

    row = found(cycle.learner)
    assert (row.phase, row.due_on, row.waits_for, row.round) == ("way", date(2027, 5, 1), "learner", cycle.pk)
    assert number(row.organisation, "due:m", date(2027, 5, 1)) == 1


def test_earlier_completions_that_are_written_together_are_on_the_board_at_once(committing: Committing) -> None:
    issuer = certification(**RENEWABLE).certification.issuer
    ana, ben = (LearnerFactory(in_organisation=issuer, username=name) for name in ("ana", "ben"))
    head, day = "person,certification,title,completed_on,provider,reference", TODAY - 100 * DAY
    lines = [f"{name},reintegration-practice,,{day},School,7" for name in ("ana", "ben")]
    with committing():
        plan = importing.plan(table=reading.read("\n".join([head, *lines])), by=None, now=NOW)
        importing.carry_out(plan=plan, by=None, now=NOW)

    assert {found(learner).completed_on for learner in (ana, ben)} == {day}


def test_a_new_row_is_stored_once() -> None:
    cycle = assigned(certification())
    with CaptureQueriesContext(connection) as asked:
        show(cycle.learner)

    assert not [one["sql"] for one in asked if one["sql"].startswith('UPDATE "reporting_boardrow"')]


def test_whoever_has_met_everything_is_certified_on_the_board(committing: Committing) -> None:
    with committing():
        cycle = assigned(certification())
    with committing():
        declared(cycle.learner)
        following.follow(learners=[cycle.learner_id], now=NOW)

    row = found(cycle.learner)
    assert (row.phase, row.completed_on, row.waits_for) == ("held", TODAY, "")
    assert (number(row.organisation, "way"), number(row.organisation, "held")) == (0, 1)


def test_what_waits_for_a_decision_says_so_since_the_day_it_was_met() -> None:
    cycle = assigned(certification())
    ledgers.append(cycle, event="completed", by=None, now=NOW + 3 * DAY)

    show(cycle.learner)

    assert (found(cycle.learner).waits_for, found(cycle.learner).since) == ("decision", TODAY + 3 * DAY)


def test_whoever_is_no_longer_asked_leaves_the_board() -> None:
    cycle = assigned(certification())
    show(cycle.learner)
    assigning.end(assignment=cycle.learner.assignments.get(), reason="left", now=NOW)
    show(cycle.learner)

    assert not BoardRow.objects.exists()
    assert {row["sum"] for row in Tally.objects.values("kind", "day").annotate(sum=Sum("number"))} == {0}


def test_a_person_with_two_places_is_counted_once_above_both() -> None:
    country = OrganisationFactory()
    one, other = OrganisationFactory(below=country), OrganisationFactory(below=country)
    learner = LearnerFactory(in_organisation=one)
    MembershipFactory(user=learner, organisation=other)
    certified(learner=learner)
    show(learner)

    assert BoardRow.objects.count() == 2
    assert [number(unit, "people") for unit in (country, one, other)] == [1, 1, 1]


def test_somebody_who_moves_leaves_the_old_place_at_once(committing: Committing) -> None:
    old, new = OrganisationFactory(), OrganisationFactory()
    today = timezone.localdate()
    with committing():
        learner = on_the_board(certification(), old).learner
    with committing():
        people.end_membership(membership=learner.memberships.get(), until=today, today=today)
        MembershipFactory(user=learner, organisation=new)

    assert found(learner).organisation == new
    assert (number(old, "people"), number(new, "people")) == (0, 1)


def test_a_closed_account_is_not_on_the_board(committing: Committing) -> None:
    with committing():
        learner = on_the_board(certification(), OrganisationFactory()).learner
    with committing():
        people.deactivate_person(person=learner)

    assert not BoardRow.objects.exists()


def test_looking_again_changes_nothing() -> None:
    learner = on_the_board(certification(), OrganisationFactory()).learner

    assert projecting.refresh(learners=[learner.pk], today=TODAY) == 0
    assert Tally.objects.filter(number__lt=0).count() == 0


def a_populated_board() -> list[Cycle]:
    version, country = certification(), OrganisationFactory()
    places = [OrganisationFactory(below=country) for _ in range(2)]
    return [
        on_the_board(version, places[place % 2], until=until, name=f"Person {place}")
        for place, until in enumerate([None, None, date(2026, 10, 4), date(2027, 3, 1), date(2027, 3, 2)])
    ]


def test_the_board_equals_the_ledgers_after_any_events() -> None:
    cycles = a_populated_board()
    ledgers.append(cycles[3], event="suspended", by=None, now=NOW)
    show(cycles[3].learner)

    assert not rebuilding.check(today=TODAY).anything


@pytest.mark.parametrize(
    "spoil",
    [
        lambda: BoardRow.objects.filter(phase="held").update(expires_on=date(2030, 1, 1)),
        lambda: BoardRow.objects.first().delete(),
        lambda: Tally.objects.filter(kind="people").first().delete(),
        lambda: Tally.objects.filter(kind="held").update(number=7),
    ],
    ids=["a date", "a row", "a number that is gone", "a number that is wrong"],
)
def test_what_was_spoilt_is_found_and_mended(spoil: Callable[[], object], capsys: pytest.CaptureFixture[str]) -> None:
    a_populated_board()
    spoil()

    with pytest.raises(CommandError, match="differ from the ledgers"):
        call_command("rebuild_board", check=True)
    call_command("rebuild_board")
    call_command("rebuild_board", check=True)
    assert "0 rows and 0 numbers differed" in capsys.readouterr().out


def test_the_ledgers_make_the_whole_board_again() -> None:
    a_populated_board()
    before = list(BoardRow.objects.order_by("name").values_list("name", "phase", "expires_on"))
    BoardRow.objects.all().delete()
    Tally.objects.all().delete()

    rebuilding.rebuild(today=TODAY)

    assert list(BoardRow.objects.order_by("name").values_list("name", "phase", "expires_on")) == before


def test_numbers_that_count_the_same_are_put_together() -> None:
    cycles = a_populated_board()
    country = Organisation.objects.get(path=BoardRow.objects.first().path[:4])

    assert rebuilding.compact() > 0
    assert Tally.objects.get(organisation=country, kind="people").number == len(cycles)
    assert not rebuilding.check(today=TODAY).anything
    assert rebuilding.compact() == 0


def test_a_day_on_which_somebody_begins_and_another_ends_is_seen_by_the_clock() -> None:
    version, place = certification(), OrganisationFactory()
    ends, begins = on_the_board(version, place).learner, certified(version=version).learner
    begins.memberships.update(since=TODAY + DAY, organisation=place)
    ends.memberships.update(until=TODAY + DAY)
    show(ends, begins)

    assert [row.learner for row in BoardRow.objects.all()] == [ends]
    keeping_up.keep_up(now=NOW + DAY)
    assert [row.learner for row in BoardRow.objects.all()] == [begins]
    assert not rebuilding.check(today=TODAY + DAY).anything


def test_an_organisation_that_moves_takes_its_numbers_along() -> None:
    old, new = OrganisationFactory(), OrganisationFactory()
    place = OrganisationFactory(below=old)
    on_the_board(certification(), place)
    people.move_organisation(organisation=place, parent=new)

    keeping_up.keep_up(now=NOW)

    assert [number(unit, "people") for unit in (old, new, place)] == [0, 1, 1]
    assert not rebuilding.check(today=TODAY).anything
