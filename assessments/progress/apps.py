"""The app of enrolment and progress."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from assessments.guards import keep
from assessments.progress import guards


class ProgressConfig(AppConfig):
    """How far a person is."""

    name = "assessments.progress"
    label = "progress"
    verbose_name = _("Progress")
    guards = guards.PROGRESS

    def ready(self) -> None:
        """Guard the ledger; listen to what people show."""
        from assessments import signals
        from assessments.progress import holdings, merging, receivers

        holdings.register_all()
        merging.register_all()
        keep(self)
        signals.attempt_recorded.connect(receivers.after_attempt, dispatch_uid="progress.attempt")
        signals.quiz_handed_in.connect(receivers.after_quiz, dispatch_uid="progress.quiz")
        signals.quiz_marked_anew.connect(receivers.after_quiz, dispatch_uid="progress.quiz_anew")
        signals.text_marked.connect(receivers.after_text, dispatch_uid="progress.text")
