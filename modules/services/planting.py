"""What a curriculum stands on: the locale, the site and its home page. All are made where they are missing."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Locale, Page, Site

from modules.models import HomePage

WELCOME = (
    "Careful practice for bringing children back from institutions and the streets into families, "
    "and for staying beside them for two years."
)
"""What the home page says until somebody writes something better in the editor."""


@transaction.atomic
def home_page(*, language: str) -> HomePage:
    """The home page in a language, live, below the root; made together with its locale and the site where needed."""
    locale, _made = Locale.objects.get_or_create(language_code=language)
    home = HomePage.objects.filter(locale=locale).order_by("path").first()
    if home is None:
        home = _plant(locale)
    _give_site(home)
    return home


def _plant(locale: Locale) -> HomePage:
    root = Page.objects.get(depth=1)
    source = HomePage.objects.order_by("path").first()
    home = HomePage(
        title=settings.WAGTAIL_SITE_NAME,
        slug=_slug(locale, first=source is None),
        locale=locale,
        content_key="home",
        intro=WELCOME,
    )
    if source is not None:
        home.translation_key = source.translation_key
    else:
        _clear_welcome_page(root)
        root.refresh_from_db()
    root.add_child(instance=home)
    home.save_revision().publish()
    return home


def _slug(locale: Locale, *, first: bool) -> str:
    return "home" if first else f"home-{locale.language_code}"


def _clear_welcome_page(root: Page) -> None:
    """Remove the page that a fresh Wagtail greets with; anything else at that address is somebody's and stays."""
    plain = ContentType.objects.get_for_model(Page)
    root.get_children().filter(slug="home", numchild=0, content_type=plain).delete()


def _give_site(home: HomePage) -> None:
    """Point the default site at the home page in the source language, unless it has one of ours."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
        port = address.port or (443 if address.scheme == "https" else 80)
        Site.objects.create(
            hostname=address.hostname or "localhost",
            port=port,
            root_page=home,
            is_default_site=True,
            site_name=settings.WAGTAIL_SITE_NAME,
        )
    elif site.root_page.specific_class is not HomePage:
        site.root_page = home
        site.save()
