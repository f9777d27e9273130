"""The app of mentoring."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from assessments.guards import keep
from assessments.mentoring import guards, notifying


class MentoringConfig(AppConfig):
    """Agreements, sessions, the log, observations and competency."""

    name = "assessments.mentoring"
    label = "mentoring"
    verbose_name = _("Mentoring")
    guards = guards.MENTORING

    def ready(self) -> None:
        """Guard the ledgers; listen to who leaves; make known what mentoring keeps, tells people, and does as time passes."""
        from assessments.mentoring import auditing, holdings, merging, receivers, ticking

        auditing.connect_all()
        holdings.register_all()
        merging.register_all()
        receivers.connect_all()
        notifying.register_all()
        ticking.register_all()
        keep(self)
