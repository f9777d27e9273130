"""Whether the site is well: who may look, what they see, and what the two buttons do."""

from collections.abc import Iterator
from datetime import timedelta
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core import mail as outgoing
from django.core.mail import EmailMessage
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.factories.notices import NoticeFactory
from tests.factories.people import AdministratorFactory, OrganisationFactory, SuperuserFactory
from training_site.notices import ticking
from training_site.notices.models import TickLock, TickRun
from training_site.notices.registry import Registry
from training_site.notices.ticking import Job, Report
from training_site.operations import checks, clock, health, mail, storage
from training_site.operations.health import Check, Finding
from training_site.people.models import User

pytestmark = pytest.mark.django_db

PAGE = "/operations/"
HOUR = timedelta(hours=1)
SECRET = "password of the database"


def _break(*_args: Any) -> Any:
    raise LookupError(SECRET)


@pytest.fixture
def operator(client: Client) -> User:
    person = AdministratorFactory(email="anna@example.org")
    client.force_login(person)
    return person


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry[Job]]:
    registry: Registry[Job] = Registry(lambda job: job.name)
    for job in (
        Job("tests.count", lambda _now: Report({"things": 3}), every=HOUR, by_hand=True),
        Job("tests.break", _break, every=HOUR, by_hand=True),
        Job("tests.long", lambda _now: Report(), every=HOUR),
    ):
        registry.add(job)
    monkeypatch.setattr(ticking, "registered", registry)
    return registry


def _reads(client: Client, address: str = PAGE) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_an_administrator_of_a_district_does_not_see_how_the_country_does(client: Client) -> None:
    client.force_login(AdministratorFactory(in_organisation=OrganisationFactory(below=OrganisationFactory())))

    assert client.get(PAGE).status_code == 404


def test_who_runs_the_site_sees_it(client: Client) -> None:
    client.force_login(SuperuserFactory())

    page = _reads(client)

    for heading in ("Health", "Jobs", "Mail", "Storage", "Printing", "notices.send"):
        assert heading in page


def test_the_page_costs_the_same_however_much_waits(client: Client, operator: User, jobs: Registry[Job]) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(PAGE)
        return len(captured)

    cost()
    few = cost()
    for _number in range(10):
        NoticeFactory()
        now = timezone.now()
        TickRun.objects.create(job="tests.count", started_at=now, finished_at=now, outcome="done")

    assert cost() == few


# Health


@pytest.mark.parametrize("check", checks.CHECKS, ids=lambda check: check.key)
def test_a_healthy_site_finds_itself_well(check: Check) -> None:
    found = check.found()

    assert found.text
    assert found.well or check.key == "operations.disk"


def test_a_check_that_breaks_is_a_finding_without_its_message() -> None:
    found = Check("tests.broken", "Broken", _break).found()

    assert not found.well
    assert "LookupError" in found.text
    assert SECRET not in found.text


@pytest.mark.parametrize(
    ("asked", "change", "said"),
    [
        pytest.param(checks.shared_cache, ("cache.get", None), "It forgets", id="a cache that forgets"),
        pytest.param(checks.text_keys, ("open_sealed", "other"), "cannot be read", id="texts that do not open"),
        pytest.param(checks.disk, ("LEAST_FREE", 2**62), "are free", id="a full disk"),
    ],
)
def test_what_is_not_well_says_so(
    asked: Any, change: tuple[str, Any], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, value = change
    monkeypatch.setattr(f"training_site.operations.checks.{name}", value if name.isupper() else lambda *_a, **_k: value)

    found: Finding = asked()

    assert not found.well
    assert said in found.text


def test_migrations_that_wait_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.db.migrations.executor.MigrationExecutor.migration_plan", lambda *_args: [1, 2])

    assert checks.migrations() == Finding(False, "2 are not applied. Run manage.py migrate.")


def test_no_two_checks_have_one_name() -> None:
    assert health.registered.twice == []


def test_machines_read_one_word_and_strangers_no_detail(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    well = client.get("/health/")

    def away() -> Finding:
        raise DatabaseError(SECRET)

    monkeypatch.setattr(checks, "database", away)
    unwell = client.get("/health/")

    assert (well.status_code, well.json()) == (200, {"status": "well"})
    assert (unwell.status_code, unwell.json()) == (503, {"status": "unwell"})
    assert not well.cookies
    assert "no-store" in well["Cache-Control"]


# Jobs


def test_a_job_is_run_by_hand_and_leaves_its_run(client: Client, operator: User, jobs: Registry[Job]) -> None:
    answer = client.post(f"{PAGE}run/", {"job": "tests.count"}, follow=True)

    assert "tests.count: done, things 3" in answer.content.decode()
    assert TickRun.objects.get().outcome == "done"


def test_a_job_that_fails_says_where_and_not_what(client: Client, operator: User, jobs: Registry[Job]) -> None:
    page = client.post(f"{PAGE}run/", {"job": "tests.break"}, follow=True).content.decode()

    assert "tests.break failed: LookupError" in page
    assert SECRET not in page
    assert "What went wrong" in page


@pytest.mark.parametrize("name", ["tests.long", "no.such.job", ""])
def test_nothing_else_is_run_by_hand(name: str, client: Client, operator: User, jobs: Registry[Job]) -> None:
    assert client.post(f"{PAGE}run/", {"job": name}).status_code == 400
    assert not TickRun.objects.exists()


def test_a_job_says_when_it_ran_and_when_it_is_due(jobs: Registry[Job]) -> None:
    now = timezone.now()
    TickRun.objects.create(job="tests.count", started_at=now, finished_at=now, outcome="done", counts={"things": 2})
    TickLock.objects.create(job="tests.count", due_at=now + HOUR)
    TickRun.objects.create(
        job="tests.break", started_at=now, finished_at=now, outcome="failed", failure="KeyError at x"
    )
    TickLock.objects.create(job="tests.break", due_at=now - 2 * HOUR)

    lines = {line.name: line for line in clock.job_lines(now=now)}

    assert lines["tests.count"].well
    assert lines["tests.count"].counts == "things 2"
    assert lines["tests.count"].next.startswith("Next:")
    assert not lines["tests.break"].well
    assert "does the clock call" in lines["tests.break"].next
    assert (lines["tests.long"].last, lines["tests.long"].next) == ("It has never run.", "It is due.")
    assert [one.text for one in clock.failures(now=now)] == ["KeyError at x"]


def test_a_job_that_runs_says_so(jobs: Registry[Job]) -> None:
    now = timezone.now()
    TickLock.objects.create(
        job="tests.count",
        holder="00000000-0000-4000-8000-000000000000",
        claimed_at=now,
        claimed_until=now + HOUR,
        due_at=now - 2 * HOUR,
    )

    assert next(line.next for line in clock.job_lines(now=now)) == "It runs now."


# Mail


def test_the_outbox_is_counted_by_state() -> None:
    now = timezone.now()
    kind = {"kind": "mentoring.named", "owed_at": now}
    NoticeFactory(**kind)
    NoticeFactory(**kind, send_after=now + HOUR)
    NoticeFactory(**kind, attempts=3, send_after=now + HOUR)
    NoticeFactory(**kind, attempts=10)
    NoticeFactory(**kind, sent_at=now)
    NoticeFactory(**kind, sent_at=now - timedelta(days=2))

    assert mail.outbox(now=now) == mail.Outbox(waiting=1, later=1, failing=1, given_up=1, sent=1)


def test_a_letter_to_oneself_goes_out_once_a_minute(client: Client, operator: User) -> None:
    first = client.post(f"{PAGE}test-mail/", follow=True).content.decode()
    second = client.post(f"{PAGE}test-mail/", follow=True).content.decode()

    assert "on its way to anna@example.org" in first
    assert "Wait a minute" in second
    assert [letter.to for letter in outgoing.outbox] == [["anna@example.org"]]


def test_a_letter_that_nobody_takes_says_so(client: Client, operator: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_letter: EmailMessage) -> int:
        raise SMTPServerDisconnected(SECRET)

    monkeypatch.setattr(EmailMessage, "send", away)

    page = client.post(f"{PAGE}test-mail/", follow=True).content.decode()

    assert "did not take it: SMTPServerDisconnected" in page
    assert SECRET not in page


def test_who_has_no_address_gets_no_letter(client: Client) -> None:
    client.force_login(SuperuserFactory())

    assert "no confirmed e-mail address" in client.post(f"{PAGE}test-mail/", follow=True).content.decode()


# Storage


def test_storage_tells_the_sizes_of_tables_and_files(
    tmp_path: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "a").write_bytes(b"x" * 2048)
    (tmp_path / "link").symlink_to(tmp_path)
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "nothing"

    found = storage.storage()

    assert found.database
    assert len(found.tables) == storage.TABLES_SHOWN
    assert found.files[0].text.replace("\xa0", " ") == "0 bytes in 0 files"
    assert "in 2 files" in found.files[1].text
    monkeypatch.setattr(storage, "MOST_FILES", 1)
    assert storage.storage().files[1].text.startswith("more than")
