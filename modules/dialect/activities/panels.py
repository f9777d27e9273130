"""`:::accordion` and `:::tabs`: headings with text that opens below them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

from modules.dialect.checks import bad_language, error, unknown_attributes
from modules.dialect.frame import Frame
from modules.dialect.layout import heading
from modules.dialect.leaves import Section
from modules.dialect.problems import Problem
from modules.dialect.sentences import say as _
from modules.dialect.shown import Panel
from modules.dialect.to_read import ToRead

MAX_PANELS = 60


@dataclass(frozen=True, kw_only=True)
class Panels(ToRead):
    """Titled panels; there is nothing to answer."""

    sections: tuple[Section, ...]
    level: int = 3
    """The level of the headings."""

    @classmethod
    def parse(cls, frame: Frame) -> Self:
        """Prompt, then headings with text."""
        prompt, level, heads = frame.sections()
        if not heads:
            frame.report("no-panels", frame.line, _("give every panel a heading: '### Title'"))
        found = tuple(
            Section(title=head.title, text=head.under.text(), key=head.key, attrs=head.attrs, line=head.line)
            for head in heads[: MAX_PANELS + 1]  # one more than allowed is enough to be told so
        )
        return cls(sections=found, level=level, **frame.common(prompt))

    def body(self) -> Iterator[str]:
        """The panels with their headings."""
        yield from (heading(section, self.level) for section in self.sections)

    def lint(self) -> Iterator[Problem]:
        """Every panel has a heading and a text."""
        if len(self.sections) > MAX_PANELS:
            line = self.sections[MAX_PANELS].line
            yield error("too-many-options", line, _("more than %(most)d panels; divide the activity", most=MAX_PANELS))
        for section in self.sections:
            if not section.title or not section.text:
                yield error("empty-panel", section.line, _("give the panel a heading and a text below it"))
            yield from unknown_attributes(
                section.attrs, {"lang"}, section.line, _("a panel has no option '%(name)s'%(near)s")
            )
            yield from bad_language(section.attrs, section.line)

    def panels(self) -> tuple[Panel, ...]:
        """What a learner opens."""
        return tuple(
            Panel(title=section.title, text=section.text, lang=section.attrs.get("lang", ""))
            for section in self.sections
        )


@dataclass(frozen=True, kw_only=True)
class Accordion(Panels):
    """Panels that open one below the other."""

    kind: ClassVar[str] = "accordion"


@dataclass(frozen=True, kw_only=True)
class Tabs(Panels):
    """Panels of which one is open."""

    kind: ClassVar[str] = "tabs"
