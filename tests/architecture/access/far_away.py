"""Everything that can be planted in one branch, each text and name with a mark of its own, so that the people of another may look for it.

What mentoring holds is planted by the stage of its own matrix; here stands what the rest of the site holds about the same learner.
"""

from datetime import timedelta
from itertools import count
from typing import Any
from uuid import UUID

from django.utils import timezone

from assessments.certification.models import Credential, Cycle
from assessments.certification.services import (
    appeals,
    evidence,
    extensions,
    leaves,
    measures,
    papers,
    recognition,
    sharing,
    vouching,
)
from assessments.cohorts.models import EnrolmentImport
from assessments.interop.models import QuestionImport
from assessments.mentoring.models import Relationship
from assessments.models import QuizPage
from assessments.reporting.filters import Filters
from assessments.reporting.models import SavedView
from assessments.reporting.services import exporting, projecting
from modules.models import LessonPage
from tests.assessments.mentoring.matrix.stage import Stage, set_the_stage
from tests.factories import (
    certification,
    certification_deciding,
    certification_requests,
    certification_words,
    cohorts,
    law,
    questions,
    regrades,
    surveys,
    texts,
)
from tests.factories import evidence as learning
from tests.factories.certification_papers import LICENCE, described
from tests.factories.notices import NoticeFactory, kept_template, written
from tests.factories.people import (
    AuthorityFactory,
    CoordinatorFactory,
    LeadFactory,
    MembershipFactory,
    OrganisationFactory,
    UserFactory,
)
from training_site.people.models import Organisation, User
from training_site.privacy.services import requests

STATEMENT = "What was learned there is what the module teaches, and the paper says so."


class FarAway:
    """The branch, its people by what they are to the planted learner, and its rows by the name that the table gives them."""

    def __init__(self) -> None:
        self.stage: Stage = set_the_stage()
        self.now = timezone.now()
        self.place = Organisation.objects.get(pk=self.stage.things["country"])
        self.things: dict[str, Any] = {}
        self.people = self._people()
        self.marks = self._marked()
        for plant in (self._organisation, self._mentoring, self._certification, self._requests, self._held):
            plant()
        for plant in (self._cohort, self._board, self._notices, self._learning):
            plant()

    @property
    def learner(self) -> User:
        """Whom all of it is about."""
        return self.stage.person("learner")

    def _people(self) -> dict[str, User | None]:
        country = self.place.get_root()
        branch = OrganisationFactory(below=country, kind=Organisation.Kind.REGION)
        found = {
            name: one
            for name, one in self.stage.people.items()
            if name not in ("opener", "opening_lead", "coordinator_elsewhere", "anonymous")
        }
        ended = UserFactory()
        MembershipFactory(user=ended, role="coordinator", organisation=self.place, ended=True)
        return found | {
            "lead": LeadFactory(in_organisation=self.place),
            "authority": AuthorityFactory(in_organisation=self.place),
            "coordinator_of_a_branch": CoordinatorFactory(in_organisation=branch),
            "ended_coordinator": ended,
        }

    def _marked(self) -> set[str]:
        """Names that stand nowhere else: of the people, their places and what they learn."""
        for number, person in zip(count(), self.people.values(), strict=False):
            if person is None or person.is_superuser or person.first_name:
                continue
            person.first_name, person.last_name = f"Qqfar{number}qq", "Name"
            person.save()
        for number, place in enumerate([self.place, *self.place.get_ancestors()]):
            Organisation.objects.filter(pk=place.pk).update(
                name=f"Zzplace{number}zz", danger_contacts=f"Zzhelpline{number}zz, 116 111"
            )
        self.place.refresh_from_db()
        names = {one.first_name for one in self.people.values() if one and one.first_name}
        return (
            names
            | {f"Zz{of}{number}zz" for of in ("place", "helpline") for number in range(4)}
            | set(self.stage.marks)
            | set(self.stage.names)
        )

    def _organisation(self) -> None:
        self.things |= {
            "place": self.place.pk,
            "mark": self.place.contacts_mark,
            "person": self.learner.pk,
            "other_person": self.stage.person("other_learner").pk,
            "membership": self.learner.memberships.get().pk,
            "erasure": requests.ask(person=self.stage.person("other_learner"), now=self.now).pk,
            "bank": (far_bank := questions.bank("far", of=self.place)).pk,
            "question": questions.question(far_bank, "far-gate").pk,
            "law": law.law_text(lesson_key="practice/m03-l1", country=self.place.get_root().name).pk,
        }

    def _mentoring(self) -> None:
        for name, values in self.stage.rows.items():
            if isinstance(values[0], UUID):
                self.things[f"mentoring_{name}"] = values[0]
        of = Relationship.objects.get(learner=self.learner, mentor=self.stage.person("mentor"))
        self.things["mentoring_relationship"] = of.pk
        self.things["mentoring_entry"] = self.stage.rows["entry"][
            1
        ]  # the first is private, and no way leads to it but its writer's

    def _certification(self) -> None:
        """Somebody about whom a decision waits."""
        due = certification_deciding.due(
            self._version("far-decision", decision={"mode": "assessor", "quorum": 1}), learner=self.learner
        )
        self.things |= {"decision": due.pk, "cycle": due.cycle_id}

    def _version(self, code: str, *asked: dict[str, Any], **rules: Any) -> Any:
        if asked:
            rules["paths"] = [{"kind": "initial", "title": "In full", "tree": {"all": list(asked)}}]
        return certification.certification(issuer=self.place, code=code, **rules)

    def _asked(self, code: str, *asked: dict[str, Any], **given: Any) -> Cycle:
        return certification.assigned(self._version(code, *asked), self.learner, **given)

    def _requests(self) -> None:
        """What the learner asks for, each thing waiting for somebody."""
        now, by = certification.NOW, self.learner
        cycle = self._asked(
            "far-requests",
            certification_requests.MODULE,
            certification_requests.TASK,
            LICENCE,
            certification_words.WORD,
            due_on=certification.TODAY + timedelta(days=30),
        )
        learned = certification_requests.learned()
        until = certification.TODAY + timedelta(days=90)
        reason = certification_requests.REASON
        self.things |= {
            "claim": recognition.claim(cycle=cycle, requirement="m03-done", learned=learned, by=by, now=now).pk,
            "extension": extensions.ask(cycle=cycle, until=until, reason=reason, by=by, now=now).pk,
            "paper": papers.enter(cycle=cycle, requirement="registered", paper=described(), by=by, now=now).pk,
            "attestation": vouching.ask(cycle=cycle, requirement="visits", by=by, now=now).pk,
            "hours": evidence.enter_hours(
                learner=by,
                hours=12,
                place="A day centre",
                until=certification.TODAY,
                now=now,
                organisation_id=self.place.pk,
            ).pk,
            "requests": cycle.pk,
        }
        paused = self._asked("far-leave", certification_requests.MODULE)
        self.things["leave"] = leaves.approve(
            cycle=paused,
            kind="parental",
            starts_on=certification.TODAY,
            ends_on=certification.TODAY + timedelta(days=30),
            by=certification_deciding.decider(paused),
            now=now,
        ).pk

    def _held(self) -> None:
        """What the learner holds, a link to it, a measure about it and an appeal against one."""
        held = self._credential("far-held")
        by = certification_deciding.decider(self.place)
        about = {"kind": "suspend", "reason": "administrative", "note": "", "effective_on": certification.TODAY}
        measure = measures.propose(credential=held, by=by, now=certification.NOW, **about)
        until = certification.TODAY + timedelta(days=20)
        share = sharing.share(credential=held, until=until, competencies=False, by=self.learner, now=certification.NOW)
        suspended = self._credential("far-suspended")
        past = measures.propose(credential=suspended, by=by, now=certification.NOW, **about)
        measures.confirm(measure=past, by=certification_deciding.decider(self.place), now=certification.NOW)
        past.refresh_from_db()
        found = appeals.appealable("measure", past.pk)
        appeal = appeals.appeal(
            machine="measure", about=found, statement=STATEMENT, by=self.learner, now=certification.NOW
        )
        self.things |= {
            "credential": held.pk,
            "measure": measure.pk,
            "share": share.pk,
            "suspended": suspended.pk,
            "past_measure": past.pk,
            "appeal": appeal.pk,
        }

    def _credential(self, code: str) -> Credential:
        cycle = certification.certified(version=self._version(code), learner=self.learner)
        return certification.credential(cycle=cycle, name=f"{self.learner.first_name} Name", language="en")

    def _cohort(self) -> None:
        cohort = cohorts.CohortFactory(organisation=self.place, name="Zzcohortzz")
        self.marks.add("Zzcohortzz")
        looked = EnrolmentImport.objects.create(
            cohort=cohort, sha256="0" * 64, looked_by=self.stage.person("coordinator"), looked_at=self.now
        )
        self.things |= {
            "cohort": cohort.pk,
            "member": cohorts.member(cohort, self.learner).pk,
            "code": cohorts.JoinCodeFactory(cohort=cohort).pk,
            "invitation": cohorts.invitation(cohort, "zzinvitedzz@example.org").pk,
            "import": looked.pk,
        }
        self.marks.add("zzinvitedzz")
        self.things |= surveys.planted(cohort)

    def _board(self) -> None:
        projecting.refresh(learners=[self.learner.pk], today=timezone.localdate(self.now))
        coordinator = self.stage.person("coordinator")
        view = SavedView.objects.create(owner=coordinator, title="Zzviewzz", query="", created_at=self.now)
        self.marks.add("Zzviewzz")
        export = exporting.ask(person=coordinator, filters=Filters(), kind="csv", language="en", now=self.now)
        exporting.make(export=export, now=self.now)
        self.things |= {"view": view.pk, "export": export.pk}

    def _notices(self) -> None:
        self.things |= {
            "message": written(by=self.stage.person("coordinator"), to=self.place).pk,
            "notice": NoticeFactory(person=self.learner).pk,
            "template": kept_template(self.place, by=self.stage.person("coordinator")).pk,
        }

    def _learning(self) -> None:
        quiz = QuizPage.objects.get(pk=self.stage.things["quiz"])
        lesson = LessonPage.objects.get(pk=self.stage.things["lesson"])
        learning.answered(self.learner, lesson, "mine", {"who": "zzreflectionzz"})
        looked = QuestionImport.objects.create(
            page=lesson, name="zzquestionszz", sha256="0" * 64, file_format="gift", looked_by=self.stage.person("trainer"), looked_at=self.now
        )  # fmt: skip
        self.marks.add("zzquestionszz")
        self.things["question_import"] = looked.pk
        self.marks.add("zzreflectionzz")
        self.things["sitting"] = learning.sitting(self.learner, quiz).pk
        self.things["text"] = texts.waiting(self.learner, words="zztextzz").pk
        self.marks.add("zztextzz")
        self.things["task"] = regrades.preview_task(self.stage.person("trainer"), self.place).pk
