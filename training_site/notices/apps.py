"""The app of notices and ticks."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from training_site.guards import guard_tables
from training_site.notices import guards


class NoticesConfig(AppConfig):
    """Messages that people are owed, and what the site does by the clock."""

    name = "training_site.notices"
    label = "notices"
    verbose_name = _("Notices")
    guards = guards.NOTICES

    def ready(self) -> None:
        """Register the checks, the jobs, the kind of notice that a message is, and the lists that one may write to."""
        from training_site.notices import checks as checks  # registers them
        from training_site.notices import jobs, kinds, lists, recipients, ticking
        from training_site.notices.services import writing

        kinds.register(writing.MESSAGE)
        recipients.register(lists.LEARNERS)

        ticking.register(jobs.SEND)
        ticking.register(jobs.FORGET)
        post_migrate.connect(guard_tables, sender=self, dispatch_uid="notices.guards")
