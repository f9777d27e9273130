"""A small programme to learn in, and evidence in the states tests speak of.

`plant_programme()` publishes one module: two lessons, a scenario, a quiz. `sitting(learner, quiz, handed_in=True, right=3)`
and `answered(learner, page, "tea", answer=("b",))` go through the same services as the views.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from uuid import uuid4

from wagtail.models import Locale, Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.signals import page_published

from assessments.models import Attempt, QuizAttempt, QuizPage
from assessments.services import attempts, quizzes, versions
from modules.compiled import CompiledActivity
from modules.dialect.shown import Answer
from modules.models import HomePage, LessonPage, ModulePage, ProgrammePage, ScenarioPage
from modules.rendering import compile_document, lesson_document
from tests.factories.remembering import remembered
from training_site.people.models import User

P = TypeVar("P", bound=Page)
NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

LESSON = """\
A first word.

## Second thoughts

:::choice{#tea}

What do you offer first?

- ( ) Advice {#a}
  > FEEDBACK-ADVICE comes too early.
- (x) Time {#b}
  > FEEDBACK-TIME is what she needs.
- ( ) Money {#c}
  > FEEDBACK-MONEY is not yours to give.

> [!HINT]
> HINT-ONE she has just sat down.

> [!HINT]
> HINT-TWO look at the clock.

> [!EXPLAIN]
> EXPLAIN-TEA people speak when nobody hurries them.

:::

:::reflect{#mine}

- Who listened to you? {#who}

:::

:::checklist{#bag}

- [ ] Phone charged {#phone}
- [ ] Address told {#address}

:::

:::cards

- Front
  > Back

:::
"""

BLANKS = """\
:::blanks{#words tries=3}

A family is [[safe]] when [[two|2]] people know.

:::

:::order{#steps}

1. Ask {#ask}
2. Listen {#listen}
3. Write {#write}

:::

::::quiz{#check}

:::truefalse{#visits}

- [x] A visit has an aim. {#aim}
- [ ] A visit is a surprise. {#surprise}

:::

::::
"""

SCENARIO = """\
::::scenario{#door start=n1}

You stand at a door.

## At the door {#n1}

It is late.

- [Knock](#n2) {#m1 rating=best}
  > SAID-KNOCK somebody comes.
- [Shout](#e1) {#m2 rating=unsafe}
  > SAID-SHOUT everybody wakes.

## Inside {#n2}

They offer tea.

- [Sit down](#e2) {#m3 rating=best}
  > SAID-SIT they begin to talk.
- [Stand](#e1) {#m4 rating=weak}
  > SAID-STAND they wait for you to go.

## Outside {#e1}

You are outside.

## At the table {#e2}

You are at the table.

> [!EXPLAIN]
> DEBRIEF-DOOR a door is a beginning.

::::
"""

QUIZ = """\
Four questions.

""" + "\n".join(
    f"""\
:::choice{{#q{number}{" critical" if number == 4 else ""} shuffle}}

Question {number}?

- (x) RIGHT-{number} {{#a}}
  > KEY-FEEDBACK-{number} it is.
- ( ) Wrong {number} {{#b}}
  > WRONG-FEEDBACK-{number} it is not.
- ( ) Also wrong {number} {{#c}}
  > OTHER-FEEDBACK-{number} neither.

> [!EXPLAIN]
> EXPLAIN-{number} because.

:::
"""
    for number in range(1, 5)
)

PATHWAYS = [
    {
        "key": "social-worker",
        "title": "Social worker",
        "description": "Case work.",
        "hours": 3,
        "required": ["m03", "m04"],
    },
    {
        "key": "official",
        "title": "Official",
        "description": "Decisions.",
        "hours": 1,
        "required": ["m03"],
        "optional": ["m04"],
    },
]


@dataclass(frozen=True, kw_only=True)
class Planted:
    """The pages of the small programme."""

    programme: ProgrammePage
    module: ModulePage
    other_module: ModulePage
    lesson: LessonPage
    second: LessonPage
    scenario: ScenarioPage
    quiz: QuizPage


@remembered
def plant_programme() -> Planted:
    """Publish a programme with two modules; the first has two lessons, a scenario and a quiz, the second a quiz."""
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title="Home", slug="home", locale=Locale.objects.get(language_code="en")))
    if not Site.objects.exists():
        Site.objects.create(hostname="testserver", root_page=home, is_default_site=True)
    programme = _grow(
        home,
        ProgrammePage(
            title="Practice",
            slug="practice",
            content_key="practice",
            pathways=PATHWAYS,
            completion={"direct_contact_module": "m03", "direct_contact_rule": "Safety first."},
        ),
    )
    module = _grow(programme, ModulePage(title="Safe", slug="safe", content_key="practice/m03", number=3, minutes=90))
    other = _grow(
        programme,
        ModulePage(title="Later", slug="later", content_key="practice/m04", number=4, minutes=60, requires_m03=True),
    )
    lesson = LessonPage(title="Tea", slug="tea", content_key="practice/m03-l1", body=LESSON, minutes=20)
    second = LessonPage(title="Words", slug="words", content_key="practice/m03-l2", body=BLANKS, minutes=15)
    scenario = ScenarioPage(title="The door", slug="door", content_key="practice/m03-s1", body=SCENARIO, minutes=10)
    quiz = QuizPage(title="Quiz", slug="quiz", content_key="practice/m03-quiz", body=QUIZ, pass_mark=75)
    later = QuizPage(title="Later quiz", slug="later-quiz", content_key="practice/m04-quiz", body=QUIZ, pass_mark=75)
    for page in (lesson, second, scenario, quiz):
        _grow(module, page)
    _grow(other, later)
    return Planted(
        programme=programme,
        module=module,
        other_module=other,
        lesson=lesson,
        second=second,
        scenario=scenario,
        quiz=quiz,
    )


def edit(page: LessonPage | QuizPage | ScenarioPage, body: str) -> None:
    """Publish another text of the page."""
    if page.body == body:
        return
    page.body = body
    page.save()
    page_published.send(sender=type(page), instance=page)


def compiled_in(page: LessonPage | ScenarioPage | QuizPage, key: str) -> CompiledActivity:
    """The activity of a page as it stands now."""
    found = lesson_document(page).activity(key)
    assert found is not None
    return found


def compiled(source: str) -> CompiledActivity:
    """The first activity of a text that is in no page."""
    return compile_document(source).activities[0]


def answered(
    learner: User, page: LessonPage | ScenarioPage, key: str, answer: Answer, *, now: datetime = NOW
) -> Attempt:
    """An answer given in a lesson."""
    return attempts.record(
        learner=learner,
        content_key=page.content_key,
        compiled=compiled_in(page, key),
        answer=answer,
        client_id=uuid4(),
        language="en",
        now=now,
    )


def sitting(
    learner: User, quiz: QuizPage, *, handed_in: bool = False, right: int = 0, now: datetime = NOW
) -> QuizAttempt:
    """A sitting of the quiz; handed in, with the first `right` questions (by key) right and the others wrong."""
    begun = quizzes.start(learner=learner, page=quiz, document=lesson_document(quiz), now=now)
    if not handed_in:
        return begun
    later = now + timedelta(minutes=10)
    return quizzes.hand_in(attempt=begun, answers=paper(begun, right=right), sequence=1, now=later)


def paper(begun: QuizAttempt, *, right: int) -> Mapping[str, Answer]:
    """Answers to every question: the first `right` by key are right."""
    keys = sorted(item.key for item in begun.frozen_items)
    compiled_items = versions.compiled_versions({item.key: item.version for item in begun.frozen_items})
    wrong = {key: {"answer": ("b",)} for key in keys[right:]}
    return wrong | {key: dict(compiled_items[key].activity.solution() or {}) for key in keys[:right]}


def _grow(parent: Page, page: P) -> P:
    """Put a live page into the tree, with what follows from publishing but without a revision, which nothing here reads."""
    parent.refresh_from_db()
    with disable_reference_index_auto_update():
        parent.add_child(instance=page)
    page_published.send(sender=type(page), instance=page)
    return page
