"""How pages grow from files: made, changed, published and put in the files' order."""

from collections import defaultdict

from django.apps import apps
from wagtail.models import Page

from modules.models import CurriculumPage, MarkdownPage
from modules.services import page_values
from modules.services.content_files import ContentFile
from modules.services.exporting import newest
from modules.services.planting import home_page


class Growth:
    """One import under way: which page stands for which file, and in which order they belong."""

    def __init__(self, *, publish: bool) -> None:
        self.publishing = publish
        self.pages: dict[tuple[str, str], CurriculumPage] = {}
        """By path of the file and language; a programme's file may stand for several languages."""
        self.orders: dict[int, list[int]] = defaultdict(list)
        """Primary keys of children in the order of their files, by that of the parent."""
        self.homes: dict[str, Page] = {}

    def create(self, file: ContentFile) -> None:
        """Make the page of a file, as a draft or published."""
        model: type[CurriculumPage] = apps.get_model(file.kind.model)
        parent = self._parent(file)
        page = model(content_key=file.content_key, locale_id=parent.locale_id, live=False, has_unpublished_changes=True)
        self._fill(page, file)
        _join_translations(page)
        # A fresh look: treebeard counts children on the object, and the parent has just had others.
        Page.objects.get(pk=parent.pk).add_child(instance=page)
        self._save_revision(page)
        self._remember(file, page)

    def update(self, page: CurriculumPage, file: ContentFile) -> None:
        """A new revision of a page, from its file."""
        _note(page, file)
        draft = newest(page)
        self._fill(draft, file)
        draft.full_clean()
        self._save_revision(draft)
        page.refresh_from_db()
        parent = self._parent(file)
        if page.path[: -page.steplen] != parent.path:
            page.move(Page.objects.get(pk=parent.pk), pos="last-child")
            page.refresh_from_db()

    def adopt(self, page: CurriculumPage, file: ContentFile) -> None:
        """Note that the page says what the file says."""
        _note(page, file)
        if self.publishing and waits_for_publishing(page):
            self.publish(page)

    def publish(self, page: CurriculumPage) -> None:
        """Publish the newest revision."""
        page.get_latest_revision().publish()
        page.refresh_from_db()

    def place(self, file: ContentFile, page: CurriculumPage | None) -> None:
        """Say that this page, or the one just made for the file, comes next below its parent."""
        if page is not None:
            self._remember(file, page)
        found = self.pages[file.path, file.place.language]
        self.orders[self._parent(file).pk].append(found.pk)

    def put_in_order(self) -> None:
        """Move children whose order is not that of their files; pages without a file stay in front."""
        for parent_pk, wanted in self.orders.items():
            children = Page.objects.filter(pk__in=wanted).order_by("path")
            if [child.pk for child in children] != wanted:
                for pk in wanted:
                    Page.objects.get(pk=pk).move(Page.objects.get(pk=parent_pk), pos="last-child")

    def _parent(self, file: ContentFile) -> Page:
        language = file.place.language
        if file.kind.name != "programme":
            return self.pages[file.place.parent, language]
        if language not in self.homes:
            self.homes[language] = home_page(language=language)
        return self.homes[language]

    def _fill(self, page: CurriculumPage, file: ContentFile) -> None:
        for name, value in page_values.attributes(file.kind, file.values).items():
            setattr(page, name, value)
        if isinstance(page, MarkdownPage):
            page.body = file.body
        page.draft_title = page.title
        page.slug = file.place.slug
        page.source_path = file.path
        page.imported_digest = file.digest

    def _save_revision(self, page: CurriculumPage) -> None:
        revision = page.save_revision(clean=False, log_action=True)
        if self.publishing:
            revision.publish()

    def _remember(self, file: ContentFile, page: CurriculumPage) -> None:
        self.pages[file.path, file.place.language] = page


def waits_for_publishing(page: CurriculumPage) -> bool:
    """Whether a draft of ours waits; a page that somebody took offline does not."""
    return bool(page.has_unpublished_changes if page.live else page.first_published_at is None)


def _note(page: CurriculumPage, file: ContentFile) -> None:
    """Remember on the page itself, not on a revision, what was imported."""
    type(page)._default_manager.filter(pk=page.pk).update(imported_digest=file.digest, source_path=file.path)
    page.refresh_from_db()  # its newest revision would remember the page as it was


def _join_translations(page: CurriculumPage) -> None:
    """A page of the same key in another language is the same page, translated."""
    others = type(page)._default_manager.filter(content_key=page.content_key)
    if (key := others.values_list("translation_key", flat=True).first()) is not None:
        page.translation_key = key
