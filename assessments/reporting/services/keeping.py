"""Views that somebody keeps, and is told of every month."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from assessments.reporting.filters import Filters
from assessments.reporting.laws.counting import month
from assessments.reporting.models import SavedView
from assessments.reporting.selectors.numbers import numbers_of
from assessments.reporting.selectors.units import unit_for
from training_site.notices.services import owing
from training_site.people.models import User

KIND = "reporting.view"
MOST = 50


class NameTaken(Exception):
    """Somebody has a view of this name already."""


class TooMany(Exception):
    """Nobody finds their way among more."""


@transaction.atomic
def keep(*, owner: User, title: str, filters: Filters, monthly: bool, now: datetime) -> SavedView:
    """Keep a question under a name. Raises NameTaken, TooMany."""
    if SavedView.objects.filter(owner=owner).count() >= MOST:
        raise TooMany
    try:
        with transaction.atomic():
            return SavedView.objects.create(
                owner=owner,
                title=title,
                query=filters.query,
                monthly=monthly,
                # The first letter comes with the next month.
                told_on=month(timezone.localdate(now)),
                created_at=now,
            )
    except IntegrityError as error:
        raise NameTaken from error


@transaction.atomic
def switch(*, view: SavedView, monthly: bool, now: datetime) -> SavedView:
    """Be told every month from now on, or no longer."""
    view.monthly, view.told_on = monthly, month(timezone.localdate(now))
    view.save(update_fields=["monthly", "told_on"])
    return view


@transaction.atomic
def drop(*, view: SavedView) -> None:
    """No longer keep it."""
    view.delete()


def tell(*, now: datetime) -> int:
    """Tell owners the numbers of their monthly views, once a month each; how many were told. What somebody may no longer see is not told."""
    first = month(timezone.localdate(now))
    due = SavedView.objects.filter(monthly=True, owner__is_active=True).exclude(told_on__gte=first)
    return sum(_tell(view, now) for view in due.select_related("owner").order_by("pk"))


@transaction.atomic
def _tell(view: SavedView, now: datetime) -> int:
    today = timezone.localdate(now)
    if not SavedView.objects.filter(pk=view.pk).exclude(told_on__gte=month(today)).update(told_on=month(today)):
        return 0
    filters = Filters.read(QueryDict(view.query))
    found = unit_for(view.owner, filters.unit, today=today)
    if found is None:
        return 0
    numbers = numbers_of([found.unit.pk], certification=filters.certification, today=today)[found.unit.pk]
    owed = owing.owe(
        person=view.owner,
        kind=KIND,
        link=reverse("reporting:view", args=[view.pk]),
        facts={
            "on": today,
            "unit": found.unit.name,
            "certified": numbers.by_status["certified"] + numbers.by_status["window_open"],
            "expiring": numbers.by_status["expiring_90"],
            "late": numbers.by_status["overdue"] + numbers.by_status["expired"],
        },
        key=f"{KIND}:{view.pk}:{month(today):%Y-%m}",
        now=now,
    )
    return 1 if owed else 0
