"""Sets of questions: one quiz, where a quiz can hold what stands in the set."""

from collections.abc import Callable
from dataclasses import replace

from assessments.interop.codecs.building import Building, fields
from assessments.interop.codecs.items import Item
from assessments.interop.codecs.sentences import say
from modules.dialect.activities.quiz import Quiz
from modules.dialect.attributes import Attrs
from modules.dialect.document import Activity, Prose

Build = Callable[[Item, Building], Prose | Activity | None]


def quiz(item: Item, building: Building, build: Build) -> Quiz | None:
    """The questions of a set in one quiz; None where one of them holds questions itself, or none is left."""
    built = [
        build(inner, replace(building, key=f"{building.key}-{number}"))
        for number, inner in enumerate(item.inside, start=1)
    ]
    questions = tuple(node for node in built if isinstance(node, Activity))
    if not questions or any(question.holds_activities for question in questions):
        return None
    texts = [node.text for node in built if isinstance(node, Prose)]
    if texts and isinstance(built[0], Activity):
        building.lose(say("where texts stood between the questions: they stand above them"))
    attrs = {} if item.passes is None else {"pass": f"{item.passes}%"}
    if item.pool is not None and item.pool < len(questions):
        attrs["pick"] = str(item.pool)
    found = fields(item, building, attrs=Attrs(attrs))
    found["prompt"] = "\n\n".join(text for text in (found["prompt"], *texts) if text)
    return Quiz(questions=questions, **found)
