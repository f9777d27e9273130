"""What every page of the holder has in common: it is private, and its titles come from the curriculum."""

from collections.abc import Iterable

from assessments.certification.pages.words import Words
from assessments.certification.selectors.ways import OnTheWay
from assessments.mentoring.selectors.indicators import framework
from assessments.mentoring.views.private import PrivateView
from assessments.progress.selectors import programme, programmes


class HolderView(PrivateView):
    """A page of somebody on the way to a certificate, or who holds one."""

    nav = "certificates"


def words_of(way: OnTheWay) -> Words:
    """What the parts of a way are called (at most two queries)."""
    key = way.certification.programme_key
    return Words(
        programme=programme(key),
        indicators={code: one.text for code, one in framework(key).indicators.items()} if _indicators(way) else {},
        certifications=way.others,
    )


def naming(ways: Iterable[OnTheWay]) -> dict[str, Words]:
    """Programme → its words, without indicators (one query)."""
    keys = {way.certification.programme_key for way in ways}
    return (
        {found.content_key: Words(programme=found) for found in programmes() if found.content_key in keys}
        if keys
        else {}
    )


def _indicators(way: OnTheWay) -> bool:
    """Whether anything on the page names an indicator."""
    refresher = getattr(way.shown.cycle, "refresher", None)
    in_findings = any("indicators" in row.params for row in way.shown.statuses)
    return in_findings or (refresher is not None and any(part["kind"] == "thin" for part in refresher.parts))
