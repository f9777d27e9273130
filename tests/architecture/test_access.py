"""Who gets what answer at which door: `access.toml` has a row for every URL pattern, and every row is asked as everybody.

An answer is written in words, so that the table can be read by somebody who knows the roles and no HTTP.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse
from pytest_django import DjangoDbBlocker
from wagtail.models import Collection, Page, Site

from modules.models import LessonPage
from tests.factories import cohorts, evidence
from tests.factories.certification import certification
from tests.factories.law import law_text
from tests.factories.notices import NoticeFactory, kept_template, written
from tests.factories.people import (
    AdministratorFactory,
    CoordinatorFactory,
    LeadFactory,
    LearnerFactory,
    MentorFactory,
    OrganisationFactory,
    SafeguardingFactory,
    SuperuserFactory,
    TrainerFactory,
)

TABLE = tomllib.loads((Path(__file__).parent / "access.toml").read_text(encoding="utf-8"))
ROWS: list[dict[str, str]] = TABLE["rows"]
AUDIENCES: dict[str, dict[str, str]] = TABLE["audiences"]
EVERYBODY = (
    *("anonymous", "learner", "mentor", "coordinator", "lead", "safeguarding", "trainer", "administrator"),
    "superuser",
)
FACTORIES = {
    "learner": LearnerFactory,
    "mentor": MentorFactory,
    "coordinator": CoordinatorFactory,
    "lead": LeadFactory,
    "safeguarding": SafeguardingFactory,
    "trainer": TrainerFactory,
    "administrator": AdministratorFactory,
    "superuser": SuperuserFactory,
}
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
PLAIN = {
    200: "opens",
    204: "done",
    400: "bad request",
    401: "sign in first",
    403: "refused",
    404: "nothing here",
    405: "not so",
    409: "not now",
    500: "breaks",
}


def answer_in_words(response: HttpResponse) -> str:
    """What a person would say came back."""
    if response.status_code not in (301, 302, 303):
        return PLAIN.get(response.status_code, f"status {response.status_code}")
    target = response["Location"].split("?")[0]
    if target in (reverse("account_login"), "/admin/login/"):
        return "door"
    if target == reverse("wagtailadmin_home"):
        return "refused"  # Wagtail says no by leading back to its first page, with a message
    return f"to {UUID.sub('…', target)}"


def patterns(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    """Every pattern below a resolver, as it is written in the URL modules; those below a language only once."""
    for pattern in resolver.url_patterns:
        here = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, here)
        else:
            yield here


def _expected(row: dict[str, str]) -> dict[str, str]:
    audience, colon, answer = row["answer"].partition(": ")
    if not colon:
        return dict.fromkeys(EVERYBODY, row["answer"])
    return {one: said.replace("*", answer) for one, said in AUDIENCES[audience].items()}


def _row_id(row: dict[str, str]) -> str:
    return row["ask"]


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, Any]]:
    """One person of each role, each signed in once, and rows for the numbers in the table; gone when the module ends."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield _set_the_stage()
        transaction.set_rollback(True)


def _set_the_stage() -> dict[str, Any]:
    planted = evidence.plant_programme()
    home = planted.programme.get_parent()
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "testserver", "root_page": home})
    draft = LessonPage(title="Draft", slug="draft", body="Not yet.", live=False)
    planted.other_module.add_child(instance=draft)
    for page in (draft, planted.lesson):
        page.save_revision()

    country = OrganisationFactory(danger_contacts="Child helpline, 116 111")
    people, sessions = {}, {"anonymous": ""}
    for role, factory in FACTORIES.items():
        people[role] = factory(**({} if role == "superuser" else {"in_organisation": country}))
        client = Client()
        client.force_login(people[role])
        sessions[role] = client.cookies[settings.SESSION_COOKIE_NAME].value
    other = LearnerFactory(in_organisation=country)
    twins = [LearnerFactory(in_organisation=country, first_name="Maria", last_name="Lopez") for _twin in range(2)]
    certification(issuer=country, code="practice", published=False)
    cohort = cohorts.CohortFactory(organisation=country)
    cohort_elsewhere = cohorts.CohortFactory()
    code = cohorts.JoinCodeFactory(cohort=cohort, revoked_at=cohorts.NOW, revoked_by=other)

    things = {
        "twin": twins[0].pk,
        "other_twin": twins[1].pk,
        "root": Page.objects.get(depth=1).pk,
        "home": home.pk,
        "module": planted.module.pk,
        "lesson": planted.lesson.pk,
        "quiz": planted.quiz.pk,
        "draft": draft.pk,
        "version": evidence.compiled_in(planted.lesson, "tea").version,
        "of_learner": evidence.sitting(people["learner"], planted.quiz).pk,
        "of_other": evidence.sitting(other, planted.quiz).pk,
        "notice_of_learner": NoticeFactory(person=people["learner"]).pk,
        "message": written(by=people["coordinator"], to=country).pk,
        "template": kept_template(country).pk,
        "template_elsewhere": kept_template(OrganisationFactory()).pk,
        "user": other.pk,
        "membership": other.memberships.get().pk,
        "country": country.pk,
        "mark": country.contacts_mark,
        "group": Group.objects.order_by("pk")[0].pk,
        "collection": Collection.objects.get(depth=1).add_child(name="Pictures").pk,
        "law": law_text(lesson_key=planted.lesson.content_key, country=country.name).pk,
        "law_elsewhere": law_text(lesson_key=planted.lesson.content_key, country="Elsewhere").pk,
        "cohort": cohort.pk,
        "cohort_elsewhere": cohort_elsewhere.pk,
        "cohort_member": cohorts.member(cohort, other).pk,
        "member_elsewhere": cohorts.member(cohort_elsewhere).pk,
        "code": code.pk,
        "join_code": code.code,
        "none": 999_999,
        "uuid": "00000000-0000-4000-8000-000000000000",
    }
    return {"sessions": sessions, "things": things}


def ask(request: str, session: str) -> str:
    """The answer to `METHOD /path form` from somebody who is signed in by this session; nothing of it stays."""
    method, path, form = [*request.split(" "), ""][:3]
    client = Client(raise_request_exception=False)
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    data = QueryDict(form).dict() if method == "POST" else None
    with transaction.atomic():
        response = getattr(client, method.lower())(path, data)
        transaction.set_rollback(True)
    return answer_in_words(response)


def test_every_url_pattern_has_a_row_and_no_row_is_left_over() -> None:
    written, present = {row["url"] for row in ROWS}, set(patterns(get_resolver()))

    assert present - written == set(), "URL patterns without a row in access.toml: say who gets which answer"
    assert written - present == set(), "rows in access.toml for URL patterns that are gone"


def test_no_door_is_asked_twice_in_the_same_way() -> None:
    assert [ask for ask, times in Counter(_row_id(row) for row in ROWS).items() if times > 1] == []


@pytest.mark.parametrize("audience", AUDIENCES)
def test_an_audience_says_what_everybody_gets(audience: str) -> None:
    assert tuple(AUDIENCES[audience]) == EVERYBODY


@pytest.mark.django_db
@pytest.mark.parametrize("row", ROWS, ids=_row_id)
def test_everybody_gets_the_answer_that_is_written(row: dict[str, str], stage: dict[str, Any]) -> None:
    things = stage["things"]

    given = {one: ask(row["ask"].format(**things), session) for one, session in stage["sessions"].items()}

    assert given == {one: answer.format(**things) for one, answer in _expected(row).items()}


def _opened(row: dict[str, str], stage: dict[str, Any]) -> Iterator[HttpResponse]:
    """The pages behind a row, as the first and the last of those see them to whom it opens; nothing of it stays."""
    method, path, *_form = row["ask"].format(**stage["things"]).split(" ")
    readers = [one for one, answer in _expected(row).items() if answer == "opens"] if method == "GET" else []
    for one in {*readers[:1], *readers[-1:]}:
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = stage["sessions"][one]
        with transaction.atomic():
            response = client.get(path)
            transaction.set_rollback(True)
        panel_of_the_editor = path.endswith("/preview/")
        if b"<html" in response.getvalue() and not panel_of_the_editor:
            yield response


@pytest.mark.django_db
def test_every_page_leads_to_the_contacts_for_a_child_in_danger(stage: dict[str, Any]) -> None:
    pages = {
        f"{row['ask']} as {response.wsgi_request.user}": b'"/child-in-danger/"' in response.getvalue()
        for row in ROWS
        for response in _opened(row, stage)
    }

    assert [page for page, leads in pages.items() if not leads] == []
    assert len(pages) > 100
