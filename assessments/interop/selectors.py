"""Pages that questions can be put into or taken from."""

from modules.models import MarkdownPage
from modules.services.compiling import page_models


class NoSuchPage(LookupError):
    """No page with a text has this key in this language."""


def page_of(*, content_key: str, language: str) -> MarkdownPage:
    """The page with the key, in the language. Raises NoSuchPage."""
    for model in page_models():
        if issubclass(model, MarkdownPage):
            found = model._default_manager.filter(content_key=content_key, locale__language_code=language).first()
            if found is not None:
                return found
    raise NoSuchPage(f"no page with a text has the key {content_key} in {language}")
