"""Codes of certifications and keys of requirements: never a word of the site's addresses, never longer than what keeps them."""

import pytest
from django.db.models import CharField
from django.urls import resolve, reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.certification.forms.composing import EMPTY, NewForm
from assessments.certification.laws.editing import free_key
from assessments.certification.laws.problems import Malformed
from assessments.certification.laws.reading import MOST_LETTERS_OF_A_KEY, MOST_LETTERS_OF_A_SUBJECT
from assessments.certification.laws.requirements.attestations import ManualAttestation, MentorSignOff
from assessments.certification.models import Claim, Evidence, RequirementStatus, Waiver
from assessments.certification.selectors.addresses import words_of_the_site
from assessments.certification.services import publishing
from assessments.certification.services.publishing import CodeTaken
from tests.factories.certification import NOW, document
from tests.factories.people import LeadFactory, OrganisationFactory

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
SLUGS = st.lists(st.text(LETTERS, min_size=1, max_size=8), min_size=1, max_size=4).map("-".join)


def entered(code: str) -> NewForm:
    choices = {"issuers": [("1", "Country")], "programmes": [("rp", "Reintegration")], "starts": [(EMPTY, "Nothing")]}
    return NewForm({"title": "X", "code": code, "issuer": "1", "programme": "rp", "start": EMPTY}, **choices)


@settings(deadline=None, max_examples=60)
@given(SLUGS | st.sampled_from(["decisions", "import", "compose", "name", "held", "hours", "rounds", "new"]))
def test_a_code_is_refused_or_leads_to_its_own_pages(code: str) -> None:
    form = entered(code)

    if code in words_of_the_site():
        assert "This word stands for a page already" in str(form.errors["code"])
    else:
        assert form.is_valid()
        for name in ("way", "compose_one"):
            address = reverse(f"certification:{name}", args=[code])
            assert resolve(address).view_name == f"certification:{name}"


def test_the_words_are_those_of_the_patterns() -> None:
    words = words_of_the_site()

    assert {"decisions", "import", "compose", "name", "held", "new", "hours", "answers", "measures"} <= words
    assert not words & {"", "certificates", "verify", "apply", "details"}, "they stand elsewhere, or after a code"


@pytest.mark.django_db
def test_no_service_makes_a_certification_with_such_a_code() -> None:
    place = OrganisationFactory()
    with pytest.raises(CodeTaken):
        publishing.compose(
            code="hours",
            titles={"en": "Hours"},
            summaries={},
            issuer=place,
            programme_key="practice",
            document=document(),
            by=LeadFactory(in_organisation=place),
            now=NOW,
        )


@pytest.mark.parametrize(
    ("model", "column", "most"),
    [
        pytest.param(RequirementStatus, "key", MOST_LETTERS_OF_A_KEY, id="statuses"),
        pytest.param(Waiver, "requirement", MOST_LETTERS_OF_A_KEY, id="waivers"),
        pytest.param(Claim, "requirement", MOST_LETTERS_OF_A_KEY, id="claims"),
        pytest.param(Evidence, "subject", MOST_LETTERS_OF_A_SUBJECT, id="evidence"),
    ],
)
def test_law_and_database_agree_how_long_a_key_may_be(model: type[RequirementStatus], column: str, most: int) -> None:
    field = model._meta.get_field(column)

    assert isinstance(field, CharField)
    assert field.max_length == most


@pytest.mark.parametrize("length", [MOST_LETTERS_OF_A_KEY, MOST_LETTERS_OF_A_KEY + 1])
def test_a_key_that_no_column_holds_is_refused_at_its_place(length: int) -> None:
    values = {"key": "k" * length, "role": "mentor"}
    if length <= MOST_LETTERS_OF_A_KEY:
        assert ManualAttestation.from_json(values).key == values["key"]
        return
    with pytest.raises(Malformed) as caught:
        ManualAttestation.from_json(values)
    assert [(each.path, each.code) for each in caught.value.problems] == [("$.key", "too_long")]


def test_a_subject_that_no_column_holds_is_refused_at_its_place() -> None:
    with pytest.raises(Malformed) as caught:
        MentorSignOff.from_json({"key": "k", "subject": "s" * (MOST_LETTERS_OF_A_SUBJECT + 1)})
    assert [(each.path, each.code) for each in caught.value.problems] == [("$.subject", "too_long")]


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=300), st.integers(0, 300))
def test_a_key_that_is_made_always_fits(wanted: str, others: int) -> None:
    taken = {free_key(wanted, set())} | {f"{free_key(wanted, set())}-{number}" for number in range(2, others)}

    assert len(free_key(wanted, taken)) <= MOST_LETTERS_OF_A_KEY
