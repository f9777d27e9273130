"""Notices that have done their duty are not kept for ever."""

from datetime import timedelta

import pytest

from tests.factories.notices import NOW, NoticeFactory
from training_site.notices import jobs
from training_site.notices.models import Notice
from training_site.notices.services import forgetting

pytestmark = pytest.mark.django_db

DAYS_180 = NOW - timedelta(days=180)
A_MOMENT = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("state", "goes"),
    [
        pytest.param({"seen_at": DAYS_180 - A_MOMENT}, True, id="seen long ago"),
        pytest.param({"seen_at": DAYS_180}, False, id="seen 180 days ago"),
        pytest.param({"withdrawn_at": DAYS_180 - A_MOMENT}, True, id="withdrawn long ago"),
        pytest.param({"withdrawn_at": DAYS_180}, False, id="withdrawn 180 days ago"),
        pytest.param({"owed_at": NOW - timedelta(days=3650), "sent": True}, False, id="never seen"),
    ],
)
def test_a_notice_is_forgotten_that_was(state: dict[str, object], goes: bool) -> None:
    NoticeFactory(**state)

    assert forgetting.forget(now=NOW) == goes
    assert Notice.objects.exists() != goes


def test_the_job_counts_what_went() -> None:
    NoticeFactory(seen_at=DAYS_180 - A_MOMENT)

    assert str(jobs.FORGET.run(NOW)) == "notices 1, runs 0"
