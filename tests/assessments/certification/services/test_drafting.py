"""A draft is edited act by act, by leads of its issuer alone, and nobody overwrites what they have not seen."""

from datetime import date, timedelta
from typing import Any

import pytest

from assessments.certification.laws.obstacles import obstacles
from assessments.certification.laws.problems import Malformed
from assessments.certification.laws.rules import Rules
from assessments.certification.laws.tree import MOST_DEPTH, leaves
from assessments.certification.models import Certification, CertificationVersion
from assessments.certification.selectors import starting_points
from assessments.certification.selectors.known import known_around
from assessments.certification.selectors.rules import details_mark, rules_of
from assessments.certification.services import drafting, publishing
from assessments.certification.services.drafting import ChangedMeanwhile, NoSuchPlace, NotTheLead
from assessments.certification.services.publishing import CodeTaken, Hindered, Terms, TheFirst
from assessments.mentoring.models import PolicyVersion
from tests.factories import evidence
from tests.factories.certification import DECLARATION, NOW, TODAY, certification, document
from tests.factories.curriculum import FrameworkPageFactory
from tests.factories.people import CoordinatorFactory, LeadFactory, OrganisationFactory, SuperuserFactory
from training_site.people.models import User

pytestmark = pytest.mark.django_db
QUIZ = {"requirement": "quiz_passed", "quiz": "practice/m03-quiz", "min_score": 80, "max_age": "P1Y", "which": "best"}


def drafted(**rules: Any) -> tuple[CertificationVersion, User]:
    version = certification(published=False, **rules)
    return version, LeadFactory(in_organisation=version.certification.issuer)


def fresh(version: CertificationVersion) -> CertificationVersion:
    return CertificationVersion.objects.select_related("certification").get(pk=version.pk)


def test_a_requirement_is_added_under_a_key_of_its_own_and_changed_by_it() -> None:
    version, lead = drafted()
    for _twice in range(2):
        version = fresh(version)
        drafting.put_requirement(version=version, values=QUIZ, to=(0,), revision=version.revision, by=lead, now=NOW)
    version = fresh(version)
    drafting.put_requirement(
        version=version,
        values={**QUIZ, "min_score": 90},
        key="quiz-passed-m03-quiz",
        revision=version.revision,
        by=lead,
        now=NOW,
    )

    found = [(each["key"], each.get("min_score")) for each in fresh(version).document["paths"][0]["tree"]["all"]]
    assert found == [("code-of-conduct", None), ("quiz-passed-m03-quiz", 90), ("quiz-passed-m03-quiz-2", 80)]
    assert fresh(version).revision == 4


def test_what_is_malformed_is_refused_with_its_place_and_changes_nothing() -> None:
    version, lead = drafted()
    with pytest.raises(Malformed) as caught:
        drafting.put_requirement(
            version=version, values={**QUIZ, "max_age": "1Y"}, to=(0,), revision=1, by=lead, now=NOW
        )

    assert [problem.path for problem in caught.value.problems] == ["$.max_age"]
    assert (fresh(version).revision, fresh(version).document) == (1, version.document)


def test_of_two_leads_the_second_is_told_and_overwrites_nothing() -> None:
    version, lead = drafted()
    other = LeadFactory(in_organisation=version.certification.issuer)
    drafting.act(version=fresh(version), name="wrap", place=(0, 0), revision=1, by=lead, now=NOW)
    seen = fresh(version)
    for late in (version, seen):
        with pytest.raises(ChangedMeanwhile):
            drafting.act(version=late, name="remove", place=(0, 0), revision=1, by=other, now=NOW)
    with pytest.raises(ChangedMeanwhile):
        drafting.put_terms(version=seen, values={"active": None}, revision=1, by=other, now=NOW)
    with pytest.raises(ChangedMeanwhile):
        publishing.publish(version=seen, revision=1, by=other, now=NOW)

    assert fresh(version).document == seen.document


@pytest.mark.parametrize("role", ["coordinator", "lead elsewhere", "superuser"])
def test_nobody_else_edits_publishes_or_retires(role: str) -> None:
    version, _lead = drafted()
    people = {
        "coordinator": lambda: CoordinatorFactory(in_organisation=version.certification.issuer),
        "lead elsewhere": LeadFactory,
        "superuser": SuperuserFactory,
    }
    somebody = people[role]()
    acts: list[Any] = [
        lambda: drafting.act(version=version, name="wrap", place=(0, 0), revision=1, by=somebody, now=NOW),
        lambda: publishing.publish(version=version, revision=1, by=somebody, now=NOW),
        lambda: publishing.discard(version=version, revision=1, by=somebody, now=NOW),
        lambda: publishing.retire(certification=version.certification, by=somebody, now=NOW),
        lambda: publishing.draft(certification=version.certification, by=somebody, now=NOW),
    ]
    for act in acts:
        with pytest.raises(NotTheLead):
            act()


def test_a_lead_above_the_issuer_composes_as_well() -> None:
    country = OrganisationFactory()
    version = certification(published=False, issuer=OrganisationFactory(below=country))

    drafting.act(
        version=version, name="wrap", place=(0, 0), revision=1, by=LeadFactory(in_organisation=country), now=NOW
    )


def test_an_act_that_does_not_exist_or_leads_nowhere_is_refused() -> None:
    version, lead = drafted()
    for name, place in (("explode", (0,)), ("up", (5,)), ("remove", (0, 0, 0))):
        with pytest.raises(NoSuchPlace):
            drafting.act(version=version, name=name, place=place, revision=1, by=lead, now=NOW)


def test_groups_may_not_lie_in_groups_for_ever() -> None:
    version, lead = drafted()
    place: tuple[int, ...] = (0, 0)
    for _deeper in range(MOST_DEPTH - 2):
        drafting.act(version=fresh(version), name="wrap", place=place, revision=len(place) - 1, by=lead, now=NOW)
        place = (*place, 0)
    with pytest.raises(Malformed) as caught:
        drafting.act(version=fresh(version), name="wrap", place=place, revision=MOST_DEPTH - 1, by=lead, now=NOW)

    assert {problem.code for problem in caught.value.problems} == {"too_deep"}
    assert rules_of(fresh(version))


def test_a_path_is_added_with_what_another_asks_for() -> None:
    version, lead = drafted()
    drafting.put_path(
        version=version, kind="recert", sequence_no=1, title="Again", copy=0, revision=1, by=lead, now=NOW
    )
    again = fresh(version).document["paths"][1]

    assert (again["kind"], again["title"]) == ("recert", "Again")
    assert [each["key"] for each in again["tree"]["all"]] == ["code-of-conduct-2"]
    assert obstacles(rules_of(fresh(version)), known=known_around(version.certification, today=TODAY)) == ()


def test_a_code_that_is_taken_is_told() -> None:
    version, lead = drafted()
    with pytest.raises(CodeTaken):
        publishing.compose(
            code=version.certification.code,
            titles={"en": "Twice"},
            summaries={},
            issuer=version.certification.issuer,
            programme_key="practice",
            document=document(),
            by=lead,
            now=NOW,
        )

    assert Certification.objects.count() == 1


def test_of_two_who_describe_it_at_once_the_second_is_told() -> None:
    version, lead = drafted()
    row = version.certification
    seen = details_mark(row)
    words = {"titles": {"en": "New"}, "summaries": {}, "pathways": ["worker"], "signatories": []}
    publishing.describe(certification=row, **words, seen=seen, by=lead, now=NOW)
    with pytest.raises(ChangedMeanwhile):
        publishing.describe(certification=row, **words, seen=seen, by=lead, now=NOW)

    row.refresh_from_db()
    assert (row.titles, row.pathways) == ({"en": "New"}, ["worker"])


def test_an_impossible_version_is_not_published_and_the_reasons_are_given() -> None:
    version, lead = drafted(window="P2Y")
    with pytest.raises(Hindered) as caught:
        publishing.publish(version=version, revision=1, by=lead, now=NOW)

    assert {one.code for one in caught.value.obstacles} == {"renewal_missing", "window_not_shorter_than_active"}
    assert fresh(version).is_draft


def test_a_group_that_is_still_empty_is_kept_and_not_published() -> None:
    version, lead = drafted(active=None)
    drafting.act(version=version, name="remove", place=(0, 0), revision=1, by=lead, now=NOW)
    with pytest.raises(Hindered) as caught:
        publishing.publish(version=fresh(version), revision=2, by=lead, now=NOW)

    assert [(one.code, one.where) for one in caught.value.obstacles] == [("asks_for_nothing", "$.paths[0].tree.all")]


def test_what_is_published_carries_what_it_means_for_people() -> None:
    version, lead = drafted(active=None)
    terms = Terms(change="substantive", migrate_by=date(2027, 1, 1), note="A quiz more.")
    publishing.publish(version=version, revision=1, by=lead, now=NOW, terms=terms)
    found = fresh(version)

    assert (found.change, found.migration, found.migrate_by) == ("substantive", "now_with_deadline", date(2027, 1, 1))
    assert (found.published_at, found.published_by, found.change_note) == (NOW, lead, "A quiz more.")
    with pytest.raises(ChangedMeanwhile):
        drafting.act(version=found, name="remove", place=(0, 0), revision=1, by=lead, now=NOW)


def test_a_new_draft_begins_with_the_rules_as_they_are_and_can_be_thrown_away() -> None:
    published = certification(active=None)
    lead = LeadFactory(in_organisation=published.certification.issuer)
    draft = publishing.draft(certification=published.certification, by=lead, now=NOW)

    assert (draft.number, draft.document) == (2, published.document)
    assert publishing.draft(certification=published.certification, by=lead, now=NOW) == draft
    with pytest.raises(ChangedMeanwhile):
        publishing.discard(version=draft, revision=7, by=lead, now=NOW)
    publishing.discard(version=draft, revision=1, by=lead, now=NOW)
    assert list(CertificationVersion.objects.values_list("number", flat=True)) == [1]


def test_the_first_draft_stays() -> None:
    version, lead = drafted()
    with pytest.raises(TheFirst):
        publishing.discard(version=version, revision=1, by=lead, now=NOW)


def test_who_retires_it_first_is_the_one_who_did() -> None:
    version, lead = drafted()
    publishing.retire(certification=version.certification, by=lead, now=NOW)
    other = LeadFactory(in_organisation=version.certification.issuer)
    retired = publishing.retire(certification=version.certification, by=other, now=NOW + timedelta(days=1))

    assert (retired.retired_at, retired.retired_by) == (NOW, lead)


@pytest.mark.parametrize("start", ["empty", "safe", "practice:nobody", "elsewhere:x", "nonsense"])
def test_every_starting_point_is_a_draft_that_can_be_read(start: str) -> None:
    evidence.plant_programme()

    assert Rules.read(starting_points.chosen(start, "practice", zone="Europe/Kyiv").document)


def test_a_programme_without_a_framework_has_a_starting_point_as_well() -> None:
    planted = evidence.plant_programme()
    start = f"practice:{planted.programme.pathways[0]['key']}"
    rules = Rules.read(starting_points.chosen(start, "practice", zone="UTC").document)

    assert not any(leaf.name == "competency_at" for path in rules.paths for leaf in leaves(path.tree))


def test_the_programmes_own_rules_can_be_published_as_they_are() -> None:
    planted = evidence.plant_programme()
    planted.programme.completion = {"direct_contact_module": "m03", "refresh_quiz": "m03-quiz"}
    planted.programme.save()
    FrameworkPageFactory(parent=planted.programme)
    row = certification(published=False).certification
    LeadFactory(in_organisation=row.issuer)
    pathway = planted.programme.pathways[0]["key"]
    for start in ("safe", f"practice:{pathway}"):
        rules = Rules.read(starting_points.chosen(start, "practice", zone="Europe/Kyiv").document)
        assert obstacles(rules, known=known_around(row, today=TODAY)) == (), start


@pytest.mark.parametrize("moderates", [True, False], ids=["moderated", "not moderated"])
def test_a_pathway_begins_with_what_its_mentoring_asks_for(moderates: bool) -> None:
    planted = evidence.plant_programme()
    FrameworkPageFactory(parent=planted.programme)
    issuer = OrganisationFactory()
    PolicyVersion.objects.create(
        organisation=issuer,
        programme_key="practice",
        number=1,
        values={"moderation_required": moderates},
        made_by=LeadFactory(in_organisation=issuer),
        made_at=NOW,
    )
    start = f"practice:{planted.programme.pathways[0]['key']}"
    rules = Rules.read(starting_points.chosen(start, "practice", zone="UTC", issuer=issuer).document)
    asked = [leaf for path in rules.paths for leaf in leaves(path.tree) if hasattr(leaf, "moderated")]

    assert {(leaf.name, leaf.moderated) for leaf in asked} == {
        ("competency_at", moderates),
        ("review_outcome", moderates),
    }


def test_the_surroundings_cost_as_many_queries_for_many_certifications_as_for_one(
    django_assert_max_num_queries: Any,
) -> None:
    row = certification(published=False).certification
    for number in range(12):
        certification(
            code=f"other-{number}", paths=[{"kind": "initial", "title": "A", "tree": DECLARATION}], active=None
        )
    known_around(row, today=TODAY)
    with django_assert_max_num_queries(7):
        found = known_around(row, today=TODAY)

    assert found.certifications is not None
    assert len(found.certifications) == 12
