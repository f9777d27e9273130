"""The doors of the composer: who may open them, what a lead does there, and what hostile hands get."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.certification.forms.composing import DetailsForm
from assessments.certification.laws.rules import Rules
from assessments.certification.models import Certification, CertificationVersion, Cycle
from assessments.certification.selectors.rules import details_mark
from assessments.certification.services.drafting import ACTS
from tests.assessments.certification.composing.sending import sent
from tests.factories import evidence
from tests.factories.certification import DECLARATION, RENEWABLE, assigned, certification
from tests.factories.people import (
    AdministratorFactory,
    CoordinatorFactory,
    LeadFactory,
    LearnerFactory,
    OrganisationFactory,
    SuperuserFactory,
)
from training_site.people.models import User

pytestmark = pytest.mark.django_db
HOME = "/certificates/compose/"
TWO_PATHS = {
    "paths": [
        {"kind": "initial", "title": "In full", "tree": {"all": [DECLARATION]}},
        {"kind": "recert", "title": "Again", "tree": {"all": [{**DECLARATION, "key": "again"}]}},
    ],
    "basis": "expiry",
}


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def stage(**rules: Any) -> tuple[CertificationVersion, Client, str]:
    """A draft, its lead, and the address of the certification."""
    version = certification(published=False, **{**TWO_PATHS, **rules})
    lead = LeadFactory(in_organisation=version.certification.issuer)
    return version, signed_in(lead), f"{HOME}{version.certification.code}/"


def fresh(version: CertificationVersion) -> CertificationVersion:
    return CertificationVersion.objects.get(pk=version.pk)


DOORS = (
    "",
    "details/",
    "retire/",
    "rules/",
    "rules/add/?to=0",
    "rules/requirement/?key=again",
    "rules/requirement/?to=0&kind=quiz_passed",
    "rules/path/",
    "rules/path/?number=0",
    "rules/terms/",
    "try/",
    "try/?try=1",
    "publish/",
)


@pytest.mark.parametrize("door", DOORS)
def test_a_lead_of_the_issuer_opens_every_door(door: str) -> None:
    _version, client, home = stage()

    assert client.get(home + door).status_code == 200
    assert client.get(home + door)["Cache-Control"].endswith("private")


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("role", ["lead elsewhere", "coordinator", "administrator", "learner", "superuser"])
def test_everybody_else_finds_nothing_there(door: str, role: str) -> None:
    version, _client, home = stage()
    here = {"in_organisation": version.certification.issuer}
    somebody = {
        "lead elsewhere": lambda: LeadFactory(),
        "coordinator": lambda: CoordinatorFactory(**here),
        "administrator": lambda: AdministratorFactory(**here),
        "learner": lambda: LearnerFactory(**here),
        "superuser": lambda: SuperuserFactory(),
    }[role]()
    client = signed_in(somebody)

    assert client.get(home + door).status_code == 404
    assert client.post(home + door, {"act": "remove 0.0", "revision": 1}).status_code == 404
    assert fresh(version).revision == 1


def test_visitors_are_led_to_the_sign_in() -> None:
    _version, _client, home = stage()

    assert Client().get(home)["Location"].startswith("/accounts/login/")
    assert Client().post(f"{home}rules/", {"act": "remove 0.0"})["Location"].startswith("/accounts/login/")


def test_the_list_shows_ones_own_and_those_below_and_nobody_elses() -> None:
    version, client, _home = stage()
    below = OrganisationFactory(below=version.certification.issuer, name="Below")
    certification(issuer=below, code="below")
    certification(code="elsewhere")

    page = client.get(HOME).content.decode()
    assert "/compose/reintegration-practice/" in page
    assert "/compose/below/" in page
    assert "elsewhere" not in page


def test_a_new_one_begins_with_the_programmes_own_rules() -> None:
    planted = evidence.plant_programme()
    lead = LeadFactory()
    issuer = lead.memberships.get().organisation
    client = signed_in(lead)
    assert client.get(f"{HOME}new/").status_code == 200
    pathway = planted.programme.pathways[0]["key"]
    data = {
        "title": "Practice",
        "code": "practice",
        "issuer": issuer.pk,
        "programme": "practice",
        "start": f"practice:{pathway}",
    }

    assert client.post(f"{HOME}new/", data)["Location"] == f"{HOME}practice/rules/"
    made = Certification.objects.get()
    assert (made.titles, made.issuer, made.pathways) == ({"en": "Practice"}, issuer, [pathway])
    assert client.post(f"{HOME}new/", data).status_code == 409
    assert client.post(f"{HOME}new/", {**data, "code": "compose"}).status_code == 400
    assert client.post(f"{HOME}new/", {**data, "code": "Two Words"}).status_code == 400
    assert client.post(f"{HOME}new/", {**data, "code": "x", "issuer": OrganisationFactory().pk}).status_code == 400
    assert client.post(f"{HOME}new/", {**data, "code": "y", "start": "practice:nobody"}).status_code == 400
    assert Certification.objects.count() == 1


def test_an_act_is_saved_and_leads_back_to_its_place() -> None:
    version, client, home = stage()
    answer = client.post(f"{home}rules/", {"act": "group 0", "revision": 1})

    assert (answer.status_code, answer["Location"]) == (302, f"{home}rules/#n-0-1")
    page = client.get(f"{home}rules/").content.decode()
    assert 'id="n-0-1"' in page
    assert "This asks for nothing." in page
    assert fresh(version).document["paths"][0]["tree"]["all"][1] == {"all": []}


def test_a_number_of_a_group_is_asked_for() -> None:
    version, client, home = stage()
    client.post(f"{home}rules/", {"act": "any 0", "count 0": "1", "revision": 1})

    assert fresh(version).document["paths"][0]["tree"]["count"] == 1


def test_the_second_of_two_leads_is_told_and_loses_nothing() -> None:
    version, client, home = stage()
    client.post(f"{home}rules/", {"act": "group 0", "revision": 1})
    late = client.post(f"{home}rules/", {"act": "remove 0.0", "revision": 1})

    assert late.status_code == 409
    assert "Somebody else changed the draft meanwhile" in late.content.decode()
    assert len(fresh(version).document["paths"][0]["tree"]["all"]) == 2

    url = f"{home}rules/requirement/?to=0&kind=practice_hours"
    answer = client.post(url, {"hours": "40", "revision": 1})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="40"' in page
    revision = re.search(r'name="revision" value="(\d+)"', page)
    assert revision is not None
    assert client.post(url, {"hours": "40", "revision": revision[1]}).status_code == 302
    keys = [each.get("key") for each in fresh(version).document["paths"][0]["tree"]["all"]]
    assert keys == ["code-of-conduct", None, "practice-hours"]


def test_a_requirement_is_edited_by_its_key() -> None:
    version, client, home = stage()
    url = f"{home}rules/requirement/?key=again"
    answer = client.post(url, {"declaration": "code-of-conduct", "version": "3", "ever": "on", "revision": 1})

    assert answer["Location"] == f"{home}rules/#n-1-0"
    changed = fresh(version).document["paths"][1]["tree"]["all"][0]
    assert (changed["key"], changed["version"], changed["ever"]) == ("again", 3, True)


def test_a_mistake_is_shown_at_its_field_with_what_was_typed() -> None:
    version, client, home = stage()
    answer = client.post(f"{home}rules/requirement/?to=0&kind=practice_hours", {"hours": "many", "revision": 1})
    page = answer.content.decode()

    assert answer.status_code == 400
    assert 'aria-invalid="true"' in page
    assert 'value="many"' in page
    assert 'href="#id_hours"' in page
    assert fresh(version).revision == 1


def test_the_terms_are_saved_and_their_mistakes_stand_at_their_place() -> None:
    version, client, home = stage()
    data = {
        "active_years": "2",
        "window_months": "3",
        "basis": "expiry",
        "on_expiry": "initial_path",
        "early_mode": "window",
        "decision_mode": "panel",
        "quorum": "2",
        "due_mode": "none",
        "zone": "Asia/Phnom_Penh",
        "revision": "1",
    }

    assert client.post(f"{home}rules/terms/", data)["Location"] == f"{home}rules/#terms"
    rules = Rules.read(fresh(version).document)
    assert (str(rules.active), str(rules.window), rules.decision.quorum) == ("P2Y", "P3M", 2)
    wrong = client.post(f"{home}rules/terms/", {**data, "active_years": "100", "active_months": "7", "revision": "2"})
    assert wrong.status_code == 400
    assert "hundred years" in wrong.content.decode()
    assert client.post(f"{home}rules/terms/", data).status_code == 409


def test_a_path_is_added_described_and_taken_out() -> None:
    version, client, home = stage()
    made = client.post(
        f"{home}rules/path/",
        {"kind": "alternative", "sequence_no": "1", "title": "Otherwise", "copy": "0", "revision": 1},
    )
    assert made["Location"] == f"{home}rules/#n-2"
    client.post(
        f"{home}rules/path/?number=2", {"kind": "alternative", "sequence_no": "2", "title": "Or so", "revision": 2}
    )
    assert fresh(version).document["paths"][2]["title"] == "Or so"
    client.post(f"{home}rules/", {"act": "drop 2", "revision": 3})
    assert len(fresh(version).document["paths"]) == 2


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"act": "explode 0"},
        {"act": "up"},
        {"act": "up 0.0.0.0"},
        {"act": "up -1"},
        {"act": "remove 9"},
        {"act": "remove ../../etc"},
        {"act": "any 0.0"},
        {"act": "\x00"},
    ],
)
def test_a_forged_act_finds_nothing_and_changes_nothing(data: dict[str, str]) -> None:
    version, client, home = stage()

    assert client.post(f"{home}rules/", {"revision": "1", **data}).status_code == 404
    assert fresh(version).revision == 1


@pytest.mark.parametrize("revision", ["", "-1", "x", "1.0", "9" * 40, "²"])
def test_a_forged_revision_changes_nothing(revision: str) -> None:
    version, client, home = stage()

    assert client.post(f"{home}rules/", {"act": "remove 0.0", "revision": revision}).status_code == 409
    assert fresh(version).revision == 1


@pytest.mark.parametrize(
    "door",
    [
        "rules/add/",
        "rules/add/?to=9",
        "rules/requirement/",
        "rules/requirement/?kind=quiz_passed",
        "rules/requirement/?to=0&kind=nothing",
        "rules/requirement/?key=unknown",
        "rules/path/?number=7",
        "try/?version=99",
        "try/?person=1",
        "affected/",
        "../other/",
    ],
)
def test_what_does_not_exist_is_not_found(door: str) -> None:
    _version, client, home = stage()

    assert client.get(home + door).status_code == 404


presses = st.lists(
    st.tuples(st.sampled_from(sorted(ACTS)), st.lists(st.integers(0, 3), min_size=1, max_size=4), st.integers(0, 5)),
    max_size=8,
)


def pressed(done: list[Any]) -> None:
    """Press these buttons one after the other; the page opens, and its rules can be read."""
    version = certification(published=False, code=f"pressed-{Certification.objects.count()}", **TWO_PATHS)
    client = signed_in(LeadFactory(in_organisation=version.certification.issuer))
    url = f"{HOME}{version.certification.code}/rules/"
    for name, place, count in done:
        where = ".".join(map(str, place))
        answer = client.post(
            url, {"act": f"{name} {where}", f"count {where}": count, "revision": fresh(version).revision}
        )
        assert answer.status_code in (302, 404)
    assert client.get(url).status_code == 200
    assert Rules.read(fresh(version).document)


@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(presses)
def test_whatever_buttons_are_pressed_the_page_opens(done: list[Any]) -> None:
    """A few by day, and many at night."""
    pressed(done)


@pytest.mark.nightly
@settings(
    deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(presses)
def test_however_many_buttons_are_pressed_the_page_opens(done: list[Any]) -> None:
    pressed(done)


def test_details_are_kept_for_every_language() -> None:
    version, client, home = stage()
    row = version.certification
    data = {
        "title_en": "Practice",
        "title_km": "ការអនុវត្ត",
        "summary_en": "Does it.",
        "name_0": "Ines Novak",
        "function_0": "Programme lead",
        "seen": details_mark(row),
    }

    assert client.post(f"{home}details/", data)["Location"] == home
    row.refresh_from_db()
    assert row.titles == {"en": "Practice", "km": "ការអនុវត្ត"}
    assert row.signatories == [{"name": "Ines Novak", "function": "Programme lead"}]
    late = client.post(f"{home}details/", {**data, "title_en": "Late"})
    assert late.status_code == 409
    assert 'value="Late"' in late.content.decode()
    half = client.post(f"{home}details/", {**data, "name_1": "Somebody", "seen": details_mark(row)})
    assert half.status_code == 400


def test_what_the_form_does_not_offer_is_not_lost_by_saving() -> None:
    version, client, home = stage()
    row = version.certification
    row.titles = {"en": "Practice", "fr": "Pratique"}
    row.signatories = [{"name": f"Name {number}", "function": "Lead"} for number in range(4)]
    row.save()
    form = DetailsForm(None, certification=row, pathways=(), seen=details_mark(row))
    client.post(f"{home}details/", sent(form, title_en="Practice, anew").dict())
    row.refresh_from_db()

    assert row.titles == {"en": "Practice, anew", "fr": "Pratique"}
    assert len(row.signatories) == 4


def test_an_impossible_certification_is_explained_and_cannot_be_published() -> None:
    version, client, home = stage(window="P3Y")
    page = client.get(f"{home}publish/").content.decode()

    assert "It cannot be published yet" in page
    assert "It could be renewed for 3 years before its end, and holds for 1 year only." in page
    assert f"{home}rules/terms/#id_window_years" in page
    assert client.post(f"{home}publish/", {"revision": 1, "note": ""}).status_code == 409
    assert fresh(version).is_draft


def test_the_first_version_is_published() -> None:
    version, client, home = stage()

    assert client.post(f"{home}publish/", {"revision": 1, "note": ""})["Location"] == home
    assert not fresh(version).is_draft
    assert client.get(f"{home}rules/").content.decode().count("Begin a new version") == 1
    assert client.get(f"{home}rules/terms/").status_code == 404
    assert client.post(f"{home}rules/", {"act": "group 0", "revision": 1}).status_code == 404


def second_draft() -> tuple[CertificationVersion, Client, str, Cycle]:
    """A published version with somebody on the way, and a draft that asks for more."""
    version = certification(**{**TWO_PATHS, "basis": "expiry"})
    cycle = assigned(version)
    client = signed_in(LeadFactory(in_organisation=version.certification.issuer))
    home = f"{HOME}{version.certification.code}/"
    client.post(f"{home}draft/")
    client.post(f"{home}rules/requirement/?to=0&kind=practice_hours", {"hours": "40", "revision": 1})
    return version, client, home, cycle


def test_whom_a_new_version_concerns_is_shown_first() -> None:
    version, client, home, cycle = second_draft()
    elsewhere = LearnerFactory(first_name="Far", last_name="Away")
    assigned(version, elsewhere)
    page = client.get(f"{home}publish/").content.decode()

    assert re.search(r"<b>2</b>\s*on their way", page)
    assert re.search(r"<b>2</b>\s*would have more to do", page)
    names = client.get(f"{home}affected/").content.decode()
    assert cycle.learner.display_name in names
    assert "Far Away" not in names
    assert "New: Work 40 hours of practice" in names


def test_a_migration_needs_a_day_to_come_and_a_note() -> None:
    _version, client, home, cycle = second_draft()
    today = timezone.localdate()
    data = {"change": "substantive", "migration": "now_with_deadline", "note": "Forty hours.", "revision": 2}
    for wrong in ({}, {"migrate_by": today.isoformat()}, {"migrate_by": "soon"}, {"note": " "}):
        assert client.post(f"{home}publish/", {**data, **wrong}).status_code == 400
    day = today + timedelta(days=40)

    assert client.post(f"{home}publish/", {**data, "migrate_by": day.isoformat()}).status_code == 302
    cycle.refresh_from_db()
    assert cycle.migrate_by == day
    assert cycle.learner.notices.filter(kind="certification.version").count() == 1


def test_a_draft_is_thrown_away_and_a_certification_retired() -> None:
    version, client, home, _cycle = second_draft()
    client.post(f"{home}draft/", {"discard": "1", "revision": "1"})
    assert version.certification.versions.count() == 2
    client.post(f"{home}draft/", {"discard": "1", "revision": "2"})
    assert version.certification.versions.count() == 1
    assert client.post(f"{home}retire/")["Location"] == home
    assert "Retired on" in client.get(home).content.decode()
    client.post(f"{home}draft/")
    assert version.certification.versions.count() == 1


@pytest.mark.parametrize(
    "door", ["", "rules/", "rules/terms/", "publish/", "affected/", "rules/requirement/?key=again"]
)
def test_pages_cost_few_queries(door: str, django_assert_max_num_queries: Any) -> None:
    version, client, home, _cycle = second_draft()
    for number in range(5):
        certification(code=f"other-{number}", **RENEWABLE)
        assigned(version)
    client.get(home + door)
    most = {"publish/": 21, "affected/": 16}.get(door, 12)
    with django_assert_max_num_queries(most):
        client.get(home + door)
