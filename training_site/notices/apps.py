"""The app of notices and ticks."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    """Messages that people are owed, and what the site does by the clock."""

    name = "training_site.notices"
    label = "notices"
    verbose_name = _("Notices")

    def ready(self) -> None:
        """Register the checks and the jobs."""
        from training_site.notices import checks as checks  # registers them
        from training_site.notices import jobs, ticking

        ticking.register(jobs.SEND)
        ticking.register(jobs.FORGET)
