"""All that looks like the name of a person or a place: from the list, from capitals, from what introduces it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from training_site.identifiers.ages import tied_age
from training_site.identifiers.capitals import capital_spans, title_spans
from training_site.identifiers.findings import Country, Finding, Kind
from training_site.identifiers.khmer_names import khmer_spans
from training_site.identifiers.local import LocalList
from training_site.identifiers.places import known_places
from training_site.identifiers.reading import Reading
from training_site.identifiers.runs import runs


def names(reading: Reading, countries: Collection[Country], local: LocalList) -> Iterator[Finding]:
    """Names, places and initials; where two ways of finding overlap, one finding that covers both."""
    found = tuple(runs(reading))
    listed = [Finding(*span) for span in local.spans(reading)]
    titles = {at for begin, end in title_spans(reading, found) for at in range(begin, end)}
    known = [finding for finding in known_places(reading, countries) if finding.start not in titles]
    guessed = [Finding(*span) for span in (*capital_spans(reading, found), *khmer_spans(reading))]
    for finding in _united([*listed, *known, *guessed]):
        yield _with_age(reading, finding) if finding.kind is not Kind.PLACE else finding


def _united(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings, those that overlap joined. The one that was given first says what they are together."""
    joined: Finding | None = None
    best = 0
    for rank, finding in sorted(enumerate(findings), key=lambda entry: (entry[1].start, entry[1].end)):
        if joined is None or finding.start >= joined.end:
            if joined is not None:
                yield joined
            joined, best = finding, rank
            continue
        end = max(joined.end, finding.end)
        if rank < best:
            joined, best = replace(finding, start=joined.start), rank
        joined = replace(joined, end=end)
    if joined is not None:
        yield joined


def _with_age(reading: Reading, finding: Finding) -> Finding:
    """A name with the age that is tied to it: both are replaced together."""
    age = tied_age(reading.plain, finding.end)
    return replace(finding, end=age[0]) if age else finding
