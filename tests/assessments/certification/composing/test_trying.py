"""Trying rules out: in somebody's scope, without a trace, and the same that the services would do as days pass."""

import re
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.certification.laws.facts import Facts, QuizTaken
from assessments.certification.laws.foreseeing import foresee
from assessments.certification.laws.rules import Rules
from assessments.certification.models import CertificationEvent, Cycle
from assessments.certification.pages.timeline import WIDTH, timeline
from assessments.certification.selectors import simulation
from assessments.certification.selectors.facts import facts_of
from assessments.certification.selectors.rules import rules_of
from assessments.certification.selectors.simulation import CannotBeTried, people_to_try, try_out
from assessments.certification.services import following, renewing
from tests.assessments.certification.composing.test_pages import TWO_PATHS, signed_in, stage
from tests.factories import evidence
from tests.factories.certification import NOW, TODAY, assigned, certification, declared, document
from tests.factories.people import CoordinatorFactory, LeadFactory, LearnerFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
CHANGES = re.compile(r"^(INSERT|UPDATE|DELETE)", re.IGNORECASE)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def test_a_try_of_an_invented_history_says_what_would_happen() -> None:
    _version, client, home = stage()
    answer = client.get(
        f"{home}try/?try=1&begins=2026-01-01&on=2026-06-01&until=2028-01-01&did-code-of-conduct=2026-03-03&did-again=2027-02-02"
    )
    page = answer.content.decode()

    assert answer.status_code == 200
    assert "Certified." in page
    for words in (
        "Everything is met: certified. It holds through March 3, 2027.",
        "The window opens and the renewal begins: Again.",
        "Everything is met: certified. It holds through March 3, 2028.",
    ):
        assert words in page
    assert page.count('class="is-work"') >= 2
    assert "You have signed" in page


def test_the_day_that_is_asked_about_has_its_own_sentences() -> None:
    _version, client, home = stage()
    url = f"{home}try/?try=1&begins=2026-01-01&until=2028-01-01&did-code-of-conduct=2026-03-03&on="

    assert "On the way." in client.get(f"{url}2026-02-01").content.decode()
    assert "Read and sign" in client.get(f"{url}2026-02-01").content.decode()
    assert "Certified, and it can be renewed." in client.get(f"{url}2027-02-01").content.decode()
    assert "Lapsed." in client.get(f"{url}2027-03-04").content.decode()


def test_somebody_in_scope_can_be_chosen_and_nobody_else() -> None:
    version, client, home = stage()
    issuer = version.certification.issuer
    near = LearnerFactory(in_organisation=OrganisationFactory(below=issuer), first_name="Near", last_name="By")
    far = LearnerFactory(first_name="Far", last_name="Away")
    declared(near, on=TODAY)
    page = client.get(f"{home}try/").content.decode()

    assert "Near By" in page
    assert "Far Away" not in page
    told = client.get(f"{home}try/?try=1&person={near.pk}&begins=2026-01-01&on=2026-12-01")
    assert "Near By" in told.content.decode()
    assert "Certified." in told.content.decode()
    for forged in (far.pk, 0, "x", "9" * 30):
        assert client.get(f"{home}try/?try=1&person={forged}").status_code == 404


def test_who_may_not_see_progress_or_decide_has_nobody_to_try_it_on() -> None:
    place = OrganisationFactory()
    learner = LearnerFactory(in_organisation=place)
    today = timezone.localdate()

    assert list(people_to_try(LeadFactory(in_organisation=place), today=today)) == [learner]
    assert list(people_to_try(CoordinatorFactory(in_organisation=place), today=today)) == [learner]
    assert not people_to_try(LeadFactory(), today=today).exists()
    assert not people_to_try(learner, today=today).exists()


def test_people_are_found_by_any_part_of_their_name() -> None:
    place = OrganisationFactory()
    found = LearnerFactory(in_organisation=place, first_name="Sokha", last_name="Lim")
    LearnerFactory(in_organisation=place, first_name="Olena", last_name="Koval")
    lead, today = LeadFactory(in_organisation=place), timezone.localdate()

    assert list(people_to_try(lead, today=today, name="lim sok")) == [found]
    assert not people_to_try(lead, today=today, name="lim olena").exists()


def test_nothing_is_written_by_trying() -> None:
    version, client, home = stage()
    learner = LearnerFactory(in_organisation=version.certification.issuer)
    client.get(home)
    with CaptureQueriesContext(connection) as asked:
        client.get(f"{home}try/?try=1&person={learner.pk}&did-again=2027-01-01")

    assert not [each["sql"] for each in asked.captured_queries if CHANGES.match(each["sql"])]
    assert not Cycle.objects.exists()


def test_an_invented_try_costs_twelve_queries_at_most(django_assert_max_num_queries: Any) -> None:
    version, client, home = stage()
    for number in range(4):
        certification(code=f"other-{number}")
        LearnerFactory(in_organisation=version.certification.issuer)
    url = f"{home}try/?try=1&did-again=2027-01-01&did-code-of-conduct=2026-01-01"
    client.get(url)
    with django_assert_max_num_queries(12):
        client.get(url)


def test_a_try_on_somebody_reads_only_what_the_rules_look_at(django_assert_max_num_queries: Any) -> None:
    version, client, home = stage()
    learner = LearnerFactory(in_organisation=version.certification.issuer)
    for number in range(30):
        declared(learner, on=TODAY - timedelta(days=number))
    url = f"{home}try/?try=1&person={learner.pk}"
    client.get(url)
    # The twelve of the page, their rounds, the accounts merged into theirs, and three ledgers: declarations, waivers, prior learning.
    with django_assert_max_num_queries(17):
        client.get(url)


@pytest.mark.parametrize(
    "query",
    [
        "begins=soon&name=%00",
        "on=2026-02-30",
        "begins=2026-01-01&until=2099-01-01",
        "begins=2026-01-01&until=2025-01-01&on=2025-01-01",
        "begins=0001-01-01",
        "until=9999-12-31",
        "did-again=yesterday",
        "did-again=9999-12-31",
    ],
)
def test_what_is_no_day_is_told_at_its_field(query: str) -> None:
    _version, client, home = stage()
    answer = client.get(f"{home}try/?try=1&{query}")

    assert answer.status_code == 400
    assert "Please look at this again" in answer.content.decode()


@pytest.mark.parametrize(
    "rules",
    [
        pytest.param({"paths": [{**TWO_PATHS["paths"][1]}]}, id="no path for the first time"),
        pytest.param({"active": "P0D", "basis": "fixed"}, id="it holds for no time"),
    ],
)
def test_rules_that_are_not_ready_are_said_to_be_so(rules: dict[str, Any]) -> None:
    _version, client, home = stage(**rules)
    answer = client.get(f"{home}try/?try=1&begins=2026-01-01&did-code-of-conduct=2026-02-02")

    assert answer.status_code == 200
    assert "These rules cannot be tried yet" in answer.content.decode()


def test_renewal_without_a_path_cannot_be_tried() -> None:
    rules = Rules.read(document())
    facts = simulation.facts_to_try(None, [(rules.paths[0].tree.children[0], TODAY)], rules, code="x", today=TODAY)  # type: ignore[union-attr]
    with pytest.raises(CannotBeTried):
        try_out(rules, facts, begins_on=TODAY, on=TODAY, until=TODAY + timedelta(days=900))


def test_a_published_version_can_be_tried_as_well() -> None:
    version = certification(**TWO_PATHS)
    client = signed_in(LeadFactory(in_organisation=version.certification.issuer))
    home = f"/certificates/compose/{version.certification.code}/"
    client.post(f"{home}draft/")
    page = client.get(f"{home}try/?version=1").content.decode()

    assert re.search(r'<option value="1" selected>Version 1</option>', page) or "Version 1" in page
    assert client.get(f"{home}try/?try=1&version=2").status_code == 200


def test_the_services_do_what_was_foreseen() -> None:
    """Somebody declares, lets the window pass, and declares again in the grace: day by day, and at once."""
    version = certification(**{**TWO_PATHS, "grace": "P1M", "on_expiry": "recert_path_during_grace", "window": "P1M"})
    cycle = assigned(version)
    learner = cycle.learner
    acts = [TODAY + timedelta(days=10), TODAY + timedelta(days=400 - 20)]
    for day in acts:
        declared(learner, on=day, entered_at=at(day))
    rules = rules_of(version)
    until = TODAY + timedelta(days=800)
    facts = facts_of([learner.pk], today=until)[learner.pk]
    told = foresee(rules, facts, begins_on=TODAY, until=until)
    day = TODAY
    while day <= until:
        # Every five days, and on those on which something is said to happen.
        following.follow(learners=[learner.pk], now=at(day))
        renewing.keep_up(now=at(day))
        happens = [
            each
            for found in told.rounds
            for each in (found.opened_on, found.met_on, found.gave_way_on)
            if each is not None and each > day
        ]
        day = min([day + timedelta(days=5), *happens])

    rows = list(Cycle.objects.filter(learner=learner).order_by("number"))
    assert [(row.number, row.path.partition(":")[0], row.completed_on, row.expires_on) for row in rows] == [
        (found.number, found.path.kind, found.dates.completed_on, found.dates.expires_on)
        if found.dates
        else (found.number, found.path.kind, None, None)
        for found in told.rounds
    ]
    assert [row.counts_from for row in rows] == [found.counts_from for found in told.rounds]
    assert CertificationEvent.objects.filter(kind="renewed").count() == 1
    assert len(rows) >= 3


def test_only_what_is_wanted_is_read_and_it_is_the_same() -> None:
    planted = evidence.plant_programme()
    learner = LearnerFactory()
    declared(learner)
    evidence.sitting(learner, planted.quiz, handed_in=True, right=4)
    whole = facts_of([learner.pk], today=TODAY)[learner.pk]
    assert whole.quizzes
    assert whole.declarations
    for name in ("quizzes", "declarations", "schedule_share", "evidence", "modules"):
        part = facts_of([learner.pk], today=TODAY, wanted={name})[learner.pk]
        assert getattr(part, name) == getattr(whole, name)
        assert Facts().differing(part) <= {name}


def test_the_drawing_stays_within_its_frame() -> None:
    rules = Rules.read({**document(), **TWO_PATHS, "grace": "P1M"})
    facts = Facts(quizzes=(QuizTaken(key="x", on=TODAY, score=Fraction(1), passed=True),))
    for years in (0, 1, 20):
        until = NOW.date() + timedelta(days=365 * years)
        drawn = timeline(foresee(rules, facts, begins_on=TODAY, until=until), on=TODAY)
        for bar in (*drawn.worth, *drawn.rounds):
            assert 0 <= bar.x < WIDTH
            assert bar.x + bar.width <= WIDTH
        assert len(drawn.ticks) <= 8
