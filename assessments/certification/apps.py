"""The app of certification."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from assessments.certification import guards
from assessments.guards import keep


class CertificationConfig(AppConfig):
    """Certifications, cycles and credentials."""

    name = "assessments.certification"
    label = "certification"
    verbose_name = _("Certification")
    guards = guards.CERTIFICATION

    def ready(self) -> None:
        """Guard the ledgers; listen to what is done below; make known what people are told, and what happens as time passes."""
        from assessments.certification import auditing, holdings, merging, notifying, receivers, ticking
        from assessments.certification.health import PRINTING
        from training_site.operations import health

        receivers.connect_all()
        auditing.connect_all()
        holdings.register_all()
        merging.register_all()
        notifying.register_all()
        ticking.register_all()
        health.register(PRINTING)
        keep(self)
