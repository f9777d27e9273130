"""The root of Wagtail's tree, the source language and the site: what its data migrations make on a real database."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Collection, Locale, Page


def plant_site() -> None:
    """Make the locale, the page tree's root and the root collection, once."""
    locale, _made = Locale.objects.get_or_create(language_code="en")
    if not Page.objects.filter(depth=1).exists():
        Page.add_root(
            title="Root",
            slug="root",
            content_type=ContentType.objects.get_for_model(Page),
            locale=locale,
            path="0001",
            depth=1,
        )
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    admin_type, _made = ContentType.objects.get_or_create(app_label="wagtailadmin", model="admin")
    Permission.objects.get_or_create(
        content_type=admin_type, codename="access_admin", defaults={"name": "Can access Wagtail admin"}
    )
    for name in ("Moderators", "Editors"):
        Group.objects.get_or_create(name=name)
