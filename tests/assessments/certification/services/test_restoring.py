"""An upheld appeal against a measure: what was suspended counts again, for what was revoked another certificate is issued."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from assessments.certification.models import Appeal, Change, Credential, Cycle, Measure
from assessments.certification.selectors import verifying
from assessments.certification.selectors.appealed import appealable
from assessments.certification.services import appeals, assigning, measures, renewing, taking_effect
from assessments.certification.services.checking import problems
from tests.factories.certification import NOW, RENEWABLE, TODAY, assigned, certification, certified, credential
from tests.factories.certification_requests import ANSWER
from tests.factories.people import CoordinatorFactory
from training_site.notices.models import Notice
from training_site.people.models import User

pytestmark = pytest.mark.django_db
WHY = "What it rests on happened in another village, and I was not there."


def responsible(row: Credential) -> User:
    return CoordinatorFactory(in_organisation=row.issuer)


def imposed(kind: str, *, on: datetime = NOW, row: Credential | None = None) -> Measure:
    """A measure that two people have decided, to take effect on the day of a moment."""
    row = row or credential()
    proposed = measures.propose(
        credential=row,
        kind=kind,
        reason="administrative",
        note="",
        effective_on=on.date(),
        by=responsible(row),
        now=NOW,
    )
    measures.confirm(measure=proposed, by=responsible(row), now=NOW)
    return Measure.objects.get(pk=proposed.pk)


def upheld(measure: Measure, *, now: datetime = NOW) -> Measure:
    """What is proposed after the appeal was upheld."""
    about = appealable("measure", measure.pk)
    assert about is not None
    appeal = appeals.appeal(machine="measure", about=about, statement=WHY, by=about.cycle.learner, now=NOW)
    appeals.uphold(appeal=appeal, answer=ANSWER, by=responsible(measure.credential), now=now)
    return Measure.objects.get(state="proposed")


def confirmed(proposed: Measure, *, now: datetime = NOW) -> Credential:
    """The certificate that counts once somebody else has confirmed."""
    measures.confirm(measure=proposed, by=responsible(proposed.credential), now=now)
    return Credential.objects.get(superseded_by=None)


def shown(row: Credential, now: datetime = NOW) -> tuple[str, str]:
    """What a stranger is told of a code, and of the code that took its place."""
    found = verifying.found(row.code, now=now)
    assert found is not None
    return found.answer, found.next_code


def state_of(row: Credential) -> str:
    return Cycle.objects.get(pk=row.cycle_id).state


def silent(now: datetime = NOW) -> bool:
    return [str(problem) for problem in problems(now=now)] == []


def test_what_was_suspended_counts_again_once_a_second_person_confirms() -> None:
    measure = imposed("suspend")
    proposed = upheld(measure)
    assert (proposed.kind, proposed.reason) == ("reinstate", "appeal_upheld")
    assert shown(measure.credential) == ("suspended", "")

    row = confirmed(proposed)

    assert row == measure.credential
    assert (shown(row), state_of(row), silent()) == (("valid", ""), "certified", True)


def test_for_what_was_revoked_another_is_issued_and_the_old_one_points_to_it() -> None:
    measure = imposed("revoke")
    old = measure.credential
    proposed = upheld(measure)
    assert proposed.kind == "restore"
    assert (shown(old), state_of(old)) == (("revoked", ""), "revoked")

    new = confirmed(proposed)

    assert new != old
    assert (new.supersedes, new.name, new.valid_from, new.valid_until) == (
        old,
        old.name,
        old.valid_from,
        old.valid_until,
    )
    assert shown(old) == ("corrected", new.code)
    assert (shown(new), state_of(new), silent()) == (("valid", ""), "certified", True)


def test_every_step_is_an_entry_with_two_people_and_the_holder_is_told() -> None:
    measure = imposed("revoke")
    proposed = upheld(measure)
    confirmed(proposed)

    changes = Change.objects.filter(credential=measure.credential).order_by("number")
    assert [change.kind for change in changes] == ["issued", "revoked", "restored"]
    last = changes.last()
    assert last is not None
    assert last.by == Appeal.objects.get().heard_by
    assert last.second not in (None, last.by)
    told = Notice.objects.filter(person=measure.credential.holder).values_list("kind", flat=True)
    assert {"certification.answer", "certification.issued", "certification.measure"} <= set(told)


def test_nobody_who_had_a_part_in_it_is_the_second_person() -> None:
    measure = imposed("revoke")
    proposed = upheld(measure)
    second = measure.second
    assert second is not None

    for person in (measure.proposed_by, second):
        assert not measures.is_impartial(person, proposed)
        for act in (measures.confirm, measures.refuse):
            with pytest.raises(measures.NotAllowed):
                act(measure=proposed, by=person, now=NOW)
    with pytest.raises(measures.SamePerson):
        measures.confirm(measure=proposed, by=proposed.proposed_by, now=NOW)


def test_what_has_expired_meanwhile_is_restored_as_what_it_was_and_a_new_round_begins() -> None:
    cycle = certified(version=certification(**RENEWABLE))
    measure = imposed("revoke", row=credential(cycle=cycle))
    assert cycle.expires_on is not None
    late = NOW + (cycle.expires_on - TODAY) + timedelta(days=60)
    proposed = upheld(measure)

    new = confirmed(proposed, now=late)

    assert (shown(new, late)[0], state_of(new)) == ("expired", "lapsed")
    begun = Cycle.objects.exclude(pk=new.cycle_id).get()
    assert (begun.state, begun.path, begun.number) == ("assigned", "initial:1", 2)


def test_a_round_that_runs_already_goes_on_beside_it() -> None:
    cycle = certified(version=certification(**RENEWABLE))
    measure = imposed("revoke", row=credential(cycle=cycle))
    again = assigned(cycle.version, cycle.learner)
    proposed = upheld(measure)

    new = confirmed(proposed)

    assert state_of(new) == "certified"
    assert Cycle.objects.get(pk=again.pk).state == "assigned"


def test_a_certificate_that_was_earned_again_meanwhile_follows_it() -> None:
    cycle = certified(version=certification(**RENEWABLE))
    measure = imposed("revoke", row=credential(cycle=cycle))
    second = credential(cycle=certified(version=cycle.version, learner=cycle.learner, number=2))
    proposed = upheld(measure)

    measures.confirm(measure=proposed, by=responsible(proposed.credential), now=NOW)

    new = Credential.objects.get(supersedes=measure.credential)
    assert (shown(new)[0], state_of(new)) == ("superseded", "renewed")
    assert shown(second)[0] == "valid"


@pytest.mark.parametrize(("kind", "left"), [("suspend", 1), ("revoke", 2)])
def test_a_measure_that_lies_ahead_holds_on_no_day(kind: str, left: int) -> None:
    day = NOW + timedelta(days=20)
    measure = imposed(kind, on=day)
    row = confirmed(upheld(measure, now=NOW + timedelta(days=5)), now=NOW + timedelta(days=5))

    assert Credential.objects.count() == left
    for days in (5, 19, 20, 21):
        now = NOW + timedelta(days=days)
        taking_effect.keep_up(now=now)
        assert shown(row, now)[0] == "valid"
        assert shown(measure.credential, now)[0] in ("valid", "corrected")
        assert state_of(row) == "certified"


def test_what_was_proposed_meanwhile_gives_way() -> None:
    measure = imposed("suspend")
    row = measure.credential
    other = measures.propose(
        credential=row, kind="revoke", reason="fraud", note="", effective_on=TODAY, by=responsible(row), now=NOW
    )

    assert upheld(measure).kind == "reinstate"
    assert Measure.objects.get(pk=other.pk).state == "withdrawn"


def test_a_revocation_that_nobody_appealed_against_stays() -> None:
    measure = imposed("suspend")
    about = appealable("measure", measure.pk)
    assert about is not None
    imposed("revoke", row=measure.credential)
    appeal = appeals.appeal(machine="measure", about=about, statement=WHY, by=about.cycle.learner, now=NOW)

    appeals.uphold(appeal=appeal, answer=ANSWER, by=responsible(measure.credential), now=NOW)

    assert not Measure.objects.filter(state="proposed").exists()
    assert shown(measure.credential)[0] == "revoked"


def test_who_could_not_undo_it_does_not_hear_the_appeal() -> None:
    """The learner works elsewhere than the issuer: whoever certifies there does not answer for the issuer's certificates."""
    measure = imposed("suspend")
    about = appealable("measure", measure.pk)
    assert about is not None
    appeal = appeals.appeal(machine="measure", about=about, statement=WHY, by=about.cycle.learner, now=NOW)
    learner = measure.credential.holder
    elsewhere = CoordinatorFactory()
    place = elsewhere.memberships.get().organisation
    learner.memberships.create(role="learner", organisation=place, since=TODAY)

    assert not appeals.may_hear(elsewhere, appeal, now=NOW)
    assert appeals.may_hear(responsible(measure.credential), appeal, now=NOW)


def test_what_undoes_a_measure_is_nothing_to_appeal_against() -> None:
    measure = imposed("suspend")
    confirmed(upheld(measure))
    undone = Measure.objects.get(kind="reinstate")

    assert appealable("measure", undone.pk) is None


def test_the_database_asks_for_two_people_here_as_well() -> None:
    measure = imposed("revoke")

    with pytest.raises(IntegrityError), transaction.atomic():
        Change.objects.create(
            credential=measure.credential,
            number=3,
            kind="restored",
            effective_on=TODAY,
            reason="appeal_upheld",
            by=measure.proposed_by,
            at=NOW,
        )


def test_after_it_was_restored_it_is_renewed_like_any_other() -> None:
    cycle = certified(version=certification(**RENEWABLE))
    assigning.assign(
        learner=cycle.learner,
        certification=cycle.certification,
        organisation=cycle.certification.issuer,
        basis="organisation",
        now=NOW,
    )
    measure = imposed("revoke", row=credential(cycle=cycle))
    new = confirmed(upheld(measure))
    assert cycle.window_opens_on is not None

    renewing.keep_up(now=NOW + (cycle.window_opens_on - TODAY))

    assert state_of(new) == "window_open"
    assert Cycle.objects.get(number=2).path == "recert:1"
