"""Facts of one person, read with two others around: nothing of theirs may get in."""

from datetime import date

from assessments.certification.laws.facts import Facts
from assessments.certification.selectors.facts import facts_of
from tests.factories.mentoring import TODAY
from training_site.people.models import User


def facts(learner: User, *, today: date = TODAY) -> Facts:
    """Everything that is known of somebody."""
    return facts_of([learner.pk], today=today)[learner.pk]
