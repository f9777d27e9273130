"""Pages that questions can be put into or taken from."""

from assessments.models import QuestionBank
from modules.models import MarkdownPage
from modules.services.compiling import page_models


class NoSuchPage(LookupError):
    """No page with a text has this key in this language."""


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
    """The page with the key, in the language. Raises NoSuchPage."""
    for model in page_models():
        if issubclass(model, MarkdownPage):
            found = model._default_manager.filter(content_key=content_key, locale__language_code=language).first()
            if found is not None:
                return found
    raise NoSuchPage(f"no page with a text has the key {content_key} in {language}")
