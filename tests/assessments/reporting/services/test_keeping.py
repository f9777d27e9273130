"""A view is kept, opened, told of once a month, and nobody else's."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from assessments.reporting.filters import Filters
from assessments.reporting.models import SavedView
from assessments.reporting.services import keeping
from tests.factories.people import CoordinatorFactory, OrganisationFactory
from training_site.notices.models import Notice
from training_site.people.models import User

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)


def kept(owner: User, title: str = "Expired", *, monthly: bool = True, **filters: object) -> SavedView:
    return keeping.keep(owner=owner, title=title, filters=Filters(**filters), monthly=monthly, now=NOW)


def test_a_view_is_kept_from_the_board_and_opens_it_again(client: Client) -> None:
    client.force_login(CoordinatorFactory())
    client.post(reverse("reporting:views"), {"title": "Late", "query": "status=overdue", "monthly": "yes"})
    view = SavedView.objects.get()

    assert (view.title, view.query, view.monthly) == ("Late", "status=overdue", True)
    assert client.get(reverse("reporting:view", args=[view.pk]))["Location"] == "/board/?status=overdue"


def test_two_views_of_one_name_are_refused_in_words(client: Client) -> None:
    client.force_login(CoordinatorFactory())
    client.post(reverse("reporting:views"), {"title": "Late", "query": "status=overdue"})
    response = client.post(reverse("reporting:views"), {"title": "Late", "query": ""})

    assert response.status_code == 400
    assert "a view of this name already" in response.content.decode()
    assert SavedView.objects.count() == 1


def test_its_owner_is_told_once_a_month_beginning_with_the_next() -> None:
    view = kept(CoordinatorFactory())

    told = [keeping.tell(now=NOW + timedelta(days=days)) for days in (0, 27, 28, 58)]

    assert told == [0, 1, 0, 1]
    notice = Notice.objects.order_by("pk").first()
    assert notice is not None
    assert notice.link == reverse("reporting:view", args=[view.pk])
    assert set(notice.facts) == {"on", "unit", "certified", "expiring", "late"}


def test_whoever_may_no_longer_see_is_told_nothing() -> None:
    view = kept(CoordinatorFactory())
    view.owner.memberships.update(until=NOW.date())

    assert keeping.tell(now=NOW + timedelta(days=40)) == 0
    assert not Notice.objects.exists()


def test_a_view_of_a_unit_that_is_out_of_reach_opens_nothing(client: Client) -> None:
    client.force_login(CoordinatorFactory())

    response = client.post(reverse("reporting:views"), {"title": "x", "query": f"unit={OrganisationFactory().pk}"})

    assert response.status_code == 404


@pytest.mark.parametrize(("act", "left"), [("hush", [False]), ("tell", [True]), ("drop", []), ("else", [True])])
def test_its_owner_changes_it(client: Client, act: str, left: list[bool]) -> None:
    view = kept(CoordinatorFactory())
    client.force_login(view.owner)
    client.post(reverse("reporting:view_change", args=[view.pk]), {"act": act})

    assert [one.monthly for one in SavedView.objects.all()] == left


def test_somebody_elses_view_is_not_there(client: Client) -> None:
    view = kept(CoordinatorFactory())
    client.force_login(CoordinatorFactory())

    assert client.get(reverse("reporting:view", args=[view.pk])).status_code == 404
    assert client.post(reverse("reporting:view_change", args=[view.pk]), {"act": "drop"}).status_code == 404


def test_nobody_keeps_more_than_they_can_find(monkeypatch: pytest.MonkeyPatch) -> None:
    owner = CoordinatorFactory()
    monkeypatch.setattr(keeping, "MOST", 1)
    kept(owner)

    with pytest.raises(keeping.TooMany):
        kept(owner, "another")
