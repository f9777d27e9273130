"""Playing the demo's sessions: planned, recorded, signed, called off; and what the two keep to themselves."""

from datetime import timedelta

from assessments.mentoring.canonical import digest
from assessments.mentoring.demonstration import meetings
from assessments.mentoring.demonstration.meetings import Meeting, ToDo
from assessments.mentoring.demonstration.play import Stage
from assessments.mentoring.models import Action, Session, SessionRecord
from assessments.mentoring.selectors.records import content
from assessments.mentoring.selectors.sessions import open_actions
from assessments.mentoring.services import addenda, circulation, notes, record_signing, sessions
from assessments.mentoring.services.records import Writing

PLANNED_AHEAD = timedelta(days=1)
USUAL_FACTS = {"attendees": [], "wellbeing_discussed": False, "filing": "none_made", "filing_by": "", "overrides": 0}


def meet(stage: Stage) -> None:
    """All sessions of both learners, and the next one."""
    for meeting in meetings.MEETINGS:
        session = _planned(stage, meeting)
        if meeting.cancelled or meeting.missed:
            _not_held(stage, session, meeting)
            continue
        record = _recorded(stage, session, meeting)
        _signed(stage, record, meeting)
        if meeting is meetings.FIRST:
            _add(stage, record)
        if meeting is meetings.THIRD:
            _keep_confidential(stage, session)
    _prepare_next(stage)


def _planned(stage: Stage, meeting: Meeting) -> Session:
    pair = stage.bond(meeting.learner)
    begun = stage.at(meeting.held)
    return sessions.plan(
        relationship=pair,
        by=pair.mentor,
        planned_at=begun,
        mode=meeting.mode,
        kind=meeting.kind,
        now=begun - PLANNED_AHEAD,
    )


def _not_held(stage: Stage, session: Session, meeting: Meeting) -> None:
    by = session.relationship.mentor
    if meeting.cancelled:
        sessions.cancel(session=session, by=by, code=meeting.cancelled, now=stage.at(meeting.held, later=-2))
    else:
        sessions.missed(session=session, by=by, now=stage.at(meeting.held, later=2))


def _recorded(stage: Stage, session: Session, meeting: Meeting) -> SessionRecord:
    pair = session.relationship
    words = {
        **meeting.words,
        "previous": [_settled(meeting, row) for row in open_actions(pair)],
        "actions": [_to_do(stage, one) for one in meeting.to_do],
    }
    writing = Writing(
        held_on=stage.on(meeting.held),
        minutes=meeting.minutes,
        mode=meeting.mode,
        facts={**USUAL_FACTS, **meeting.facts},
        words=words,
        client_id=stage.number("record", meeting.learner, meeting.held),
        notice_version="1",
        language="en",
    )
    return circulation.save_and_share(
        session=session, by=pair.mentor, writing=writing, now=stage.at(meeting.held, later=2)
    )


def _settled(meeting: Meeting, action: Action) -> dict[str, str]:
    return {"key": str(action.pk), "outcome": meeting.settled, "due_on": "", "text": action.body.opened()}


def _to_do(stage: Stage, one: ToDo) -> dict[str, str]:
    return {"text": one.text, "owner": one.owner, "due_on": stage.on(one.due).isoformat()}


def _signed(stage: Stage, record: SessionRecord, meeting: Meeting) -> None:
    pair = record.session.relationship
    signers = [(pair.mentor, 24)] if not meeting.learner_signs else [(pair.learner, 6), (pair.mentor, 24)]
    for person, hours in signers:
        record.refresh_from_db()
        record = record_signing.sign(
            record=record,
            by=person,
            seen_digest=digest(content(record)),
            outcome="agree",
            comment="",
            now=stage.at(meeting.held, later=hours),
        )


def _add(stage: Stage, record: SessionRecord) -> None:
    """The learner adds what was left out; the mentor agrees."""
    pair = record.session.relationship
    added = addenda.write(
        record=record,
        by=pair.learner,
        reason="omission",
        body=meetings.ADDED,
        now=stage.at(meetings.FIRST.held, later=48),
    )
    addenda.sign(
        addendum=added,
        by=pair.mentor,
        seen_digest=added.digest,
        outcome="agree",
        comment="",
        now=stage.at(meetings.FIRST.held, later=52),
    )


def _keep_confidential(stage: Stage, session: Session) -> None:
    notes.add_annex(
        session=session,
        by=session.relationship.learner,
        body=meetings.CONFIDENTIAL,
        key=stage.number("annex"),
        now=stage.at(meetings.THIRD.held, later=5),
    )


def _prepare_next(stage: Stage) -> None:
    pair = stage.bond("learner")
    now = stage.at(meetings.DEBRIEF.held, later=2)
    session = sessions.plan(
        relationship=pair, by=pair.mentor, planned_at=stage.at(meetings.NEXT), mode="in_person", now=now
    )
    prepared = notes.Noting(text=meetings.PREPARED, bring=meetings.TO_BRING)
    notes.save(session=session, by=pair.learner, noting=prepared, now=stage.at(meetings.DEBRIEF.held, later=73))
    kept = notes.Noting(text=meetings.KEPT_IN_MIND)
    notes.save(session=session, by=pair.mentor, noting=kept, now=stage.at(meetings.DEBRIEF.held, later=3))
