"""What those who decide read where they may not: something is no longer met, or they had a part in what did not stand on appeal."""

import pytest
from django.urls import reverse

from assessments.certification.models import Appeal, Decision, Evidence, Measure
from assessments.certification.pages import appeal_words
from assessments.certification.selectors.appealed import AGAINST, AGAINST_MEASURES, appealable
from assessments.certification.services import appeals, deciding, measures
from assessments.services import ledgers
from tests.assessments.certification.deciding.asking import page, send
from tests.factories.certification import NOW, TODAY, credential
from tests.factories.certification_deciding import decider, due
from tests.factories.certification_requests import ANSWER
from training_site.people.models import User

pytestmark = pytest.mark.django_db
QUEUE = "/certificates/decisions/"
WHY = "What it rests on happened in another village, and I was not there."


def appealed(row: Decision | Measure) -> Appeal:
    about = appealable(row.machine.name, row.pk)
    assert about is not None
    return appeals.appeal(machine=about.machine, about=about, statement=WHY, by=about.cycle.learner, now=NOW)


def revoked() -> Measure:
    row = credential()
    one, other = decider(row.issuer), decider(row.issuer)
    proposed = measures.propose(
        credential=row, kind="revoke", reason="fraud", note="", effective_on=TODAY, by=one, now=NOW
    )
    measures.confirm(measure=proposed, by=other, now=NOW)
    return Measure.objects.get()


def door(row: Decision | Measure) -> str:
    return reverse(f"certification:{row.machine.name}", args=[row.pk])


def without_evidence() -> Decision:
    decision = due()
    ledgers.append(Evidence.objects.get(), event="withdrawn", by=None, now=NOW)
    return decision


def test_of_several_what_is_no_longer_met_says_so() -> None:
    decision = without_evidence()

    said = send(decider(decision), QUEUE, {"decision": [decision.pk]}, status=200).content.decode()

    assert "something that was met is no longer met" in said
    assert "Nobody waits here" in page(decider(decision), QUEUE)


def test_a_vote_for_what_is_no_longer_met_is_refused_in_a_sentence() -> None:
    decision = without_evidence()
    person = decider(decision)

    response = send(person, door(decision), {"outcome": "award"})

    assert response.url == door(decision)
    assert "Dropped: what was met is no longer met" in page(person, door(decision))
    assert decision.votes.count() == 0


def test_who_voted_before_an_appeal_is_told_why_they_do_not_vote_again() -> None:
    decision = due()
    judge = decider(decision)
    deciding.vote(decision=decision, outcome="fail", rationale=WHY, by=judge, now=NOW)
    appeals.uphold(appeal=appealed(decision), answer=ANSWER, by=decider(decision), now=NOW)
    again = Decision.objects.get(state="open")

    assert "did not stand on appeal" in page(judge, QUEUE)
    shown = page(judge, door(again))
    assert "did not stand on appeal" in shown
    assert "Give my vote" not in shown
    send(judge, door(again), {"outcome": "award"}, status=404)
    assert "Give my vote" in page(decider(decision), door(again))


def test_whoever_hears_an_appeal_reads_what_follows_and_so_does_the_learner_afterwards() -> None:
    measure = revoked()
    appeal, hearer = appealed(measure), decider(measure.credential.issuer)
    what = appeal_words.follows(appealable("measure", measure.pk))
    desk = reverse("certification:answer", args=["appeal", appeal.pk])
    own = reverse("certification:appeal", args=[appeal.pk])
    assert "another certificate is issued" in what

    assert what in page(hearer, desk)
    send(hearer, desk, {"outcome": "uphold", "words": ANSWER})

    shown = page(appeal.learner, own)
    assert "What follows" in shown
    assert what in shown


def test_the_second_person_had_no_part_in_what_is_undone() -> None:
    measure = revoked()
    issuer = measure.credential.issuer
    appeals.uphold(appeal=appealed(measure), answer=ANSWER, by=decider(issuer), now=NOW)
    proposed = Measure.objects.get(state="proposed")

    for person in (measure.proposed_by, measure.second):
        assert isinstance(person, User)
        shown = page(person, door(proposed))
        assert "You had a part in what this undoes" in shown
        assert 'value="confirm"' not in shown
        send(person, door(proposed), {"step": "confirm"}, status=404)
    assert "another certificate is issued at once" in page(decider(issuer), door(proposed))
    send(decider(issuer), door(proposed), {"step": "confirm"})
    assert Measure.objects.get(pk=proposed.pk).state == "confirmed"


def test_there_is_a_sentence_for_everything_one_can_appeal_against() -> None:
    assert set(appeal_words.FOLLOWS) == (set(AGAINST) - {"measure"}) | set(AGAINST_MEASURES)
    assert appeal_words.follows(None) == ""
