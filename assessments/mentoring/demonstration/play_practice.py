"""Playing the demo's log, observations and levels."""

from datetime import timedelta
from typing import Any

from assessments.mentoring.confidentiality import DataClass
from assessments.mentoring.demonstration import log, practice
from assessments.mentoring.demonstration.log import Page
from assessments.mentoring.demonstration.play import Stage, keep_list
from assessments.mentoring.models import Entry, Observation
from assessments.mentoring.services import (
    commitments,
    decisions,
    entries,
    evidence,
    invitations,
    observation_answers,
    observations,
    observing,
    ratings,
    sharing,
    submissions,
)

EXTERNAL = Observation.Observer.EXTERNAL
HOURS_TO_READ = 20


def write(stage: Stage) -> None:
    """The log, with what the mentor said to it; commitments; the list of names; one entry handed in."""
    for page in log.LOG:
        entry = _written(stage, page)
        if page.state == "validated":
            to = stage.bond("learner", "assessor")
            now = stage.at(practice.OFFICE)
            submissions.submit(learner=entry.author, to=to, subject=entry.pk, machine="entry", now=now)
    for promise in log.PROMISES:
        _promise(stage, promise)
    keep_list(stage, names=log.NAMES, places=log.PLACES, moment=log.LOG[0].written)


def practise(stage: Stage) -> None:
    """Observations, work seen in the office, self-ratings, levels, and who looked at them."""
    _observe(stage)
    _invite(stage)
    _office(stage)
    for code, level in practice.OWN_VIEW.items():
        ratings.rate(learner=stage.cast["learner"], indicator=code, level=level, now=stage.at(practice.RATED))
    for verdict in practice.VERDICTS:
        _decide(stage, verdict)


def _written(stage: Stage, page: Page) -> Entry:
    pair = stage.bond("learner")
    now = stage.at(page.written)
    row = entries.keep(
        author=pair.learner,
        client_id=stage.number("entry", page.written),
        draft=entries.Draft(
            kind=page.kind,
            occurred_on=stage.on(page.written),
            indicators=page.indicators,
            lesson_key=page.lesson,
            words=page.words,
        ),
        revision=0,
        now=now,
        finished=page.state != "draft",
    )
    if page.state in ("draft", "private"):
        return row
    row = sharing.share(entry=row, by=pair.learner, relationship=pair, now=now)
    return row if page.state == "shared" else _read(stage, row, page)


def _read(stage: Stage, row: Entry, page: Page) -> Entry:
    pair = stage.bond("learner")
    now = stage.at(page.written, later=HOURS_TO_READ)
    stage.look("mentor", DataClass.SHARED_ENTRY, page.written, later=HOURS_TO_READ, subject=row.pk)
    row = sharing.mark_read(entry=row, by=pair.mentor, now=now)
    if page.comment:
        sharing.comment(entry=row, by=pair.mentor, words=page.comment, now=now + timedelta(minutes=9))
    if page.reply:
        sharing.comment(entry=row, by=pair.learner, words=page.reply, now=now + timedelta(hours=5))
    if page.state == "validated":
        claim = evidence.Claim(indicator=page.indicators[0], level=1, rationale=page.rationale)
        evidence.validate_entry(entry=row, by=pair.mentor, claims=[claim], now=now + timedelta(hours=72))
    return row


def _promise(stage: Stage, promise: log.Promise) -> None:
    learner = stage.cast["learner"]
    row = commitments.make(
        learner=learner,
        content_key=promise.lesson,
        words=promise.words,
        client_id=stage.number("commitment", promise.lesson),
        now=stage.at(promise.made),
    )
    if promise.tried:
        commitments.settle(commitment=row, by=learner, state="tried", now=stage.at(promise.tried))


def _observe(stage: Stage) -> None:
    pair = stage.bond("learner")
    wish = observations.Wish(
        form_key=practice.VISIT,
        observer_kind="mentor",
        observer=pair.mentor,
        indicators=practice.WISHED_INDICATORS,
        scheduled_on=stage.on(practice.VISITED),
        words=practice.WISH,
    )
    row = observations.ask(relationship=pair, by=pair.learner, wish=wish, now=stage.at(practice.ASKED))
    part = _part(stage)
    seen = stage.at(practice.VISITED, later=3)
    row = observing.keep(observation=row, by=pair.mentor, answers=part.answers, revision=row.revision, now=seen)
    row = observing.submit(observation=row, by=pair.mentor, part=part, revision=row.revision, now=seen)
    observation_answers.answer(
        observation=row,
        by=pair.learner,
        answers=practice.ANSWER,
        seen_digest=row.digest,
        outcome="agree",
        comment="",
        now=stage.at(practice.ANSWERED),
    )


def _part(stage: Stage) -> observing.Part:
    """The observer's part, as their form hands it over."""
    codes: dict[str, Any] = {"lapse": False, "asked_alone": True, "notice_given": True}
    day = stage.on(practice.VISITED)
    answers = {
        **codes,
        **practice.SEEN,
        **{f"item_{key}": rating for key, rating in practice.RATINGS.items()},
        **{f"note_{key}": note for key, note in practice.NOTES.items()},
        "acted_on": day.isoformat(),
        "level": str(practice.LEVEL),
        "entrustment": str(practice.TRUST),
    }
    facts = {**codes, "consent_how": practice.SEEN["consent_how"], "overrides": 0}
    facts |= {"level": practice.LEVEL, "entrustment": practice.TRUST}
    return observing.Part(acted_on=day, consent=practice.SEEN["consent"], facts=facts, answers=answers)


def _invite(stage: Stage) -> None:
    """Somebody from outside is asked, and the mentor looks at a file next week."""
    pair = stage.bond("learner")
    now = stage.at(practice.OUTSIDE_ASKED)
    wish = observations.Wish(form_key=practice.OUTSIDE_FORM, observer_kind=EXTERNAL, words={})
    row = observations.ask(relationship=pair, by=pair.learner, wish=wish, now=now)
    invitations.invite(
        observation=row,
        by=pair.mentor,
        guest=invitations.Guest(**practice.GUEST),
        days=practice.OUTSIDE_DAYS,
        token=invitations.new_token(),
        link_to=str,
        now=now + timedelta(hours=2),
    )
    file = observations.Wish(
        form_key=practice.FILE_REVIEW,
        observer_kind="mentor",
        observer=pair.mentor,
        scheduled_on=stage.on(practice.FILE_REVIEW_ON),
    )
    observations.ask(relationship=pair, by=pair.learner, wish=file, now=now + timedelta(hours=3))


def _office(stage: Stage) -> None:
    pair = stage.bond("learner")
    claims = [
        evidence.Claim(indicator=code, level=level, rationale=why) for code, (level, why) in practice.WORK.items()
    ]
    evidence.validate_office(
        pair=pair,
        kind="work_product",
        acted_on=stage.on(practice.OFFICE),
        by=pair.mentor,
        claims=claims,
        now=stage.at(practice.OFFICE),
    )


def _decide(stage: Stage, verdict: practice.Verdict) -> None:
    pair = stage.bond("learner")
    made = decisions.sign_off(
        learner=pair.learner,
        indicator=verdict.indicator,
        level=verdict.level,
        rationale=verdict.rationale,
        by=pair.mentor,
        seen="",
        now=stage.at(verdict.decided),
    )
    if verdict.confirmed:
        stage.look("manager", DataClass.LEVEL, verdict.confirmed, later=-1)
        decisions.confirm(decision=made, by=stage.cast["manager"], now=stage.at(verdict.confirmed))
