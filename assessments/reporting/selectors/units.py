"""The unit somebody asks about, always inside their own scope, and the way from there: up, down, and to the other tops of the scope."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length, Substr

from training_site.people.models import Organisation, upwards
from training_site.people.permissions import VIEW_PROGRESS_IN, Held, Rule, Viewer


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """A unit and what lies around it, as far as the scope reaches."""

    unit: Organisation
    above: tuple[Organisation, ...]
    """Widest first."""
    below: tuple[Organisation, ...]
    """One level down, by name."""
    tops: tuple[Organisation, ...]
    """The widest units of the scope."""


def unit_for(
    viewer: Viewer, asked: int | None, *, today: date, rule: Rule = VIEW_PROGRESS_IN, held: Held | None = None
) -> Surroundings | None:
    """The unit that is asked about, else the first of the scope (three queries; two where what the viewer holds was read already).

    None where somebody has no scope, or it lies outside.
    """
    visible = rule.visible_to(viewer, today=today, held=held)
    parent = Organisation.objects.filter(
        visible, path=Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Organisation.steplen)
    )
    found = Organisation.objects.filter(visible).filter(Q(pk=asked) | ~Exists(parent)).order_by("path")
    rows = list(found)
    unit = next((one for one in rows if asked is None or one.pk == asked), None)
    if unit is None:
        return None
    near = Q(path__in=upwards(unit.path)) | Q(path__startswith=unit.path, depth=unit.depth + 1)
    around = list(Organisation.objects.filter(visible).filter(near))
    return Surroundings(
        unit=unit,
        above=tuple(one for one in around if one.depth < unit.depth),
        below=tuple(sorted((one for one in around if one.depth > unit.depth), key=lambda one: one.name.casefold())),
        # A unit that was asked for is a top only where nothing above it is in scope.
        tops=tuple(
            one for one in rows if not any(one.path != top.path and one.path.startswith(top.path) for top in rows)
        ),
    )
