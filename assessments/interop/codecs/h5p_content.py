"""The JSON inside H5P packages, whose values may be anything: what is not there, or of another type, is empty."""

import json
from dataclasses import dataclass
from typing import Any, NoReturn

from assessments.interop.codecs.items import Place, Text
from assessments.interop.codecs.sentences import say
from assessments.interop.codecs.sources import Refused
from modules.dialect.source import clean


@dataclass(frozen=True, kw_only=True)
class Content:
    """A value of the JSON, and the path to it."""

    value: Any
    path: str

    def get(self, *names: str) -> "Content":
        """What is reached by names."""
        found, path = self.value, self.path
        for name in names:
            found = found.get(name) if isinstance(found, dict) else None
            path = f"{path}.{name}" if path else name
        return Content(value=found, path=path)

    def list(self, *names: str) -> "list[Content]":
        """The values of a list."""
        found = self.get(*names)
        values = found.value if isinstance(found.value, list) else []
        return [Content(value=value, path=f"{found.path}[{at}]") for at, value in enumerate(values)]

    def string(self, *names: str) -> str:
        """A string."""
        value = self.get(*names).value
        return clean(value) if isinstance(value, str) else ""

    def html(self, *names: str) -> Text:
        """A string with markup."""
        return Text(text=self.string(*names), format="html")

    def said(self, *names: str) -> Text | None:
        """A string with markup that may be missing."""
        text = self.html(*names)
        return text if text.text.strip() else None

    def flag(self, *names: str) -> bool:
        """Whether something is switched on."""
        return self.get(*names).value in (True, "true")

    @property
    def library(self) -> str:
        """The kind of content, without its version."""
        return self.string("library").partition(" ")[0]


def parse(data: bytes, name: str) -> Content:
    """The JSON of a member. Raises Refused, with its line, for what is none."""
    try:
        text = data.decode()
        value = json.loads(text, parse_constant=_no_number)
    except UnicodeDecodeError as error:
        raise Refused("not-utf-8", say("%(name)s is not in UTF-8", name=name), Place(path=name)) from error
    except json.JSONDecodeError as error:
        raise Refused(
            "bad-json",
            say("%(name)s is no JSON: %(why)s", name=name, why=error.msg),
            Place(path=name, line=error.lineno),
        ) from error
    except (RecursionError, ValueError) as error:
        raise Refused(
            "bad-json", say("%(name)s is no JSON that can be read", name=name), Place(path=name, line=1)
        ) from error
    return Content(value=value, path="")


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)
