"""An app of the tests alone."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """Letters: rows with sealed text."""

    name = "tests.training_site.sealing"
    label = "letters"
    default_auto_field = "django.db.models.BigAutoField"
