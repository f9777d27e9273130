"""From a filled form to the level it shows in each indicator."""

from collections.abc import Mapping

from assessments.mentoring.framework.forms.form import ObservationForm


class UnknownRating(ValueError):
    """A rating names an item or a step of the scale that the form does not have."""


def levels_shown(form: ObservationForm, ratings: Mapping[str, str]) -> dict[str, int]:
    """Indicator → the level this observation shows, from `{item key: rating key}`. Raises UnknownRating.

    Where several items look at one indicator, the lowest that was seen decides: an indicator is a whole, and a strong half does not
    stand in for a weak one. What was not seen says nothing; an indicator of which nothing was seen is left out.
    """
    levels = {rating.key: rating.level for rating in form.scale}
    indicators = {item.key: item.indicator for item in form.items}
    shown: dict[str, int] = {}
    for item, rating in ratings.items():
        if item not in indicators or rating not in levels:
            raise UnknownRating(f"{form.key} has no item {item} with a rating {rating}")
        level = levels[rating]
        if level is not None:
            indicator = indicators[item]
            shown[indicator] = min(level, shown.get(indicator, level))
    return shown
