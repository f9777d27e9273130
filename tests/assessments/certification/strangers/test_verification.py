"""A stranger asks about a code: what is so on that day, where the issuer is, and nothing that is nobody's business."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.utils import translation
from django.utils.formats import date_format
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from assessments.certification.laws import codes, standing
from assessments.certification.models import Change, Credential, Lookup, Measure
from assessments.certification.pages.verification_words import WORDS
from assessments.certification.selectors.verifying import ANSWERS
from assessments.certification.services import issuing, measures, removing
from tests.factories import certification as make
from tests.factories.people import CoordinatorFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

LATER = datetime(2026, 12, 1, 14, 2, tzinfo=UTC)
LAST_DAY = date(2027, 10, 4)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(LATER, tick=False):
        yield


def asked(row: Credential, *, at: datetime = LATER, status: int = 200) -> str:
    """The page about a certificate at a moment."""
    with time_machine.travel(at, tick=False):
        response = Client().get(f"/verify/{row.code}/")
    assert response.status_code == status
    return response.content.decode()


def headline(answer: str) -> str:
    return f"<h1>{escape(WORDS[answer].headline)}</h1>"


def test_every_answer_has_words() -> None:
    assert set(WORDS) == set(ANSWERS)


def test_a_certificate_that_holds_says_who_what_and_until_when() -> None:
    page = asked(make.credential())

    assert headline(standing.VALID) in page
    assert "Status checked on Dec. 1, 2026, 2:02 p.m. (UTC)" in page
    for shown in (make.NAME, "Практика реінтеграції", "Example Training Organisation", "Oct. 5, 2026", "Oct. 4, 2027"):
        assert shown in page
    assert "Version 1" in page
    assert "Ukrainian" in page
    assert 'lang="uk"' in page


def test_a_page_never_shows_what_is_nobodys_business() -> None:
    place = OrganisationFactory(name="A very small office")
    version = make.certification(issuer=OrganisationFactory(name="Issuer"))
    cycle = make.certified(version=version)
    cycle.learner.email = "holder@example.org"
    cycle.learner.memberships.update(organisation=place)
    row = make.credential(cycle=cycle)
    make.changed(row, "revoked", on=make.TODAY, reason="fraud")

    page = asked(row)

    for hidden in ("holder@example.org", cycle.learner.username, place.name, "fraud", "Deception"):
        assert hidden not in page


@pytest.mark.parametrize(
    ("at", "answer"),
    [
        pytest.param(
            datetime(2026, 10, 4, 20, 59, 59, tzinfo=UTC), standing.NOT_YET_VALID, id="the day before, in Kyiv"
        ),
        pytest.param(datetime(2026, 10, 4, 21, 0, tzinfo=UTC), standing.VALID, id="midnight in Kyiv"),
        pytest.param(datetime(2027, 8, 4, 20, 59, 59, tzinfo=UTC), standing.VALID, id="61 days before the last"),
        pytest.param(datetime(2027, 8, 4, 21, 0, tzinfo=UTC), standing.EXPIRING, id="60 days before the last"),
        pytest.param(datetime(2027, 10, 4, 20, 59, 59, tzinfo=UTC), standing.EXPIRING, id="the last second in Kyiv"),
        pytest.param(
            datetime(2027, 10, 4, 21, 0, tzinfo=UTC), standing.EXPIRED, id="the first second after it in Kyiv"
        ),
    ],
)
def test_dates_are_days_where_the_issuer_is(at: datetime, answer: str) -> None:
    assert headline(answer) in asked(make.credential(), at=at)


def test_a_certificate_without_a_last_day_never_expires() -> None:
    page = asked(make.credential(until=None), at=datetime(2060, 1, 1, tzinfo=UTC))

    assert headline(standing.VALID) in page
    assert "No last day" in page


@pytest.mark.parametrize("left", [0, 1, 2])
def test_what_expires_soon_says_how_soon(left: int) -> None:
    page = asked(make.credential(), at=datetime(2027, 10, 4, 12, tzinfo=UTC) - timedelta(days=left))

    assert f"{left} day{'' if left == 1 else 's'} {'is' if left == 1 else 'are'} left" in page


@pytest.mark.parametrize(("kind", "answer"), [("suspended", standing.SUSPENDED), ("revoked", standing.REVOKED)])
def test_a_measure_shows_from_its_day_on_and_not_before(kind: str, answer: str) -> None:
    row = make.credential()
    make.changed(row, kind, on=date(2026, 12, 2))

    before = asked(row, at=datetime(2026, 12, 1, 21, 59, 59, tzinfo=UTC))
    after = asked(row, at=datetime(2026, 12, 1, 22, 0, tzinfo=UTC))

    assert headline(standing.VALID) in before
    assert headline(answer) in after
    assert "Dec. 2, 2026" in after


def test_what_was_reinstated_holds_again() -> None:
    row = make.credential()
    make.changed(row, "suspended", on=date(2026, 11, 3))
    make.changed(row, "reinstated", on=date(2026, 11, 20))

    assert headline(standing.SUSPENDED) in asked(row, at=datetime(2026, 11, 19, 12, tzinfo=UTC))
    assert headline(standing.VALID) in asked(row, at=datetime(2026, 11, 20, 12, tzinfo=UTC))


def test_what_was_revoked_stays_so_after_its_last_day() -> None:
    row = make.credential()
    make.changed(row, "revoked", on=date(2026, 11, 3))

    assert headline(standing.REVOKED) in asked(row, at=datetime(2028, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize("zone", ["Pacific/Honolulu", "Europe/Kyiv", "Pacific/Kiritimati"])
def test_a_confirmed_measure_is_on_the_page_at_once_wherever_the_issuer_is(zone: str) -> None:
    row = make.credential(version=make.certification(zone=zone))
    one, other = (CoordinatorFactory(in_organisation=row.issuer) for _ in range(2))
    now = datetime(2026, 12, 1, 0, 30, tzinfo=UTC)
    there = now.astimezone(ZoneInfo(zone)).date()
    measure = measures.propose(
        credential=row, kind=Measure.Kind.REVOKE, reason="fraud", note="Seen.", effective_on=there, by=one, now=now
    )

    measures.confirm(measure=measure, by=other, now=now)

    assert headline(standing.REVOKED) in asked(row, at=now)


def test_what_was_corrected_leads_to_the_one_that_counts() -> None:
    row = make.credential()
    new = issuing.correct(credential=row, name="Марія Зразкова-Друга", by=row.holder, now=LATER)

    page = asked(row)

    assert headline(standing.CORRECTED) in page
    assert "Марія Зразкова<" in page
    assert f'href="/verify/{new.code}/"' in page
    assert headline(standing.VALID) in asked(new)


def test_what_was_renewed_leads_to_the_newest() -> None:
    row = make.credential()
    rounds = {"version": row.cycle.version, "learner": row.holder}
    make.credential(cycle=make.certified(**rounds, number=2))
    newest = make.credential(cycle=make.certified(**rounds, number=3))
    make.changed(row, "superseded", on=date(2026, 11, 3))

    page = asked(row)

    assert headline(standing.SUPERSEDED) in page
    assert f'href="/verify/{newest.code}/"' in page


def test_what_was_renewed_before_the_new_one_is_issued_leads_nowhere_yet() -> None:
    row = make.credential()
    make.changed(row, "superseded", on=date(2026, 11, 3))

    page = asked(row)

    assert headline(standing.SUPERSEDED) in page
    assert "See the certificate that counts" not in page


def test_a_valid_certificate_says_nothing_of_another_one() -> None:
    row = make.credential()
    other = make.credential(cycle=make.certified(version=row.cycle.version, learner=row.holder, number=2))

    assert other.code not in asked(row)


@pytest.mark.parametrize(("before", "answer"), [("", "removed"), ("revoked", standing.REVOKED)])
def test_once_the_holders_data_are_gone_the_page_says_so(before: str, answer: str) -> None:
    row = make.credential()
    if before:
        make.changed(row, before, on=date(2026, 11, 3))
    removing.remove(holder=row.holder, by=None, reason="erasure_request", now=LATER)

    page = asked(row)

    assert headline(answer) in page
    assert make.NAME not in page
    assert "Example Training Organisation" in page
    assert "/credentials/" not in page


def test_competencies_stand_on_the_page_where_they_stand_on_the_certificate() -> None:
    row = make.credential(competencies=["Listens without leading."])

    assert "Listens without leading." in asked(row)


@pytest.mark.parametrize(
    "spelling",
    [
        pytest.param(lambda code: code.lower(), id="small letters"),
        pytest.param(codes.grouped, id="in groups"),
        pytest.param(lambda code: " ".join(code).replace("0", "O").replace("1", "l"), id="O for 0, l for 1, spaces"),
    ],
)
def test_a_code_is_found_however_it_is_spelled(spelling: object) -> None:
    row = make.credential()
    assert callable(spelling)

    assert Client().get(f"/verify/{spelling(row.code)}/").status_code == 200


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("{code}", id="as printed"),
        pytest.param("  {code} ", id="with spaces around"),
        pytest.param("https://training.example/verify/{code}/", id="the whole address"),
        pytest.param("https://training.example/verify/{code}/#ABCDEF", id="with what a square code adds"),
    ],
)
def test_the_form_leads_to_the_address_of_the_code(typed: str) -> None:
    row = make.credential()

    response = Client().get("/verify/", {"code": typed.format(code=row.code)})

    assert response.status_code == 302
    assert response["Location"] == f"/verify/{row.code}/"


@pytest.mark.parametrize("typed", ["?&#/%00", "../../admin/", "<script>", "код", "x" * 500])
def test_whatever_is_typed_leads_to_an_answer(typed: str) -> None:
    response = Client().get("/verify/", {"code": typed}, follow=True)

    assert response.status_code in (400, 404)
    assert b"Not found" in response.content or b"Type the code first" in response.content


def test_nothing_typed_is_said_at_the_field() -> None:
    response = Client().get("/verify/", {"code": " "})

    assert response.status_code == 400
    assert b'aria-describedby="code-hint code-error"' in response.content


def test_a_code_nobody_has_and_what_is_no_code_get_the_same_bytes() -> None:
    row = make.credential()
    wrong = row.code[:-1] + ("A" if row.code[-1] != "A" else "B")
    tried = [codes.fresh(), wrong, "0", "x" * 900, "a/b/c", "..%2f", "код", "%00", "' OR 1=1 --"]
    answers = [Client().get(f"/verify/{text}/") for text in tried]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("well_formed", [True, False])
def test_an_answer_takes_three_queries_and_no_session(
    known: bool, well_formed: bool, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    row = make.credential()
    issuing.correct(credential=row, name="Марія Зразкова-Друга", by=row.holder, now=LATER)
    text = row.code if known else codes.fresh() if well_formed else "nonsense"
    client = Client()
    client.cookies["sessionid"] = "somebody"

    with django_assert_num_queries(3 if known else 2) as asked_of:
        response = client.get(f"/verify/{text}/")

    assert not any("session" in query["sql"] or "people_user" in query["sql"] for query in asked_of.captured_queries)
    assert not response.cookies
    assert "Cookie" not in response["Vary"]


@pytest.mark.parametrize("address", ["/verify/", "/verify/{code}/", "/verify/nonsense/", "/verify/offline/"])
def test_a_page_keeps_no_cookie_and_may_be_kept_for_minutes(address: str) -> None:
    row = make.credential()

    response = Client().get(address.format(code=row.code))

    assert not response.cookies
    assert response["Cache-Control"] in ("public, max-age=300", "public, max-age=150")
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert b'name="robots" content="noindex' in response.content


@pytest.mark.parametrize("address", ["/verify/", "/verify/{code}/", "/verify/nonsense/"])
def test_a_page_has_no_script(address: str) -> None:
    row = make.credential()

    assert b"<script" not in Client().get(address.format(code=row.code)).content


def test_lookups_are_counted_by_day_and_answer_alone() -> None:
    row = make.credential()
    for _ in range(3):
        asked(row)
    Client().get("/verify/nonsense/")
    asked(row, at=datetime(2027, 11, 1, 12, tzinfo=UTC))

    counted = set(Lookup.objects.values_list("day", "answer", "times"))

    assert counted == {
        (date(2026, 12, 1), standing.VALID, 3),
        (date(2026, 12, 1), "not_found", 1),
        (date(2027, 11, 1), standing.EXPIRED, 1),
    }
    assert {field.name for field in Lookup._meta.fields} == {"id", "day", "answer", "times"}


def test_the_page_speaks_the_readers_language_and_keeps_the_certificates() -> None:
    row = make.credential()

    response = Client().get(f"/verify/{row.code}/", headers={"accept-language": "uk"})

    assert b'<html lang="uk"' in response.content
    page = response.content.decode()
    assert "Практика реінтеграції" in page
    assert "Цей сертифікат сьогодні чинний." in page
    with translation.override("uk"):
        assert date_format(LAST_DAY, "DATE_FORMAT") in page
    with translation.override("en"):
        assert date_format(LAST_DAY, "DATE_FORMAT") not in page


def test_every_change_is_one_that_the_page_can_fold() -> None:
    kinds = set(standing.CREDENTIAL.moves)

    assert set(Change.Kind.values) <= kinds
