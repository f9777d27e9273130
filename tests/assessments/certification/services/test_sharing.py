"""What a holder lets others see: choices and links are rows that stay, and only the holder makes them."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from assessments.certification.laws.codes import ALPHABET
from assessments.certification.models import Credential, Share, Showing
from assessments.certification.selectors import sharing as seen
from assessments.certification.services import issuing, keys, reissuing, removing, sharing
from tests.factories import certification as make
from tests.factories.people import CoordinatorFactory, LearnerFactory

pytestmark = pytest.mark.django_db

UNTIL = make.TODAY + timedelta(days=9)


def shared(row: Credential, *, until: date = UNTIL, competencies: bool = True) -> Share:
    return sharing.share(credential=row, until=until, competencies=competencies, by=row.holder, now=make.NOW)


def test_competencies_are_shown_until_their_holder_hides_them_and_again_later() -> None:
    row = make.credential()
    said = []
    for choice in (False, False, True):
        sharing.show(credential=row, competencies=choice, by=row.holder, now=make.NOW)
        said.append(seen.shows_competencies(row.cycle_id))

    assert said == [False, False, True]
    assert list(Showing.objects.values_list("competencies", flat=True)) == [False, True]


@pytest.mark.parametrize("who", [CoordinatorFactory, LearnerFactory])
def test_nobody_but_the_holder_chooses(who: type) -> None:
    row = make.credential()
    person = who(in_organisation=row.issuer)
    link = shared(row)

    with pytest.raises(sharing.NotYours):
        sharing.show(credential=row, competencies=False, by=person, now=make.NOW)
    with pytest.raises(sharing.NotYours):
        sharing.share(credential=row, until=UNTIL, competencies=True, by=person, now=make.NOW)
    with pytest.raises(sharing.NotYours):
        sharing.end(share=link, by=person, now=make.NOW)


def test_a_link_opens_the_certificate_through_its_last_day_where_the_issuer_is() -> None:
    row = make.credential()
    link = shared(row, until=make.TODAY)

    last_second = make.NOW.replace(hour=20, minute=59, second=59)
    assert seen.opened(link.secret, now=last_second) == (link, row)
    assert seen.opened(link.secret.lower(), now=last_second) == (link, row)
    assert seen.opened(link.secret, now=last_second + timedelta(seconds=1)) is None


def test_a_link_that_was_ended_is_over_at_once_and_stays_so() -> None:
    row = make.credential()
    link = shared(row)
    first = sharing.end(share=link, by=row.holder, now=make.NOW).ended_at

    assert seen.opened(link.secret, now=make.NOW) is None
    assert sharing.end(share=link, by=row.holder, now=make.NOW + timedelta(days=1)).ended_at == first


@pytest.mark.parametrize(
    ("days", "fits"), [(-1, False), (0, True), (366, True), (367, False)], ids=["past", "today", "a year", "longer"]
)
def test_a_link_ends_within_a_year(days: int, fits: bool) -> None:
    row = make.credential()
    if fits:
        assert shared(row, until=make.TODAY + timedelta(days=days)).until == make.TODAY + timedelta(days=days)
    else:
        with pytest.raises(sharing.NotThen):
            shared(row, until=make.TODAY + timedelta(days=days))


def test_so_many_links_are_open_at_the_same_time_and_no_more() -> None:
    row = make.credential()
    links = [shared(row) for _ in range(sharing.MOST)]
    with pytest.raises(sharing.TooMany):
        shared(row)

    sharing.end(share=links[0], by=row.holder, now=make.NOW)

    assert shared(row).secret not in {link.secret for link in links}


def test_a_secret_is_long_and_says_nothing_about_the_certificate() -> None:
    row = make.credential()
    secrets = {shared(row).secret for _ in range(sharing.MOST)}

    assert len(secrets) == sharing.MOST
    assert {len(secret) for secret in secrets} == {26}
    assert set("".join(secrets)) <= set(ALPHABET)


def test_a_link_leads_to_whatever_corrects_the_certificate_or_signs_it_anew() -> None:
    row = make.credential()
    link = shared(row)
    sharing.show(credential=row, competencies=False, by=row.holder, now=make.NOW)

    corrected = issuing.correct(credential=row, name="Марія Правильна", by=row.holder, now=make.NOW)
    assert seen.opened(link.secret, now=make.NOW) == (link, corrected)
    keys.give_up(issuer=row.issuer, now=make.NOW)
    (anew,) = reissuing.reissue_all(issuer=row.issuer, now=make.NOW)

    assert seen.opened(link.secret, now=make.NOW) == (link, anew)
    assert not seen.shows_competencies(anew.cycle_id)


def test_when_the_holders_data_go_their_links_are_over() -> None:
    row = make.credential()
    link = shared(row)

    removing.remove(holder=row.holder, by=None, reason="erasure_request", now=make.NOW)

    assert seen.opened(link.secret, now=make.NOW) is None
    with pytest.raises(sharing.NotYours):
        shared(Credential.objects.get(pk=row.pk))


@pytest.mark.parametrize(
    "change",
    [
        {"until": UNTIL + timedelta(days=1)},
        {"competencies": False},
        {"secret": "0" * 26},
        {"created_at": make.NOW - timedelta(1)},
    ],
    ids=["longer", "more", "another secret", "earlier"],
)
def test_the_database_refuses_to_change_a_link(change: dict[str, object]) -> None:
    link = shared(make.credential())

    with pytest.raises((DatabaseError, IntegrityError), match="evidence is never changed"), transaction.atomic():
        Share.objects.filter(pk=link.pk).update(**change)


def test_the_database_refuses_to_open_a_link_again_and_to_change_a_choice() -> None:
    row = make.credential()
    link = sharing.end(share=shared(row), by=row.holder, now=make.NOW)
    sharing.show(credential=row, competencies=False, by=row.holder, now=make.NOW)

    for rows, change in (
        (Share.objects.filter(pk=link.pk), {"ended_at": None}),
        (Showing.objects.all(), {"competencies": True}),
    ):
        with pytest.raises((DatabaseError, IntegrityError), match="evidence is never changed"), transaction.atomic():
            rows.update(**change)
