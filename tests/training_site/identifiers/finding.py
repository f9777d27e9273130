"""How tests read findings: as the words they cover."""

from training_site.identifiers import Country, LocalList, examine

Found = tuple[str, str]


def found(text: str, *, local: LocalList | None = None, countries: tuple[Country, ...] = tuple(Country)) -> list[Found]:
    """What is found in a text, as (words, kind)."""
    findings = examine(text, countries=countries, local=local or LocalList.of())
    return [(text[finding.start : finding.end], finding.kind.value) for finding in findings]
