"""The app of duplicates."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from training_site.duplicates import guards
from training_site.guards import guard_tables


class DuplicatesConfig(AppConfig):
    """Two accounts of one person, found and made one."""

    name = "training_site.duplicates"
    label = "duplicates"
    verbose_name = _("Duplicates")
    guards = guards.DUPLICATES

    def ready(self) -> None:
        """Declare what lies below; make known what is recorded and told."""
        from training_site.duplicates import declarations, holdings, telling

        declarations.register_all()
        holdings.register_all()
        telling.register_all()
        post_migrate.connect(guard_tables, sender=self, dispatch_uid="duplicates.guards")
