"""What certification does by itself as time passes."""

from datetime import datetime, timedelta

from assessments.certification.services import (
    announcing,
    assigning,
    following,
    leaves,
    migrating,
    renewing,
    taking_effect,
)
from training_site.notices import ticking
from training_site.notices.ticking import Job, Report

HOURLY, DAILY = timedelta(hours=1), timedelta(days=1)


def _assign(now: datetime) -> Report:
    return Report({"assigned": assigning.assign_followers(now=now)})


def _follow(now: datetime) -> Report:
    return Report({"statuses": following.follow_everybody(now=now)})


def _renew(now: datetime) -> Report:
    return Report(
        {**renewing.keep_up(now=now), "overturned": renewing.overturn(now=now), "reminded": renewing.remind(now=now)}
    )


def _measures(now: datetime) -> Report:
    return Report({"rounds": taking_effect.keep_up(now=now)})


def _migrate(now: datetime) -> Report:
    return Report({"migrated": migrating.migrate(now=now)})


def _announce(now: datetime) -> Report:
    return Report({"told": announcing.announce_all(now=now)})


def _leaves(now: datetime) -> Report:
    return Report({"leaves": leaves.keep_up(now=now)})


JOBS = (
    Job(name="certification.leaves", run=_leaves, every=HOURLY),
    Job(name="certification.assign", run=_assign, every=HOURLY),
    Job(name="certification.migrate", run=_migrate, every=DAILY),
    Job(name="certification.announce", run=_announce, every=HOURLY),
    Job(name="certification.measures", run=_measures, every=HOURLY),
    Job(name="certification.follow", run=_follow, every=DAILY, at_most=timedelta(hours=6)),
    Job(name="certification.renew", run=_renew, every=HOURLY),
)


def register_all() -> None:
    """Make the jobs known."""
    for job in JOBS:
        ticking.register(job)
