"""Two branches: where those who ask have their roles, and far away, where all of it is planted that none of them may meet."""

import gc
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import transaction
from pytest_django import DjangoDbBlocker
from wagtail.models import Page, Site

from assessments.cohorts.models import EnrolmentImport
from assessments.models import QuizPage
from assessments.reporting.filters import Filters
from assessments.reporting.services import exporting
from modules.models import LessonPage, ModulePage
from tests.architecture.access.asking import Asker
from tests.architecture.access.far_away import FarAway
from tests.assessments.mentoring.matrix.stage import Stage as OfMentoring
from tests.factories import cohorts, evidence, regrades, surveys, texts
from tests.factories.certification import certification
from tests.factories.law import law_text
from tests.factories.notices import NoticeFactory, kept_template, written
from tests.factories.people import (
    AdministratorFactory,
    AuthorityFactory,
    CoordinatorFactory,
    LeadFactory,
    LearnerFactory,
    MembershipFactory,
    MentorFactory,
    OrganisationFactory,
    SafeguardingFactory,
    SuperuserFactory,
    TrainerFactory,
    UserFactory,
)
from tests.factories.questions import bank, question
from tests.factories.searching import searchable
from training_site.access.doors import STRANGER, VISITOR
from training_site.people.models import Organisation, User
from training_site.people.roles import Role

FACTORIES = {
    "learner": LearnerFactory,
    "mentor": MentorFactory,
    "trainer": TrainerFactory,
    "coordinator": CoordinatorFactory,
    "lead": LeadFactory,
    "safeguarding": SafeguardingFactory,
    "authority": AuthorityFactory,
    "administrator": AdministratorFactory,
}


@dataclass(kw_only=True)
class Stage:
    """Who is there, and what the words in braces in the table stand for."""

    asker: Asker
    far: FarAway
    people: dict[str, User | None]
    things: dict[str, Any]
    sessions: dict[str, str] = field(default_factory=dict)
    """Of those who have their roles here, by role."""
    far_sessions: dict[str, str] = field(default_factory=dict)
    """Of the people of the other branch, by what they are to the learner there."""
    of_both: dict[str, str] = field(default_factory=dict)
    """Of somebody who looks after both branches, and of some of either."""

    def __post_init__(self) -> None:
        self.sessions = {who: self.asker.session_of(one) for who, one in self.people.items()}
        self.far_sessions = {who: self.asker.session_of(one) for who, one in self.far.people.items()}
        keeper = _keeper(self.far.place, Organisation.objects.get(pk=self.things["country"]))
        EnrolmentImport.objects.update(looked_by=keeper)  # a file is shown to whoever looked at it
        self.of_both = {
            "keeper": self.asker.session_of(keeper),
            "coordinator": self.sessions["coordinator"],
            "administrator": self.sessions["administrator"],
            "far coordinator": self.far_sessions["coordinator"],
            "far learner": self.far_sessions["learner"],
            "superuser": self.sessions["superuser"],
        }


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    """Planted once; gone when the module ends. It is always the same day there."""
    with time_machine.travel(cohorts.NOW), django_db_blocker.unblock(), searchable(), transaction.atomic():
        made = set_the_stage()
        gc.collect()
        gc.freeze()  # what is planted stays: looking through it again and again takes a tenth of the time
        logging.disable(logging.ERROR)  # thousands of doors that are meant to be closed
        yield made
        logging.disable(logging.NOTSET)
        gc.unfreeze()
        transaction.set_rollback(True)


def set_the_stage() -> Stage:
    """Both branches."""
    far = FarAway()
    of_mentoring: OfMentoring = far.stage
    home = Page.objects.get(pk=of_mentoring.things["home"])
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "testserver", "root_page": home})
    country = OrganisationFactory(danger_contacts="Child helpline, 116 111")
    people: dict[str, User | None] = {VISITOR: None, STRANGER: UserFactory()}
    people |= {role: factory(in_organisation=country) for role, factory in FACTORIES.items()}
    people["superuser"] = SuperuserFactory()
    certification(issuer=country, code="practice", published=False)
    other = LearnerFactory(in_organisation=country)
    things = {
        **of_mentoring.things,
        "root": Page.objects.get(depth=1).pk,
        "country": country.pk,
        "mark": country.contacts_mark,
        "user": other.pk,
        "membership": other.memberships.get().pk,
        "group": Group.objects.order_by("pk")[0].pk,
        "none": 999_999,
        "uuid": "00000000-0000-4000-8000-000000000000",
        **_pages(of_mentoring),
        **_cohort(far, country, other),
        **_of_people(people, other, country, of_mentoring),
        "text": texts.waiting(other).pk,
        "task": regrades.preview_task(people["trainer"], country).pk,
        **{f"far_{name}": value for name, value in far.things.items()},
    }
    return Stage(asker=Asker(), far=far, people=people, things=things)


def _keeper(*places: Organisation) -> User:
    person = UserFactory()
    for place, role in product(places, (Role.COORDINATOR, Role.LEAD, Role.ADMINISTRATOR)):
        MembershipFactory(user=person, role=role, organisation=place)
    return person


def _pages(planted: OfMentoring) -> dict[str, Any]:
    lesson = LessonPage.objects.get(pk=planted.things["lesson"])
    draft = LessonPage(title="Draft", slug="draft", body="Not yet.", live=False)
    ModulePage.objects.get(slug="later").add_child(instance=draft)
    revisions = {name: page.save_revision().pk for name, page in (("draft", draft), ("lesson", lesson))}
    return {
        "draft": draft.pk,
        "version": evidence.compiled_in(lesson, "tea").version,
        **{f"{name}_revision": pk for name, pk in revisions.items()},
    }


def _cohort(far: FarAway, country: Organisation, other: User) -> dict[str, Any]:
    cohort = cohorts.CohortFactory(organisation=country)
    code = cohorts.JoinCodeFactory(cohort=cohort, revoked_at=cohorts.NOW, revoked_by=other)
    return {
        "cohort": cohort.pk,
        "cohort_elsewhere": far.things["cohort"],
        "cohort_member": cohorts.member(cohort, other).pk,
        "member_elsewhere": far.things["member"],
        "code": code.pk,
        "join_code": code.code,
        **surveys.planted(cohort),
        "ticket": surveys.ticket_of(other, cohort),
    }


def _of_people(
    people: dict[str, User | None], other: User, country: Organisation, planted: OfMentoring
) -> dict[str, Any]:
    quiz = QuizPage.objects.get(pk=planted.things["quiz"])
    twins = [LearnerFactory(in_organisation=country, first_name="Maria", last_name="Lopez") for _twin in range(2)]
    learner, coordinator = people["learner"], people["coordinator"]
    assert learner is not None
    assert coordinator is not None
    export = exporting.ask(person=coordinator, filters=Filters(), kind="csv", language="en", now=cohorts.NOW)
    return {
        "export": exporting.make(export=export, now=cohorts.NOW).pk,
        "of_learner": evidence.sitting(learner, quiz).pk,
        "of_other": evidence.sitting(other, quiz).pk,
        "notice_of_learner": NoticeFactory(person=learner).pk,
        "message": written(by=coordinator, to=country).pk,
        "template": kept_template(country).pk,
        "twin": twins[0].pk,
        "other_twin": twins[1].pk,
        "law": law_text(lesson_key="practice/m03-l1", country=country.name).pk,
        "law_elsewhere": law_text(lesson_key="practice/m03-l1", country="Elsewhere").pk,
        **_banks(country),
    }


def _banks(country: Organisation) -> dict[str, Any]:
    here, elsewhere = bank("here", of=country), bank("elsewhere", of=OrganisationFactory())
    return {
        "bank": here.pk,
        "bank_elsewhere": elsewhere.pk,
        "question": question(here, "gate").pk,
        "question_elsewhere": question(elsewhere, "gate").pk,
    }
