"""The app of interchange. What comes in becomes a draft of a page; until somebody decides, it waits in a table of its own."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from assessments.guards import keep
from assessments.interop import guards


class InteropConfig(AppConfig):
    """Questions from elsewhere, and to elsewhere."""

    name = "assessments.interop"
    label = "interop"
    verbose_name = _("Interchange")
    guards = guards.INTEROP

    def ready(self) -> None:
        """Guard what was decided; make known what is held about people, what is audited, what happens as time passes."""
        from assessments.interop import auditing, holdings, ticking

        auditing.register_all()
        holdings.register_all()
        ticking.register_all()
        keep(self)
