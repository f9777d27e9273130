"""The app of boards and exports."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportingConfig(AppConfig):
    """The board, its numbers, and files of both."""

    name = "assessments.reporting"
    label = "reporting"
    verbose_name = _("Reporting")

    def ready(self) -> None:
        """Listen to what is done below; make known what happens as time passes, and lists to write to."""
        from assessments.reporting import auditing, holdings, notifying, receivers, recipients, ticking

        receivers.connect_all()
        auditing.connect_all()
        holdings.register_all()
        notifying.register_all()
        ticking.register_all()
        recipients.register_all()
