"""The app of the audit trail."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from training_site.audit import guards
from training_site.guards import guard_tables


class AuditConfig(AppConfig):
    """Privileged acts, in one chain of hashes."""

    name = "training_site.audit"
    label = "audit"
    verbose_name = _("Audit trail")
    guards = guards.AUDIT

    def ready(self) -> None:
        """Guard the trail; listen to what people do."""
        from training_site.audit import receivers

        receivers.connect_all()
        post_migrate.connect(guard_tables, sender=self, dispatch_uid="audit.guards")
