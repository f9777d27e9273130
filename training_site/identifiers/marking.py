"""A text with its findings, to be shown and to be changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from training_site.identifiers.findings import Finding


@dataclass(frozen=True)
class Piece:
    """A stretch of the text: a finding, or what stands between two."""

    text: str
    finding: Finding | None = None


def highlighted(text: str, findings: Sequence[Finding]) -> tuple[Piece, ...]:
    """The text in pieces, none empty, that put together are the text again. `findings` are those of `examine`."""
    return tuple(_pieces(text, findings))


def replaced(text: str, findings: Sequence[Finding], choices: Mapping[int, str]) -> str:
    """The text with `choices` in the place of the findings they are for, by the finding's number in `findings` from 0.

    A finding without a choice stays as the writer wrote it.
    """
    numbers = {finding: number for number, finding in enumerate(findings)}
    return "".join(
        piece.text if piece.finding is None else choices.get(numbers[piece.finding], piece.text)
        for piece in _pieces(text, findings)
    )


def _pieces(text: str, findings: Sequence[Finding]) -> Iterator[Piece]:
    done = 0
    for finding in findings:
        if finding.start > done:
            yield Piece(text[done : finding.start])
        yield Piece(text[finding.start : finding.end], finding)
        done = finding.end
    if done < len(text):
        yield Piece(text[done:])
