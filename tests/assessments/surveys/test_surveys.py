"""A survey from its plan to its end: who is asked, who is reminded, what is said when."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError

from assessments.surveys.links import Gone, NoTicket, found, token
from assessments.surveys.models import Instrument, InstrumentVersion, Survey, Ticket
from assessments.surveys.selectors import instruments
from assessments.surveys.selectors import surveys as selectors
from assessments.surveys.services import answering, reminding, surveys, versions
from assessments.surveys.ticking import JOB
from tests.factories.people import LearnerFactory
from tests.factories.surveys import NOW, SATISFACTION, TODAY, answered, closed, instrument, survey
from training_site.audit.models import AuditEvent
from training_site.notices.models import Notice
from training_site.privacy.services import erasing

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WEEK = 7 * DAY


def notices(kind: str) -> int:
    return Notice.objects.filter(kind=f"surveys.{kind}", withdrawn_at=None).count()


def test_everybody_in_the_cohort_is_asked_once_by_a_notice_with_their_own_link() -> None:
    asked = survey(6)
    links = set(Notice.objects.filter(kind="surveys.asked").values_list("person", "link"))

    assert links == {(one.person_id, f"/surveys/answer/{token(one)}/") for one in Ticket.objects.filter(survey=asked)}
    assert len(links) == 6


def test_one_that_lies_ahead_asks_when_its_day_has_come() -> None:
    later = survey(6, opens_on=TODAY + 10 * DAY, months_after=3)

    assert surveys.open_due(now=NOW + 9 * DAY) == 0
    assert (surveys.open_due(now=NOW + 10 * DAY), surveys.open_due(now=NOW + 10 * DAY)) == (1, 0)
    assert Ticket.objects.filter(survey=later).count() == notices("follow_up") == 6


def test_a_cohort_of_four_cannot_be_asked() -> None:
    with pytest.raises(surveys.TooFew):
        survey(4)


def test_a_cohort_that_has_become_too_small_is_asked_nothing() -> None:
    later = survey(4, opens_on=TODAY + DAY)
    surveys.open_due(now=NOW + DAY)
    later.refresh_from_db()

    assert (later.invited, later.answered, Ticket.objects.count()) == (0, 0, 0)


def test_a_cohort_is_not_asked_the_same_twice_at_once() -> None:
    asked = survey(6)
    with pytest.raises(surveys.AskedAlready):
        survey(cohort=asked.cohort)


def test_a_ticket_takes_one_answer() -> None:
    asked = survey(6)
    ticket = answered(asked, [{"fits": "4"}])[0]
    with pytest.raises(answering.Spent):
        answering.answer(ticket=ticket, given={"fits": "1"}, now=NOW)

    assert selectors.answers_so_far(asked) == 1


@pytest.mark.parametrize("days", [0, 28])
def test_answers_are_taken_through_the_last_day(days: int) -> None:
    assert answered(survey(6), [{"fits": "4"}], now=NOW + days * DAY)


def test_no_answer_is_taken_after_it() -> None:
    with pytest.raises(answering.Over):
        answered(survey(6), [{"fits": "4"}], now=NOW + 29 * DAY)


def test_nothing_is_shown_while_it_is_open() -> None:
    asked = survey(8)
    answered(asked, [{"fits": "4"}] * 6)
    before = selectors.papers(asked)

    assert before == ()
    assert len(selectors.papers(closed(asked))) == 6


def test_whoever_has_not_answered_is_reminded_three_times_a_week_apart() -> None:
    asked = survey(8)
    answered(asked, [{"fits": "4"}] * 6)
    reminded = [reminding.remind_due(now=NOW + days * DAY) for days in range(29)]

    assert [day for day, people in enumerate(reminded) if people] == [7, 14, 21]
    assert sum(reminded) == 3 * 2


def test_whoever_wants_to_be_left_alone_is() -> None:
    asked = survey(6)
    answering.be_silent(ticket=asked.tickets.first())

    assert reminding.remind_due(now=NOW + WEEK) == 5


def test_the_clock_opens_reminds_and_closes() -> None:
    survey(6)
    survey(6, opens_on=TODAY + WEEK, closes_on=TODAY + 2 * WEEK)
    reports = [str(JOB.run(NOW + days * DAY)) for days in (0, 7, 15, 29)]

    assert reports == [
        "closed 0, opened 0, reminded 0, seated 0",
        "closed 0, opened 1, reminded 6, seated 0",
        "closed 1, opened 0, reminded 6, seated 0",
        "closed 1, opened 0, reminded 0, seated 0",
    ]


def test_closing_takes_the_notices_back_and_happens_once() -> None:
    asked = closed(survey(6))
    first = asked.closed_at

    assert notices("asked") == 0
    assert closed(asked, now=NOW + 3 * DAY).closed_at == first


def test_what_nobody_was_asked_yet_can_be_dropped_and_nothing_else() -> None:
    by = LearnerFactory()
    surveys.drop(survey=survey(6, opens_on=TODAY + DAY), by=by, now=NOW)
    with pytest.raises(surveys.HasOpened):
        surveys.drop(survey=survey(6), by=by, now=NOW)

    assert Survey.objects.count() == 1


def test_the_trail_says_that_a_cohort_was_asked() -> None:
    asked = survey(6)
    surveys.close(survey=asked, by=LearnerFactory(), now=NOW)

    steps = [event.details["step"] for event in AuditEvent.objects.filter(act="surveys.survey").order_by("pk")]
    assert steps == ["planned", "closed"]


def test_somebody_who_is_erased_takes_the_ticket_along_and_not_the_answer() -> None:
    asked = survey(6)
    gone = answered(asked, [{"fits": "4"}] * 6)[0].person
    erasing.erase(person=gone, by=LearnerFactory(), now=NOW)
    asked = closed(asked)

    assert (asked.invited, asked.answered) == (6, 6)


def test_a_link_that_was_made_up_leads_nowhere_and_one_that_is_over_says_so() -> None:
    ticket = survey(6).tickets.first()
    good = token(ticket)

    assert found(good) == ticket
    for forged in ("", "x", f"{ticket.pk}.forged", good[:-1]):
        with pytest.raises(NoTicket):
            found(forged)
    closed(ticket.survey)
    with pytest.raises(Gone):
        found(good)


@pytest.mark.parametrize(
    "change",
    [
        {"spent": False},  # a ticket that is spent again
        {"person": 0},  # a ticket of somebody else
    ],
)
def test_the_database_refuses_a_ticket_that_is_used_anew(change: dict[str, object]) -> None:
    ticket = answered(survey(6), [{"fits": "4"}])[0]
    if "person" in change:
        change = {"person": LearnerFactory().pk}
    with pytest.raises(DatabaseError), transaction.atomic():
        Ticket.objects.filter(pk=ticket.pk).update(**change)


def test_the_database_refuses_to_open_a_survey_again_and_to_change_a_version() -> None:
    asked = closed(survey(6))
    with pytest.raises(DatabaseError), transaction.atomic():
        Survey.objects.filter(pk=asked.pk).update(closed_at=None, invited=None, answered=None)
    with pytest.raises(DatabaseError), transaction.atomic():
        InstrumentVersion.objects.update(source="other")


def test_the_database_refuses_more_answers_than_people() -> None:
    asked = survey(6)
    with pytest.raises(IntegrityError), transaction.atomic():
        Survey.objects.filter(pk=asked.pk).update(closed_at=NOW, invited=3, answered=4)


def test_a_new_text_is_a_new_version_and_what_was_asked_keeps_its_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("content")
    file = folder / "practice" / "en" / "instruments" / "e03.md"
    file.parent.mkdir(parents=True)
    file.write_text(SATISFACTION, encoding="utf-8")
    first = [versions.keep(folder=folder), versions.keep(folder=folder)]
    asked = survey(6, version=instruments.version_of("satisfaction", language="nl"))
    file.write_text(SATISFACTION.replace("It fits.", "It fits well."), encoding="utf-8")

    assert [*first, versions.keep(folder=folder)] == [1, 0, 1]
    assert next(instruments.asked(asked.version).questions).text == "It fits."
    assert (
        next(instruments.asked(instruments.version_of("satisfaction", language="en")).questions).text == "It fits well."
    )
    assert (InstrumentVersion.objects.count(), Instrument.objects.count()) == (2, 1)


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", b"no head", "unreadable"),
        ("en", b"\xff", "unreadable"),
        ("xx", SATISFACTION.encode(), "unknown-language"),
        ("en", SATISFACTION.replace("{#clear}", "").encode(), "15: no-key"),
    ],
)
def test_a_file_that_cannot_be_read_stops_the_import(
    language: str, text: bytes, said: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("content")
    file = folder / "practice" / language / "instruments" / "e03.md"
    file.parent.mkdir(parents=True)
    file.write_bytes(text)
    with pytest.raises(versions.InstrumentErrors, match=said):
        versions.keep(folder=folder)

    assert not InstrumentVersion.objects.exists()


def test_the_reader_gets_their_language_where_there_is_one() -> None:
    english = instrument()
    dutch = instrument(SATISFACTION.replace("How it was", "Hoe het was"), language="nl")

    assert instruments.version_of("satisfaction", language="nl") == dutch
    assert instruments.version_of("satisfaction", language="uk") == english
    assert instruments.in_use(language="nl") == [dutch]
    assert instruments.version_of("none", language="nl") is None
