"""Whether a form fits the competency framework it is used with: what the reader cannot know from the file alone."""

from collections.abc import Iterator, Mapping

from assessments.mentoring.framework.forms.form import ObservationForm

FEWEST_ITEMS, MOST_ITEMS = 8, 14
"""Fewer do not show practice, more cannot be watched and remembered in one visit."""


def problems(form: ObservationForm, *, framework: Mapping[str, bool]) -> list[str]:
    """What does not fit, one sentence each. The framework is `{indicator code: safety-critical}`."""
    return [f"{form.key}.{form.version}.toml: {problem}" for problem in (*_of_items(form, framework), *_of_form(form))]


def _of_form(form: ObservationForm) -> Iterator[str]:
    if not FEWEST_ITEMS <= len(form.items) <= MOST_ITEMS:
        yield f"has {len(form.items)} items; {FEWEST_ITEMS} to {MOST_ITEMS} can be watched in one visit"
    if form.with_children and not form.safety_critical:
        yield "is used with children, but none of its items is safety-critical"
    if [step.level for step in form.scale] != [None, 1, 2, 3, 4]:
        yield "its scale does not run from “not seen” to level 4"
    if [step.number for step in form.entrustment] != [1, 2, 3, 4, 5]:
        yield "its entrustment does not run from 1 to 5"
    if not any(field.key == "consent" and field.choices for field in form.before):
        yield "does not ask for consent"


def _of_items(form: ObservationForm, framework: Mapping[str, bool]) -> Iterator[str]:
    for item in form.items:
        if item.indicator not in framework:
            yield f"item {item.key} points to {item.indicator}, which is not in the framework"
        elif item.safety_critical != framework[item.indicator]:
            yield f"item {item.key}: safety_critical is {framework[item.indicator]} for {item.indicator} in the framework"
