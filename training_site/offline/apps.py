"""The app of what works without a network."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfflineConfig(AppConfig):
    """One worker, one page; no models."""

    name = "training_site.offline"
    label = "offline"
    verbose_name = _("Without a network")
