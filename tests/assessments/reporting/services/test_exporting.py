"""What is on the screen is in the CSV and in the sheet, under the same hash, and somebody is written down as having taken it."""

import csv
from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from assessments.reporting.filters import Filters
from assessments.reporting.models import Export
from assessments.reporting.services import exporting
from tests.assessments.reporting.views.test_board import Town
from tests.factories.people import MembershipFactory, TrainerFactory
from training_site.people.models import User

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def town() -> Town:
    return Town()


def taken(viewer: User, kind: str = "csv", **filters: object) -> Export:
    now = timezone.now()
    export = exporting.ask(person=viewer, filters=Filters(**filters), kind=kind, language="en", now=now)
    return exporting.make(export=export, now=now)


def in_csv(export: Export) -> tuple[list[list[str]], dict[str, str]]:
    """The lines with the headings, and what the file says about itself."""
    text = exporting.store().open(export.file).read().decode("utf-8-sig")
    lines = list(csv.reader(StringIO(text, newline="")))
    blank = lines.index([])
    return lines[:blank], dict(lines[blank + 1 :])


def in_sheet(export: Export) -> tuple[list[list[str]], dict[str, str]]:
    book = load_workbook(exporting.store().open(export.file))
    rows = [[_text(cell) for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    return rows, {str(row[0]): str(row[1]) for row in book.worksheets[1].iter_rows(values_only=True)}


def _text(cell: object) -> str:
    return "" if cell is None else cell.date().isoformat() if hasattr(cell, "date") else str(cell)


@pytest.mark.parametrize("filters", [{}, {"status": "expired"}, {"waits": "learner"}, {"order": "since"}], ids=str)
def test_the_rows_are_the_same_on_the_screen_in_the_csv_and_in_the_sheet(
    client: Client, town: Town, filters: dict[str, str]
) -> None:
    viewer = town.coordinator(town.here)
    client.force_login(viewer)
    screen = [line.name for line in client.get(reverse("reporting:board"), filters).context["lines"]]

    one, other = taken(viewer, "csv", **filters), taken(viewer, "xlsx", **filters)

    assert in_csv(one)[0] == in_sheet(other)[0]
    assert [row[0] for row in in_csv(one)[0][1:]] == screen
    assert one.done == one.expected == len(screen)


def test_a_file_says_what_was_asked_as_of_when_and_its_hash(town: Town) -> None:
    export = taken(town.coordinator(town.here), status="expired")

    said = in_csv(export)[1]

    assert said["Unit"] == "Lantern House"
    assert said["Status"] == "Expired"
    assert said["Cut-off"] == timezone.localtime(export.cut_off_at).isoformat(timespec="seconds")
    assert said["Rows"] == "1"
    assert said["SHA-256 of the question and the rows"] == export.sha256


def test_the_same_question_and_cut_off_give_the_same_hash(town: Town) -> None:
    viewer = town.coordinator(town.here)
    one, other = taken(viewer), taken(viewer, "xlsx")

    assert one.sha256 == other.sha256 == exporting.digest_of(one)
    assert taken(viewer, status="expired").sha256 != one.sha256
    town.person(town.here, "Zoe New")
    assert exporting.digest_of(one) != one.sha256


def test_a_name_that_is_a_formula_is_a_text_in_both(town: Town) -> None:
    town.person(town.there, '=HYPERLINK("http://x") @y')
    viewer = town.coordinator(town.there)

    for rows, _about in (in_csv(taken(viewer)), in_sheet(taken(viewer, "xlsx"))):
        assert any(row[0] == '\'=HYPERLINK("http://x") @y' for row in rows)


def test_a_trainers_file_has_a_mark_in_place_of_every_name(town: Town) -> None:
    trainer, other = (TrainerFactory(in_organisation=town.here) for _one in range(2))
    named, marked = in_csv(taken(town.coordinator(town.here)))[0], in_csv(taken(trainer))[0]

    assert marked[0] == ["Mark", *named[0][1:]]
    assert [row[1:] for row in marked] == [row[1:] for row in named]
    marks = [row[0] for row in marked[1:]]
    assert len(set(marks)) == len(marks) == 5
    assert marks == [row[0] for row in in_sheet(taken(trainer, "xlsx"))[0][1:]]
    assert not set(marks) & {row[0] for row in in_csv(taken(other))[0][1:]}


def test_names_are_taken_along_only_from_where_somebody_may(town: Town) -> None:
    person = town.coordinator(town.here)
    MembershipFactory(user=person, role="trainer", organisation=town.north)

    assert in_csv(taken(person, unit=town.here.pk))[0][0][0] == "Name"
    assert in_csv(taken(person, unit=town.north.pk))[0][0][0] == "Mark"


def test_nobody_of_another_branch_is_in_a_file(town: Town) -> None:
    names = {row[0] for row in in_csv(taken(town.coordinator(town.north)))[0]}

    assert "Foreign Person" not in names
    with pytest.raises(exporting.NotTheirs):
        taken(town.coordinator(town.north), unit=town.there.pk)


def test_whoever_lost_their_role_meanwhile_gets_no_file(town: Town) -> None:
    viewer = town.coordinator(town.here)
    export = exporting.ask(person=viewer, filters=Filters(), kind="csv", language="en", now=timezone.now())
    viewer.memberships.update(until=town.today)

    assert exporting.make_due(now=timezone.now()) == 0
    export.refresh_from_db()
    assert (export.state, export.file) == ("failed", "")


def test_a_small_file_comes_at_once(client: Client, town: Town) -> None:
    client.force_login(town.coordinator(town.here))
    response = client.post(reverse("reporting:exports"), {"format": "csv", "query": "status=expired"}, follow=True)

    assert response["Content-Disposition"].startswith('attachment; filename="board-')
    assert b"Cleo Expired" in b"".join(response.streaming_content)


def test_a_large_file_is_made_by_the_clock_with_a_count(
    client: Client, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "AT_ONCE", 2)
    client.force_login(town.coordinator(town.here))
    page = client.post(reverse("reporting:exports"), {"format": "xlsx", "query": ""}, follow=True)
    assert "Waits to be made" in page.content.decode()
    assert page.context["file"].rows_text == "5 rows"

    call_command("tick", only="reporting.export")

    said = client.get(page.request["PATH_INFO"]).content.decode()
    assert "Ready" in said
    assert "/download/" in said


def test_the_count_moves_while_a_file_is_made(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "CHUNK", 2)
    viewer = town.coordinator(town.here)
    export = exporting.ask(person=viewer, filters=Filters(), kind="csv", language="en", now=timezone.now())
    rows = exporting.Contents(export).rows()
    seen = []
    for _row in rows:
        export.refresh_from_db()
        seen.append(export.done)

    assert seen == [0, 2, 2, 4, 4]


def test_somebody_elses_file_is_not_there(client: Client, town: Town) -> None:
    export = taken(town.coordinator(town.here))
    client.force_login(town.coordinator(town.here))

    for name in ("export", "download"):
        assert client.get(reverse(f"reporting:{name}", args=[export.pk])).status_code == 404


def test_ones_own_file_closes_with_the_role(client: Client, town: Town) -> None:
    viewer = town.coordinator(town.here)
    export = taken(viewer)
    client.force_login(viewer)
    viewer.memberships.update(until=town.today)

    assert client.get(reverse("reporting:download", args=[export.pk])).status_code == 404


def test_a_file_is_kept_for_a_week_and_what_was_in_it_for_good(town: Town) -> None:
    export = taken(town.coordinator(town.here))
    name = export.file

    assert exporting.forget(now=timezone.now() + 8 * DAY) == 1
    export.refresh_from_db()
    assert (export.state, bool(export.sha256), exporting.store().exists(name)) == ("gone", True, False)


@pytest.mark.parametrize(
    "ends",
    [
        lambda export: None,
        lambda export: Export.objects.filter(pk=export.pk).update(state="running", started_at=timezone.now() - 2 * DAY),
    ],
    ids=["nobody has begun", "whoever began is gone"],
)
def test_what_was_not_finished_is_made_by_the_next_run(town: Town, ends: Callable[[Export], object]) -> None:
    export = exporting.ask(
        person=town.coordinator(town.here), filters=Filters(), kind="csv", language="en", now=timezone.now()
    )
    ends(export)

    assert exporting.make_due(now=timezone.now()) == 1
    export.refresh_from_db()
    assert export.state == "ready"
