"""What goes from surveys into the audit trail: that a cohort was asked. Never that somebody answered."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from assessments.surveys.models import Survey, TestPlan
from training_site.audit.acts import Act, register
from training_site.audit.services.recording import record
from training_site.people.models import User

ACTS = (
    Act("surveys.survey", _("Survey planned, dropped or closed"), ("step",)),
    Act("surveys.test", _("Test before and after planned, or its second part opened"), ("step",)),
)


def register_all() -> None:
    """Make them known."""
    register(*ACTS)


def of_survey(survey: Survey, *, step: str, by: User, now: datetime) -> None:
    """Somebody asks a cohort, or no longer."""
    record(act="surveys.survey", actor=by, row=survey, unit=survey.cohort.organisation, details={"step": step}, now=now)


def of_test(plan: TestPlan, *, step: str, by: User, now: datetime) -> None:
    """Somebody tests a cohort."""
    record(act="surveys.test", actor=by, row=plan, unit=plan.cohort.organisation, details={"step": step}, now=now)
