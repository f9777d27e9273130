"""The examples of the CommonMark specification render the same with and without our block rule."""

import re
from pathlib import Path

from markdown_it import MarkdownIt

from modules.dialect.directive import directive_plugin

_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL)


def test_every_example_renders_the_same_with_our_rule(corpora: Path) -> None:
    specification = (corpora / "commonmark" / "spec.txt").read_text(encoding="utf-8")
    examples = [source.replace("→", "\t") for source, _html in _EXAMPLE.findall(specification)]
    assert len(examples) == 655
    for preset in ("commonmark", "gfm-like2"):
        options = {"linkify": False}
        plain = MarkdownIt(preset, options).disable("linkify", ignoreInvalid=True)
        ours = MarkdownIt(preset, options).disable("linkify", ignoreInvalid=True).use(directive_plugin)
        assert [ours.render(source) for source in examples] == [plain.render(source) for source in examples]
