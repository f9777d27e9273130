"""The app of people, organisations and memberships, and Wagtail's list of accounts as it fits people without e-mail."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig

from training_site.guards import guard_tables
from training_site.people import guards


class PeopleConfig(AppConfig):
    """People come first: nothing on the site stands below this app but the settings."""

    default = True
    name = "training_site.people"
    label = "people"
    verbose_name = _("People")
    guards = guards.PEOPLE

    def ready(self) -> None:
        """Guard what was decided about accounts."""
        post_migrate.connect(guard_tables, sender=self, dispatch_uid="people.guards")


class AccountsConfig(WagtailUsersAppConfig):
    """Wagtail's accounts, for superusers: no address demanded, nobody deleted."""

    default = False
    user_viewset = "training_site.people.viewsets.AccountViewSet"
