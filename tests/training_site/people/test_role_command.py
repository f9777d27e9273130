"""`manage.py role`: how the first administrator of a new site comes to be."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from tests.factories.people import LearnerFactory, OrganisationFactory, UserFactory
from training_site.people.models import Organisation
from training_site.people.roles import Role
from training_site.people.selectors import roles_of

pytestmark = pytest.mark.django_db


def _role(*words: str) -> str:
    said = StringIO()
    call_command("role", *words, stdout=said)
    return said.getvalue()


def test_a_role_is_given_and_ended_today() -> None:
    anna = UserFactory(username="anna")
    OrganisationFactory(name="North", below=OrganisationFactory(name="Tavenia"))
    today = timezone.localdate()

    assert _role("give", "Anna", "administrator", "tavenia / north") == (
        f"anna · Administrator · North, since {today}.\n"
    )
    assert roles_of(anna, today=today) == {Role.ADMINISTRATOR}

    assert _role("end", "anna", "administrator", "Tavenia/North") == f"anna · Administrator · North, ended {today}.\n"
    assert roles_of(anna, today=today) == frozenset()


def test_the_first_country_of_a_new_site_is_made_when_asked() -> None:
    UserFactory(username="anna")

    _role("give", "anna", "administrator", "Tavenia", "--make")

    assert Organisation.objects.get().kind == "country"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        pytest.param(("give", "nobody", "trainer", "Tavenia"), "Nobody has the user name nobody", id="nobody"),
        pytest.param(
            ("give", "dara", "trainer", "Elsewhere"), "no Elsewhere in the tree; there is: Tavenia", id="no country"
        ),
        pytest.param(
            ("give", "dara", "trainer", "Tavenia/South", "--make"),
            "no South in Tavenia; there is: nothing",
            id="no region",
        ),
        pytest.param(("end", "dara", "trainer", "Tavenia"), "does not have this role in Tavenia", id="no such role"),
    ],
)
def test_what_cannot_be_done_is_said(words: tuple[str, ...], sentence: str) -> None:
    LearnerFactory(username="dara", in_organisation=OrganisationFactory(name="Tavenia"))

    with pytest.raises(CommandError, match=sentence):
        _role(*words)
