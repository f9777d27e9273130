"""The last day in words: 90, 60, 30 and 7 days before it, on it, in grace, and after."""

from datetime import date, timedelta

import pytest

from assessments.certification.laws.calendar import Period
from assessments.certification.models import Cycle
from assessments.certification.pages.expiring import STEPS, expiry_of

LAST = date(2026, 12, 1)
GRACE = Period(months=1)


def certificate(*, last: date | None = LAST, opens: date | None = date(2026, 10, 1)) -> Cycle:
    return Cycle(completed_on=date(2025, 12, 1), expires_on=last, window_opens_on=opens)


@pytest.mark.parametrize(
    ("left", "step", "tone"),
    [
        (91, None, ""),
        (90, 90, ""),
        (61, 90, ""),
        (60, 60, "wait"),
        (31, 60, "wait"),
        (30, 30, "wait"),
        (8, 30, "wait"),
        (7, 7, "bad"),
        (0, 7, "bad"),
    ],
)
def test_the_words_change_as_the_reminders_do(left: int, step: int | None, tone: str) -> None:
    found = expiry_of(certificate(), GRACE, today=LAST - timedelta(days=left))

    assert found is not None
    assert (found.step, found.tone) == (step, tone)
    assert "Dec. 1, 2026" in found.headline
    assert (f"in {left} days" in found.headline) == (0 < left <= max(STEPS))


def test_the_last_day_is_today() -> None:
    found = expiry_of(certificate(), GRACE, today=LAST)

    assert found is not None
    assert found.headline == "Today, Dec. 1, 2026, is its last day."


@pytest.mark.parametrize(
    ("opens", "said"),
    [
        (date(2026, 10, 1), "You can renew it now, the short way."),
        (date(2026, 11, 20), "You can renew it from Nov. 20, 2026 on."),
        (None, ""),
    ],
)
def test_it_says_when_it_can_be_renewed(opens: date | None, said: str) -> None:
    found = expiry_of(certificate(opens=opens), GRACE, today=date(2026, 11, 1))

    assert found is not None
    assert found.detail.endswith(said)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (1, "Until Jan. 1, 2027 you can still renew it."),
        (31, "Until Jan. 1, 2027 you can still renew it."),
        (32, "Renewing it is no longer possible."),
    ],
)
def test_what_has_expired_says_what_comes_next(days: int, said: str) -> None:
    found = expiry_of(certificate(), GRACE, today=LAST + timedelta(days=days))

    assert found is not None
    assert found.headline == "It expired on Dec. 1, 2026."
    assert said in found.detail
    assert found.tone == "bad"


def test_what_never_expires_says_so_and_what_is_not_there_says_nothing() -> None:
    forever = expiry_of(certificate(last=None, opens=None), GRACE, today=LAST)

    assert forever is not None
    assert forever.headline == "It does not expire."
    assert expiry_of(Cycle(), GRACE, today=LAST) is None
