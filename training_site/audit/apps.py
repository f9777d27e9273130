"""The app of the audit trail."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from training_site.audit import guards
from training_site.guards import keep


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
        keep(self)
