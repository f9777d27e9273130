"""An app of the tests alone."""

from django.apps import AppConfig


class BenchmarksConfig(AppConfig):
    """The floor: what Wagtail costs with nothing of ours on it."""

    name = "tests.benchmarks"
    label = "benchmarks"
    default_auto_field = "django.db.models.BigAutoField"
