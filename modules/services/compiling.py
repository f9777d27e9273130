"""Compiling what a page shows, when it is published or imported, so that no learner's request has to."""

from django.db import transaction
from wagtail.models import get_page_models

from modules import rendering
from modules.models import CompiledText, CurriculumPage, MarkdownPage


def compile_page(*, page: CurriculumPage) -> None:
    """Make sure that the page's texts are compiled as they are now; a text that is compiled already costs one query."""
    if isinstance(page, MarkdownPage):
        rendering.store(page.body)
    rendering.store_leaves(page.leaves())


@transaction.atomic
def recompile() -> tuple[int, int]:
    """Compile every live page with this renderer and drop what no live page uses; how many are kept and dropped."""
    wanted: set[str] = set()
    for model in page_models():
        for page in model._default_manager.filter(live=True).iterator(chunk_size=50):
            compile_page(page=page)
            wanted |= digests(page)
    dropped, _by_model = CompiledText.objects.exclude(digest__in=wanted).delete()
    return len(wanted), dropped


def compile_missing() -> int:
    """Compile live pages whose texts this renderer has not compiled yet, after an update of the site; how many."""
    known = set(CompiledText.objects.values_list("digest", flat=True))
    behind = [
        page for model in page_models() for page in model._default_manager.filter(live=True) if digests(page) - known
    ]
    for page in behind:
        compile_page(page=page)
    return len(behind)


def page_models() -> list[type[CurriculumPage]]:
    """Every kind of page of the curriculum, those of other apps included."""
    return [model for model in get_page_models() if issubclass(model, CurriculumPage)]


def digests(page: CurriculumPage) -> set[str]:
    """The names under which the page's texts are kept as they are now."""
    leaves = dict.fromkeys(leaf for leaf in page.leaves() if leaf)
    found = {rendering.leaves_digest(leaves)}
    return found | {rendering.text_digest(page.body)} if isinstance(page, MarkdownPage) else found
