"""The app of the curriculum."""

from django.apps import AppConfig
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _


class ModulesConfig(AppConfig):
    """What we teach."""

    name = "modules"
    label = "modules"
    verbose_name = _("Curriculum")

    def ready(self) -> None:
        """Connect what follows from publishing; register the checks."""
        from wagtail.models import Page
        from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

        from modules import checks as checks  # registers them
        from modules import forms, receivers
        from modules.models import CurriculumPage, MarkdownPage

        # Forms stand above models, so the models are told here which are theirs, as Wagtail's own are.
        CurriculumPage.base_form_class = forms.CurriculumPageForm
        MarkdownPage.base_form_class = forms.MarkdownPageForm
        page_published.connect(receivers.page_published, dispatch_uid="modules.page_published")
        for number, signal in enumerate((page_unpublished, page_slug_changed, post_page_move)):
            signal.connect(receivers.page_changed, dispatch_uid=f"modules.page_changed.{number}")
        post_delete.connect(receivers.page_changed, sender=Page, dispatch_uid="modules.page_deleted")
