"""A progress review: written by two, signed by both, seen by the line manager as an outcome, moderated by somebody new."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from assessments.mentoring.canonical import digest
from assessments.mentoring.models import AccessEvent, Event, Relationship, Review, Signature
from assessments.mentoring.selectors import reviews as found
from assessments.mentoring.selectors.disputes import judgement
from assessments.mentoring.services import disputes, ledger, pairs, ratings, reviews, signing
from assessments.mentoring.services.reviews import Part
from assessments.mentoring.state import NotNow
from tests.assessments.mentoring.competency.conftest import SignIn
from tests.factories.mentoring import NOW, TODAY, Kind, organisation, pair
from tests.factories.mentoring_competency import (
    PLAIN,
    also,
    decided,
    framework,
    line_manager_of,
    moderator_of,
    piece,
)
from tests.factories.people import CoordinatorFactory, SuperuserFactory
from training_site.notices.models import Notice
from training_site.people.models import User

pytestmark = pytest.mark.django_db
GROWN = "He lets a silence stand now, and children begin to talk."
OWN_WORDS = "I would like to go on the next visit with somebody else."
MENTOR = {
    "strengths": GROWN,
    "wellbeing_discussed": True,
    "judgement": "on_track",
    "reason": "Two visits went well, and he asked when he was not sure.",
    "development_plan": "One visit in the evening, with a colleague who knows the place.",
}
LEARNER = {"workload": "fits", "protected_time_kept": "partly", "statement": OWN_WORDS}
CONCERNS = {
    "judgement": "concerns",
    "support_plan": "We visit together until May.",
    "plan_reviewed_on": date(2026, 5, 1),
}


@pytest.fixture
def old(db: None) -> Relationship:
    """A pair that began long enough ago for the review of month 3."""
    framework()
    return pair(place=organisation(), starts_on=date(2025, 12, 1))


def begun(of: Relationship, *, month: int = 3) -> Review:
    return reviews.begin(relationship=of, by=of.mentor, month=month, now=NOW)


def written(row: Review, *, learner: dict[str, Any] = LEARNER, **mentor: Any) -> Review:
    pair_ = row.relationship
    reviews.save(review=row, by=pair_.mentor, part=Part(answers={**MENTOR, **mentor}, revision=0), now=NOW)
    return reviews.save(review=row, by=pair_.learner, part=Part(answers=learner, revision=0), now=NOW)


def frozen(of: Relationship, **mentor: Any) -> Review:
    return reviews.freeze(review=written(begun(of), **mentor), by=of.mentor, now=NOW)


def signed_by(row: Review, person: User, **said: Any) -> Review:
    given = {"seen_digest": row.digest, "outcome": "agree", "comment": "", **said}
    return reviews.sign(review=row, by=person, now=NOW, **given)


def signed(of: Relationship, **mentor: Any) -> Review:
    return signed_by(signed_by(frozen(of, **mentor), of.mentor), of.learner)


class TestBeginning:
    """Month 3, 6, 9, 12, then once a year; by the mentor, when it is due."""

    @pytest.mark.parametrize(
        ("starts_on", "months"),
        [
            (date(2025, 12, 17), []),
            (date(2025, 12, 16), [3]),
            (date(2025, 6, 1), [3, 6, 9]),
            (date(2024, 3, 1), [3, 6, 9, 12, 24]),
            (date(2022, 3, 2), [3, 6, 9, 12, 24, 36, 48]),
        ],
        ids=["too early", "two weeks before", "nine months", "two years", "four years"],
    )
    def test_what_is_due_follows_from_the_start(self, db: None, starts_on: date, months: list[int]) -> None:
        of = pair(starts_on=starts_on)
        assert [due.month for due in found.months_until(of, on=TODAY)] == months

    @pytest.mark.parametrize("month", [0, 4, 6, 24])
    def test_a_month_that_is_not_due_is_refused(self, old: Relationship, month: int) -> None:
        with pytest.raises(reviews.NotDue):
            begun(old, month=month)

    def test_it_begins_once(self, old: Relationship) -> None:
        begun(old)
        with pytest.raises(reviews.OpenedAlready):
            begun(old)

    def test_nobody_else_begins_it(self, old: Relationship, sign_in: SignIn) -> None:
        address = reverse("mentoring:reviews", args=[old.pk])
        for person in (old.learner, line_manager_of(old), moderator_of(old), pair().mentor, SuperuserFactory()):
            with pytest.raises(reviews.NotTheMentor):
                reviews.begin(relationship=old, by=person, month=3, now=NOW)
            assert sign_in(person).post(address, {"month": "3"}).status_code == 404
        assert not Review.objects.exists()

    def test_a_paused_pair_begins_none(self, old: Relationship) -> None:
        ledger.append(old, event="paused", by=None, now=NOW, reason="leave")
        with pytest.raises(pairs.NotActiveNow):
            begun(old)

    def test_the_clock_reminds_a_pair_once(self, old: Relationship) -> None:
        assert (reviews.remind(NOW), reviews.remind(NOW + timedelta(days=1))) == (1, 0)
        assert {one.person for one in Notice.objects.filter(kind="mentoring.review_due")} == {old.learner, old.mentor}

    def test_it_reminds_nobody_who_has_begun(self, old: Relationship) -> None:
        begun(old)
        assert reviews.remind(NOW) == 0


class TestWriting:
    """Each of the two writes their own part."""

    def test_what_is_written_is_sealed_and_kept_apart(self, old: Relationship) -> None:
        row = written(begun(old))
        assert found.answers(row, "mentor")["strengths"] == GROWN
        assert found.answers(row, "learner") == LEARNER
        held = Review.objects.filter(pk=row.pk).values_list("mentor_part", "learner_part").get()
        assert GROWN.encode() not in bytes(held[0]) + bytes(held[1])

    def test_nobody_writes_the_part_of_the_other(self, old: Relationship) -> None:
        row = begun(old)
        reviews.save(review=row, by=old.learner, part=Part(answers={**LEARNER, **MENTOR}, revision=0), now=NOW)
        row.refresh_from_db()
        assert (found.answers(row, "mentor"), row.judgement) == ({}, "")
        assert found.answers(row, "learner") == LEARNER

    def test_nobody_else_writes(self, old: Relationship, sign_in: SignIn) -> None:
        row = begun(old)
        address = reverse("mentoring:review_save", args=[row.pk])
        for person in (line_manager_of(old), moderator_of(old), pair().mentor, SuperuserFactory()):
            with pytest.raises(reviews.NotTheMentor):
                reviews.save(review=row, by=person, part=Part(answers=MENTOR, revision=0), now=NOW)
            assert sign_in(person).post(address, {"revision": "0"}).status_code == 404

    def test_another_window_of_ones_own_is_told_and_the_other_persons_is_no_matter(self, old: Relationship) -> None:
        row = written(begun(old))
        with pytest.raises(reviews.ChangedElsewhere):
            reviews.save(review=row, by=old.mentor, part=Part(answers=MENTOR, revision=0), now=NOW)
        reviews.save(review=row, by=old.mentor, part=Part(answers=MENTOR, revision=1), now=NOW)

    def test_best_evidence_is_the_learners_own_and_at_most_five_for_an_indicator(self, old: Relationship) -> None:
        row = begun(old)
        mine = [str(piece(of=old).pk) for _ in range(6)]
        others = str(piece(of=pair(place=old.organisation)).pk)
        for best in (mine, [others]):
            with pytest.raises(reviews.TooManyBest):
                reviews.save(review=row, by=old.learner, part=Part(answers=LEARNER, revision=0, best=best), now=NOW)
        kept = reviews.save(review=row, by=old.learner, part=Part(answers=LEARNER, revision=0, best=mine[:5]), now=NOW)
        assert found.part(kept, "learner")["best"] == mine[:5]


class TestClosing:
    """What is signed is complete, looked through, and the same for both."""

    def test_it_waits_for_both_parts(self, old: Relationship) -> None:
        row = begun(old)
        reviews.save(review=row, by=old.mentor, part=Part(answers=MENTOR, revision=0), now=NOW)
        with pytest.raises(reviews.NotComplete) as refused:
            reviews.freeze(review=row, by=old.mentor, now=NOW)
        assert {field.key for field in refused.value.fields} == {"workload", "protected_time_kept"}

    def test_concerns_come_with_a_plan(self, old: Relationship) -> None:
        row = written(begun(old), judgement="concerns")
        with pytest.raises(reviews.NotComplete):
            reviews.freeze(review=row, by=old.mentor, now=NOW)
        reviews.save(review=row, by=old.mentor, part=Part(answers={**MENTOR, **CONCERNS}, revision=1), now=NOW)
        closed = reviews.freeze(review=row, by=old.mentor, now=NOW)
        assert (closed.judgement, closed.has_support_plan) == ("concerns", True)

    def test_what_was_saved_while_typing_is_looked_through_first(self, old: Relationship) -> None:
        row = written(begun(old))
        typed = Part(answers=MENTOR, revision=1, is_checked=False)
        reviews.save(review=row, by=old.mentor, part=typed, now=NOW)
        with pytest.raises(reviews.NotLookedThrough):
            reviews.freeze(review=row, by=old.mentor, now=NOW)

    def test_ratings_and_numbers_are_kept_as_they_stand(self, old: Relationship) -> None:
        decided(old)
        ratings.rate(learner=old.learner, indicator=PLAIN, level=1, now=NOW)
        row = frozen(old)
        assert row.ratings == {PLAIN: {"self": 1, "mentor": 3}}
        assert found.differences(row.ratings) == (PLAIN,)
        assert found.part(row, "mentor")["counted"]["at_level_3"] == 1

    def test_nothing_is_written_once_it_is_closed(self, old: Relationship) -> None:
        row = frozen(old)
        with pytest.raises(NotNow):
            reviews.save(review=row, by=old.mentor, part=Part(answers=MENTOR, revision=1), now=NOW)


class TestSigning:
    """Two people, one content."""

    def test_both_sign_and_the_line_manager_is_told_of_the_outcome(self, old: Relationship) -> None:
        manager = line_manager_of(old)
        row = signed(old)
        assert row.state == "signed"
        assert {one.signer for one in Signature.objects.filter(subject=row.pk)} == {old.mentor, old.learner}
        told = Notice.objects.filter(kind="mentoring.review_signed")
        assert {one.person for one in told} == {old.mentor, old.learner, manager}

    def test_one_person_does_not_sign_twice(self, old: Relationship) -> None:
        row = signed_by(frozen(old), old.mentor)
        with pytest.raises(signing.SignedAlready):
            signed_by(row, old.mentor)

    def test_nobody_else_signs(self, old: Relationship, sign_in: SignIn) -> None:
        row = frozen(old)
        sent = {"digest": row.digest, "outcome": "agree"}
        for person in (line_manager_of(old), moderator_of(old), pair().mentor, SuperuserFactory()):
            with pytest.raises(reviews.NotTheMentor):
                signed_by(row, person)
            assert sign_in(person).post(reverse("mentoring:review_sign", args=[row.pk]), sent).status_code == 404
        assert not Signature.objects.exists()

    def test_what_changed_meanwhile_is_not_signed(self, old: Relationship) -> None:
        seen = frozen(old).digest
        row = reviews.reopen(review=Review.objects.get(), by=old.learner, now=NOW)
        reviews.save(
            review=row, by=old.mentor, part=Part(answers={**MENTOR, "strengths": "More."}, revision=1), now=NOW
        )
        row = reviews.freeze(review=row, by=old.mentor, now=NOW)
        with pytest.raises(signing.ChangedMeanwhile):
            signed_by(row, old.learner, seen_digest=seen)

    def test_the_stored_digest_is_that_of_the_content(self, old: Relationship) -> None:
        row = signed(old)
        row.refresh_from_db()
        assert row.digest == digest(found.content(row))

    def test_nobody_signs_in_a_relationship_that_ended(self, old: Relationship) -> None:
        row = frozen(old)
        ledger.append(old, event="ended", by=None, now=NOW, reason="other", ends_on=TODAY)
        with pytest.raises(pairs.NotActiveNow):
            signed_by(row, old.mentor)


class TestAfterwards:
    """The line manager has seen it; a moderator upholds or returns it."""

    def test_only_the_line_manager_confirms(self, old: Relationship) -> None:
        row, manager = signed(old), line_manager_of(old)
        for person in (old.learner, old.mentor, moderator_of(old), SuperuserFactory()):
            with pytest.raises(reviews.NotTheLineManager):
                reviews.confirm(review=row, by=person, now=NOW)
        assert reviews.confirm(review=row, by=manager, now=NOW).state == "confirmed"

    def test_a_moderator_who_judged_nothing_upholds(self, old: Relationship) -> None:
        row, judge = signed(old), moderator_of(old)
        involved = moderator_of(old)
        piece(of=old, by=involved)
        for person in (old.learner, old.mentor, line_manager_of(old), involved):
            with pytest.raises(reviews.NotTheModerator):
                reviews.uphold(review=row, by=person, now=NOW)
        assert reviews.uphold(review=row, by=judge, now=NOW).state == "upheld"

    def test_what_is_returned_is_a_draft_and_old_signatures_stay_void(self, old: Relationship, sign_in: SignIn) -> None:
        row = reviews.give_back(review=signed(old), by=moderator_of(old), reason="unclear", now=NOW)
        assert (row.state, row.digest) == ("draft", "")
        assert Event.objects.get(subject=row.pk, kind="returned").reason == "unclear"
        row = reviews.freeze(review=row, by=old.mentor, now=NOW + timedelta(hours=1))
        page = sign_in(old.learner).get(reverse("mentoring:review", args=[row.pk])).context["review"]
        assert [one.is_void for one in page.signatures] == [True, True]


class TestPages:
    """What each person finds at the address of a review."""

    def test_the_words_are_for_the_pair_and_after_both_signed_for_supervisor_and_assessor(
        self, old: Relationship, sign_in: SignIn
    ) -> None:
        supervisor = pair(learner=old.mentor, place=old.organisation).mentor
        assessor = also(old, Kind.ASSESSOR).mentor
        facts = (line_manager_of(old), CoordinatorFactory(in_organisation=old.organisation))
        row = frozen(old, **CONCERNS)
        here = reverse("mentoring:review", args=[row.pk])
        for person in (old.learner, old.mentor):
            page = sign_in(person).get(here).content.decode()
            assert GROWN in page
            assert OWN_WORDS in page
        for person in (supervisor, assessor, *facts):
            page = sign_in(person).get(here).content.decode()
            assert GROWN not in page
            assert "On track with more support" not in page
        signed_by(signed_by(row, old.mentor), old.learner)
        for person in (supervisor, assessor):
            assert GROWN in sign_in(person).get(here).content.decode()
        for person in facts:
            page = sign_in(person).get(here).content.decode()
            assert "On track with more support" in page
            assert "There is a support plan." in page
            assert GROWN not in page
            assert OWN_WORDS not in page
            assert "We visit together" not in page
        for person in (also(old, Kind.PEER).mentor, pair().mentor, SuperuserFactory(), CoordinatorFactory()):
            client = sign_in(person)
            assert client.get(here).status_code == 404
            assert client.get(reverse("mentoring:reviews", args=[old.pk])).status_code == 404
        seen = AccessEvent.objects.filter(learner=old.learner, data_class="review", subject=row.pk)
        assert {event.actor for event in seen} == {old.mentor, supervisor, assessor, *facts}

    def test_from_beginning_to_the_second_signature_in_the_browser(self, old: Relationship, sign_in: SignIn) -> None:
        mentor, learner = sign_in(old.mentor), sign_in(old.learner)
        listed = reverse("mentoring:reviews", args=[old.pk])
        assert "Begin the review of month 3" in mentor.get(listed).content.decode()
        assert "Begin the review" not in learner.get(listed).content.decode()
        here = mentor.post(listed, {"month": "3"})["Location"]
        assert mentor.get(here).status_code == 200
        sent = {**MENTOR, "wellbeing_discussed": "yes", "occurred_on": TODAY.isoformat(), "revision": "0"}
        assert mentor.post(f"{here}save/", sent).status_code == 302
        assert learner.post(f"{here}save/", {**LEARNER, "revision": "0"}).status_code == 302
        stale = learner.post(f"{here}save/", {**LEARNER, "revision": "0"})
        assert (stale.status_code, OWN_WORDS in stale.content.decode()) == (409, True)
        assert learner.post(f"{here}freeze/").status_code == 302
        row = Review.objects.get()
        assert row.state == "frozen"
        for client in (learner, mentor):
            page = client.get(here)
            assert page.context["sign"] is not None
            box = {"digest": row.digest, "outcome": "agree"}
            assert client.post(f"{here}sign/", {**box, "outcome": "disagree"}).status_code == 400
            assert client.post(f"{here}sign/", box).status_code == 302
        row.refresh_from_db()
        assert row.state == "signed"

    def test_a_name_is_asked_about_and_the_words_come_back(self, old: Relationship, sign_in: SignIn) -> None:
        row = begun(old)
        sent = {**LEARNER, "statement": "Call the aunt on 012 345 678 next week.", "revision": "0"}
        response = sign_in(old.learner).post(reverse("mentoring:review_save", args=[row.pk]), sent)
        assert response.status_code == 422
        assert "012 345 678" in response.content.decode()

    def test_it_is_saved_while_somebody_types(self, old: Relationship, sign_in: SignIn) -> None:
        row = begun(old)
        client, address = sign_in(old.learner), reverse("mentoring:review_save", args=[row.pk])
        sent = {"statement": OWN_WORDS, "revision": "0"}
        kept = client.post(address, sent, headers={"accept": "application/json"})
        assert (kept.status_code, kept.json()["revision"]) == (200, 1)
        assert client.post(address, sent, headers={"accept": "application/json"}).status_code == 409
        row.refresh_from_db()
        assert found.answers(row, "learner")["statement"] == OWN_WORDS

    def test_an_act_that_is_not_possible_leads_back(self, old: Relationship, sign_in: SignIn) -> None:
        row = begun(old)
        client = sign_in(old.mentor)
        for act in ("freeze", "reopen"):
            assert client.post(reverse(f"mentoring:review_{act}", args=[row.pk])).status_code == 302
        for act in ("confirm", "uphold"):
            assert client.post(reverse(f"mentoring:review_{act}", args=[row.pk])).status_code == 404
        assert client.post(reverse("mentoring:review_return", args=[row.pk])).status_code == 404
        row.refresh_from_db()
        assert row.state == "draft"

    def test_its_queries_do_not_grow_with_the_history(
        self, old: Relationship, sign_in: SignIn, django_assert_max_num_queries: Any
    ) -> None:
        row = begun(old)
        for _number in range(20):
            piece(of=old)
        client, here = sign_in(old.mentor), reverse("mentoring:review", args=[row.pk])
        client.get(here)
        with django_assert_max_num_queries(32):
            client.get(here)


def later(days: int) -> datetime:
    return NOW + timedelta(days=days)


def test_a_learner_disagrees_with_a_signed_review_and_it_becomes_a_draft(old: Relationship) -> None:
    row = signed(old)
    judged = judgement("review", row.pk)
    assert judged is not None
    hearer, coordinator = moderator_of(old), CoordinatorFactory(in_organisation=old.organisation)
    dispute = disputes.disagree(judged=judged, by=old.learner, statement=OWN_WORDS, now=later(1))
    dispute = disputes.name(dispute=dispute, hearer=hearer, by=coordinator, now=later(2))
    disputes.answer(dispute=dispute, by=hearer, changed=True, words=GROWN, now=later(3))
    row.refresh_from_db()
    assert (row.state, row.digest) == ("draft", "")
