"""The app of interchange. It has no tables: what comes in becomes a draft of a page."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InteropConfig(AppConfig):
    """Questions from elsewhere, and to elsewhere."""

    name = "assessments.interop"
    label = "interop"
    verbose_name = _("Interchange")
