"""An impossible certification cannot be published, and the page says where it is impossible and what to do about it."""

from typing import Any

import pytest
from django.utils import timezone
from django.utils.html import escape

from assessments.certification.models import Certification
from assessments.certification.selectors.deciders import most_for_somebody
from tests.assessments.certification.composing.test_pages import TWO_PATHS, fresh, stage
from tests.factories.certification import DECLARATION, certification
from tests.factories.people import CoordinatorFactory, LeadFactory, LearnerFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
INITIAL, RECERT = TWO_PATHS["paths"]


def asking(*more: dict[str, Any]) -> dict[str, Any]:
    """Two paths, the first of which asks for something else as well."""
    return {"paths": [{**INITIAL, "tree": {"all": [DECLARATION, *more]}}, RECERT]}


def turns(*trees: dict[str, Any]) -> dict[str, Any]:
    """Renewals that take turns."""
    rotating = [
        {"kind": "rotating", "sequence_no": number, "title": "Again", "tree": tree}
        for number, tree in enumerate(trees, start=1)
    ]
    return {"paths": [INITIAL, *rotating]}


@pytest.mark.parametrize(
    ("rules", "where", "what", "remedy"),
    [
        pytest.param(
            {"window": "P3Y"},
            "rules/terms/#id_window_years",
            "It could be renewed for 3 years before its end, and holds for 1 year only.",
            "Make the window shorter, or let it hold longer.",
            id="a window longer than validity",
        ),
        pytest.param(
            {"grace": "P13M"},
            "rules/terms/#id_grace_years",
            "longer than the time it holds, 1 year.",
            "Make the grace shorter.",
            id="a grace longer than validity",
        ),
        pytest.param(
            asking({"requirement": "quiz_passed", "key": "q", "quiz": "nowhere"}),
            "rules/requirement/?key=q",
            "“nowhere” does not exist.",
            "Choose another one, or publish it first.",
            id="a quiz that does not exist",
        ),
        pytest.param(
            asking({"requirement": "pre_post_gain", "key": "gain", "instrument": "E01", "min_gain": 10}),
            "rules/requirement/?key=gain",
            "“E01” does not exist.",
            "Choose another one, or publish it first.",
            id="a test that nobody can sit",
        ),
        pytest.param(
            asking({"requirement": "observation", "key": "o", "count": 2, "distinct_observers": 3}),
            "rules/requirement/?key=o",
            "3 different people cannot make 2 observations.",
            "Ask for as many observations as people, or for fewer people.",
            id="more observers than observations",
        ),
        pytest.param(
            {"paths": [{**INITIAL, "tree": {"any": [DECLARATION], "count": 2}}, RECERT]},
            "rules/#n-0",
            "2 are asked for, and there are only 1.",
            "Ask for fewer, or add more to choose from.",
            id="two of one",
        ),
        pytest.param(
            asking({"requirement": "other_certification_valid", "key": "c", "certification": "other"}),
            "rules/requirement/?key=c",
            "Nobody could begin.",
            "Take the other certification out here, or there.",
            id="a cycle of certifications",
        ),
        pytest.param(
            asking({"requirement": "other_certification_valid", "key": "c", "certification": "retired"}),
            "rules/requirement/?key=c",
            "“retired” is retired: whoever does not hold it yet can never earn it.",
            "Choose another one, or take this out.",
            id="a certification that is retired",
        ),
        pytest.param(
            turns({"all": [{**DECLARATION, "key": "again"}]}, {"all": []}),
            "rules/#n-2",
            "This asks for nothing.",
            "Ask for something, or take it out.",
            id="a turn with nothing in it",
        ),
        pytest.param(
            {"decision": {"mode": "panel", "quorum": 3}},
            "rules/terms/#id_quorum",
            "3 are to agree, and wherever somebody learns there are 2 at most who may decide.",
            "Let fewer agree, or give more people the role of coordinator or programme lead first.",
            id="a panel larger than the people there are",
        ),
    ],
)
def test_it_says_where_and_what_to_do(rules: dict[str, Any], where: str, what: str, remedy: str) -> None:
    version, client, home = stage(**rules)
    certification(
        code="other",
        active=None,
        paths=asking(
            {"requirement": "other_certification_valid", "key": "c", "certification": "reintegration-practice"}
        )["paths"][:1],
    )
    gone = certification(code="retired").certification
    now = timezone.now()
    Certification.objects.filter(pk=gone.pk).update(retired_at=now, retired_by=LeadFactory())
    CoordinatorFactory(in_organisation=OrganisationFactory(below=version.certification.issuer))
    page = client.get(f"{home}publish/").content.decode()

    assert "It cannot be published yet" in page
    assert f'href="{escape(home + where)}' in page
    assert escape(what) in page
    assert escape(remedy) in page
    assert client.post(f"{home}publish/", {"revision": 1, "note": ""}).status_code == 409
    assert fresh(version).is_draft


def test_the_largest_panel_is_that_of_the_place_where_most_may_decide() -> None:
    country = OrganisationFactory()
    issuer = OrganisationFactory(below=country)
    province = OrganisationFactory(below=issuer)
    today = timezone.localdate()
    assert most_for_somebody(issuer, today=today) == 0

    lead = LeadFactory(in_organisation=country)
    CoordinatorFactory(in_organisation=province)
    for _each in range(2):
        CoordinatorFactory(in_organisation=OrganisationFactory(below=issuer))
    for somebody in (LearnerFactory(in_organisation=province), LeadFactory()):
        assert somebody.pk
    assert most_for_somebody(issuer, today=today) == 2, "the lead of all, and the coordinator of a province"

    lead.is_active = False
    lead.save()
    assert most_for_somebody(issuer, today=today) == 1
