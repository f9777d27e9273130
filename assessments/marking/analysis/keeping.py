"""A tally as JSON, so that counting can be stopped and go on another day: `load(json.loads(json.dumps(dump(it)))) == it`."""

from collections import Counter
from typing import Any

from assessments.marking.analysis.tally import Choosers, ItemTally, Tally


def dump(tally: Tally) -> dict[str, Any]:
    """Lists and numbers."""
    return {
        "unit": tally.unit,
        "totals": sorted(tally.totals.items()),
        "papers": sorted([sorted(items), number] for items, number in tally.papers.items()),
        "items": {
            key: {
                "pairs": sorted([mark, total, number] for (mark, total), number in item.pairs.items()),
                "chosen": {option: [one.number, one.rest] for option, one in item.chosen.items()},
            }
            for key, item in tally.items.items()
        },
    }


def load(kept: dict[str, Any]) -> Tally:
    """What `dump` wrote."""
    return Tally(
        unit=kept["unit"],
        totals=Counter(dict(kept["totals"])),
        papers=Counter({frozenset(items): number for items, number in kept["papers"]}),
        items={
            key: ItemTally(
                pairs=Counter({(mark, total): number for mark, total, number in item["pairs"]}),
                chosen={option: Choosers(number=one[0], rest=one[1]) for option, one in item["chosen"].items()},
            )
            for key, item in kept["items"].items()
        },
    )
