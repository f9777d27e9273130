"""The app of privacy."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from training_site.guards import guard_tables
from training_site.privacy import guards


class PrivacyConfig(AppConfig):
    """What is held about a person, their word on it, and their wish to be forgotten."""

    name = "training_site.privacy"
    label = "privacy"
    verbose_name = _("Privacy")
    guards = guards.PRIVACY

    def ready(self) -> None:
        """Guard what was said; declare what lies below; ask at sign-in."""
        from training_site.privacy import declarations, holdings, notifying, receivers

        holdings.register(*declarations.BELOW)
        notifying.register_all()
        receivers.connect_all()
        post_migrate.connect(guard_tables, sender=self, dispatch_uid="privacy.guards")
