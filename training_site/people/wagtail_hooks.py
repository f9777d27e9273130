"""Where Wagtail asks the people app."""

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from training_site.people import viewsets

hooks.register("before_delete_user", viewsets.before_delete_user)
hooks.register("before_bulk_action", viewsets.before_bulk_action)


@hooks.register("register_admin_menu_item")
def child_in_danger() -> MenuItem:
    """The same link as on every other page, first in the menu of the editor's desk."""
    return MenuItem(_("Child in danger?"), reverse("people:danger"), name="danger", icon_name="warning", order=1)
