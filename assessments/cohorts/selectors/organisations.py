"""An organisation by its name, in the whole tree: who takes part in a cohort is agreed outside the site."""

from training_site.people.models import Organisation


class NoSuchPlace(Exception):
    """No organisation has this name."""


class SeveralPlaces(Exception):
    """Several have it."""


def named(text: str) -> Organisation:
    """The organisation that a text names: "Name", or "Above / Name". Raises NoSuchPlace, SeveralPlaces."""
    above, _stroke, name = (part.strip() for part in text.rpartition("/"))
    wanted = " ".join(name.split()).casefold()
    # SQLite folds Latin letters alone, so the folding is done here.
    rows = [row for row in Organisation.objects.only("pk", "name", "path", "depth") if row.name.casefold() == wanted]
    if above:
        rows = [row for row in rows if _is_below(row, above.casefold())]
    if not rows:
        raise NoSuchPlace(text)
    if len(rows) > 1:
        raise SeveralPlaces(text)
    return Organisation.objects.get(pk=rows[0].pk)


def _is_below(row: Organisation, above: str) -> bool:
    parent = row.get_parent()
    return parent is not None and parent.name.casefold() == above
