"""The curriculum as what somebody writes goes back to: a lesson, or the practice task of a module. One query each."""

from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Locale

from modules import selectors as curriculum
from modules.outline import Module, Programme, Step


def modules_to_write_about() -> list[Module]:
    """Every module that has lessons or a practice task, in order, each programme in the reader's language where it exists."""
    return [
        module
        for programme in _programmes()
        for module in programme.modules
        if module.has_practice_task or module.of_kind("lesson")
    ]


def lessons() -> dict[str, Step]:
    """Content key → lesson."""
    return {step.content_key: step for module in modules_to_write_about() for step in module.of_kind("lesson")}


def goes_back_to(key: str) -> Step | Module | None:
    """The lesson with this content key, or the module whose practice task it names; None where neither is published."""
    for module in modules_to_write_about():
        if module.content_key == key:
            return module if module.has_practice_task else None
        if step := module.step(key):
            return step
    return None


def _programmes() -> list[Programme]:
    preferred = (get_language() or "", settings.LANGUAGE_CODE)
    rows = Locale.objects.order_by("pk").values_list("language_code", "pk")
    found: dict[str, Programme] = {}
    for _code, pk in sorted(rows, key=lambda row: (*preferred, row[0]).index(row[0])):
        for programme in curriculum.catalogue(locale_id=pk):
            found.setdefault(programme.content_key, programme)
    return list(found.values())
