"""The tree is changed by whoever looks after both what is left and what is joined."""

from datetime import date

import pytest

from tests.factories.people import AdministratorFactory, CoordinatorFactory, OrganisationFactory, SuperuserFactory
from training_site.people.models import Organisation
from training_site.people.organisations.services import arranging
from training_site.people.organisations.services.arranging import NotTheirsToChange
from training_site.people.services import OrganisationRefused

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 4)
Kind = Organisation.Kind


def test_an_administrator_makes_and_renames_what_lies_in_their_scope() -> None:
    country = OrganisationFactory()
    by = AdministratorFactory(in_organisation=country)

    made = arranging.make(name=" North ", kind=Kind.REGION, parent=country, by=by, today=TODAY)
    changed = arranging.change(
        organisation=made, by=by, name="The north", danger_contacts="Helpline, 116 111", today=TODAY
    )

    assert (changed.name, changed.get_parent().pk, changed.contacts[0].phone) == ("The north", country.pk, "116 111")


def test_a_country_is_made_by_whoever_runs_the_site() -> None:
    by = AdministratorFactory()
    with pytest.raises(NotTheirsToChange):
        arranging.make(name="Elsewhere", kind=Kind.COUNTRY, parent=None, by=by, today=TODAY)

    made = arranging.make(name="Elsewhere", kind=Kind.COUNTRY, parent=None, by=SuperuserFactory(), today=TODAY)

    assert made.is_root()


def test_nobody_changes_what_lies_outside_their_scope() -> None:
    country, other = OrganisationFactory(), OrganisationFactory()
    for by in (AdministratorFactory(in_organisation=other), CoordinatorFactory(in_organisation=country)):
        with pytest.raises(NotTheirsToChange):
            arranging.make(name="North", kind=Kind.REGION, parent=country, by=by, today=TODAY)
        with pytest.raises(NotTheirsToChange):
            arranging.change(organisation=country, by=by, name="Mine", danger_contacts="", today=TODAY)


def test_a_move_asks_both_what_is_left_and_what_is_joined() -> None:
    country = OrganisationFactory()
    left, joined = (OrganisationFactory(below=country, kind="district") for _number in range(2))
    moved = OrganisationFactory(below=left)
    of_one_side = [AdministratorFactory(in_organisation=one) for one in (left, joined, moved)]

    for by in of_one_side:
        with pytest.raises(NotTheirsToChange):
            arranging.move(organisation=moved, to=joined, by=by, today=TODAY)
    arranging.move(organisation=moved, to=joined, by=AdministratorFactory(in_organisation=country), today=TODAY)

    moved.refresh_from_db()
    assert moved.get_parent().pk == joined.pk


def test_nothing_hangs_below_itself_nor_below_what_is_narrower() -> None:
    country = OrganisationFactory()
    district = OrganisationFactory(below=country, kind="district")
    centre = OrganisationFactory(below=district)
    by = SuperuserFactory()

    for what, to in ((district, centre), (centre, centre)):
        with pytest.raises(OrganisationRefused):
            arranging.move(organisation=what, to=to, by=by, today=TODAY)
