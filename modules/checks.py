"""System checks that hold the house rules of the curriculum's pages."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.template import engines
from django.template.backends.django import DjangoTemplates
from django.utils.module_loading import import_string
from wagtail.models import get_page_models

from modules.models import CurriculumPage, Phase
from modules.services.content_kinds import PAGES, PHASES


@register
def every_page_has_its_template_and_context(**_kwargs: Any) -> list[CheckMessage]:
    """A page type names a template that exists and a function that fills it."""
    found: list[CheckMessage] = []
    for model in get_page_models():
        if issubclass(model, CurriculumPage):
            found += _template(model) + _context(model)
    return found


@register
def every_phase_is_a_phase_of_the_files(**_kwargs: Any) -> Sequence[CheckMessage]:
    """The pages and the files know the same phases."""
    if set(Phase.values) == set(PHASES):
        return []
    hint = "Keep modules.models.vocabulary.Phase and modules.services.content_kinds.PHASES alike."
    return [Error("The phases of the pages are not those of the files.", hint=hint, id="modules.E003")]


@register
def every_page_kind_is_a_model(app_configs: Any = None, **_kwargs: Any) -> list[CheckMessage]:
    """Every kind of content file becomes a page that is installed."""
    del app_configs
    models = {model._meta.label for model in get_page_models()}
    return [
        Error(f"The content kind '{kind.name}' becomes {kind.model}, which is not installed.", id="modules.E004")
        for kind in PAGES
        if kind.model not in models
    ]


def _template(model: type[CurriculumPage]) -> list[CheckMessage]:
    if any(origin.exists() for origin in _places(model.template)):
        return []
    return [Error(f"The template '{model.template}' does not exist.", obj=model, id="modules.E001")]


def _places(template: str) -> Iterator[Path]:
    """Where the template may stand. Looked up, not compiled: that would cost every command its start."""
    for backend in engines.all():
        for loader in backend.engine.template_loaders if isinstance(backend, DjangoTemplates) else ():
            yield from (Path(str(origin.name)) for origin in loader.get_template_sources(template))


def _context(model: type[CurriculumPage]) -> list[CheckMessage]:
    try:
        import_string(model.context_builder)
    except ImportError:
        hint = "Set `context_builder` to the dotted name of a function (page, request) -> dict."
        return [Error(f"'{model.context_builder}' cannot be imported.", hint=hint, obj=model, id="modules.E002")]
    return []
