"""The pages on which levels are decided, and what each person is shown and may do there."""

from io import BytesIO

import pytest
from django.urls import reverse

from assessments.mentoring.models import Decision, Evidence, Relationship
from tests.assessments.mentoring.competency.conftest import SignIn
from tests.factories.mentoring import TODAY, Kind, pair
from tests.factories.mentoring_competency import (
    PLAIN,
    SECRET_WHY,
    WHY,
    also,
    decided,
    line_manager_of,
    moderator_of,
    piece,
    supported,
)
from tests.factories.mentoring_log import entry
from tests.factories.mentoring_sessions import at
from tests.factories.people import CoordinatorFactory, SuperuserFactory

pytestmark = pytest.mark.django_db


def deciding(of: Relationship) -> str:
    return reverse("mentoring:decide", args=[of.learner_id, PLAIN])


def test_a_level_is_signed_off_on_the_page(two: Relationship, sign_in: SignIn) -> None:
    supported(two)
    client = sign_in(two.mentor)
    page = client.get(deciding(two))
    assert page.status_code == 200
    sent = {"seen": "", "level": "3", "rationale": SECRET_WHY}
    response = client.post(deciding(two), sent)
    row = Decision.objects.get()
    assert response["Location"] == reverse("mentoring:decision", args=[row.pk])
    assert SECRET_WHY in client.get(response["Location"]).content.decode()


def test_what_is_refused_comes_back_with_the_words_and_the_reason(two: Relationship, sign_in: SignIn) -> None:
    piece(of=two)
    client = sign_in(two.mentor)
    refused = client.post(deciding(two), {"seen": "", "level": "3", "rationale": SECRET_WHY})
    page = refused.content.decode()
    assert refused.status_code == 409
    assert SECRET_WHY in page
    assert "The evidence does not carry a level yet." in page
    assert client.post(deciding(two), {"level": "3", "rationale": "Good."}).status_code == 400
    assert not Decision.objects.exists()


def test_a_name_in_the_reason_is_asked_about_first(two: Relationship, sign_in: SignIn) -> None:
    supported(two)
    sent = {"seen": "", "level": "3", "rationale": "She called her sister on 012 345 678 before the visit began."}
    response = sign_in(two.mentor).post(deciding(two), sent)
    assert response.status_code == 422
    assert not Decision.objects.exists()


def test_nobody_else_finds_the_page(two: Relationship, sign_in: SignIn) -> None:
    supported(two)
    others = (
        *(two.learner, line_manager_of(two), moderator_of(two), also(two, Kind.PEER).mentor, pair().mentor),
        *(CoordinatorFactory(in_organisation=two.organisation), SuperuserFactory()),
    )
    for person in others:
        client = sign_in(person)
        assert client.get(deciding(two)).status_code == 404
        assert client.post(deciding(two), {"level": "1", "rationale": SECRET_WHY}).status_code == 404
    assert not Decision.objects.exists()


def test_who_may_see_a_decision_and_who_reads_why(two: Relationship, sign_in: SignIn) -> None:
    row = decided(two)
    address = reverse("mentoring:decision", args=[row.pk])
    supervisor = pair(learner=two.mentor, place=two.organisation).mentor
    for person in (two.learner, two.mentor, supervisor):
        assert SECRET_WHY in sign_in(person).get(address).content.decode()
    responsible = (
        *(line_manager_of(two), moderator_of(two), also(two, Kind.ASSESSOR).mentor),
        CoordinatorFactory(in_organisation=two.organisation),
    )
    for person in responsible:
        page = sign_in(person).get(address)
        assert page.status_code == 200
        assert SECRET_WHY not in page.content.decode()
        assert WHY not in page.content.decode()
    for person in (also(two, Kind.PEER).mentor, pair().mentor, SuperuserFactory(), CoordinatorFactory()):
        assert sign_in(person).get(address).status_code == 404


def test_line_manager_confirms_and_moderator_upholds(two: Relationship, sign_in: SignIn) -> None:
    row, manager, moderator = decided(two), line_manager_of(two), moderator_of(two)
    here = reverse("mentoring:decision", args=[row.pk])
    confirm, uphold, give_back = (
        reverse(f"mentoring:decision_{act}", args=[row.pk]) for act in ("confirm", "uphold", "return")
    )
    for person in (two.learner, two.mentor, moderator):
        assert sign_in(person).post(confirm).status_code == 404
    for person in (two.learner, two.mentor, manager):
        assert sign_in(person).post(uphold).status_code == 404
        assert sign_in(person).post(give_back, {"reason": "unclear"}).status_code == 404
        assert sign_in(person).post(give_back).status_code == 404
    assert confirm in sign_in(manager).get(here).content.decode()
    assert sign_in(manager).post(confirm).status_code == 302
    assert sign_in(moderator).post(give_back, {"reason": "nonsense"}).status_code == 400
    assert uphold in sign_in(moderator).get(here).content.decode()
    assert sign_in(moderator).post(uphold).status_code == 302
    row.refresh_from_db()
    assert row.state == "upheld"
    assert "Final" in sign_in(two.learner).get(here).content.decode()


CLAIM = {"indicator_1": PLAIN, "level_1": "1", "rationale_1": WHY}


class TestValidating:
    """The form by which a mentor takes something as evidence."""

    def test_an_entry_from_its_page_to_the_map(self, two: Relationship, sign_in: SignIn) -> None:
        row = entry(of=two, read=True)
        client, address = sign_in(two.mentor), reverse("mentoring:validate_entry", args=[row.pk])
        assert address in client.get(reverse("mentoring:entry", args=[row.pk])).content.decode()
        assert client.get(address).status_code == 200
        assert client.post(address, CLAIM).status_code == 302
        assert Evidence.objects.get().source == row.pk
        again = client.post(address, CLAIM)
        assert (again.status_code, WHY in again.content.decode()) == (409, True)

    def test_a_record_and_work_in_the_office(self, two: Relationship, sign_in: SignIn) -> None:
        client, record = sign_in(two.mentor), at("signed", of=two)
        assert client.post(reverse("mentoring:validate_record", args=[record.pk]), CLAIM).status_code == 302
        address = reverse("mentoring:validate", args=[two.pk])
        assert client.get(address).status_code == 200
        sent = {**CLAIM, "level_1": "3", "kind": "work_product", "acted_on": TODAY.isoformat()}
        assert client.post(address, sent).status_code == 302
        assert client.post(address, {**sent, "acted_on": "2099-01-01"}).status_code == 409
        assert set(Evidence.objects.values_list("kind", "level")) == {("session", 1), ("work_product", 3)}

    @pytest.mark.parametrize(
        "wrong",
        [
            {"rationale_1": "Good."},
            {"level_1": "2"},
            {"indicator_1": "D9.9"},
            {"indicator_2": PLAIN, "level_2": "1", "rationale_2": WHY},
            {"indicator_2": "D2.2"},
            {},
        ],
        ids=["no sentence", "above what it can show", "unknown", "twice the same", "half an indicator", "a file"],
    )
    def test_mistakes_come_back_with_the_words(self, two: Relationship, sign_in: SignIn, wrong: dict[str, str]) -> None:
        address = reverse("mentoring:validate_entry", args=[entry(of=two, read=True).pk])
        sent = {**CLAIM, **wrong} if wrong else {**CLAIM, "file": BytesIO(b"a picture")}
        response = sign_in(two.mentor).post(address, sent)
        assert response.status_code == 400
        assert str(sent["rationale_1"]) in response.content.decode()
        assert not Evidence.objects.exists()

    def test_nobody_else_finds_the_forms(self, two: Relationship, sign_in: SignIn) -> None:
        row, record = entry(of=two, read=True), at("signed", of=two)
        addresses = (
            reverse("mentoring:validate", args=[two.pk]),
            reverse("mentoring:validate_entry", args=[row.pk]),
            reverse("mentoring:validate_record", args=[record.pk]),
        )
        others = (
            *(two.learner, line_manager_of(two), also(two, Kind.ASSESSOR).mentor, pair().mentor),
            *(CoordinatorFactory(in_organisation=two.organisation), SuperuserFactory()),
        )
        for person in others:
            client = sign_in(person)
            for address in addresses:
                assert client.get(address).status_code == 404
                assert client.post(address, CLAIM).status_code == 404
        assert not Evidence.objects.exists()

    @pytest.mark.parametrize(
        ("state", "offered"),
        [("shared", False), ("part_signed", False), ("signed", True), ("signed_with_disagreement", False)],
    )
    def test_the_page_of_a_record_leads_the_mentor_there_once_both_agree(
        self, two: Relationship, sign_in: SignIn, state: str, offered: bool
    ) -> None:
        row = at(state, of=two)
        here = reverse("mentoring:record", args=[row.pk])
        door = reverse("mentoring:validate_record", args=[row.pk])
        assert (door in sign_in(two.mentor).get(here).content.decode()) == offered
        assert door not in sign_in(two.learner).get(here).content.decode()
