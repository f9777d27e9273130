"""What the map says is what the rule says over the rows; who sees how much of it; what it costs."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.mentoring.framework.pieces import CEILINGS, Piece
from assessments.mentoring.framework.ratings import combined
from assessments.mentoring.framework.rules import rule_for
from assessments.mentoring.models import AccessEvent, Relationship, SelfRating
from assessments.mentoring.pages.map import map_page
from assessments.mentoring.selectors.competency import levels_of
from assessments.mentoring.selectors.viewpoints import viewpoint
from assessments.mentoring.services import decisions, evidence_afterwards, ratings
from tests.assessments.mentoring.competency.conftest import SignIn
from tests.factories.mentoring import NOW, TODAY, Kind, organisation, pair
from tests.factories.mentoring_competency import (
    CRITICAL,
    PLAIN,
    SECRET_WHY,
    also,
    decided,
    framework,
    line_manager_of,
    moderator_of,
    piece,
)
from tests.factories.mentoring_log import entry
from tests.factories.people import CoordinatorFactory, MentorFactory, SuperuserFactory, TrainerFactory

pytestmark = pytest.mark.django_db
WORD = "Her hands stopped trembling when she was asked."


def url(of: Relationship, code: str = "") -> str:
    return (
        reverse("mentoring:indicator", args=[of.learner_id, code])
        if code
        else reverse("mentoring:map", args=[of.learner_id])
    )


class TestWhoSeesWhat:
    """Levels are known to whoever is responsible; words to the pair and whoever mentors the mentor."""

    def test_everybody_responsible_opens_the_map_and_the_learner_reads_who(
        self, two: Relationship, sign_in: SignIn
    ) -> None:
        people = [
            two.mentor,
            line_manager_of(two),
            also(two, Kind.ASSESSOR).mentor,
            moderator_of(two),
            CoordinatorFactory(in_organisation=two.organisation),
            pair(learner=two.mentor, place=two.organisation).mentor,
        ]
        for person in people:
            response = sign_in(person).get(url(two))
            assert response.status_code == 200
            assert "no-store" in response["Cache-Control"]
        noted = AccessEvent.objects.filter(learner=two.learner, data_class="level", action="view")
        assert [event.actor for event in noted.order_by("id")] == people

    def test_nobody_else_finds_it(self, two: Relationship, sign_in: SignIn) -> None:
        others = (
            also(two, Kind.PEER).mentor,
            pair(place=two.organisation).mentor,
            TrainerFactory(in_organisation=two.organisation),
            CoordinatorFactory(),
            SuperuserFactory(),
        )
        for person in others:
            client = sign_in(person)
            assert client.get(url(two)).status_code == 404
            assert client.get(url(two, PLAIN)).status_code == 404
        assert not AccessEvent.objects.filter(data_class="level").exists()

    def test_a_visitor_comes_to_the_door(self, two: Relationship, client: Client) -> None:
        assert client.get(url(two)).status_code == 302

    def test_a_mentor_whose_relationship_ended_finds_nothing(self, sign_in: SignIn) -> None:
        framework()
        ended = pair(place=organisation(), ended_on=TODAY)
        assert sign_in(ended.mentor).get(url(ended)).status_code == 404

    def test_looking_at_ones_own_leaves_no_row(self, two: Relationship, sign_in: SignIn) -> None:
        client = sign_in(two.learner)
        assert client.get(reverse("mentoring:my_map")).status_code == 200
        assert client.get(url(two, PLAIN)).status_code == 200
        assert not AccessEvent.objects.filter(data_class="level").exists()

    def test_a_line_manager_sees_levels_and_numbers_and_no_pieces(self, two: Relationship, sign_in: SignIn) -> None:
        decided(two)
        client = sign_in(line_manager_of(two))
        page = client.get(url(two)).content.decode()
        assert "2 pieces" in page
        assert "3 · Level 3" in page
        assert url(two, PLAIN) not in page
        assert client.get(url(two, PLAIN)).status_code == 404

    def test_reasons_are_for_the_pair_and_whoever_mentors_the_mentor(self, two: Relationship, sign_in: SignIn) -> None:
        piece(of=two, rationale=WORD)
        supervisor = pair(learner=two.mentor, place=two.organisation).mentor
        for person in (two.learner, two.mentor, supervisor):
            assert WORD in sign_in(person).get(url(two, PLAIN)).content.decode()
        for person in (also(two, Kind.ASSESSOR).mentor, CoordinatorFactory(in_organisation=two.organisation)):
            page = sign_in(person).get(url(two, PLAIN))
            assert page.status_code == 200
            assert WORD not in page.content.decode()

    def test_assessors_see_that_there_is_a_self_rating_and_not_which(self, two: Relationship, sign_in: SignIn) -> None:
        ratings.rate(learner=two.learner, indicator=PLAIN, level=4, now=NOW)
        assert "4 · Level 4" in sign_in(two.mentor).get(url(two)).content.decode()
        for kind in (Kind.ASSESSOR, Kind.MODERATOR, Kind.LINE_MANAGEMENT):
            page = sign_in(also(two, kind).mentor).get(url(two)).content.decode()
            assert "done" in page
            assert "4 · Level 4" not in page

    def test_the_source_is_linked_only_for_who_may_read_it(self, two: Relationship, sign_in: SignIn) -> None:
        row = entry(of=two, read=True)
        piece(of=two, kind="reflection", level=1, source=row.pk)
        door = reverse("mentoring:entry", args=[row.pk])
        assert door in sign_in(two.mentor).get(url(two, PLAIN)).content.decode()
        assert door in sign_in(two.learner).get(url(two, PLAIN)).content.decode()
        for person in (also(two, Kind.ASSESSOR).mentor, CoordinatorFactory(in_organisation=two.organisation)):
            assert door not in sign_in(person).get(url(two, PLAIN)).content.decode()


class TestWhatItSays:
    """Late, aged, withdrawn, paused: each in words."""

    def test_the_days_between_act_and_entry_are_said(self, two: Relationship, sign_in: SignIn) -> None:
        piece(of=two, acted_on=TODAY - timedelta(days=23))
        assert "Entered 23 days later" in sign_in(two.learner).get(url(two, PLAIN)).content.decode()

    def test_a_batch_is_said_and_blocks_nothing(self, two: Relationship, sign_in: SignIn) -> None:
        for day in range(5):
            piece(of=two, acted_on=TODAY - timedelta(days=40 + day))
        assert "5 entered on" in sign_in(two.mentor).get(url(two)).content.decode()

    def test_what_is_missing_is_one_sentence(self, two: Relationship, sign_in: SignIn) -> None:
        page = sign_in(two.learner).get(url(two, CRITICAL)).content.decode()
        assert "somebody who looks directly, 2 more pieces of evidence and 2 other sources." in page

    def test_withdrawn_evidence_stays_visible_as_withdrawn(self, two: Relationship, sign_in: SignIn) -> None:
        row = piece(of=two, kind="feedback")
        client = sign_in(two.mentor)
        address = reverse("mentoring:evidence_withdraw", args=[row.pk])
        assert client.get(address).status_code == 200
        assert client.post(address, {"reason": "nonsense"}).status_code == 400
        assert client.post(address, {"reason": "wrong_level"}).status_code == 302
        assert "The level was not right" in sign_in(two.learner).get(url(two, PLAIN)).content.decode()
        assert sign_in(two.learner).post(address, {"reason": "mistake"}).status_code == 404

    @pytest.mark.parametrize(
        ("query", "shown"),
        [
            ("", {"D1.1", "D1.2", "D2.1", "D2.2"}),
            ("?show=critical", {"D1.2", "D2.1"}),
            ("?show=open", {"D1.2", "D2.1", "D2.2"}),
            ("?show=thin", {"D2.2"}),
            ("?show=none", {"D1.2", "D2.1"}),
            ("?show=discuss", {"D1.1"}),
            ("?scope=half", {"D1.1", "D2.1"}),
            ("?scope=half&show=critical", {"D2.1"}),
            ("?scope=elsewhere&show=everything", {"D1.1", "D1.2", "D2.1", "D2.2"}),
        ],
    )
    def test_the_address_narrows_it(self, two: Relationship, sign_in: SignIn, query: str, shown: set[str]) -> None:
        decided(two)
        piece(of=two, indicator="D2.2")
        ratings.rate(learner=two.learner, indicator=PLAIN, level=1, now=NOW)
        page = sign_in(two.mentor).get(url(two) + query).context["map"]
        assert {cell.code for domain in page.domains for cell in domain.cells} == shown

    def test_somebody_without_a_mentor_has_a_map_too(self, sign_in: SignIn) -> None:
        framework()
        person = MentorFactory(in_organisation=None)
        assert "D2.2" in sign_in(person).get(reverse("mentoring:my_map")).content.decode()

    def test_without_a_framework_the_page_is_there(self, sign_in: SignIn) -> None:
        assert sign_in(MentorFactory()).get(reverse("mentoring:my_map")).status_code == 200

    def test_its_queries_do_not_grow_with_the_history(
        self, two: Relationship, sign_in: SignIn, django_assert_max_num_queries: Any
    ) -> None:
        client = sign_in(two.mentor)
        for _number in range(30):
            piece(of=two)
            piece(of=two, indicator=CRITICAL, kind="feedback")
        decided(two)
        client.get(url(two))
        with django_assert_max_num_queries(16):
            assert client.get(url(two)).status_code == 200
        learner = sign_in(two.learner)
        with django_assert_max_num_queries(10):
            learner.get(reverse("mentoring:my_map"))


class TestSelfRating:
    """Append-only, by the learner alone."""

    def test_every_rating_is_kept_and_the_latest_counts(self, two: Relationship, sign_in: SignIn) -> None:
        client, address = sign_in(two.learner), reverse("mentoring:rate", args=[PLAIN])
        for level in ("1", "3", "3"):
            assert client.post(address, {"level": level}).status_code == 302
        assert list(SelfRating.objects.order_by("id").values_list("level", "framework_version")) == [
            (1, "0.1"),
            (3, "0.1"),
        ]

    @pytest.mark.parametrize("level", ["", "5", "-1", "high"])
    def test_what_is_no_level_is_refused(self, two: Relationship, sign_in: SignIn, level: str) -> None:
        address = reverse("mentoring:rate", args=[PLAIN])
        assert sign_in(two.learner).post(address, {"level": level}).status_code == 400
        assert not SelfRating.objects.exists()

    def test_an_unknown_indicator_is_not_there(self, two: Relationship, sign_in: SignIn) -> None:
        assert sign_in(two.learner).post(reverse("mentoring:rate", args=["D9.9"]), {"level": "1"}).status_code == 404

    def test_a_mentor_rates_nobody_but_themself(self, two: Relationship, sign_in: SignIn) -> None:
        sign_in(two.mentor).post(reverse("mentoring:rate", args=[PLAIN]), {"level": "1"})
        assert not SelfRating.objects.filter(learner=two.learner).exists()


class TestPassport:
    """To take along: codes, days and names; no words."""

    def test_it_holds_levels_and_who_signed_off_and_no_words(self, two: Relationship, sign_in: SignIn) -> None:
        row = decided(two)
        decisions.confirm(decision=row, by=line_manager_of(two), now=NOW)
        entry(of=two, shared=True)
        client = sign_in(two.learner)
        page = client.get(reverse("mentoring:passport")).content.decode()
        response = client.get(reverse("mentoring:passport"), {"as": "json"})
        found = json.loads(response.content)

        assert SECRET_WHY not in page + response.content.decode()
        assert "attachment" in response["Content-Disposition"]
        assert [
            (one["indicator"], one["level"], one["signed_off_by"], one["framework_version"]) for one in found["reached"]
        ] == [(PLAIN, 3, str(two.mentor), "0.1")]
        assert str(two.mentor) in page

    def test_a_paused_level_is_not_on_it(self, two: Relationship, sign_in: SignIn) -> None:
        decided(two, indicator=CRITICAL)
        decisions.pause(learner=two.learner, indicator=CRITICAL, by=None, now=NOW)
        found = sign_in(two.learner).get(reverse("mentoring:passport"), {"as": "json"}).json()
        assert found["reached"] == []


acts = st.builds(
    dict,
    indicator=st.sampled_from([PLAIN, CRITICAL]),
    level=st.integers(0, 4),
    kind=st.sampled_from([*CEILINGS, "observation"]),
    by=st.integers(0, 2),
    ago=st.integers(0, 500),
    lag=st.sampled_from([0, 0, 20, 61]),
    lapse=st.sampled_from([False, False, False, True]),
    withdrawn=st.sampled_from([False, False, True]),
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.lists(acts, max_size=8))
def test_the_map_shows_what_the_rule_combines(two: Relationship, found: list[dict[str, Any]]) -> None:
    judges = [two.mentor, *(MentorFactory(in_organisation=two.organisation) for _ in range(2))]
    learner = pair(place=two.organisation)
    expected: dict[str, list[Piece]] = {PLAIN: [], CRITICAL: []}
    for act in found:
        acted_on: date = TODAY - timedelta(days=act["ago"])
        entered_at = min(NOW, NOW - timedelta(days=act["ago"]) + timedelta(days=act["lag"]))
        row = piece(
            of=learner,
            indicator=act["indicator"],
            level=act["level"],
            kind=act["kind"],
            by=judges[act["by"]],
            acted_on=acted_on,
            entered_at=entered_at,
            lapse=act["lapse"],
        )
        if act["withdrawn"]:
            evidence_afterwards.take_away([row], by=None, reason="doubt", now=NOW)
        expected[act["indicator"]].append(
            Piece(
                id=str(row.pk),
                kind=act["kind"],
                level=act["level"],
                acted_on=acted_on,
                entered_on=entered_at.date(),
                assessor=act["by"],
                source=(act["kind"], act["by"]),
                lapse=act["lapse"],
                validated=not act["withdrawn"],
            )
        )
    levels = levels_of(learner.learner_id, today=TODAY)
    page = map_page(
        levels,
        learner=learner.learner,
        viewer=learner.learner,
        view=viewpoint(learner.learner, learner.learner_id, now=NOW),
        show="",
        scope="",
        today=TODAY,
    )
    cells = {cell.code: cell for domain in page.domains for cell in domain.cells}
    for code, pieces in expected.items():
        standing = combined(pieces, rule=rule_for(code, safety_critical=code == CRITICAL), today=TODAY)
        assert (cells[code].supported, cells[code].state) == (standing.level or 0, standing.state)
        assert levels.standings[code].counted == standing.counted
        assert levels.standings[code].missing == standing.missing
