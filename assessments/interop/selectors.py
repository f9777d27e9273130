"""Pages that questions can be put into or taken from."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from assessments.models import QuestionBank
from modules.models import CurriculumPage, MarkdownPage
from modules.services.compiling import page_models
from training_site.people.models import User


class NoSuchPage(LookupError):
    """No page has this key in this language, or none that is the person's to edit."""


@dataclass(frozen=True, kw_only=True)
class Target:
    """A page with a text that somebody may edit."""

    pk: int
    title: str
    above: str
    """The title of the page above it, with its language."""


class NoSuchBank(LookupError):
    """No bank has this key."""


def bank_of(key: str) -> QuestionBank:
    """The bank with the key. Raises NoSuchBank, which names those that are there."""
    found = QuestionBank.objects.filter(key=key).first()
    if found is None:
        known = ", ".join(QuestionBank.objects.order_by("key").values_list("key", flat=True)) or "none yet"
        raise NoSuchBank(f"no bank of questions has the key {key}; there are: {known}")
    return found


def page_of(*, content_key: str, language: str) -> MarkdownPage:
    """The page with a text that has the key, in the language. Raises NoSuchPage."""
    found = _keyed(content_key, language)
    if not isinstance(found, MarkdownPage):
        raise NoSuchPage(f"no page with a text has the key {content_key} in {language}")
    return found


def any_page_of(*, content_key: str, language: str) -> CurriculumPage:
    """The page with the key, in the language, with a text or with pages below it. Raises NoSuchPage."""
    found = _keyed(content_key, language)
    if found is None:
        raise NoSuchPage(f"no page has the key {content_key} in {language}")
    return found


def _keyed(content_key: str, language: str) -> CurriculumPage | None:
    rows = (
        model._default_manager.filter(content_key=content_key, locale__language_code=language).first()
        for model in page_models()
    )
    return next((found for found in rows if found is not None), None)


def edited_by(person: User) -> "QuerySet[Page]":
    """The pages with a text that a person may edit, in the order of the tree."""
    texts = [model for model in page_models() if issubclass(model, MarkdownPage)]
    rows = PagePermissionPolicy().instances_user_has_permission_for(person, "change")
    return rows.type(*texts).order_by("path")


def targets(person: User) -> list[Target]:
    """What `edited_by` finds, each with what stands above it."""
    pages = list(edited_by(person).select_related("locale"))
    above = dict(
        Page.objects.filter(path__in={page.path[: -page.steplen] for page in pages}).values_list("path", "draft_title")
    )
    return [
        Target(
            pk=page.pk,
            title=page.draft_title,
            above=f"{above.get(page.path[: -page.steplen], '')} ({page.locale.get_display_name()})",
        )
        for page in pages
    ]


def target(person: User, pk: int) -> MarkdownPage:
    """One of them. Raises NoSuchPage."""
    page = source(person, pk)
    if not isinstance(page, MarkdownPage):
        raise NoSuchPage
    return page


def source(person: User, pk: int) -> CurriculumPage:
    """A page of the curriculum that a person may edit, whose questions may be taken. Raises NoSuchPage."""
    row = PagePermissionPolicy().instances_user_has_permission_for(person, "change").filter(pk=pk).first()
    page = row.specific if row is not None else None
    if not isinstance(page, CurriculumPage):
        raise NoSuchPage
    return page


def texts_of(page: CurriculumPage, *, below: bool) -> Iterator[MarkdownPage]:
    """The page where it has a text; with `below` also those that stand below it, in the order of the tree."""
    pages = Page.objects.descendant_of(page, inclusive=True) if below else Page.objects.filter(pk=page.pk)
    yield from (found for found in pages.order_by("path").specific() if isinstance(found, MarkdownPage))
