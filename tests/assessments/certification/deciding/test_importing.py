"""Earlier completions from a file: looked at first, imported when told so, a second time unchanged; hostile files change nothing."""

import csv
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from assessments.certification.models import Assignment, CertificationVersion, Credential, Cycle, Decision, Evidence
from assessments.certification.records import reading
from assessments.certification.services import importing, issuing, renewing
from assessments.certification.services.checking.proving import problems
from assessments.certification.services.importing import CREATE, ERROR, UNCHANGED, Plan
from tests.assessments.certification.deciding.asking import page, send
from tests.factories.certification import NAME, NOW, RENEWABLE, TODAY, assigned, certification
from tests.factories.certification_deciding import decider
from tests.factories.people import CoordinatorFactory, LearnerFactory, OrganisationFactory
from training_site.notices.models import Notice
from training_site.people.models import User

pytestmark = pytest.mark.django_db
DOOR = "/certificates/import/"
HEAD = "person,certification,title,completed_on,provider,reference\n"
LAPSED, HOLDS = date(2023, 5, 3), TODAY - timedelta(days=100)


@pytest.fixture
def version() -> CertificationVersion:
    return certification(**RENEWABLE)


@pytest.fixture
def learner(version: CertificationVersion) -> User:
    person: User = LearnerFactory(
        in_organisation=version.certification.issuer, username="maria", email="maria@example.org"
    )
    return person


def planned(text: str, *, by: User | None = None, day_format: str = "%Y-%m-%d") -> Plan:
    return importing.plan(table=reading.read(text), by=by, now=NOW, day_format=day_format)


def carried_out(text: str, *, by: User | None = None) -> Plan:
    return importing.carry_out(plan=planned(text, by=by), by=by, now=NOW)


def verdicts(plan: Plan) -> list[str]:
    return [row.verdict for row in plan.rows]


def reasons(plan: Plan) -> list[str]:
    return [row.reason for row in plan.rows]


def upload(person: User, text: str, step: str = "", *, status: int = 200) -> str:
    file = SimpleUploadedFile("old.csv", text.encode())
    form = {"file": file, "day_format": "%Y-%m-%d", "step": step}
    return send(person, DOOR, form, status=status).content.decode()


def row(person: str = "maria", code: str = "reintegration-practice", title: str = "", on: date = HOLDS) -> str:
    return f"{person},{code},{title},{on},Old school,R 7\n"


def test_a_certification_that_still_holds_becomes_a_certified_round_dated_by_the_act(learner: User) -> None:
    assert verdicts(carried_out(HEAD + row())) == [CREATE]

    cycle = Cycle.objects.get()
    assert (cycle.state, cycle.completed_on, cycle.expires_on) == ("certified", HOLDS, date(2027, 6, 27))
    decision = Decision.objects.get()
    assert (decision.mode, decision.state, decision.decided_at.date()) == ("records", "awarded", HOLDS)
    assert Assignment.objects.get().basis == "import"
    assert list(problems(now=NOW)) == []


def test_what_expired_long_ago_writes_to_nobody_and_is_still_on_record(learner: User) -> None:
    issuing.confirm_name(learner=learner, name=NAME, now=NOW)

    carried_out(HEAD + row(on=LAPSED))
    renewing.keep_up(now=NOW)
    renewing.remind(now=NOW)

    assert Cycle.objects.get().state == "lapsed"
    assert Credential.objects.get().valid_until == date(2024, 5, 3)
    assert not Notice.objects.exists()
    assert not Assignment.objects.exists()
    assert list(problems(now=NOW)) == []


def test_several_years_become_rounds_that_renew_one_another(learner: User) -> None:
    years = [date(2026, 3, 1), date(2024, 5, 1), date(2025, 4, 20)]

    carried_out(HEAD + "".join(row(on=day) for day in years))

    rounds = Cycle.objects.order_by("number").values_list("completed_on", "state")
    assert list(rounds) == list(zip(sorted(years), ["renewed", "renewed", "certified"], strict=True))
    assert list(problems(now=NOW)) == []


def test_a_second_time_everything_is_unchanged(learner: User) -> None:
    text = HEAD + row() + row(code="", title="First aid") + row(on=LAPSED) + row()
    first = carried_out(text)
    before = (Cycle.objects.count(), Evidence.objects.count(), Decision.objects.count())

    second = carried_out(text)

    assert verdicts(first) == [CREATE, CREATE, CREATE, UNCHANGED]
    assert verdicts(second) == [UNCHANGED] * 4
    assert (Cycle.objects.count(), Evidence.objects.count(), Decision.objects.count()) == before


def test_what_matches_nothing_becomes_evidence(learner: User) -> None:
    carried_out(HEAD + row(code="Unknown diploma") + row(code="", title="First aid"))

    kept = Evidence.objects.order_by("subject").values_list("kind", "subject", "source", "state", "occurred_on")
    assert list(kept) == [
        ("completion", subject, "import", "verified", HOLDS) for subject in ("First aid", "Unknown diploma")
    ]
    assert not Cycle.objects.exists()


def test_a_certification_is_known_by_its_title_and_a_person_by_e_mail(learner: User) -> None:
    carried_out(HEAD + row(person="MARIA@example.org", code="практика реінтеграції"))

    assert Cycle.objects.get().learner == learner


def test_an_open_round_gives_way_to_what_was_certified(version: CertificationVersion, learner: User) -> None:
    open_one = assigned(version, learner)

    carried_out(HEAD + row())

    open_one.refresh_from_db()
    assert open_one.state == "superseded"
    assert Cycle.objects.get(number=2).state == "certified"
    assert list(problems(now=NOW)) == []


def test_whoever_is_still_asked_for_it_goes_on_after_an_old_certificate(
    version: CertificationVersion, learner: User
) -> None:
    assigned(version, learner)

    carried_out(HEAD + row(on=LAPSED))

    assert list(Cycle.objects.order_by("number").values_list("state", flat=True)) == [
        "superseded",
        "lapsed",
        "assigned",
    ]
    assert list(problems(now=NOW)) == []


def test_rows_that_are_not_possible_say_why(learner: User) -> None:
    carried_out(HEAD + row(on=HOLDS))
    text = HEAD + "".join(
        [
            row(person="nobody"),
            row(code=""),
            row().replace(str(HOLDS), "31.12.2024"),
            row(on=TODAY + timedelta(days=1)),
            row(on=date(1900, 1, 1)),
            row(on=LAPSED),
            "maria,only two\n",
            row(title="\u202eevil"),
            row(title="x" * 121),
        ]
    )

    assert reasons(planned(text)) == [
        *("person", "nothing_named", "day", "future", "long_ago", "later_known", "cells", "hidden", "long")
    ]


@pytest.mark.parametrize(
    ("day_format", "text"), [("%d.%m.%Y", "03.05.2023"), ("%d/%m/%Y", "03/05/2023"), ("%m/%d/%Y", "05/03/2023")]
)
def test_another_way_to_write_days_is_chosen_explicitly(learner: User, day_format: str, text: str) -> None:
    found = planned(HEAD + row().replace(str(HOLDS), text), day_format=day_format)

    assert found.rows[0].completion is not None
    assert found.rows[0].completion.on == LAPSED


def test_nobody_imports_for_people_elsewhere_foreign_issuers_or_themself(version: CertificationVersion) -> None:
    issuer = version.certification.issuer
    below = OrganisationFactory(below=issuer)
    LearnerFactory(in_organisation=below, username="maria")
    text = HEAD + row()

    assert reasons(planned(text, by=CoordinatorFactory())) == ["person"]
    assert reasons(planned(text, by=CoordinatorFactory(in_organisation=below))) == ["issuer"]
    assert verdicts(planned(text, by=decider(issuer))) == [CREATE]
    both = LearnerFactory(in_organisation=issuer, username="both")
    assert reasons(planned(HEAD + row(person="both"), by=both)) == ["person"]


@pytest.mark.parametrize(
    ("data", "encoding", "separator"),
    [
        ((HEAD + row()).encode("utf-8-sig"), "UTF-8 with a mark", "comma"),
        ((HEAD + row()).encode("utf-16"), "UTF-16", "comma"),
        ((HEAD + row()).replace(",", ";").encode(), "UTF-8", "semicolon"),
        ((HEAD + row()).replace(",", "\t").encode(), "UTF-8", "tabulator"),
        ((HEAD + row()).replace("\n", "\r").encode(), "UTF-8", "comma"),
    ],
    ids=["mark", "UTF-16", "semicolons", "tabulators", "carriage returns"],
)
def test_how_a_file_is_written_is_found_out_and_said(data: bytes, encoding: str, separator: str) -> None:
    table = reading.read(*reading.decode(data))

    assert (table.encoding, table.separator, len(table.records)) == (encoding, separator, 1)
    assert table.records[0].cells["person"] == "maria"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (HEAD.encode(), "no_rows"),
        ((HEAD + row(title="Мова")).encode("cp1251"), "encoding"),
        ((HEAD + "a\0b").encode(), "not_text"),
        (b"x" * (reading.MOST_BYTES + 1), "too_large"),
        ((HEAD + row() * (reading.MOST_ROWS + 1)).encode(), "too_many"),
        ((HEAD + '"open,' + row()).encode(), "quotes"),
        (b"person,completed_on,title,is_superuser\nmaria,2024-01-01,x,1\n", "unknown_column"),
        (b"person,title\nmaria,x\n", "missing_column"),
        (b"person,completed_on\nmaria,2024-01-01\n", "missing_column"),
        (b"person,person,completed_on,title\na,b,2024-01-01,x\n", "column_twice"),
    ],
)
def test_what_is_no_such_file_is_refused_as_a_whole(data: bytes, code: str) -> None:
    with pytest.raises(reading.Unreadable) as refused:
        reading.read(*reading.decode(data))

    assert refused.value.code == code


def test_every_bad_file_of_the_collection_changes_nothing(corpora: Path, learner: User) -> None:
    person = decider(learner.memberships.get().organisation)
    files = sorted((corpora / "bad-csv").glob("*.csv"))
    assert len(files) > 15
    for file in files:
        sent = {"file": SimpleUploadedFile(file.name, file.read_bytes()), "day_format": "%Y-%m-%d", "step": "only_good"}
        said = send(person, DOOR, sent, status=400).content.decode()
        assert 'class="errorlist"' in said, file.name
    assert not Evidence.objects.exists()
    assert not Cycle.objects.exists()


def test_at_the_screen_nothing_is_written_before_one_says_so(version: CertificationVersion, learner: User) -> None:
    person = decider(version.certification.issuer)
    assert "completed_on" in page(person, DOOR)

    assert "Nothing is written yet" in upload(person, HEAD + row())
    assert not Cycle.objects.exists()
    assert "Imported" in upload(person, HEAD + row(), "import")
    assert Cycle.objects.get().learner == learner


def test_good_rows_are_imported_without_the_bad_ones_only_when_told_so(
    version: CertificationVersion, learner: User
) -> None:
    person, text = decider(version.certification.issuer), HEAD + row() + row(person="nobody")

    upload(person, text, "import", status=409)
    assert not Cycle.objects.exists()
    upload(person, text, "only_good")

    assert Cycle.objects.count() == 1


def test_the_text_that_was_looked_at_is_what_is_imported(version: CertificationVersion, learner: User) -> None:
    form = {"text": HEAD + row(), "encoding": "UTF-16", "day_format": "%Y-%m-%d", "step": "import"}

    said = send(decider(version.certification.issuer), DOOR, form, status=200).content.decode()

    assert "Read as UTF-16" in said
    assert Cycle.objects.count() == 1


def test_the_bad_rows_come_back_with_reasons_and_without_formulas(version: CertificationVersion) -> None:
    text = HEAD + row(person='"=cmd|x"', title="@SUM(A1)") + "maria,short\n"

    said = upload(decider(version.certification.issuer), text, "bad")

    rows = list(csv.reader(StringIO(said.lstrip("\ufeff"))))
    assert rows[0][-2:] == ["line", "reason"]
    assert [line[0] for line in rows[1:]] == ["'=cmd|x", "maria"]
    assert rows[1][2] == "'@SUM(A1)"
    assert [line[6] for line in rows[1:]] == ["2", "3"]
    assert all(len(line) == 8 and line[7] for line in rows)


def test_the_command_looks_and_writes_as_the_page_does(tmp_path: Path, learner: User) -> None:
    file, out = tmp_path / "old.csv", StringIO()
    file.write_text(HEAD + row() + row(person="nobody"), encoding="utf-8")

    with pytest.raises(CommandError, match="Nothing was imported"):
        call_command("import_completions", file, stdout=out)
    call_command("import_completions", file, only_good=True, dry_run=True, stdout=out)
    assert not Cycle.objects.exists()
    call_command("import_completions", file, only_good=True, stdout=out)

    assert Cycle.objects.get().state == "certified"
    assert "Line 3: not possible" in out.getvalue()
    for wrong in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(CommandError):
            call_command("import_completions", wrong, stdout=out)


def test_error_is_a_verdict_of_its_own() -> None:
    assert verdicts(planned(HEAD + row())) == [ERROR]
