"""A translation that is still growing, completed with what exists only in the language the programme was written in: pure.

What a person has to do, and when a module is done, must not depend on how far the translators have come. So the outline of a
programme holds every module and every step in any language; those from elsewhere say which language they are in.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from modules.outline import Module, Node, Programme, Step

N = TypeVar("N", bound=Node)


def completed(programme: Programme, *, source: Programme, language: str) -> Programme:
    """The programme with the modules, steps, tools and shelves that only `source` has, which is in `language`."""
    own = {module.content_key: module for module in programme.modules}
    modules = [
        _module(own[module.content_key], module, language) if module.content_key in own else _borrowed(module, language)
        for module in source.modules
    ]
    extra = [module for module in programme.modules if module.content_key not in {each.content_key for each in modules}]
    return replace(
        programme,
        modules=(*modules, *extra),
        tools=_nodes(programme.tools, source.tools, language),
        shelves=_nodes(programme.shelves, source.shelves, language),
        indicators=programme.indicators or source.indicators,
    )


def _module(own: Module, source: Module, language: str) -> Module:
    return replace(own, steps=_nodes(own.steps, source.steps, language))


def _borrowed(module: Module, language: str) -> Module:
    steps: tuple[Step, ...] = tuple(replace(step, language=language) for step in module.steps)
    return replace(module, language=language, steps=steps)


def _nodes(own: Sequence[N], source: Sequence[N], language: str) -> tuple[N, ...]:
    """In the order of the source: one's own where there is one, else the source's; then what only oneself has."""
    mine = {node.content_key: node for node in own}
    both = [mine.pop(node.content_key, None) or replace(node, language=language) for node in source]
    return (*both, *mine.values())
