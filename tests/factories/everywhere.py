"""A person who was everywhere on the site: `everywhere()` leaves their words in every ledger, in files, in sessions and in the cache."""

from datetime import timedelta
from io import BytesIO
from typing import NamedTuple

from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Comment, CommentReply, ModelLogEntry
from wagtail.users.models import UserProfile

from assessments.certification.models import CertificationVersion
from assessments.certification.services.issuing import confirm_name
from assessments.cohorts.services import importing
from assessments.mentoring.models import PrivateNote
from assessments.models import QuizAttempt
from assessments.reporting.filters import Filters
from assessments.reporting.models import SavedView
from assessments.reporting.services import exporting
from assessments.services import drafts
from modules.models import LessonPage
from tests.factories import certification, cohorts
from tests.factories.certification_papers import LICENCE, paper
from tests.factories.certification_requests import claim, learning
from tests.factories.evidence import answered, plant_programme, sitting
from tests.factories.mentoring import TODAY, pair, record, session
from tests.factories.mentoring_log import commitment, entry
from tests.factories.mentoring_observations import signed
from tests.factories.notices import NoticeFactory, written
from tests.factories.people import (
    PASSWORD,
    CoordinatorFactory,
    LearnerFactory,
    MembershipFactory,
    TrainerFactory,
    read_notice,
)
from tests.factories.reporting import show
from tests.factories.second_factor import with_factor
from training_site.people.models import Merge, Organisation, User
from training_site.people.roles import Role

NOW = certification.NOW + timedelta(days=40)
FIRST, LAST, NAME, EMAIL, PHONE = "Oleksandrina", "Vytrebenko", "vytreba77", "vytreba77@example.org", "+380 44 555 0177"
EARLIER = "vytreba.earlier"
TYPED, LOGGED, MEANT, RECORDED, REMARKED, CLAIMED = (
    f"quillwort-in-the-{place}" for place in ("answer", "log", "commitment", "record", "remark", "claim")
)
WORDS = (FIRST, LAST, NAME, EMAIL, PHONE, EARLIER, TYPED, LOGGED, MEANT, RECORDED, REMARKED, CLAIMED)


class Everywhere(NamedTuple):
    """The person, and a page that stays."""

    person: User
    lesson: LessonPage


def everywhere() -> Everywhere:
    """A learner and trainer with a past in every app, who has signed in through the door."""
    version = certification.certification()
    place = version.certification.issuer
    by: User = CoordinatorFactory(in_organisation=place)
    person: User = LearnerFactory(in_organisation=place, username=NAME, first_name=FIRST, last_name=LAST, email=EMAIL)
    for role in (Role.TRAINER, Role.LEAD):
        MembershipFactory(user=person, organisation=place, role=role)
    client = Client()
    client.post(reverse("account_login"), {"login": NAME, "password": PASSWORD})
    read_notice(client).post("/privacy/", {"first_name": FIRST, "last_name": LAST})
    with_factor(person)
    lesson = _learns(person)
    _had_an_earlier_account(person, by, lesson)
    _is_accompanied(person, place)
    _is_certified(person, version)
    _is_brought(person, place, by)
    _is_on_the_board(person, place, by)
    _writes_at_the_desk(person, lesson)
    NoticeFactory(person=person)
    LearnerFactory(in_organisation=place)  # to whom one writes
    written(by=person, to=place, own=(REMARKED, f"Call me: {PHONE}"), now=NOW)
    return Everywhere(person, lesson)


def _learns(person: User) -> LessonPage:
    planted = plant_programme()
    answered(person, planted.lesson, "mine", {"answer": (f"{TYPED} {PHONE}",)})
    drafts.keep(
        learner=person,
        content_key=planted.lesson.content_key,
        answers={"bag": {"answer": (f"{TYPED} {PHONE}",)}},
        client_ids=[],
        typed_at=NOW,
        now=NOW,
    )
    sitting(person, planted.quiz, handed_in=True, right=4)
    assert QuizAttempt.objects.get(learner=person).passed
    return planted.lesson


def _had_an_earlier_account(person: User, by: User, lesson: LessonPage) -> None:
    earlier: User = LearnerFactory(username=EARLIER, first_name=FIRST, last_name=LAST, is_active=False)
    answered(earlier, lesson, "mine", {"answer": (TYPED,)})
    Merge.objects.create(account=earlier, person=person, reason="other", by=by, at=NOW, report={})


def _is_accompanied(person: User, place: Organisation) -> None:
    of = pair(learner=person, place=place)
    entry(of=of, words=LOGGED, shared=True)
    entry(of=of, words=f"{LOGGED} {PHONE}", draft=True)
    commitment(learner=person, words=MEANT)
    record(of=session(of=of, held_on=TODAY), shared=True, words={"reflection_summary": RECORDED, "salt": "s"})
    note = PrivateNote(session=session(of=of, held_on=TODAY), organisation=place, author=person, kind="reflection")
    note.body = RECORDED
    note.saved_at = NOW
    note.save()
    signed(of=of)


def _is_certified(person: User, version: CertificationVersion) -> None:
    certification.credential(cycle=certification.certified(version=version, learner=person), name=f"{FIRST} {LAST}")
    confirm_name(learner=person, name=f"{FIRST} {LAST}", now=NOW)
    place = version.certification.issuer
    other = certification.assigned(learning(LICENCE, code="licence", issuer=place), person)
    paper(cycle=other, title=CLAIMED, issuer=f"Chamber of {LAST}", reference=PHONE)
    asked = certification.assigned(learning(code="asked", issuer=place), person)
    claim(cycle=asked, statement=CLAIMED)


def _is_brought(person: User, place: Organisation, by: User) -> None:
    cohort = cohorts.CohortFactory(organisation=place)
    cohorts.invitation(cohort, email=EMAIL, first_name=FIRST)
    cohorts.member(cohort, person)
    rows = f"email,username,first_name,last_name\n{EMAIL},,{FIRST},{LAST}\n,{NAME},{FIRST},{LAST}\n"
    importing.look(cohort=cohort, data=rows.encode(), by=by, now=cohorts.NOW)


def _is_on_the_board(person: User, place: Organisation, by: User) -> None:
    show(person, today=NOW.date())
    SavedView.objects.create(owner=person, title=f"View of {FIRST}", created_at=NOW)
    for kind in ("csv", "xlsx"):
        export = exporting.ask(person=by, filters=Filters(unit=place.pk), kind=kind, language="en", now=NOW)
        exporting.make(export=export, now=NOW)


def _writes_at_the_desk(person: User, lesson: LessonPage) -> None:
    remark = Comment(page=lesson, user=person, text=REMARKED, contentpath="body")
    remark.save()
    reply = CommentReply(comment=remark, user=person, text=f"{REMARKED} again")
    reply.save()
    remark.log_create(user=person)
    reply.log_create(user=TrainerFactory())
    fresh = LessonPage.objects.get(pk=lesson.pk)
    fresh.save_revision(user=person)
    ModelLogEntry.objects.log_action(person, "wagtail.edit", user=person)
    picture = BytesIO()
    Picture.new("RGB", (8, 8)).save(picture, "PNG")
    drawn = ContentFile(picture.getvalue(), name=f"{NAME}.png")
    image = Image.objects.create(title=f"Meeting, by {FIRST}", uploaded_by_user=person, file=drawn)
    small = ContentFile(picture.getvalue(), name=f"{NAME}.width-4.png")
    image.renditions.create(filter_spec="width-4", file=small)
    tool = ContentFile(b"A tool.", name=f"{LAST}.txt")
    Document.objects.create(title=f"Notes of {LAST}", uploaded_by_user=person, file=tool)
    profile = UserProfile.get_for_user(person)
    profile.avatar.save(f"{NAME}.png", ContentFile(picture.getvalue()))
