"""The way to a certificate: what is done, next, with others, and later; the day; and as many queries whatever the history."""

from datetime import timedelta

import pytest
from django.urls import reverse

from assessments.certification.models import Waiver
from assessments.certification.services import deciding, following
from tests.assessments.certification.holder.conftest import SignIn
from tests.assessments.certification.holder.reading import text
from tests.factories.certification import (
    NOW,
    TODAY,
    assigned,
    certification,
    declared,
)
from tests.factories.certification_requests import (
    ANSWER,
    CONDUCT,
    HOURS,
    LEVELS,
    MODULE,
    TASK,
    certifier,
    claim,
    extension,
    learning,
    newer,
)
from tests.factories.evidence import plant_programme
from tests.factories.mentoring_competency import framework
from tests.factories.people import LearnerFactory

CODE = "reintegration-practice"
WAY = reverse("certification:way", args=[CODE])


def test_it_says_what_is_asked_for_and_why_it_is_not_met(sign_in: SignIn) -> None:
    plant_programme()
    cycle = assigned(learning(MODULE, TASK, HOURS, CONDUCT), due_on=TODAY + timedelta(days=40))
    said = text(sign_in(cycle.learner).get(WAY))

    assert "0 of 4 done" in said
    assert "Next: Complete Module 3 · Safe" in said
    assert "You have not begun Module 3 · Safe yet." in said
    assert "Read and sign “Code of conduct and safeguarding”, version 1." in said
    assert "You have entered no hours of practice yet; 20 hours are asked for." in said
    assert "Due by Nov. 14, 2026." in said
    assert "4 for you" in said


def test_the_one_thing_to_do_leads_to_where_it_is_done(sign_in: SignIn) -> None:
    planted = plant_programme()
    cycle = assigned(learning())
    page = sign_in(cycle.learner).get(WAY).content.decode()

    assert f'<a class="button" href="{planted.module.get_url()}">' in page
    assert reverse("mentoring:entry_write") in page
    assert reverse("certification:declaration", args=["code-of-conduct"]) in page
    assert reverse("certification:recognition", args=[CODE, "m03-done"]) in page
    assert reverse("certification:recognition", args=[CODE, "conduct"]) not in page


def test_what_is_met_says_since_when(sign_in: SignIn) -> None:
    cycle = assigned(certification())
    declared(cycle.learner, on=TODAY - timedelta(days=3))
    following.follow(learners=[cycle.learner_id], now=NOW)
    said = text(sign_in(cycle.learner).get(WAY))

    assert "1 of 1 done" in said
    assert "Done · Oct. 2, 2026" in said
    assert "Your certificate waits for your name" in said


def test_it_says_for_whom_something_waits(sign_in: SignIn) -> None:
    framework()
    cycle = assigned(learning(LEVELS))
    said = text(sign_in(cycle.learner).get(WAY))

    assert "It is the turn of your mentor" in said
    assert "Waits for your mentor" in said
    assert "1 with others" in said


def test_it_says_behind_what_something_is_locked(sign_in: SignIn) -> None:
    plant_programme()
    tree = {"then": [MODULE, {"all": [TASK, CONDUCT]}]}
    cycle = assigned(certification(paths=[{"kind": "initial", "title": "In order", "tree": tree}]))
    said = text(sign_in(cycle.learner).get(WAY))

    assert "Later · After: Complete Module 3 · Safe" in said
    assert "2 later" in said


def test_of_several_ways_one_is_enough(sign_in: SignIn) -> None:
    tree = {"any": [CONDUCT, HOURS], "count": 1}
    cycle = assigned(certification(paths=[{"kind": "initial", "title": "Either", "tree": tree}]))
    client = sign_in(cycle.learner)
    assert "1 of these is enough, whichever." in text(client.get(WAY))
    row = declared(cycle.learner)
    type(row).objects.filter(pk=row.pk).update(subject="code-of-conduct")
    following.follow(learners=[cycle.learner_id], now=NOW)

    assert "Not needed any more" in text(client.get(WAY))


def test_what_is_waived_is_done(sign_in: SignIn) -> None:
    cycle = assigned(learning(MODULE, CONDUCT))
    Waiver.objects.create(cycle=cycle, requirement="m03-done", reason="transfer", by=certifier(cycle), at=NOW)
    following.follow(learners=[cycle.learner_id], now=NOW)

    assert "You do not have to meet this one in this round: it was waived." in text(sign_in(cycle.learner).get(WAY))


def test_the_drawing_has_a_stop_for_each_requirement_and_says_the_same_in_words(sign_in: SignIn) -> None:
    cycle = assigned(learning(MODULE, TASK, CONDUCT, LEVELS))
    page = sign_in(cycle.learner).get(WAY).content.decode()
    drawing = page[page.index('<svg class="lane"') : page.index("</svg>", page.index('<svg class="lane"'))]

    assert drawing.count('class="is-next"') == 3
    assert drawing.count('class="is-waiting"') == 1
    assert 'aria-label="Your way: 0 of 4 done, 3 for you, 1 with others"' in drawing
    assert "style=" not in page


def test_a_claim_stands_beside_its_requirement(sign_in: SignIn) -> None:
    row = claim()
    page = sign_in(row.cycle.learner).get(WAY)

    assert "Recognition asked for" in text(page)
    assert reverse("certification:claim", args=[row.pk]) in page.content.decode()


def test_more_time_that_was_asked_for_is_said(sign_in: SignIn) -> None:
    row = extension()
    client = sign_in(row.cycle.learner)

    assert "More time asked for: until Jan. 3, 2027" in text(client.get(WAY))


def test_what_is_overdue_is_said(sign_in: SignIn) -> None:
    cycle = assigned(learning(), due_on=TODAY - timedelta(days=1))

    assert "It was due by Oct. 4, 2026." in text(sign_in(cycle.learner).get(WAY))


def test_everything_met_waits_for_a_decision(sign_in: SignIn) -> None:
    cycle = assigned(certification(decision={"mode": "assessor", "quorum": 1}))
    declared(cycle.learner)
    following.follow(learners=[cycle.learner_id], now=NOW)

    assert "Everything is met" in text(sign_in(cycle.learner).get(WAY))


@pytest.mark.parametrize(
    ("outcome", "said"),
    [("fail", "It was not awarded"), ("refer", "Not yet: something is missing"), ("defer", "The decision waits")],
)
def test_who_was_not_awarded_reads_why_and_finds_the_way_to_appeal(sign_in: SignIn, outcome: str, said: str) -> None:
    cycle = assigned(certification(decision={"mode": "assessor", "quorum": 1}))
    declared(cycle.learner)
    following.follow(learners=[cycle.learner_id], now=NOW)
    judge = certifier(cycle)
    row = deciding.vote(decision=cycle.decisions.get(), outcome=outcome, rationale=ANSWER, by=judge, now=NOW)
    outcome_page, client = reverse("certification:outcome", args=[row.pk]), sign_in(cycle.learner)
    page = client.get(WAY)
    decided = client.get(outcome_page)

    assert said in text(page)
    assert outcome_page in page.content.decode()
    assert ANSWER in text(decided)
    assert str(judge) in text(decided)
    assert reverse("certification:appeal_raise", args=["decision", row.pk]) in decided.content.decode()
    for person in (judge, LearnerFactory()):
        assert sign_in(person).get(outcome_page).status_code == 404


def test_an_award_has_no_outcome_to_read(sign_in: SignIn) -> None:
    cycle = assigned(certification())
    declared(cycle.learner)
    following.follow(learners=[cycle.learner_id], now=NOW)
    row = cycle.decisions.get()

    assert sign_in(cycle.learner).get(reverse("certification:outcome", args=[row.pk])).status_code == 404


def test_nobody_else_finds_it(sign_in: SignIn) -> None:
    cycle = assigned(learning())

    assert sign_in(LearnerFactory(in_organisation=cycle.certification.issuer)).get(WAY).status_code == 404
    assert sign_in(certifier(cycle)).get(WAY).status_code == 404


def test_a_newer_version_says_what_it_changes_and_for_whom(sign_in: SignIn) -> None:
    cycle = assigned(learning(MODULE, CONDUCT))
    newer(cycle.version, HOURS, {**CONDUCT, "version": 2})
    said = text(sign_in(cycle.learner).get(WAY))

    assert "A new version was published on Oct. 5, 2026." in said
    assert "You finish this round by the rules you began with." in said
    assert "Hours are counted from now on." in said
    assert "New: 20 hours of practice" in said
    assert "Changed: “Code of conduct and safeguarding”" in said
    assert "No longer asked for: Complete m03" in said


def test_a_deadline_of_a_newer_version_is_said(sign_in: SignIn) -> None:
    cycle = assigned(learning(MODULE))
    newer(cycle.version, HOURS)
    cycle.migrate_by = TODAY + timedelta(days=30)
    cycle.save(update_fields=["migrate_by"])

    assert "From Nov. 4, 2026 on it counts for you too." in text(sign_in(cycle.learner).get(WAY))
