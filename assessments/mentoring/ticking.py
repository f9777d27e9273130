"""What mentoring does by itself as time passes: one tuple of jobs for each of its rooms."""

from datetime import datetime, timedelta

from assessments.mentoring.services import (
    agreements,
    commitments,
    decisions,
    emergency,
    moving,
    observations,
    record_signing,
    retention,
    reviews,
)
from training_site.notices import ticking
from training_site.notices.ticking import Job, Report

HOURLY, DAILY = timedelta(hours=1), timedelta(days=1)


def _emergency(now: datetime) -> Report:
    return Report({"expired": emergency.expire(now=now), "told": emergency.tell(now=now)})


def _erase(now: datetime) -> Report:
    return Report(retention.erase_due(now=now))


def _ask_about_commitments(now: datetime) -> Report:
    return Report({"asked": commitments.prompt(now=now)})


def _lapse_observations(now: datetime) -> Report:
    return Report({"lapsed": observations.lapse_due(now=now)})


def _remind_of_agreements(now: datetime) -> Report:
    return Report({"due": agreements.fall_due(now=now)})


def _remind_of_signatures(now: datetime) -> Report:
    return Report({"lapsed": record_signing.lapse(now=now), "reminded": record_signing.remind(now=now)})


def _follow_moves(now: datetime) -> Report:
    return Report({"ended": moving.follow_moves(now=now)})


RELATIONSHIPS = (
    Job(name="mentoring.agreements", run=_remind_of_agreements, every=DAILY),
    Job(name="mentoring.moves", run=_follow_moves, every=HOURLY),
)

SESSIONS = (Job(name="mentoring.reminders", run=_remind_of_signatures, every=HOURLY),)


def _let_levels_stand_again(now: datetime) -> Report:
    return Report({"resumed": decisions.resume_due(now)})


def _remind_of_reviews(now: datetime) -> Report:
    return Report({"told": reviews.remind(now)})


ACCESS = (
    Job(name="mentoring.emergency", run=_emergency, every=HOURLY),
    Job(name="mentoring.retention", run=_erase, every=DAILY, at_most=timedelta(hours=6)),
)

LOG = (Job(name="mentoring.commitments", run=_ask_about_commitments, every=DAILY),)

OBSERVATIONS = (Job(name="mentoring.observations", run=_lapse_observations, every=DAILY),)

COMPETENCY = (
    Job(name="mentoring.levels", run=_let_levels_stand_again, every=HOURLY),
    Job(name="mentoring.reviews", run=_remind_of_reviews, every=DAILY),
)

JOBS = (
    *COMPETENCY,
    *RELATIONSHIPS,
    *SESSIONS,
    *ACCESS,
    *LOG,
    *OBSERVATIONS,
)


def register_all() -> None:
    """Make every job known."""
    for job in JOBS:
        ticking.register(job)
