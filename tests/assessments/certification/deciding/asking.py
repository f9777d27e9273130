"""Asking for a page as somebody."""

from typing import Any

from django.test import Client

from training_site.people.models import User


def page(person: User, url: str, *, status: int = 200) -> str:
    """What somebody reads there."""
    client = Client()
    client.force_login(person)
    response = client.get(url)
    assert response.status_code == status, response.status_code
    return response.content.decode()


def send(person: User, url: str, data: dict[str, Any] | None = None, *, status: int = 302) -> Any:
    """What comes back when somebody sends a form."""
    client = Client()
    client.force_login(person)
    response = client.post(url, data or {})
    assert response.status_code == status, (response.status_code, response.content.decode()[-3000:])
    return response
