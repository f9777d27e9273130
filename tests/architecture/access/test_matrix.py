"""Everybody at every door: no row of the table is answered otherwise than it says, and nothing of another branch is met on the way.

A line of a failure says who, in which relation, by which way, for what, and what came back.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest
from django.db.models import QuerySet

from assessments.certification.models import Cycle
from assessments.certification.selectors import rounds
from assessments.cohorts.permissions import ROWS_OF_PLACES
from assessments.cohorts.views.keeper import CohortView
from tests.architecture.access.crawling import BELOW, ENDED, FOREIGN, HERE, NO_ROLE, NONE, OWN, PAIR, Check, Crawl, twin
from tests.architecture.access.stage import Stage, stage
from training_site.access import whole
from training_site.access.doors import doors
from training_site.notices import lists
from training_site.notices.models import Notice
from training_site.people.models import Organisation, User
from training_site.people.organisations.views.room import RoomView

__all__ = ["stage"]
pytestmark = pytest.mark.django_db
AT_LEAST = 6_000


@pytest.fixture(scope="module")
def crawl(stage: Stage) -> Crawl:
    return Crawl(stage)


def wrong(checks: Iterable[Check]) -> str:
    return "\n".join(str(check) for check in checks if not check.is_right)


def test_everybody_gets_the_answer_that_is_written(crawl: Crawl) -> None:
    assert not wrong(crawl.written), wrong(crawl.written)


def test_of_what_is_planted_in_a_branch_its_own_people_open_what_is_theirs(crawl: Crawl) -> None:
    assert not wrong(crawl.far_away), wrong(crawl.far_away)


def test_a_role_reaches_its_own_organisation_and_what_is_below_and_no_other(crawl: Crawl) -> None:
    assert not wrong(crawl.twins), wrong(crawl.twins)


def test_what_is_of_one_organisation_is_not_found_in_the_address_of_another(crawl: Crawl) -> None:
    assert not wrong(crawl.nested), wrong(crawl.nested)


def test_no_search_and_no_list_finds_anybody_of_a_foreign_branch(crawl: Crawl) -> None:
    assert not wrong(crawl.searched), wrong(crawl.searched)


def test_every_page_leads_to_the_contacts_for_a_child_in_danger(crawl: Crawl) -> None:
    pages = [check for check in crawl.written if check.page]

    assert [str(check) for check in pages if not check.leads_to_help] == []
    assert len({check.ask for check in pages}) > 100


def test_no_notice_is_owed_to_anybody_of_another_branch(stage: Stage) -> None:
    here = {one.pk for one in stage.people.values() if one}
    about_here = {stage.things["notice_of_learner"]}
    owed = Notice.objects.filter(person__in=here).exclude(pk__in=about_here).exclude(kind__startswith="people.")

    assert [f"{one.person_id} {one.key}" for one in owed if str(stage.things["message"]) not in one.link] == []
    assert Notice.objects.exclude(person__in=here).count() > 50


def test_the_matrix_is_asked_whole(crawl: Crawl, stage: Stage) -> None:
    checks = [check for part in crawl.parts for check in part]
    relations = Counter(check.relation for check in checks)

    assert len({(check.who, check.relation, check.channel, check.ask) for check in checks}) >= AT_LEAST
    assert stage.asker.asked >= AT_LEAST
    assert all(relations[one] > 100 for one in (OWN, PAIR, HERE, BELOW, FOREIGN, ENDED, NO_ROLE, NONE))
    assert {check.channel for check in checks} == set(whole()["channels"])
    assert {check.resource for check in checks} >= set(whole()["resources"])
    assert User.objects.filter(pk__in=[one.pk for one in stage.people.values() if one]).count() == 10


def test_a_selector_without_its_scope_is_noticed(crawl: Crawl, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "_rounds", lambda _person, today: Cycle.objects.all())

    assert "Qqlearnerqq" in wrong(crawl.search("GET /certificates/rounds/?q=Name"))


def test_a_chooser_without_its_scope_is_noticed(crawl: Crawl, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "_places", lambda _viewer, _today: Organisation.objects.all())

    assert "Zzplace0zz" in wrong(crawl.search("GET /notices/write/"))


def test_a_guard_that_is_too_wide_is_noticed(crawl: Crawl, monkeypatch: pytest.MonkeyPatch) -> None:
    find = RoomView.find_organisation
    monkeypatch.setattr(RoomView, "find_organisation", lambda self, pk, editable=False: find(self, pk))
    door = next(door for door in doors() if door.ask == "GET /organisations/{country}/change/")

    assert "coordinator (own organisation)" in wrong(crawl.twin_of(door, twin(door)))


def test_a_part_that_is_not_looked_for_in_its_whole_is_noticed(crawl: Crawl, monkeypatch: pytest.MonkeyPatch) -> None:
    def own(self: CohortView, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(ROWS_OF_PLACES.visible_to(self.person, today=self.today))

    monkeypatch.setattr(CohortView, "own", own)
    row = next(row for row in whole()["nested"]["rows"] if row["url"].endswith("codes/<int:code>/"))

    assert "keeper (both)" in wrong(crawl.swapped(row))
