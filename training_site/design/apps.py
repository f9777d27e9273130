"""The app of tokens, components and enhancement scripts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DesignConfig(AppConfig):
    """How the site looks: one stylesheet, small ES modules, template tags, a gallery."""

    name = "training_site.design"
    label = "design"
    verbose_name = _("Design")
