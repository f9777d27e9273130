"""The app of sealed text: it has a command and no tables."""

from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _


class SealingConfig(AppConfig):
    """Text of people, kept so that only the site can read it."""

    name = "training_site.sealing"
    label = "sealing"
    verbose_name = _("Sealing")

    def ready(self) -> None:
        """Read the keys before anybody writes: a site that cannot seal does not start."""
        from training_site.sealing import sealing
        from training_site.sealing.keyring import UnreadableKeys

        try:
            sealing.ring()
        except UnreadableKeys as error:
            raise ImproperlyConfigured(str(error)) from None
