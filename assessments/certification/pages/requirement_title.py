"""What one requirement of a round is called."""

from assessments.certification.laws.tree import leaves
from assessments.certification.models import Cycle
from assessments.certification.pages.asked import title_of
from assessments.certification.pages.words import Words
from assessments.certification.selectors.rules import path_of
from assessments.progress.selectors import programme


def requirement_title(cycle: Cycle, key: str) -> str:
    """Its title, or its key where the path does not ask for it (two queries)."""
    words = Words(programme=programme(cycle.certification.programme_key))
    asked = (leaf for leaf in leaves(path_of(cycle).tree) if leaf.key == key)
    return next((title_of(leaf, words) for leaf in asked), key)
