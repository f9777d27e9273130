"""The identifier guard: finds in a text what may identify a child or a family, and offers something else in its place.

It reads and returns; it stores nothing, sends nothing and never stops anybody. The writer decides.
"""

from training_site.identifiers.danger import danger_words
from training_site.identifiers.examining import examine
from training_site.identifiers.findings import LABELS, Country, Finding, Kind
from training_site.identifiers.local import LocalList
from training_site.identifiers.marking import Piece, highlighted, replaced
from training_site.identifiers.pseudonyms import pseudonym

__all__ = [
    "LABELS",
    "Country",
    "Finding",
    "Kind",
    "LocalList",
    "Piece",
    "danger_words",
    "examine",
    "highlighted",
    "pseudonym",
    "replaced",
]
