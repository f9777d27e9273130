"""Through the doors of the holder: the home, applying, the name, the certificate, its PDF and its credential."""

import json
from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from assessments.certification.models import Assignment, Change, Credential, NameConfirmation
from assessments.certification.printing import pdf
from assessments.certification.services import measures
from assessments.progress.models import Enrolment
from tests.assessments.certification.holder.conftest import SignIn
from tests.assessments.certification.holder.reading import text
from tests.factories.certification import NAME, NOW, TODAY, assigned, certification, certified, changed, credential
from tests.factories.certification_requests import claim, learning
from tests.factories.people import CoordinatorFactory, LearnerFactory

HOME, MY_NAME = reverse("certification:home"), reverse("certification:name")


def here(row: Credential, name: str = "credential") -> str:
    return reverse(f"certification:{name}", args=[row.pk])


def test_whoever_is_on_no_way_is_told_so(sign_in: SignIn) -> None:
    assert "You are not on the way to a certificate." in text(sign_in(LearnerFactory()).get(HOME))


def test_the_home_says_what_i_am_on_the_way_to_and_what_is_next(sign_in: SignIn) -> None:
    said = text(sign_in(assigned(learning()).learner).get(HOME))

    assert "On the way" in said
    assert "0 of 3 done" in said
    assert "Next: Complete m03" in said


def test_the_home_puts_the_missing_name_first(sign_in: SignIn) -> None:
    page = sign_in(certified().learner).get(HOME)

    assert "Your certificate waits for your name" in text(page)
    assert f'<a class="button" href="{MY_NAME}">' in page.content.decode()


def test_the_home_shows_what_i_hold_and_until_when(sign_in: SignIn) -> None:
    row = credential(language="en", until=TODAY + timedelta(days=25))
    said = text(sign_in(row.holder).get(HOME))

    assert "Valid, expires soon" in said
    assert "It expires in 25 days: it is valid through Oct. 30, 2026." in said
    assert "A month is left, or less." in said


def test_a_question_of_an_assessor_waits_on_the_home(sign_in: SignIn) -> None:
    from assessments.certification.services import recognition
    from tests.factories.certification_requests import certifier

    row = claim()
    recognition.ask(claim=row, question="How many days did it take?", by=certifier(row.cycle), now=NOW)

    assert "An assessor has a question for you." in text(sign_in(row.cycle.learner).get(HOME))


def test_applying(sign_in: SignIn) -> None:
    version = certification()
    person = LearnerFactory(in_organisation=version.certification.issuer)
    Enrolment.objects.create(learner=person, programme_key="practice", pathway="any", since=NOW)
    client = sign_in(person)
    apply = reverse("certification:apply", args=[version.certification.code])

    assert apply in client.get(HOME).content.decode()
    for _ in range(2):
        answer = client.post(apply)
        assert answer["Location"] == reverse("certification:way", args=[version.certification.code])
    assert Assignment.objects.get().basis == "application"
    assert sign_in(LearnerFactory()).post(apply).status_code == 404


def test_the_name_is_seen_set_before_it_is_confirmed(sign_in: SignIn) -> None:
    cycle = certified()
    client = sign_in(cycle.learner)
    looked = client.post(MY_NAME, {"name": "  Сокха   Лім ", "step": "look"})

    assert '<p class="name ">Сокха Лім</p>' in looked.content.decode()
    assert not NameConfirmation.objects.exists()


def test_a_long_name_is_set_smaller(sign_in: SignIn) -> None:
    answer = sign_in(LearnerFactory()).post(MY_NAME, {"name": "Maximiliana Featherstonehaugh-Marwood", "step": "look"})

    assert 'class="name longest"' in answer.content.decode()


def test_letters_that_cannot_be_printed_are_named(sign_in: SignIn) -> None:
    client = sign_in(certified().learner)

    assert "Pictures do not belong on a certificate: “🙂”" in text(
        client.post(MY_NAME, {"name": "Ana 🙂", "step": "look"})
    )
    refused = client.post(MY_NAME, {"name": "Ana 🙂", "step": "confirm"})
    assert refused.status_code == 400
    assert "Pictures do not belong" in text(refused)
    assert client.post(MY_NAME, {"name": " ", "step": "confirm"}).status_code == 400
    assert not Credential.objects.exists()


def test_confirming_issues_what_waited_once(sign_in: SignIn) -> None:
    cycle = certified()
    client = sign_in(cycle.learner)
    answers = [client.post(MY_NAME, {"name": "Сокха Лім", "step": "confirm"}) for _ in range(2)]

    row = Credential.objects.get()
    assert row.name == "Сокха Лім"
    assert answers[0]["Location"] == here(row)
    assert answers[1]["Location"] == HOME


def test_the_certificate_is_a_page_in_its_own_language(sign_in: SignIn) -> None:
    row = credential(language="uk")
    page = sign_in(row.holder).get(here(row)).content.decode()

    assert '<html lang="uk"' in page
    assert NAME in page
    assert "Практика реінтеграції" in page
    assert f"/verify/{row.code}/" in page
    assert "Ines Novak" in page
    for door in ("pdf", "wallet", "correct"):
        assert here(row, door) in page
    assert 'class="note"' not in page


def test_nobody_else_opens_it(sign_in: SignIn) -> None:
    row = credential()
    strangers = (LearnerFactory(), CoordinatorFactory(in_organisation=row.issuer))

    for person in strangers:
        for door in ("credential", "pdf", "wallet", "correct"):
            assert sign_in(person).get(here(row, door)).status_code == 404
    for door in ("credential", "pdf", "wallet", "correct"):
        assert sign_in(row.holder).get(reverse(f"certification:{door}", args=[UUID(int=0)])).status_code == 404


@pytest.mark.parametrize(
    ("kind", "note"),
    [
        ("suspended", "Suspended since Oct. 5, 2026. Until that is resolved, it does not count."),
        ("revoked", "Withdrawn by the issuer on Oct. 5, 2026. It no longer counts."),
        ("superseded", "Renewed on Oct. 5, 2026: a later certificate has taken its place."),
    ],
)
def test_what_has_happened_to_it_stands_on_it(sign_in: SignIn, kind: str, note: str) -> None:
    row = credential(language="en")
    changed(row, kind, on=TODAY)

    assert note in text(sign_in(row.holder).get(here(row)))


def test_its_last_day_is_the_last_on_which_it_is_worth_something(sign_in: SignIn) -> None:
    row = credential(language="en", on=TODAY - timedelta(days=9), until=TODAY - timedelta(days=1))

    assert "Expired: it was valid through Oct. 4, 2026." in text(sign_in(row.holder).get(here(row)))


@pytest.mark.parametrize("kind", ["suspend", "revoke"])
def test_what_was_done_to_it_says_how_to_appeal(sign_in: SignIn, kind: str) -> None:
    row = credential(language="en")
    first, second = (CoordinatorFactory(in_organisation=row.issuer) for _ in range(2))
    measure = measures.propose(
        credential=row, kind=kind, reason="administrative", note="", effective_on=TODAY, by=first, now=NOW
    )
    measures.confirm(measure=measure, by=second, now=NOW)
    page = sign_in(row.holder).get(here(row)).content.decode()

    assert reverse("certification:appeal_raise", args=["measure", measure.pk]) in page
    assert (here(row, "correct") in page) == (kind == "suspend")


def test_the_name_on_it_is_corrected(sign_in: SignIn) -> None:
    row = credential(language="en")
    client = sign_in(row.holder)
    assert NAME in client.get(here(row, "correct")).content.decode()
    assert "Марія Правильна" in text(client.post(here(row, "correct"), {"name": "Марія Правильна", "step": "look"}))
    answers = [client.post(here(row, "correct"), {"name": "Марія Правильна", "step": "confirm"}) for _ in range(2)]

    issued = Credential.objects.get(supersedes=row)
    assert issued.name == "Марія Правильна"
    assert {answer["Location"] for answer in answers} == {here(issued)}
    assert Change.objects.filter(credential=row).latest("number").kind == "corrected"
    old = client.get(here(row)).content.decode()
    assert "Replaced on Oct. 5, 2026 by a corrected certificate." in old
    assert here(issued) in old


def test_a_correction_that_changes_nothing_or_cannot_be_printed_is_refused(sign_in: SignIn) -> None:
    row = credential(language="en")
    client = sign_in(row.holder)

    assert "This is the name that stands on it." in text(
        client.post(here(row, "correct"), {"name": NAME, "step": "confirm"})
    )
    assert client.post(here(row, "correct"), {"name": "Ana 🙂", "step": "confirm"}).status_code == 400
    assert client.post(here(row, "correct"), {"name": "", "step": "confirm"}).status_code == 400
    changed(row, "revoked", on=TODAY)
    assert client.post(here(row, "correct"), {"name": "Марія Інша", "step": "confirm"}).status_code == 409
    assert Credential.objects.count() == 1


def test_the_wallet_gets_the_signed_credential(sign_in: SignIn) -> None:
    row = credential()
    answer = sign_in(row.holder).get(here(row, "wallet"))

    assert json.loads(answer.content) == row.badge
    assert answer["Content-Type"] == "application/vc+ld+json"
    assert f"credential-{row.code}.json" in answer["Content-Disposition"]


def test_the_pdf_is_a_file(sign_in: SignIn) -> None:
    row = credential(language="en")
    try:
        pdf.library()
    except pdf.PrintingUnavailable:
        pytest.skip("needs the libraries of WeasyPrint")
    answer = sign_in(row.holder).get(here(row, "pdf"))

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert f'filename="certificate-{row.year}-{row.serial:04d}.pdf"' in answer["Content-Disposition"]


def test_where_no_pdf_can_be_made_it_is_said(sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    row = credential(language="en")

    def missing() -> None:
        raise pdf.PrintingUnavailable

    monkeypatch.setattr(pdf, "library", missing)
    client = sign_in(row.holder)
    answer = client.get(here(row, "pdf"))

    assert answer["Location"] == HOME
    assert "PDFs cannot be made here just now." in text(client.get(HOME))


def test_many_competencies_are_told_by_their_domains() -> None:
    from assessments.certification.pages.held import _competencies

    few = [{"code": f"D1.{n}", "text": f"Text {n}", "domain": "Rights"} for n in range(1, 4)]
    many = [{"code": f"D{n % 3}.{n}", "text": "Text", "domain": f"Domain {n % 3}"} for n in range(12)]

    assert _competencies(few) == ("Text 1", "Text 2", "Text 3")
    assert _competencies(many) == ("Domain 0 (4)", "Domain 1 (4)", "Domain 2 (4)")
