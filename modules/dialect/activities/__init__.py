"""The kinds of activities, each in a file of its own.

A new kind is one file and one line in `KINDS`. The file holds a frozen dataclass that inherits from
`modules.dialect.document.Activity` (see `choice.py`, the example to follow) and says:

- `kind`, `scored`, and which `attributes` and `item_attributes` it knows besides the common ones;
- `parse(frame)`: ask the frame for what the kind is made of (`frame.listed(boxes=…)`, `frame.text()`,
  `frame.sections()`), report what is wrong with the form by `frame.report(code, line, message)`, and return
  `cls(…, **frame.common(prompt))`. Never raise: return something even when the form is wrong;
- `body()`: the blocks between prompt and hints in canonical form (`modules.dialect.layout` knows how bullets are written);
- `bullets()`: its items, for the checks that are the same for all, and `lint()` for what only this kind can get wrong;
- `parts(order)`: the form (field names are part keys); `flow()` or `panels()` where it has them;
- `grade(answer)`, `solution()`, and `inner_leaves()`: every Markdown leaf besides title, prompt, hints and notes.

Its example goes into `modules/dialect/examples/`, from which the gallery is made. Then a strategy for it goes into `tests/dialect/strategies.py`, and the laws that hold for every kind are tested by themselves.
"""

from modules.dialect.activities.blanks import Blanks
from modules.dialect.activities.cards import Cards
from modules.dialect.activities.checklist import Checklist
from modules.dialect.activities.choice import Choice
from modules.dialect.activities.draw import Draw
from modules.dialect.activities.essay import Essay
from modules.dialect.activities.glossary import Glossary
from modules.dialect.activities.hotspots import Hotspots
from modules.dialect.activities.mark import Mark
from modules.dialect.activities.match import Match
from modules.dialect.activities.media import Audio, Video
from modules.dialect.activities.number import Number
from modules.dialect.activities.order import Order
from modules.dialect.activities.panels import Accordion, Tabs
from modules.dialect.activities.poll import Poll
from modules.dialect.activities.quiz import Quiz
from modules.dialect.activities.reflect import Reflect
from modules.dialect.activities.scenario import Scenario
from modules.dialect.activities.short import Short
from modules.dialect.activities.sort import Sort
from modules.dialect.activities.timeline import Timeline
from modules.dialect.activities.truefalse import TrueFalse
from modules.dialect.document import Activity

KINDS: tuple[type[Activity], ...] = (
    Choice,
    TrueFalse,
    Blanks,
    Mark,
    Match,
    Order,
    Sort,
    Number,
    Short,
    Hotspots,
    Essay,
    Poll,
    Checklist,
    Reflect,
    Cards,
    Accordion,
    Tabs,
    Timeline,
    Glossary,
    Video,
    Audio,
    Scenario,
    Quiz,
    Draw,
)

BY_NAME: dict[str, type[Activity]] = {kind.kind: kind for kind in KINDS}
