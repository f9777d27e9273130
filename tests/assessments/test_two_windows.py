"""One sitting in two windows, or on two devices: what is said to be saved counts, or the person hears what counts instead."""

import json
import re
from datetime import timedelta
from html import unescape
from itertools import permutations
from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from assessments.models import Attempt, QuizAttempt, QuizResponse
from assessments.services import keeping, quizzes
from assessments.services.keeping import Given, Origin
from modules.dialect.shown import Answer
from tests.factories.evidence import NOW, Planted, sitting
from training_site.people.models import User

PHONE, DESK = UUID(int=1), UUID(int=2)
MINUTE = timedelta(minutes=1)
JSON = {"Accept": "application/json"}
EDITS = [(PHONE, 1), (PHONE, 2), (PHONE, 3), (DESK, 1), (DESK, 2), (DESK, 3)]


def option(key: str) -> Answer:
    return {"answer": (key,)}


def save(
    begun: QuizAttempt, page: UUID | None, sequence: int, key: str, *, shown: int | None = 0, question: str = "q1"
) -> quizzes.Receipt:
    origin = Origin(client_id=page, shown=shown)
    answers = {question: option(key)}
    return quizzes.save(attempt=begun, answers=answers, sequence=sequence, now=NOW + sequence * MINUTE, origin=origin)


def at(name: str, begun: QuizAttempt) -> str:
    return reverse(f"assessments:quiz_{name}", args=[begun.pk])


def text(response: HttpResponse) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


@pytest.mark.parametrize("knows", [False, True], ids=["pages-that-say-nothing", "pages-that-say-what-they-knew"])
def test_six_edits_of_two_pages_lead_to_what_the_rule_says_in_each_of_720_orders(knows: bool) -> None:
    item = {"key": "q1", "version": "", "critical": False, "points": "1"}
    begun = QuizAttempt(items=[item])
    for order in permutations(EDITS):
        rows: list[QuizResponse] = []
        newest: dict[UUID, int] = {}
        expected = order[0]
        for page, sequence in order:
            given = {"q1": Given(answer=option(f"{page.int}-{sequence}"))}
            origin = Origin(client_id=page, shown=0 if knows else None)
            keeping.received(begun, rows, given, sequence=sequence, now=NOW, origin=origin)
            if sequence > newest.get(page, 0):
                newest[page] = sequence
                # Whoever says what they knew does not replace what they did not know.
                expected = (page, sequence) if not knows or page == expected[0] else expected
        counts = [row for row in rows if not row.aside][-1]
        assert (counts.client_id, counts.client_sequence) == expected, order
        assert len(rows) == 6, "every edit is in the ledger"


def test_a_page_that_did_not_know_replaces_nothing_and_both_answers_are_kept(planted: Planted, learner: User) -> None:
    begun = sitting(learner, planted.quiz)
    save(begun, PHONE, 1, "a")
    receipt = save(begun, DESK, 1, "b")

    assert receipt.differing == {"q1"}
    assert quizzes.saved_answers(begun) == {"q1": option("a")}
    stored = QuizResponse.objects.order_by("sequence").values_list("answer__answer__0", "aside")
    assert list(stored) == [("a", ""), ("b", "elsewhere")]


@pytest.mark.parametrize(
    ("page", "shown", "key"),
    [
        pytest.param(DESK, 1, "b", id="it-was-filled-with-what-counts"),
        pytest.param(PHONE, 0, "b", id="its-own-save"),
        pytest.param(DESK, 0, "a", id="it-says-the-same"),
        pytest.param(None, None, "b", id="it-does-not-say-what-it-knew"),
    ],
)
def test_a_page_that_knew_replaces(
    planted: Planted, learner: User, page: UUID | None, shown: int | None, key: str
) -> None:
    begun = sitting(learner, planted.quiz)
    save(begun, PHONE, 1, "a")
    assert not save(begun, page, 2, key, shown=shown).differing
    assert quizzes.saved_answers(begun) == {"q1": option(key)}


def test_an_older_packet_of_a_page_is_kept_aside_and_that_is_said(planted: Planted, learner: User) -> None:
    begun = sitting(learner, planted.quiz)
    save(begun, PHONE, 2, "b")
    assert save(begun, PHONE, 1, "a").differing == {"q1"}
    assert keeping.undecided(keeping.ledger_of(begun)) == {}
    assert quizzes.saved_answers(begun) == {"q1": option("b")}


def test_a_packet_that_comes_twice_is_answered_as_the_first_time(
    signed_in: Client, learner: User, planted: Planted
) -> None:
    begun = sitting(learner, planted.quiz)
    form = {"client_id": str(PHONE), "shown": "0", "sequence": "1", "changed": "q1", "q1.answer": "b"}
    first = signed_in.post(at("save", begun), form, headers=JSON)
    again = signed_in.post(at("save", begun), form, headers=JSON)
    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert QuizResponse.objects.count() == 1

    other = signed_in.post(at("save", begun), form | {"q1.answer": "c"}, headers=JSON)
    assert (other.status_code, list(json.loads(other.content))) == (409, ["error"])
    more = signed_in.post(at("save", begun), form | {"changed": ["q1", "q2"], "q2.answer": "c"}, headers=JSON)
    assert more.status_code == 409
    assert quizzes.saved_answers(begun) == {"q1": option("b")}


def test_a_script_hears_what_counts_and_the_person_says_which_it_shall_be(
    signed_in: Client, learner: User, planted: Planted
) -> None:
    begun = sitting(learner, planted.quiz)
    save(begun, PHONE, 1, "a")
    form = {"client_id": str(DESK), "shown": "0", "sequence": "1", "changed": "q1", "q1.answer": "b"}
    response = signed_in.post(at("save", begun), form, headers=JSON)
    assert response.status_code == 409
    said = json.loads(response.content)
    assert said["differing"] == ["q1"]
    assert "something else counts" in said["error"]

    html = signed_in.get(at("attempt", begun))
    here, there = re.findall(r'name="count" value="(\d+)"', html.content.decode())
    page = text(html)
    assert "you answered “RIGHT-1”" in page
    assert "Here you answered “Wrong 1”" in page
    assert "You gave two answers: say which one counts" in page
    assert "Count “Wrong 1”" in page
    signed_in.post(at("save", begun), {"client_id": str(DESK), "shown": "0", "sequence": "1", "count": here})
    assert quizzes.saved_answers(begun) == {"q1": option("b")}
    assert "two answers" not in text(signed_in.get(at("attempt", begun)))
    assert there != here


def test_what_counts_already_can_be_kept(signed_in: Client, learner: User, planted: Planted) -> None:
    begun = sitting(learner, planted.quiz)
    counts = save(begun, PHONE, 1, "a").kept[0]
    save(begun, DESK, 1, "b")
    signed_in.post(at("save", begun), {"client_id": str(DESK), "shown": "0", "sequence": "1", "count": counts.pk})
    assert quizzes.saved_answers(begun) == {"q1": option("a")}
    assert keeping.undecided(keeping.ledger_of(begun)) == {}


def test_only_a_save_of_the_sitting_can_be_chosen(signed_in: Client, learner: User, planted: Planted) -> None:
    begun = sitting(learner, planted.quiz)
    response = signed_in.post(at("save", begun), {"shown": "0", "sequence": "1", "count": "987654"})
    assert response.status_code == 400
    assert not QuizResponse.objects.exists()


def filled(client: Client, begun: QuizAttempt) -> dict[str, str]:
    """The form of a sitting as a browser without scripts would send it, untouched."""
    html = client.get(at("attempt", begun)).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', html))
    ticked = dict(re.findall(r'name="(q\d\.answer)" value="(\w+)"[^>]* checked', html))
    return hidden | ticked


def test_a_whole_form_of_a_stale_page_keeps_only_what_was_changed_on_it(
    signed_in: Client, learner: User, planted: Planted
) -> None:
    begun = sitting(learner, planted.quiz)
    save(begun, PHONE, 1, "a", question="q3", shown=None)
    stale = filled(signed_in, begun)
    save(begun, PHONE, 2, "b", question="q1")
    save(begun, PHONE, 3, "b", question="q3")

    response = signed_in.post(at("save", begun), stale | {"q2.answer": "c"})
    assert response["Location"] == at("attempt", begun)
    assert quizzes.saved_answers(begun) == {"q1": option("b"), "q2": option("c"), "q3": option("b")}

    response = signed_in.post(at("save", begun), stale | {"q2.answer": "c", "q1.answer": "a"})
    assert response["Location"] == f"{at('attempt', begun)}#q1"
    assert quizzes.saved_answers(begun)["q1"] == option("b")
    assert "Keep “Wrong 1”" in text(signed_in.get(response["Location"]))


def test_going_back_in_the_browser_and_sending_once_more_changes_what_was_meant(
    signed_in: Client, learner: User, planted: Planted
) -> None:
    begun = sitting(learner, planted.quiz)
    form = filled(signed_in, begun)
    for key in ("a", "b", "b"):
        assert signed_in.post(at("save", begun), form | {"q1.answer": key})["Location"] == at("attempt", begun)
    assert quizzes.saved_answers(begun) == {"q1": option("b")}
    assert QuizResponse.objects.count() == 2


def test_handing_in_from_a_stale_page_shows_the_difference_first(
    signed_in: Client, learner: User, planted: Planted
) -> None:
    begun = sitting(learner, planted.quiz)
    stale = filled(signed_in, begun)
    for number in range(1, 5):
        save(begun, PHONE, number, "a", question=f"q{number}")
    everything = stale | {f"q{number}.answer": "a" for number in range(1, 4)} | {"q4.answer": "b"}

    response = signed_in.post(at("hand_in", begun), everything)
    assert response["Location"] == f"{at('attempt', begun)}?gaps#missing"
    begun.refresh_from_db()
    assert begun.is_open
    signed_in.post(at("hand_in", begun), filled(signed_in, begun))
    begun.refresh_from_db()
    assert (begun.state, begun.score) == ("submitted", 1)
    assert Attempt.objects.filter(quiz_attempt=begun).count() == 4


def test_the_time_of_the_device_is_kept_and_never_lies_ahead(
    signed_in: Client, learner: User, planted: Planted
) -> None:
    begun = sitting(learner, planted.quiz)
    times = ["2026-03-02T08:00:00+00:00", "2099-01-01T00:00:00+00:00", "yesterday"]
    for number, said in enumerate(times, start=1):
        form = {"client_id": str(uuid4()), "changed": f"q{number}", f"q{number}.answer": "a", "sequence": "1"}
        signed_in.post(at("save", begun), form | {"answered_at": said}, headers=JSON)
    rows = {row.item_key: row for row in keeping.ledger_of(begun)}
    assert rows["q1"].answered_at is not None
    assert rows["q1"].answered_at.isoformat() == times[0]
    assert rows["q2"].answered_at == rows["q2"].received_at
    assert rows["q3"].answered_at is None
