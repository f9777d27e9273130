"""What a text points at is there: keys behind links, codes of tools and sources; tools and stories stand where they are used."""

import re
from collections.abc import Iterator

from modules.dialect.problems import did_you_mean
from modules.linking import KEY_LINK, TOOL_CODE, anchor_of_term
from modules.services.content_files import Finding
from modules.services.strict.edition import Edition, Module, Text
from modules.services.strict.sections import SOURCE

_LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(\s*<?([^)\s>]*)")
_ELSEWHERE = re.compile(r"https?://|mailto:|tel:")


def links(edition: Edition) -> Iterator[Finding]:
    """Links that lead nowhere, and codes of tools and sources that nobody has written."""
    keys = edition.pages
    terms = frozenset(anchor_of_term(key) for key in edition.keys("glossary", "term", "key"))
    sources = edition.keys("sources", "source", "key")
    for text in edition.texts:
        for number, line in enumerate(text.file.body.split("\n"), start=text.file.body_line):
            for target in _LINK.findall(line):
                yield from _target(text, number, target, keys, terms)
            for code in TOOL_CODE.findall(line):
                if code.lower() not in keys:
                    yield text.finding(
                        "unknown-tool", number, f"there is no practice tool {code}; write it, or mend the code"
                    )
            for code in SOURCE.findall(line) if text.file.kind.name == "lesson" else ():
                if code not in sources:
                    yield text.finding(
                        "unknown-source", number, f"there is no source {code}; add it to sources.toml, or mend it"
                    )


def _target(text: Text, line: int, target: str, keys: frozenset[str], terms: frozenset[str]) -> Iterator[Finding]:
    if target.startswith("#") or _ELSEWHERE.match(target):
        return  # anchors are the dialect's, other sites are not ours to ask
    found = KEY_LINK.fullmatch(target)
    key, term = (found["key"], found["term"]) if found else ("", "")
    if key not in keys:
        near = did_you_mean(target, sorted(keys)) or "; link a page by its key, such as (t30) or (m13-s1)"
        yield text.finding("unknown-link", line, f"the link leads to '{target}', which is not there{near}")
    elif term and (key != "glossary" or term not in terms):
        near = did_you_mean(term, sorted(terms)) or "; write it into glossary.toml, or mend the link"
        yield text.finding("unknown-term", line, f"the glossary has no term '{term}'{near}")


def placing(edition: Edition) -> Iterator[Finding]:
    """Tools of a module that none of its lessons mentions, and stories that none of them links."""
    for module in edition.written_modules:
        yield from _tools(module)
        yield from _stories(module)


def _tools(module: Module) -> Iterator[Finding]:
    used = {code.lower() for lesson in module.of_kind("lesson") for code in TOOL_CODE.findall(lesson.file.body)}
    used |= {key for lesson in module.of_kind("lesson") for key in linked(lesson)}
    for key in module.file.values.get("tools", ()):
        if key not in used:
            message = (
                f"no lesson uses the tool {str(key).upper()}; name it where it is used, or take it out of the list"
            )
            yield module.file.finding("unused-tool", module.file.line("tools"), message)


def _stories(module: Module) -> Iterator[Finding]:
    placed = {key for lesson in module.of_kind("lesson") for key in linked(lesson)}
    for story in module.of_kind("scenario"):
        if story.file.key not in placed:
            message = f"no lesson of the module links this story; write [{story.file.values.get('title')}]({story.file.key}) where it is needed"
            yield story.finding("unplaced-story", 1, message)


def linked(text: Text) -> set[str]:
    """The keys a text links."""
    return {found["key"] for target in _LINK.findall(text.file.body) if (found := KEY_LINK.fullmatch(target))}
