"""What follows from publishing, moving and removing a page of the curriculum. Connected in `apps.py`, nowhere else."""

from typing import Any

from modules import selectors
from modules.models import CurriculumPage, FrameworkPage, GlossaryPage
from modules.services import compiling, projecting


def page_published(instance: Any, **_rest: Any) -> None:
    """Compile what the page shows and rewrite the rows it stands for."""
    if not isinstance(instance, CurriculumPage):
        return
    compiling.compile_page(page=instance)
    if isinstance(instance, FrameworkPage):
        projecting.competencies(page=instance)
    elif isinstance(instance, GlossaryPage):
        projecting.glossary_terms(page=instance)
    selectors.forget_outline()


def page_changed(instance: Any, **_rest: Any) -> None:
    """Forget what is remembered of the tree."""
    if isinstance(getattr(instance, "specific", instance), CurriculumPage):
        selectors.forget_outline()
