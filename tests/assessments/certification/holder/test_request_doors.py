"""Asking through the doors: prior learning, more time, appeals; who reads them, and what comes back."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse

from assessments.certification.models import Appeal, Claim, Cycle, Evidence, Extension
from assessments.certification.services import appeals, evidence, extensions, recognition
from tests.assessments.certification.holder.conftest import SignIn
from tests.assessments.certification.holder.reading import text
from tests.factories.certification import NOW, TODAY, assigned
from tests.factories.certification_requests import (
    ANSWER,
    EARLIER,
    HOURS,
    REASON,
    STATEMENT,
    certifier,
    claim,
    extension,
    learning,
)
from tests.factories.people import CoordinatorFactory, LearnerFactory

CODE = "reintegration-practice"
SENT = {
    "title": "Talking with children",
    "provider": "School of Social Work",
    "completed_on": EARLIER.isoformat(),
    "reference": "",
    "statement": STATEMENT,
}
REQUESTS = reverse("certification:requests")
WHY = "The course had the same contents, and I showed the whole programme of it."


def recognition_of(key: str = "m03-done") -> str:
    return reverse("certification:recognition", args=[CODE, key])


def test_prior_learning_is_asked_for_without_a_file(sign_in: SignIn) -> None:
    cycle = assigned(learning())
    client = sign_in(cycle.learner)
    page = client.get(recognition_of())
    assert "Nothing is uploaded" in text(page)
    assert 'type="file"' not in page.content.decode()
    answers = [client.post(recognition_of(), SENT) for _ in range(2)]

    row = Claim.objects.get()
    assert {answer["Location"] for answer in answers} == {reverse("certification:claim", args=[row.pk])}
    said = text(client.get(answers[0]["Location"]))
    assert "An assessor looks at it next." in said
    assert STATEMENT in said


def test_a_file_that_is_sent_all_the_same_is_not_taken(sign_in: SignIn) -> None:
    cycle = assigned(learning())
    file = BytesIO(b"scan")
    file.name = "scan.jpg"
    answer = sign_in(cycle.learner).post(recognition_of(), {**SENT, "scan": file})

    assert answer.status_code == 400
    assert "The file was not taken" in text(answer)
    assert not Claim.objects.exists()


def test_words_that_may_tell_who_somebody_is_are_asked_about(sign_in: SignIn) -> None:
    cycle = assigned(learning())
    sent = {**SENT, "statement": f"{STATEMENT} The teacher can be reached on 012 345 678."}
    answer = sign_in(cycle.learner).post(recognition_of(), sent)

    assert answer.status_code == 422
    assert "Could somebody be recognised?" in text(answer)
    assert not Claim.objects.exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"completed_on": (TODAY + timedelta(days=2)).isoformat()}, "This day has not come yet."),
        ({"statement": "A course."}, "Please write a sentence"),
        ({"title": ""}, "This field is required."),
    ],
    ids=["a day to come", "no sentence", "no title"],
)
def test_what_is_wrong_comes_back_with_the_words(sign_in: SignIn, changed: dict[str, str], said: str) -> None:
    answer = sign_in(assigned(learning()).learner).post(recognition_of(), {**SENT, **changed})

    assert answer.status_code == 400
    assert said in text(answer)
    assert "School of Social Work" in answer.content.decode()


def test_a_second_claim_about_the_same_is_refused(sign_in: SignIn) -> None:
    row = claim()
    answer = sign_in(row.cycle.learner).post(recognition_of(), SENT | {"title": "Another course"})

    assert answer.status_code == 409
    assert "You have asked for this already" in text(answer)


@pytest.mark.parametrize("key", ["conduct", "nothing"])
def test_what_cannot_be_recognised_has_no_form(sign_in: SignIn, key: str) -> None:
    client = sign_in(assigned(learning()).learner)

    assert client.get(recognition_of(key)).status_code == 404
    assert client.post(recognition_of(key), SENT).status_code == 404
    assert sign_in(LearnerFactory()).get(recognition_of()).status_code == 404


def test_in_a_renewal_the_form_says_from_when_it_counts(sign_in: SignIn) -> None:
    cycle = assigned(learning())
    Cycle.objects.filter(pk=cycle.pk).update(counts_from=TODAY - timedelta(days=10))
    client = sign_in(cycle.learner)

    assert "It counts if you completed it on Sept. 25, 2026 or later." in text(client.get(recognition_of()))
    refused = client.post(recognition_of(), SENT)
    assert "What was completed before Sept. 25, 2026 does not count here" in text(refused)


def test_a_question_is_read_and_answered(sign_in: SignIn) -> None:
    row = claim()
    address = reverse("certification:claim", args=[row.pk])
    recognition.ask(claim=row, question="How many days did the course take?", by=certifier(row.cycle), now=NOW)
    client = sign_in(row.cycle.learner)
    page = client.get(address)
    assert "How many days did the course take?" in text(page)
    assert client.post(address, {"statement": "Five."}).status_code == 400
    assert client.post(address, {"statement": f"{STATEMENT} Five days."})["Location"] == address
    assert client.post(address, {"statement": f"{STATEMENT} Six days."})["Location"] == address

    row.refresh_from_db()
    assert row.state == "submitted"
    assert row.statement.opened().endswith("Five days.")


def test_who_reads_a_claim(sign_in: SignIn) -> None:
    row = claim()
    address = reverse("certification:claim", args=[row.pk])
    page = sign_in(certifier(row.cycle)).get(address)

    assert STATEMENT in text(page)
    assert row.cycle.learner.display_name in text(page)
    assert reverse("certification:claim_withdraw", args=[row.pk]) not in page.content.decode()
    for person in (LearnerFactory(in_organisation=row.organisation), CoordinatorFactory()):
        assert sign_in(person).get(address).status_code == 404
    assert sign_in(certifier(row.cycle)).post(address, {"statement": STATEMENT}).status_code == 404


@pytest.mark.parametrize("kind", ["claim", "extension", "appeal", "hours"])
def test_only_the_learner_takes_it_back_and_only_once(sign_in: SignIn, kind: str) -> None:
    row = made(kind)
    learner = row.cycle.learner if kind in ("claim", "extension") else row.learner
    back = reverse(f"certification:{kind}_withdraw", args=[row.pk])
    stranger, decider = LearnerFactory(), certifier(Cycle.objects.latest("opened_on"))

    assert sign_in(stranger).post(back).status_code == 404
    assert sign_in(decider).post(back).status_code == 404
    client = sign_in(learner)
    for said in ("Taken back.", "This changed meanwhile."):
        answer = client.post(back)
        assert said in text(client.get(answer["Location"]))
    row.refresh_from_db()
    assert row.state == "withdrawn"


def made(kind: str) -> Claim | Extension | Appeal | Evidence:
    """Something that was asked for."""
    if kind == "claim":
        return claim()
    if kind == "extension":
        return extension()
    if kind == "hours":
        cycle = assigned(learning(HOURS))
        return evidence.enter_hours(learner=cycle.learner, hours=8, place="Team east", until=TODAY, now=NOW)
    return appealed()


def appealed() -> Appeal:
    """An appeal against a claim that was not recognised."""
    from assessments.certification.selectors.appealed import appealable

    row = claim()
    recognition.reject(claim=row, rationale=ANSWER, seen=True, by=certifier(row.cycle), now=NOW)
    about = appealable("claim", row.pk)
    assert about is not None
    return appeals.appeal(machine="claim", about=about, statement=WHY, by=row.cycle.learner, now=NOW)


def test_more_time_is_asked_for(sign_in: SignIn) -> None:
    cycle = assigned(learning(), due_on=TODAY + timedelta(days=30))
    address = reverse("certification:extension_ask", args=[CODE])
    client = sign_in(cycle.learner)
    assert "It is due by Nov. 4, 2026." in text(client.get(address))
    early = client.post(address, {"until": TODAY.isoformat(), "reason": REASON})
    assert early.status_code == 400
    assert "Choose a day after the one by which it is due now." in text(early)
    later = {"until": (TODAY + timedelta(days=60)).isoformat(), "reason": REASON}
    answers = [client.post(address, later) for _ in range(2)]

    row = Extension.objects.get()
    assert {answer["Location"] for answer in answers} == {reverse("certification:extension", args=[row.pk])}
    other = client.post(address, later | {"until": (TODAY + timedelta(days=90)).isoformat()})
    assert other.status_code == 409
    assert client.post(address, later | {"reason": "Ill"}).status_code == 400


def test_there_is_nothing_to_extend_where_nothing_is_due(sign_in: SignIn) -> None:
    cycle = assigned(learning())

    assert sign_in(cycle.learner).get(reverse("certification:extension_ask", args=[CODE])).status_code == 404


def test_what_was_refused_says_why_and_how_to_appeal(sign_in: SignIn) -> None:
    row = extension()
    extensions.refuse(extension=row, answer=ANSWER, by=certifier(row.cycle), now=NOW)
    page = sign_in(row.cycle.learner).get(reverse("certification:extension", args=[row.pk]))

    assert "Not granted: the day stays as it is." in text(page)
    assert ANSWER in text(page)
    assert reverse("certification:appeal_raise", args=["extension", row.pk]) in page.content.decode()


def test_an_appeal_is_raised_once_and_read_by_who_had_no_part(sign_in: SignIn) -> None:
    row = claim()
    judge, other = certifier(row.cycle), certifier(row.cycle)
    recognition.reject(claim=row, rationale=ANSWER, seen=True, by=judge, now=NOW)
    address = reverse("certification:appeal_raise", args=["claim", row.pk])
    client = sign_in(row.cycle.learner)
    assert "until Nov. 4, 2026" in text(client.get(address))
    assert client.post(address, {"statement": "Unfair."}).status_code == 400
    answers = [client.post(address, {"statement": WHY}) for _ in range(2)]

    appeal = Appeal.objects.get()
    page = reverse("certification:appeal", args=[appeal.pk])
    assert {answer["Location"] for answer in answers} == {page}
    assert client.get(address)["Location"] == page
    assert client.post(address, {"statement": f"{WHY} And more."}).status_code == 409
    assert WHY in text(client.get(page))
    assert WHY in text(sign_in(other).get(page))
    for person in (judge, LearnerFactory(), CoordinatorFactory()):
        assert sign_in(person).get(page).status_code == 404
        assert sign_in(person).get(address).status_code == 404
        assert sign_in(person).post(address, {"statement": WHY}).status_code == 404


def test_too_late_for_an_appeal(sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    row = claim()
    recognition.reject(claim=row, rationale=ANSWER, seen=True, by=certifier(row.cycle), now=NOW)
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(days=31))
    client = sign_in(row.cycle.learner)
    answer = client.post(reverse("certification:appeal_raise", args=["claim", row.pk]), {"statement": WHY})

    assert answer.status_code == 409
    assert "The 30 days after the decision are over." in text(answer)
    assert "Appeal (" not in text(client.get(reverse("certification:claim", args=[row.pk])))


def test_everything_that_was_asked_for_is_listed(sign_in: SignIn) -> None:
    row = claim()
    learner = row.cycle.learner
    Cycle.objects.update(due_on=TODAY + timedelta(days=5))
    row.cycle.refresh_from_db()
    extension(cycle=row.cycle)
    evidence.enter_hours(learner=learner, hours=8, place="Team east", until=TODAY, now=NOW)
    recognition.ask(claim=row, question="How many days did it take?", by=certifier(row.cycle), now=NOW)
    said = text(sign_in(learner).get(REQUESTS))

    assert "Waits for you Prior learning: Talking with children An assessor has a question for you." in said
    assert "More time, until Jan. 3, 2027" in said
    assert "8 hours of practice up to Oct. 5, 2026" in said
    assert "Nothing yet." in text(sign_in(LearnerFactory()).get(REQUESTS))
