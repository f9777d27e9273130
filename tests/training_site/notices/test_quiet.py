"""Quiet hours: a pure law, and letters that wait for the morning."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.notices import NoticeFactory
from tests.factories.people import UserFactory
from training_site.notices.models import Preference
from training_site.notices.quiet import USUAL_ZONES, ZONES, Quiet, quiet_hours
from training_site.notices.services import preferences, sending

NIGHT = datetime(2026, 5, 3, 23, 30, tzinfo=UTC)
MORNING = datetime(2026, 5, 4, 7, 0, tzinfo=UTC)
KYIV = ZoneInfo("Europe/Kyiv")


@pytest.mark.parametrize(
    ("start", "end", "clock", "over"),
    [
        pytest.param("21:00", "07:00", "2026-05-03 20:59", None, id="a minute before"),
        pytest.param("21:00", "07:00", "2026-05-03 21:00", "2026-05-04 07:00", id="at the beginning"),
        pytest.param("21:00", "07:00", "2026-05-04 06:59", "2026-05-04 07:00", id="a minute before the end"),
        pytest.param("21:00", "07:00", "2026-05-04 07:00", None, id="at the end"),
        pytest.param("12:00", "14:00", "2026-05-04 13:00", "2026-05-04 14:00", id="at noon"),
        pytest.param("12:00", "14:00", "2026-05-04 15:00", None, id="after noon"),
        pytest.param("08:00", "08:00", "2026-05-04 08:00", None, id="never"),
        pytest.param("21:00", "07:00", "2026-03-28 23:00", "2026-03-29 07:00", id="in the night that is an hour short"),
    ],
)
def test_it_is_quiet(start: str, end: str, clock: str, over: str | None) -> None:
    hours = Quiet(time.fromisoformat(start), time.fromisoformat(end), KYIV)
    now = datetime.fromisoformat(clock).replace(tzinfo=KYIV)

    assert hours.over_at(now) == (over and datetime.fromisoformat(over).replace(tzinfo=KYIV))


@given(start=st.times(), end=st.times(), zone=st.sampled_from(ZONES), now=st.datetimes(timezones=st.just(UTC)))
def test_the_quiet_ends_later_than_now_and_within_a_day_or_so(start: time, end: time, zone: str, now: datetime) -> None:
    now = now.replace(year=2000 + now.year % 100)
    over = Quiet(start, end, ZoneInfo(zone)).over_at(now)

    assert over is None or now < over <= now + timedelta(hours=26)


def test_every_clock_that_is_offered_or_usual_exists() -> None:
    assert all(ZoneInfo(zone) for zone in (*ZONES, *USUAL_ZONES.values()))
    assert quiet_hours(None, None, "", "km").zone.key == "Asia/Phnom_Penh"
    assert quiet_hours(None, None, "Africa/Lusaka", "km").zone.key == "Africa/Lusaka"


@pytest.mark.django_db
def test_a_letter_of_the_night_goes_out_in_the_morning_and_no_attempt_is_counted() -> None:
    notice = NoticeFactory(person=UserFactory(email="dara@example.org"), owed_at=NIGHT)

    assert sending.send_due(now=NIGHT, limit=10) == 0
    notice.refresh_from_db()
    assert (notice.send_after, notice.attempts) == (MORNING, 0)
    assert sending.send_due(now=MORNING, limit=10) == 1


@pytest.mark.django_db
def test_what_is_urgent_does_not_wait() -> None:
    person = UserFactory(email="dara@example.org")
    NoticeFactory(person=person, owed_at=NIGHT, kind="tests.urgent")
    NoticeFactory(person=person, owed_at=NIGHT)

    assert sending.send_due(now=NIGHT, limit=10) == 1
    assert mail.outbox[0].body.count("http") == 2


@pytest.mark.django_db
def test_everybody_sleeps_on_their_own_clock() -> None:
    night_in_kyiv = datetime(2026, 5, 3, 18, 30, tzinfo=UTC)
    for language, zone in (("uk", None), ("km", "UTC"), ("km", "Europe/Kyiv")):
        person = UserFactory(email=f"{language}{zone and len(zone)}@example.org", language=language)
        NoticeFactory(person=person, owed_at=night_in_kyiv)
        if zone:
            preferences.arrange(
                person=person,
                messages=True,
                quiet_from=time(21),
                quiet_until=time(7),
                zone=zone,
                now=night_in_kyiv,
            )

    assert sending.send_due(now=night_in_kyiv, limit=10) == 1
    assert mail.outbox[0].to == ["km3@example.org"]


@pytest.mark.django_db
def test_hours_are_chosen_without_a_word_on_email() -> None:
    person = UserFactory()
    preferences.choose(person=person, by_email=False, now=NIGHT)

    preferences.arrange(person=person, messages=False, quiet_from=time(1), quiet_until=time(2), zone="", now=NIGHT)

    chosen = Preference.objects.get(person=person)
    assert (chosen.by_email, chosen.messages, chosen.quiet_from) == (False, False, time(1))
