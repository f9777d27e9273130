"""Owing a notice: once, without anybody's words, within this site."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.factories.notices import NOW, NoticeFactory
from tests.factories.people import OrganisationFactory, UserFactory
from training_site.notices.facts import UnfitFacts
from training_site.notices.models import Notice
from training_site.notices.services import owing
from training_site.people.models import User
from training_site.people.roles import Role

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=1)
SECRET = "Sokha said that her uncle drinks"


def _owe(person: User, now: datetime = NOW, **other: Any) -> Notice | None:
    given = {"kind": "tests.plain", "link": "/learning/", "facts": {}, "key": "tests.matter:1"} | other
    return owing.owe(person=person, now=now, **given)


# Once


def test_a_notice_is_owed_with_its_facts_and_link() -> None:
    place = OrganisationFactory(name="Battambang")
    facts = {"role": Role.MENTOR, "place": place.name, "due_on": date(2026, 6, 1)}

    notice = _owe(UserFactory(), kind="tests.signature", facts=facts, link="/learning/join/#pathway")

    assert notice is not None
    notice.refresh_from_db()
    assert notice.facts == {"role": "mentor", "place": "Battambang", "due_on": "2026-06-01"}
    assert (notice.link, notice.owed_at, notice.send_after) == ("/learning/join/#pathway", NOW, NOW)
    assert (notice.seen_at, notice.sent_at, notice.attempts) == (None, None, 0)


def test_what_is_owed_twice_counts_once_and_keeps_its_first_day() -> None:
    person = UserFactory()
    _owe(person)

    assert _owe(person, LATER) is None
    assert Notice.objects.get().owed_at == NOW


def test_what_was_seen_is_not_owed_again() -> None:
    notice = NoticeFactory(seen=True)

    assert _owe(notice.person, LATER, key=notice.key) is None
    notice.refresh_from_db()
    assert notice.seen_at is not None


def test_one_key_is_owed_to_each_person() -> None:
    assert _owe(UserFactory())
    assert _owe(UserFactory())


def test_nothing_is_owed_to_somebody_who_cannot_sign_in() -> None:
    assert _owe(UserFactory(is_active=False)) is None
    assert not Notice.objects.exists()


def test_nothing_is_owed_when_the_act_it_tells_of_did_not_happen() -> None:
    person = UserFactory()

    with transaction.atomic():
        assert _owe(person)
        transaction.set_rollback(True)

    assert not Notice.objects.exists()


def test_the_database_refuses_the_same_notice_twice() -> None:
    notice = NoticeFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        NoticeFactory(person=notice.person, key=notice.key)


# Facts


@pytest.mark.parametrize(
    "fact",
    [
        pytest.param(3, id="a whole number"),
        pytest.param(0.5, id="a number"),
        pytest.param("2026-05-03", id="an ISO date"),
        pytest.param("coordinator", id="a role"),
        pytest.param("Battambang", id="an organisation"),
    ],
)
def test_a_fact_may_be(fact: object) -> None:
    OrganisationFactory(name="Battambang")

    notice = _owe(UserFactory(), kind="tests.any", facts={"fact": fact})

    assert notice is not None
    assert notice.facts == {"fact": fact}


@pytest.mark.parametrize(
    "fact",
    [
        pytest.param(SECRET, id="somebody's words"),
        pytest.param("", id="nothing"),
        pytest.param("20260503", id="a date spelled otherwise"),
        pytest.param("2026-W18-7", id="a day of a week"),
        pytest.param("battambang", id="an organisation spelled otherwise"),
        pytest.param(datetime(2026, 5, 3, 9, 0), id="a moment"),  # noqa: DTZ001  # with or without a zone, it is no day
        pytest.param(True, id="yes"),
        pytest.param(None, id="none"),
        pytest.param(float("nan"), id="not a number"),
        pytest.param(float("inf"), id="infinity"),
        pytest.param(["mentor"], id="a list"),
        pytest.param({"role": "mentor"}, id="a mapping"),
    ],
)
def test_a_fact_may_not_be(fact: object) -> None:
    OrganisationFactory(name="Battambang")

    with pytest.raises(UnfitFacts, match="“fact”") as refusal:
        _owe(UserFactory(), kind="tests.any", facts={"fact": fact})

    assert SECRET not in str(refusal.value)
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        pytest.param({}, r"missing: \['days'\]", id="none"),
        pytest.param({"days": 1, "name": 2}, r"not known: \['name'\]", id="one more"),
        pytest.param({"name": SECRET}, r"missing: \['days'\]; these are not known: \['name'\]", id="another"),
    ],
)
def test_the_facts_are_those_that_the_kind_declares(facts: dict[str, object], sentence: str) -> None:
    with pytest.raises(UnfitFacts, match=sentence) as refusal:
        _owe(UserFactory(), kind="tests.reminder", facts=facts)

    assert SECRET not in str(refusal.value)


def test_a_sentence_that_counts_is_not_given_a_day() -> None:
    with pytest.raises(UnfitFacts, match=r"“tests\.reminder” cannot be said"):
        _owe(UserFactory(), kind="tests.reminder", facts={"days": date(2026, 6, 1)})


def test_a_kind_has_to_be_registered() -> None:
    with pytest.raises(owing.UnknownKind, match=r"tests\.unheard"):
        _owe(UserFactory(), kind="tests.unheard")


@pytest.mark.parametrize("key", ["", "k" * 301], ids=["empty", "too long"])
def test_a_key_has_a_length(key: str) -> None:
    with pytest.raises(ValueError, match="1 to 300"):
        _owe(UserFactory(), key=key)


# Links


@pytest.mark.parametrize("link", ["/", "/learning/", "/a/5/tea/", "/practice/safe/tea/#activity-3", "/design/gallery/"])
def test_a_link_may_be(link: str) -> None:
    notice = _owe(UserFactory(), link=link)

    assert notice is not None
    assert notice.link == link


@pytest.mark.parametrize(
    "link",
    [
        pytest.param("", id="nothing"),
        pytest.param("learning/", id="no slash at its beginning"),
        pytest.param("https://elsewhere.example/", id="another site"),
        pytest.param("//elsewhere.example/", id="another site without its scheme"),
        pytest.param("/\\elsewhere.example/", id="another site to a careless browser"),
        pytest.param("javascript:alert(1)", id="a script"),
        pytest.param("/learning/?note=her+uncle", id="words in a query"),
        pytest.param("/learning/\n", id="a line break"),
        pytest.param("/learning", id="a page without its last slash"),
        pytest.param("/no.such.page", id="no page"),
        pytest.param("/%2F%2Felsewhere.example/", id="another site in disguise"),
        pytest.param("/" + "a" * 499 + "/", id="too long"),
    ],
)
def test_a_link_may_not_be(link: str) -> None:
    with pytest.raises(owing.UnfitLink) as refusal:
        _owe(UserFactory(), link=link)

    assert "elsewhere" not in str(refusal.value)
    assert not Notice.objects.exists()


@pytest.mark.parametrize("link", ["https://elsewhere.example/", "//elsewhere.example/", ""])
def test_the_database_refuses_a_link_that_leads_elsewhere(link: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        NoticeFactory(link=link)


# Withdrawn


def test_what_is_withdrawn_and_owed_again_is_new_to_the_person_and_not_sent_again() -> None:
    notice = NoticeFactory(seen=True, sent=True, withdrawn=True)

    again = _owe(notice.person, LATER, key=notice.key, kind="tests.reminder", facts={"days": 7})

    assert again == notice
    assert again is not None
    assert (again.seen_at, again.withdrawn_at, again.owed_at) == (None, None, LATER)
    assert (again.sent_at, again.facts, again.link) == (notice.sent_at, {"days": 7}, "/learning/")


@pytest.mark.parametrize(
    ("which", "left"),
    [
        pytest.param({"key": "tests.a:1"}, {"tests.a:2", "tests.b:1", "other"}, id="one key"),
        pytest.param({"key_prefix": "tests.a:"}, {"tests.b:1", "other"}, id="keys that begin alike"),
    ],
)
def test_what_is_no_longer_owed_is_withdrawn_by(which: dict[str, str], left: set[str]) -> None:
    for key in ("tests.a:1", "tests.a:2", "tests.b:1", "other"):
        NoticeFactory(key=key)

    number = owing.withdraw(now=LATER, **which)

    assert number == 4 - len(left)
    assert set(Notice.objects.filter(withdrawn_at=None).values_list("key", flat=True)) == left


def test_what_is_withdrawn_from_one_person_stays_owed_to_the_others() -> None:
    notice, other = NoticeFactory(key="k", seen=True), NoticeFactory(key="k")

    assert owing.withdraw(key="k", person=notice.person, now=LATER) == 1
    assert owing.withdraw(key="k", person=notice.person, now=LATER) == 0
    assert list(Notice.objects.filter(withdrawn_at=None)) == [other]


@pytest.mark.parametrize("which", [{}, {"key": "a", "key_prefix": "a"}], ids=["nothing named", "both named"])
def test_withdrawing_names_what_it_withdraws(which: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="either by key or by key_prefix"):
        owing.withdraw(now=LATER, **which)


# Seen


def test_a_notice_is_seen_once() -> None:
    notice = NoticeFactory()

    assert owing.see(person=notice.person, notice=notice, now=LATER)
    assert not owing.see(person=notice.person, notice=notice, now=LATER + timedelta(days=1))
    notice.refresh_from_db()
    assert notice.seen_at == LATER


def test_nobody_sees_for_somebody_else() -> None:
    notice = NoticeFactory()

    assert not owing.see(person=UserFactory(), notice=notice, now=LATER)
    assert not owing.see_all(person=UserFactory(), now=LATER)
    notice.refresh_from_db()
    assert notice.seen_at is None


def test_everything_that_was_on_the_page_is_seen_and_what_came_since_is_not() -> None:
    person = UserFactory()
    shown = [NoticeFactory(person=person), NoticeFactory(person=person, withdrawn=True)]
    came_since = NoticeFactory(person=person, owed_at=LATER)

    assert owing.see_all(person=person, now=LATER, up_to=NOW) == 1
    assert [one.seen_at for one in Notice.objects.filter(pk__in=[one.pk for one in shown]).order_by("pk")] == [
        LATER,
        None,
    ]
    came_since.refresh_from_db()
    assert came_since.seen_at is None
    assert owing.see_all(person=person, now=LATER) == 1
