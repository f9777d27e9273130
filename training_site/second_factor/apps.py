"""The app of second factors."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SecondFactorConfig(AppConfig):
    """Who must show a second factor, and what happens when it is lost."""

    name = "training_site.second_factor"
    label = "second_factor"
    verbose_name = _("Second factor")

    def ready(self) -> None:
        """Listen to what allauth does; make known what people are told."""
        from training_site.second_factor import notifying, receivers

        notifying.register_all()
        receivers.connect_all()
