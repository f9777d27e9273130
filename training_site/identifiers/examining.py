"""The guard itself: from a text to what may identify somebody in it."""

from collections.abc import Collection

from training_site.identifiers.cases import cases
from training_site.identifiers.contacts import contacts
from training_site.identifiers.dates import dates
from training_site.identifiers.findings import Country, Finding, apart
from training_site.identifiers.local import LocalList
from training_site.identifiers.names import names
from training_site.identifiers.papers import accounts, papers
from training_site.identifiers.phones import phones
from training_site.identifiers.places import addresses
from training_site.identifiers.pseudonyms import with_offers
from training_site.identifiers.reading import Reading

NOBODY = LocalList.of()


def examine(
    text: str, *, countries: Collection[Country] = tuple(Country), local: LocalList = NOBODY
) -> tuple[Finding, ...]:
    """What may identify a person in `text`, in order and without overlaps. Never raises; the text goes nowhere.

    `countries` are those whose formats of numbers and whose provinces are looked for; `local` is the organisation's list.
    """
    reading = Reading(text)
    candidates = [
        *contacts(reading),
        *accounts(reading),
        *cases(reading, countries),
        *dates(reading),
        *phones(reading, countries),
        *papers(reading, countries),
        *addresses(reading, countries),
        *names(reading, countries, local),
    ]
    return with_offers(reading, apart(candidates, length=len(text)))
