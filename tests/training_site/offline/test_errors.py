"""When the site fails, the way to the contacts stays open."""

import pytest
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.views import defaults

from training_site.people.views import DangerView

DANGER = 'href="/child-in-danger/"'


@pytest.mark.parametrize(
    "view",
    [
        pytest.param(defaults.bad_request, id="400"),
        pytest.param(defaults.permission_denied, id="403"),
        pytest.param(defaults.page_not_found, id="404"),
    ],
)
@pytest.mark.django_db
def test_a_refusal_leads_to_the_contacts(view: object, client: Client) -> None:
    request = client.get("/child-in-danger/").wsgi_request

    response = view(request, Exception("what happened is nobody else's business"))

    assert DANGER in response.content.decode()
    assert "what happened" not in response.content.decode()


def test_too_many_tries_and_a_form_that_is_too_old_lead_to_the_contacts(rf: RequestFactory) -> None:
    for name in ("429.html", "403_csrf.html"):
        assert DANGER in get_template(name).render({}, None)


def test_a_failure_shows_a_page_that_needs_nothing_and_leads_to_the_contacts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not the database, not the session, not the person: whatever failed may be one of them."""

    def fail(*_args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(DangerView, "get", fail)

    response = Client(raise_request_exception=False).get("/child-in-danger/")

    assert response.status_code == 500
    assert DANGER in response.content.decode()
    assert get_template("500.html").render({}) == response.content.decode()


@pytest.mark.django_db
def test_a_printed_page_names_the_address_of_the_contacts(client: Client) -> None:
    page = client.get("/accounts/login/").content.decode()

    assert '<p class="only-print">Child in danger? Call. The numbers: testserver/child-in-danger/</p>' in page
