"""Handing something in opens that piece alone; an audit is drawn by the site and announced before it opens."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from assessments.mentoring import confidentiality
from assessments.mentoring.confidentiality import Reach
from assessments.mentoring.models import Relationship, Sample, SessionRecord
from assessments.mentoring.selectors.viewpoints import viewpoint
from assessments.mentoring.services import audits, ledger, submissions
from assessments.mentoring.state import RECORD
from tests.factories.mentoring import NOW, TODAY, organisation, pair, record, session
from tests.factories.people import MentorFactory
from training_site.notices.models import Notice
from training_site.people.models import User

pytestmark = pytest.mark.django_db
Kind = Relationship.Kind


def signed(of: Relationship) -> SessionRecord:
    row = record(of=session(of=of, held_on=TODAY), shared=True)
    row = ledger.append(row, event="frozen", by=of.mentor, now=NOW, digest="d" * 64)
    for event in ("signed_first", "signed"):
        row = ledger.append(row, event=event, by=of.mentor, now=NOW)
    assert row.state in RECORD.states
    return row


def reach(viewer: User, row: SessionRecord, *, after: timedelta = timedelta()) -> Reach:
    view = viewpoint(viewer, row.session.relationship.learner_id, now=NOW + after)
    return confidentiality.record(view, Shown(row), writer_id=row.writer_id, is_draft=row.state == "draft")


class Shown:
    """A record with the relationship of its session, as its page hands it over."""

    def __init__(self, row: SessionRecord) -> None:
        self.pk, self.relationship_id = row.pk, row.session.relationship_id


@pytest.fixture
def of() -> Relationship:
    return pair(place=organisation())


@pytest.fixture
def judge(of: Relationship) -> Relationship:
    return pair(learner=of.learner, place=of.organisation, kind=Kind.ASSESSOR)


def test_an_assessor_reads_what_was_handed_in_and_nothing_else(of: Relationship, judge: Relationship) -> None:
    shown, kept = signed(of), signed(of)
    submissions.submit(learner=of.learner, to=judge, subject=shown.pk, machine="record", now=NOW)

    assert reach(judge.mentor, shown) == Reach.READ
    assert reach(judge.mentor, kept) == Reach.NOTHING


def test_what_was_taken_back_is_closed_at_once(of: Relationship, judge: Relationship) -> None:
    row = signed(of)
    handed = submissions.submit(learner=of.learner, to=judge, subject=row.pk, machine="record", now=NOW)
    submissions.take_back(learner=of.learner, submission=handed, now=NOW)

    assert reach(judge.mentor, row) == Reach.NOTHING
    submissions.submit(learner=of.learner, to=judge, subject=row.pk, machine="record", now=NOW)
    assert reach(judge.mentor, row) == Reach.READ


def test_what_is_not_signed_is_not_handed_in(of: Relationship, judge: Relationship) -> None:
    draft = record(of=session(of=of, held_on=TODAY), shared=True)
    with pytest.raises(submissions.NotFinished):
        submissions.submit(learner=of.learner, to=judge, subject=draft.pk, machine="record", now=NOW)


def test_it_lies_there_once(of: Relationship, judge: Relationship) -> None:
    row = signed(of)
    submissions.submit(learner=of.learner, to=judge, subject=row.pk, machine="record", now=NOW)
    with pytest.raises(submissions.SubmittedAlready):
        submissions.submit(learner=of.learner, to=judge, subject=row.pk, machine="record", now=NOW)


def test_nobody_hands_in_what_belongs_to_somebody_else(of: Relationship, judge: Relationship) -> None:
    others = signed(pair(place=of.organisation))
    for learner, to, row in ((of.learner, judge, others), (of.mentor, judge, signed(of)), (of.learner, of, signed(of))):
        with pytest.raises(submissions.NotTheirsToSubmit):
            submissions.submit(learner=learner, to=to, subject=row.pk, machine="record", now=NOW)


def test_the_pages_hand_in_and_take_back(of: Relationship, judge: Relationship, client: Client) -> None:
    row = signed(of)
    url = reverse("mentoring:submitted")
    client.force_login(of.learner)
    assert client.get(url).status_code == 200
    client.post(url, {"piece": f"record:{row.pk}", "to": judge.pk})
    assert reach(judge.mentor, row) == Reach.READ
    client.post(url, {"piece": "record:nonsense", "to": "x"})

    client.force_login(judge.mentor)
    assert of.learner.username in client.get(url).content.decode()

    client.force_login(of.learner)
    page = client.get(url).content.decode()
    back = page.split('action="')[1].split('"')[0]
    client.force_login(judge.mentor)
    assert client.post(back).status_code == 404
    client.force_login(of.learner)
    assert client.post(back).status_code == 302
    assert reach(judge.mentor, row) == Reach.NOTHING


@pytest.fixture
def supervisor(of: Relationship) -> User:
    """The mentor's own mentor."""
    person: User = MentorFactory(in_organisation=of.organisation)
    pair(learner=of.mentor, mentor=person, place=of.organisation)
    return person


def test_a_drawn_record_opens_three_days_later_for_a_week(of: Relationship, supervisor: User) -> None:
    row, other = signed(of), record(of=session(of=of, held_on=TODAY), shared=True)
    audits.draw(supervisor=supervisor, mentor=of.mentor, now=NOW)

    days = {day: reach(supervisor, row, after=timedelta(days=day)) for day in (0, 2, 3, 9, 10)}
    assert days == {0: Reach.NOTHING, 2: Reach.NOTHING, 3: Reach.READ, 9: Reach.READ, 10: Reach.NOTHING}
    assert reach(supervisor, other, after=timedelta(days=4)) == Reach.NOTHING
    told = Notice.objects.filter(kind="mentoring.audit_announced")
    assert {notice.person_id for notice in told} == {of.learner_id, of.mentor_id}


def test_a_learner_objects_and_another_one_is_drawn(of: Relationship, supervisor: User) -> None:
    signed(of), signed(of)
    first = audits.draw(supervisor=supervisor, mentor=of.mentor, now=NOW)
    second = audits.object_to(sample=first, learner=of.learner, now=NOW)

    assert second is not None
    assert second.record_id != first.record_id
    assert reach(supervisor, first.record, after=timedelta(days=4)) == Reach.NOTHING
    assert audits.object_to(sample=second, learner=of.learner, now=NOW) is None
    with pytest.raises(audits.TooLate):
        audits.object_to(sample=second, learner=of.learner, now=NOW)


def test_what_was_drawn_is_not_drawn_again(of: Relationship, supervisor: User) -> None:
    signed(of)
    audits.draw(supervisor=supervisor, mentor=of.mentor, now=NOW)
    with pytest.raises(audits.NothingToDraw):
        audits.draw(supervisor=supervisor, mentor=of.mentor, now=NOW)


def test_only_the_mentor_of_the_mentor_draws_and_only_the_learner_objects(of: Relationship, supervisor: User) -> None:
    signed(of)
    for person in (of.learner, of.mentor, MentorFactory(in_organisation=of.organisation)):
        with pytest.raises(audits.NotTheirsToAudit):
            audits.draw(supervisor=person, mentor=of.mentor, now=NOW)
    sample = audits.draw(supervisor=supervisor, mentor=of.mentor, now=NOW)
    with pytest.raises(audits.NotTheirsToAudit):
        audits.object_to(sample=sample, learner=of.mentor, now=NOW)


def test_the_page_draws_announces_and_takes_objections(of: Relationship, supervisor: User, client: Client) -> None:
    signed(of)
    url = reverse("mentoring:audits")
    client.force_login(supervisor)
    assert client.post(url, {"mentor": of.mentor_id}).status_code == 302
    assert client.post(url, {"mentor": of.learner_id}).status_code == 404
    assert client.post(url, {"mentor": "nobody"}).status_code == 404
    client.force_login(of.learner)
    page = client.get(url).content.decode()
    assert client.post(page.split('action="')[1].split('"')[0]).status_code == 302
    assert Sample.objects.get().objected_at
