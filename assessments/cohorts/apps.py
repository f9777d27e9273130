"""The app of cohorts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from assessments.cohorts import guards
from assessments.guards import keep


class CohortsConfig(AppConfig):
    """Cohorts, their members, and the ways in."""

    name = "assessments.cohorts"
    label = "cohorts"
    verbose_name = _("Cohorts")
    guards = guards.COHORTS

    def ready(self) -> None:
        """Guard what happened; make known what is held about people, what happens as time passes, and lists to write to."""
        from assessments.cohorts import auditing, belonging, holdings, merging, recipients, ticking

        auditing.register_all()
        belonging.register_all()
        holdings.register_all()
        merging.register_all()
        ticking.register_all()
        recipients.register_all()
        keep(self)
