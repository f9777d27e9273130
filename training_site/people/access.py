"""The editor's desk at /admin/ is open to exactly those whose roles open it today.

Wagtail asks groups; people have memberships. This module makes the groups and keeps `is_staff` and the groups in step with the memberships.
"""

from datetime import date

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from training_site.people.models import User
from training_site.people.roles import EDITING_ROLES, Role
from training_site.people.roles import Permission as Power
from training_site.people.selectors import roles_of

GROUPS = {role: f"{role.value.capitalize()}s" for role in Role if role in EDITING_ROLES}
"""Role → its group: Trainers, Administrators. Which roles edit, and what, is written in `training_site/access/matrix.toml`."""

PAGE_PERMISSIONS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
DELETING = "bulk_delete_page"
COLLECTION_PERMISSIONS = (
    *("add_image", "change_image", "choose_image"),
    *("add_document", "change_document", "choose_document"),
)


@transaction.atomic
def refresh(*, user: User, today: date) -> bool:
    """Set `is_staff` and the groups to what the person's roles say today; whether anything had to change."""
    roles = roles_of(user, today=today)
    staff = user.is_superuser or not roles.isdisjoint(EDITING_ROLES)
    wanted = {name for role, name in GROUPS.items() if role in roles}
    present = set(user.groups.filter(name__in=GROUPS.values()).values_list("name", flat=True))
    if wanted - present:
        user.groups.add(*(group(name) for name in wanted - present))
    if present - wanted:
        user.groups.remove(*Group.objects.filter(name__in=present - wanted))
    if changed := (staff != user.is_staff):
        user.is_staff = staff
        user.save(update_fields=["is_staff"])
    return changed or wanted != present


def group(name: str) -> Group:
    """The group of this name, with its permissions; made when it is first needed."""
    made, is_new = Group.objects.get_or_create(name=name)
    if is_new:
        furnish(made)
    return made


@transaction.atomic
def furnish(group: Group) -> None:
    """Give a group what editing needs: the desk, the pages, the pictures. Nothing about people."""
    deletes = any(name == group.name and Power.DELETE_CURRICULUM in role.permissions for role, name in GROUPS.items())
    group.permissions.set(Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin"))
    for page in Page.objects.filter(depth=1):
        for permission in Permission.objects.filter(
            content_type__app_label="wagtailcore",
            content_type__model="page",
            codename__in=[*PAGE_PERMISSIONS, *([DELETING] if deletes else [])],
        ):
            GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)
    for collection in Collection.objects.filter(depth=1):
        for permission in Permission.objects.filter(
            content_type__app_label__in=("wagtailimages", "wagtaildocs"), codename__in=COLLECTION_PERMISSIONS
        ):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)
