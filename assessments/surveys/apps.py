"""The app of surveys and tests before and after."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from assessments.guards import keep
from assessments.surveys import guards


class SurveysConfig(AppConfig):
    """Instruments, anonymous surveys, confidence, tests in two forms."""

    name = "assessments.surveys"
    label = "surveys"
    verbose_name = _("Surveys")
    guards = guards.SURVEYS

    def ready(self) -> None:
        """Guard what was answered; make known what is held, what is told, what happens by itself, and what people knew before and after."""
        from assessments.certification.selectors.sources import tests as sources
        from assessments.surveys import auditing, holdings, merging, notifying, ticking
        from assessments.surveys.selectors import instruments, tests
        from modules.services import exporting

        auditing.register_all()
        holdings.register_all()
        merging.register_all()
        notifying.register_all()
        ticking.register_all()
        sources.register(tests.knowledge_tests, tests.instruments)
        exporting.register(instruments.exported)
        keep(self)
