"""Many codes at once: the same truth as the public page tells, nothing kept, and nothing that a spreadsheet would carry out."""

import csv
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from assessments.certification.laws import codes
from assessments.certification.models import Credential, Lookup
from assessments.certification.records.codes_file import MOST, Unreadable, codes_in
from assessments.certification.services import issuing, lookups, removing
from assessments.certification.views.limits import LISTS
from tests.assessments.certification.deciding.asking import page, send
from tests.factories import certification as make
from tests.factories.people import CoordinatorFactory, LearnerFactory
from training_site.people.models import User

pytestmark = pytest.mark.django_db
HERE = reverse("certification:check")


@pytest.fixture
def row() -> Credential:
    return make.credential(language="en")


@pytest.fixture
def person(row: Credential) -> User:
    return CoordinatorFactory(in_organisation=row.issuer)


def checked(person: User, *typed: str, status: int = 200) -> str:
    content: str = send(person, HERE, {"codes_typed": "\n".join(typed)}, status=status).content.decode()
    return content


def as_file(person: User, *typed: str) -> list[list[str]]:
    answer = send(person, HERE, {"codes_typed": "\n".join(typed), "step": "file"}, status=200)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].endswith('.csv"')
    return list(csv.reader(StringIO(answer.content.decode().removeprefix("\ufeff"))))


def test_each_code_is_answered_as_the_public_page_answers_it(row: Credential, person: User) -> None:
    others = [make.credential(cycle=make.certified(version=row.cycle.version)) for _ in range(3)]
    make.changed(others[0], "suspended", on=make.TODAY)
    make.changed(others[1], "revoked", on=make.TODAY)
    removing.remove(holder=others[2].holder, by=None, reason="erasure_request", now=make.NOW)

    rows = as_file(person, *(each.code for each in (row, *others)))

    assert rows[0][:3] == ["code", "status", "name"]
    assert [cells[1:3] for cells in rows[1:]] == [
        ["Valid", make.NAME],
        ["Suspended", make.NAME],
        ["Withdrawn by the issuer", make.NAME],
        ["Holder's data removed", ""],
    ]
    assert rows[1][4:] == [
        *("Example Training Organisation", "2026-10-05", "2027-10-04", "", "2026-10-05T09:30:00+00:00")
    ]


def test_what_was_replaced_names_the_one_that_counts(row: Credential, person: User) -> None:
    new = issuing.correct(credential=row, name="Марія Правильна", by=row.holder, now=make.NOW)

    assert as_file(person, row.code)[1][7] == codes.grouped(new.code)
    assert f"The one that counts: {codes.grouped(new.code)}" in checked(person, row.code)


def test_a_code_nobody_has_and_what_is_no_code_are_answered_alike(row: Credential, person: User) -> None:
    wrong = (codes.fresh(), "nonsense", "7Q2M-9XKD-4TC", "x" * 300)

    rows = as_file(person, *wrong)[1:]

    assert {tuple(cells[1:8]) for cells in rows} == {("Not found", "", "", "", "", "", "")}
    assert checked(person, *wrong).count("<b>Not found</b>") == len(wrong)


def test_the_table_says_how_many_of_each_and_leads_to_each(row: Credential, person: User) -> None:
    said = checked(person, codes.grouped(row.code).lower(), row.code, "nonsense")

    assert "Valid: 2 · Not found: 1" in said
    assert f'href="/verify/{row.code}/"' in said
    assert "Oct. 4, 2027" in said


def test_what_a_spreadsheet_would_carry_out_stays_a_text(row: Credential, person: User) -> None:
    typed = ("=1+1", "@SUM(A1)", "+1", "-1", "|x", "%x")

    assert [cells[0] for cells in as_file(person, *typed)[1:]] == [f"'{text}" for text in typed]


def test_markup_that_somebody_pastes_stays_a_text(row: Credential, person: User) -> None:
    assert "<script>alert" not in checked(person, "<script>alert(1)</script>")


@pytest.mark.parametrize(
    ("content", "found"),
    [
        pytest.param("A1\n\n  B2 \r\nC3", ("A1", "B2", "C3"), id="a line each"),
        pytest.param("name,Code\nAna,A1\nBo,B2\n", ("A1", "B2"), id="the column code"),
        pytest.param("A1;Ana\nB2;Bo", ("A1", "B2"), id="else the first column"),
        pytest.param("code\tname\nA1\tAna", ("A1",), id="tabulators"),
        pytest.param('"A1"\n"B2"', ("A1", "B2"), id="in quotes"),
        pytest.param("\ufeffcode\nA1", ("A1",), id="with a mark"),
        pytest.param("name,code\nAna\nBo,B2", ("B2",), id="a row that is too short"),
        pytest.param("7q2m 9xkd 4tc", ("7q2m 9xkd 4tc",), id="spaces within"),
    ],
)
def test_codes_are_read_as_they_come(content: str, found: tuple[str, ...]) -> None:
    assert codes_in(content) == found


@pytest.mark.parametrize(
    ("content", "why"),
    [("", "no_codes"), (" \n", "no_codes"), ("code\n", "no_codes"), ("A\n" * (MOST + 1), "too_many"), ('"A', "quotes")],
    ids=["nothing", "blank", "a heading", "too many", "an open quote"],
)
def test_what_is_no_list_is_refused(content: str, why: str) -> None:
    with pytest.raises(Unreadable) as refused:
        codes_in(content)
    assert refused.value.code == why


def test_a_file_is_read_and_what_cannot_be_is_refused_at_its_field(row: Credential, person: User) -> None:
    good = SimpleUploadedFile("codes.csv", f"code\n{row.code}\n".encode())
    assert "Valid: 1" in send(person, HERE, {"file": good}, status=200).content.decode()

    for content in (b"\xff\xfe\xff", b"A\n" * 60_000, b'"A', b"\0"):
        refused = send(person, HERE, {"file": SimpleUploadedFile("codes.csv", content)}, status=400)
        assert 'aria-invalid="true"' in refused.content.decode()
    assert 'aria-invalid="true"' in checked(person, "", status=400)


def test_nothing_is_kept_but_how_many_answers_there_were(row: Credential, person: User) -> None:
    checked(person, row.code, row.code, "nonsense")
    checked(person, row.code)

    assert set(Lookup.objects.values_list("day", "answer", "times")) == {
        (make.TODAY, "valid", 3),
        (make.TODAY, "not_found", 1),
    }


def test_it_takes_the_same_queries_for_many_as_for_one(
    row: Credential, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    many = [make.credential(cycle=make.certified(version=row.cycle.version)).code for _ in range(5)]

    for typed in ([row.code], many):
        with django_assert_num_queries(5):  # two, one that counts, and the transaction around them
            lookups.look_up_all(texts=typed, now=make.NOW)


def test_many_lists_in_an_hour_are_enough(row: Credential, person: User) -> None:
    for _ in range(LISTS):
        checked(person, "nonsense")

    assert "You have checked many lists" in checked(person, row.code, status=429)
    assert "Valid" in checked(CoordinatorFactory(in_organisation=row.issuer), row.code)


def test_it_is_there_for_nobody_else(row: Credential) -> None:
    for stranger in (LearnerFactory(in_organisation=row.issuer), row.holder):
        page(stranger, HERE, status=404)
        checked(stranger, row.code, status=404)
    assert not Lookup.objects.exists()


def test_certificates_of_other_issuers_are_checked_as_a_stranger_would(row: Credential) -> None:
    assert "Valid: 1" in checked(CoordinatorFactory(), row.code)
