"""What happens with quizzes and drafts of answers by itself as time passes."""

import logging
from datetime import datetime, timedelta

from assessments.services import drafts
from assessments.services.letting_time_pass import let_time_pass
from assessments.services.sitting_checks import differing
from training_site.notices import ticking
from training_site.notices.ticking import Job, Report

logger = logging.getLogger(__name__)


class SittingsDiffer(Exception):
    """Rows of sittings say something else than their ledgers; the log names each of them."""


def _prove(_now: datetime) -> Report:
    """Compare every sitting with its ledger. A difference fails the run, so that whoever looks after the site sees it."""
    found = 0
    for pk, problem in differing():
        found += 1
        logger.error("The quiz attempt %s %s", pk, problem)
    if found:
        raise SittingsDiffer(f"{found} quiz attempts are not what their ledgers say")
    return Report({"differing": 0})


JOBS = (
    Job(
        name="assessments.time_is_up",
        run=lambda now: Report({"sittings": let_time_pass(now=now)}),
        every=timedelta(minutes=5),
    ),
    Job(
        name="assessments.sweep_drafts",
        run=lambda now: Report({"drafts": drafts.sweep(now=now)}),
        every=timedelta(days=1),
    ),
    Job(name="assessments.prove_sittings", run=_prove, every=timedelta(days=1), at_most=timedelta(hours=6)),
)


def register_all() -> None:
    """Make the jobs known."""
    for job in JOBS:
        ticking.register(job)
