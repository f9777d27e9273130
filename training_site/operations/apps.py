"""The app of operations."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    """Health, jobs, mail and storage."""

    name = "training_site.operations"
    label = "operations"
    verbose_name = _("Operations")

    def ready(self) -> None:
        """Make the site's own checks known."""
        from training_site.operations import checks, health

        for check in checks.CHECKS:
            health.register(check)
