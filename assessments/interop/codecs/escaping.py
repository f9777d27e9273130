r"""Plain text into Markdown that shows exactly this text, with as few backslashes as that takes."""

import re

# Where a sign means something in the middle of a line.
_INLINE = re.compile(
    r"(?P<run>[*_~]+)|\\(?=[!-/:-@\[-`{-~]|\Z)|[`\[\]]|<(?=[A-Za-z/!?])|&(?=#|[A-Za-z])",
)
# Where a line begins a block.
_START = re.compile(r"[#>+|=-]|[*](?= |\Z)|:(?=[:|-])|~{3}|[*_](?=[ *_]*\Z)")
_NUMBERED = re.compile(r"([0-9]{1,9})(?=[.)](?: |\Z))")


def escape(text: str) -> str:
    """The text as Markdown: lines stay lines, blank lines part paragraphs."""
    paragraphs = ("\\\n".join(_lines(paragraph)) for paragraph in re.split(r"\n[ \t]*\n", text))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def escape_inline(text: str) -> str:
    """One run of text inside a line that has begun already."""
    return _INLINE.sub(_escaped, text)


def protect_start(line: str) -> str:
    """The line, so that it begins no list, quote, heading, table or activity."""
    line = _NUMBERED.sub(r"\1\\", line, count=1) if _NUMBERED.match(line) else line
    return f"\\{line}" if _START.match(line) else line


def _escaped(sign: re.Match[str]) -> str:
    if sign["run"] is None or not _means_nothing(sign):
        return "".join(f"\\{character}" for character in sign[0])
    return sign[0]


def _means_nothing(run: re.Match[str]) -> bool:
    """Stars and the like between spaces, and low lines inside a word, are only themselves."""
    before = run.string[run.start() - 1 : run.start()]
    after = run.string[run.end() : run.end() + 1]
    if before == " " and after == " ":
        return True
    return set(run[0]) == {"_"} and before.isalnum() and after.isalnum()


def _lines(paragraph: str) -> list[str]:
    lines = (" ".join(line.split()) for line in paragraph.split("\n"))
    return [protect_start(escape_inline(line)) for line in lines if line]
