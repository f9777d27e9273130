"""Two accounts with a past in every ledger become one: what was done counts, nothing is rewritten, and what was issued can be checked."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.certification.models import Assignment, Credential, Cycle, Evidence
from assessments.certification.selectors.facts import facts_of
from assessments.certification.services import assigning
from assessments.certification.services.checking import problems
from assessments.cohorts.models import CohortMember
from assessments.mentoring.models import Relationship
from assessments.models import AnswerDraft, Attempt, QuizAttempt
from assessments.progress.models import Enrolment, LessonEvent, LessonProgress
from assessments.progress.selectors import module_with
from assessments.progress.services import rebuilding
from assessments.progress.services.marks import mark_once
from assessments.services import drafts
from tests.factories import certification, cohorts
from tests.factories.evidence import Planted, answered, plant_programme, sitting
from tests.factories.mentoring import organisation, pair
from tests.factories.people import CoordinatorFactory, LearnerFactory, MentorFactory, SuperuserFactory
from training_site.duplicates.parts import Foreseen
from training_site.duplicates.services import merging
from training_site.people.models import Merge, Organisation, User
from training_site.privacy.archive import archive
from training_site.privacy.services import erasing

pytestmark = pytest.mark.django_db
NOW = timezone.now()


class Two:
    """Two accounts of one person, the old one with a past, and whoever answers for them."""

    def __init__(self, place: Organisation | None = None) -> None:
        self.place = place or organisation()
        named = {"in_organisation": self.place, "first_name": "Maria", "last_name": "Lopez"}
        self.old: User = LearnerFactory(**named, username="maria")
        self.new: User = LearnerFactory(**named, username="maria2")
        self.by: User = CoordinatorFactory(in_organisation=self.place)

    def merge(self) -> Merge:
        return merging.merge(account=self.old, person=self.new, reason=Merge.Reason.CHANGED, by=self.by, now=NOW)

    def foreseen(self) -> dict[str, Foreseen]:
        return {part.key: found for part, found in merging.plan(account=self.old, person=self.new)}

    def obstacles(self) -> list[str]:
        return merging.obstacles(account=self.old, person=self.new, by=self.by, now=NOW)


@pytest.fixture
def two() -> Two:
    return Two()


@pytest.fixture
def certified() -> tuple[Two, Credential]:
    """The old account holds a certificate of the organisation, and is asked for it."""
    version = certification.certification()
    two = Two(version.certification.issuer)
    cycle = certification.certified(version=version, learner=two.old)
    assigning.assign(
        learner=two.old,
        certification=version.certification,
        organisation=two.place,
        basis=Assignment.Basis.ORGANISATION,
        now=NOW,
    )
    return two, certification.credential(cycle=cycle)


def as_they_are(model: type[Any]) -> list[dict[str, Any]]:
    return list(model.objects.order_by("pk").values())


def opened(person: User, planted: Planted) -> None:
    module = module_with(planted.lesson.content_key)
    assert module is not None
    mark_once(
        learner=person, module=module, content_key=planted.lesson.content_key, kind=LessonEvent.Kind.DONE, now=NOW
    )


def test_answers_and_marks_stay_byte_for_byte_and_progress_is_folded_from_both(two: Two) -> None:
    planted = plant_programme()
    answered(two.old, planted.lesson, "tea", {"answer": ("b",)})
    sitting(two.old, planted.quiz, handed_in=True, right=4)
    opened(two.old, planted)
    ledgers = (Attempt, QuizAttempt, LessonEvent)
    before = [as_they_are(model) for model in ledgers]
    assert not LessonProgress.objects.filter(learner=two.new).exists()

    two.merge()

    assert [as_they_are(model) for model in ledgers] == before
    done = LessonProgress.objects.get(learner=two.new, content_key=planted.quiz.content_key)
    assert (done.times, done.best) == (
        1,
        LessonProgress.objects.get(learner=two.old, content_key=done.content_key).best,
    )
    assert rebuilding.differences([two.old.pk, two.new.pk]) == ()

    sitting(two.new, planted.quiz, handed_in=True, right=0)

    done.refresh_from_db()
    assert done.times == 2
    assert rebuilding.differences([two.new.pk]) == ()


def test_what_is_typed_and_not_sent_goes_on_unless_something_else_is_typed_there(two: Two) -> None:
    for one, key in ((two.old, "tea"), (two.old, "bag"), (two.new, "bag")):
        drafts.keep(
            learner=one,
            content_key="practice/m03-l1",
            answers={key: {"answer": (one.username,)}},
            client_ids=[],
            typed_at=NOW,
            now=NOW,
        )
    assert two.foreseen()["assessments.drafts"] == Foreseen(moves=1, collides=1)

    two.merge()

    left = {(row.learner, row.activity_key, row.response.opened()["answer"][0]) for row in AnswerDraft.objects.all()}
    assert left == {(two.new, "tea", "maria"), (two.new, "bag", "maria2")}


def test_a_pathway_goes_on_unless_another_one_is_followed_there(two: Two) -> None:
    for programme, pathway in (("practice", "all"), ("other", "short")):
        Enrolment.objects.create(
            learner=two.old, programme_key=programme, pathway=pathway, since=NOW - timedelta(days=9)
        )
    Enrolment.objects.create(learner=two.new, programme_key="other", pathway="long", since=NOW)
    assert two.foreseen()["progress.pathways"] == Foreseen(moves=1, collides=1)

    two.merge()

    followed = Enrolment.objects.filter(until=None).values_list("learner", "programme_key", "pathway")
    assert set(followed) == {(two.new.pk, "practice", "all"), (two.new.pk, "other", "long")}


def test_the_seat_in_a_cohort_is_taken_over_also_where_it_is_the_last(two: Two) -> None:
    full, both = (cohorts.CohortFactory(organisation=two.place, seats=seats, begins_on=NOW.date()) for seats in (1, 2))
    over = cohorts.CohortFactory(organisation=two.place, ends_on=NOW.date() - timedelta(days=1))
    for one in (full, both, over):
        cohorts.member(one, two.old, since=NOW - timedelta(days=3))
    cohorts.member(both, two.new, since=NOW - timedelta(days=2))
    assert two.foreseen()["cohorts.members"] == Foreseen(moves=1, stays=1, collides=1)

    two.merge()

    inside = CohortMember.objects.filter(until=None).values_list("cohort", "learner")
    assert sorted(inside) == sorted([(full.pk, two.new.pk), (both.pk, two.new.pk), (over.pk, two.old.pk)])
    assert CohortMember.objects.filter(learner=two.old, until__isnull=False, ended_by=two.by).count() == 2


def test_a_mentoring_pair_ends_and_is_proposed_anew(two: Two) -> None:
    mentor = MentorFactory(in_organisation=two.place)
    before = pair(learner=two.old, mentor=mentor, place=two.place)
    assert two.foreseen()["mentoring.bonds"] == Foreseen(moves=1)

    two.merge()

    before.refresh_from_db()
    after = Relationship.objects.get(learner=two.new)
    assert (before.state, before.learner) == ("ended", two.old)
    assert (after.state, after.mentor, after.succeeds, after.is_primary) == ("proposed", mentor, before, True)


def test_where_the_kept_account_has_a_mentor_the_pair_only_ends(two: Two) -> None:
    pair(learner=two.old, place=two.place)
    there = pair(learner=two.new, place=two.place)
    assert two.foreseen()["mentoring.bonds"] == Foreseen(collides=1)

    two.merge()

    assert list(Relationship.objects.filter(state="active")) == [there]
    assert Relationship.objects.filter(learner=two.new).count() == 1


def test_a_certificate_stays_as_issued_is_found_by_its_holder_and_can_be_checked(
    certified: tuple[Two, Credential],
) -> None:
    two, credential = certified
    ledgers = (Credential, Cycle)
    before = [as_they_are(model) for model in ledgers]

    two.merge()

    assert [as_they_are(model) for model in ledgers] == before
    page = Client().get(reverse("certification:verified", args=[credential.code]))
    assert (page.status_code, credential.name in page.content.decode()) == (200, True)
    client = Client()
    client.force_login(two.new)
    assert client.get(reverse("certification:credential", args=[credential.pk])).status_code == 200
    assert credential.certification.title in client.get(reverse("certification:home")).content.decode()
    assert [str(problem) for problem in problems(now=NOW)] == []


def test_who_is_asked_for_a_certificate_is_asked_on_the_kept_account_and_no_round_opens_while_it_is_held(
    certified: tuple[Two, Credential],
) -> None:
    two, _credential = certified

    two.merge()

    asked = Assignment.objects.filter(ended_at=None)
    assert [one.learner for one in asked] == [two.new]
    assert not Cycle.objects.filter(learner=two.new).exists()


def test_everything_shown_with_either_account_counts_towards_the_next_certificate(two: Two) -> None:
    planted = plant_programme()
    sitting(two.old, planted.quiz, handed_in=True, right=4)
    sitting(two.new, planted.quiz, handed_in=True, right=0)
    two.merge()

    facts = facts_of([two.new.pk], today=NOW.date())[two.new.pk]

    assert sorted(quiz.passed for quiz in facts.quizzes) == [False, True]


def same_certificate(two: Two) -> None:
    version = certification.certification()
    for one in (two.old, two.new):
        certification.certified(version=version, learner=one)


def judged(two: Two) -> None:
    Evidence.objects.create(
        learner=two.old,
        kind="hours",
        amount=3,
        entered_by=two.new,
        occurred_on=NOW.date(),
        organisation=two.place,
        state="submitted",
        created_at=NOW,
    )


@pytest.mark.parametrize(
    ("past", "said"),
    [
        (lambda two: pair(learner=two.old, mentor=two.new, place=two.place), "The two were a mentoring pair."),
        (
            lambda two: pair(learner=two.new, mentor=two.old, place=two.place, ended_on=NOW.date()),
            "The two were a mentoring",
        ),
        (same_certificate, "Both hold the same certificate."),
        (judged, "One of the two has decided or vouched for something about the other."),
    ],
    ids=["a pair", "a pair that has ended", "one certificate twice", "a judgement"],
)
def test_what_makes_one_person_of_two_who_judged_each_other_is_refused(
    two: Two, past: Callable[[Two], None], said: str
) -> None:
    past(two)

    assert [one.startswith(said) for one in two.obstacles()] == [True]
    with pytest.raises(merging.InTheWay):
        two.merge()
    assert two.old.is_active


def test_the_archive_counts_an_earlier_account_and_gives_none_of_its_words(two: Two) -> None:
    answered(two.old, plant_programme().lesson, "mine", {"answer": ("quillwort",)})
    two.merge()

    found = b"".join(archive(two.new, made_text="today"))

    with ZipFile(BytesIO(found)) as file:
        answers = file.read("assessments.answers.json").decode()
        page = file.read("my-data.html").decode()
    assert '"assessments.Attempt (learner), in an account merged into yours": 1' in answers
    assert "quillwort" not in answers + page


def test_erasing_somebody_erases_the_account_that_was_merged_into_theirs(two: Two) -> None:
    answered(two.old, plant_programme().lesson, "mine", {"answer": ("quillwort",)})
    two.merge()

    report = erasing.erase(person=two.new, by=SuperuserFactory(), now=NOW)

    two.old.refresh_from_db()
    assert two.old.username.startswith("erased-")
    assert not two.old.get_full_name()
    assert report["removed"]["assessments.answers"] == {"answers": 1}
    assert report["removed"]["people.account"]["names"] == 2
    assert Attempt.objects.get().answer == {}


def test_the_report_of_a_merge_is_what_the_preview_said(two: Two) -> None:
    pair(learner=two.old, place=two.place)
    foreseen = two.foreseen()

    report = two.merge().report

    assert report == {key: {name: n for name, n in vars(found).items() if n} for key, found in foreseen.items()}
