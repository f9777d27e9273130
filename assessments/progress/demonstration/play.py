"""Playing a story: lessons read, activities answered, scenarios walked, quizzes taken, at times in the past."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID, uuid5

from django.apps import apps
from django.db import transaction

from assessments.models import FrozenItem, QuizAttempt, QuizPage
from assessments.progress.demonstration.stories import Story
from assessments.progress.models import LessonEvent
from assessments.progress.services import enrolments, marks, places
from assessments.services import attempts, quizzes, versions
from modules.compiled import CompiledActivity
from modules.dialect.activities.scenario import Scenario
from modules.dialect.shown import Answer, Widget
from modules.models import MarkdownPage
from modules.outline import Module, Programme, Step
from modules.rendering import lesson_document
from training_site.people.models import User

NAMESPACE = UUID("0d3e7b0c-5a53-4f0e-8a6b-0f6f2f3a9d10")
THOUGHTS = (
    "I would wait a little longer before I speak.",
    "We talk about this in the team far too late.",
    "Next month I will ask before I write.",
    "Our forms have no place for this. I will put it on the agenda.",
)


class Player:
    """One made-up learner, from the first day to today."""

    def __init__(self, *, learner: User, story: Story, programme: Programme, now: datetime) -> None:
        self.learner, self.story, self.programme, self.now = learner, story, programme, now
        self.clock = now - timedelta(weeks=story.weeks)
        steps = max(1, len(list(self.steps())))
        self.pause = (now - timedelta(hours=20) - self.clock) / (steps + 1)

    def steps(self) -> Iterator[tuple[Module, Step]]:
        """What was done, in order."""
        pathway = self.programme.pathway(self.story.pathway)
        modules = [found for found in self.programme.modules if pathway and found.key in pathway.required]
        for module in modules[: self.story.modules]:
            yield from ((module, step) for step in module.steps)
        for module in modules[self.story.modules :][:1]:
            yield from ((module, step) for step in module.steps[: self.story.steps])

    @transaction.atomic
    def play(self) -> None:
        """All of it or nothing, so that a run that was cut short is completed by the next."""
        enrolments.enrol(learner=self.learner, programme=self.programme, pathway=self.story.pathway, now=self.clock)
        for module, step in self.steps():
            self.clock += self.pause
            page = self._page(step)
            opened = LessonEvent.Kind.OPENED
            key = step.content_key
            marks.mark_once(learner=self.learner, module=module, content_key=key, kind=opened, now=self.clock)
            if isinstance(page, QuizPage):
                self._take(page)
            else:
                self._work_through(module, step, page)

    def _page(self, step: Step) -> MarkdownPage:
        model = {"quiz": "assessments.QuizPage", "scenario": "modules.ScenarioPage"}.get(
            step.kind, "modules.LessonPage"
        )
        page: MarkdownPage = apps.get_model(model)._default_manager.get(pk=step.page_id)
        return page

    def _work_through(self, module: Module, step: Step, page: MarkdownPage) -> None:
        at = self.clock
        for compiled in lesson_document(page).activities:
            at += timedelta(minutes=4)
            for number, answer in enumerate(self._answers(compiled)):
                self._answer(step, compiled, answer, number, at + timedelta(seconds=40 * number))
        if step.kind == "lesson":
            done, client_id = LessonEvent.Kind.DONE, self._id("done", step.content_key)
            marks.mark(
                learner=self.learner,
                module=module,
                content_key=step.content_key,
                kind=done,
                client_id=client_id,
                now=at + timedelta(minutes=2),
            )
            places.remember(learner_id=self.learner.pk, content_key=step.content_key, anchor="", now=at)

    def _answer(self, step: Step, compiled: CompiledActivity, answer: Answer, number: int, at: datetime) -> None:
        attempts.record(
            learner=self.learner,
            content_key=step.content_key,
            compiled=compiled,
            answer=answer,
            client_id=self._id("answer", step.content_key, compiled.key, str(number)),
            language="en",
            now=at,
        )

    def _answers(self, compiled: CompiledActivity) -> Iterator[Answer]:
        """What this person answers: now and then a slip first."""
        activity = compiled.activity
        if isinstance(activity, Scenario):
            yield from best_walk(activity)
            return
        if not compiled.key or not activity.parts():
            return
        solution = activity.solution()
        if solution is None:
            yield self._thoughts(compiled)
            return
        if self._chance(compiled.version, 3):
            yield slip(compiled)
        yield solution

    def _thoughts(self, compiled: CompiledActivity) -> Answer:
        parts = compiled.activity.parts()
        return {
            part.key: (THOUGHTS[self._number(part.key) % len(THOUGHTS)],)
            if part.widget is Widget.LONG_TEXT
            else tuple(option.key for option in part.options[::2])
            for part in parts
        }

    def _take(self, page: QuizPage) -> None:
        """A first sitting as the story says, and a second one that passes."""
        first = self._sit(page, percent=self.story.first_score)
        if not first.passed:
            self.clock += timedelta(hours=3)
            self._sit(page, percent=100)

    def _sit(self, page: QuizPage, *, percent: int) -> QuizAttempt:
        begun = quizzes.start(learner=self.learner, page=page, document=lesson_document(page), now=self.clock)
        compiled = versions.compiled_versions({item.key: item.version for item in begun.frozen_items})
        right = len(begun.items) * percent // 100
        answers = {
            item.key: _solution(compiled[item.key]) if number < right else slip(compiled[item.key])
            for number, item in enumerate(self._by_chance(begun.frozen_items))
        }
        later = self.clock + timedelta(minutes=11)
        return quizzes.hand_in(attempt=begun, answers=answers, sequence=1, now=later)

    def _by_chance(self, items: tuple[FrozenItem, ...]) -> list[FrozenItem]:
        return sorted(items, key=lambda item: self._number(item.key))

    def _chance(self, about: str, one_in: int) -> bool:
        return self._number(about) % one_in == 0

    def _number(self, about: str) -> int:
        """A number that is always the same for this person and this thing."""
        return int.from_bytes(sha256(f"{self.story.username} {about}".encode()).digest()[:4])

    def _id(self, *words: str) -> UUID:
        return uuid5(NAMESPACE, " ".join([self.story.username, *words]))


def slip(compiled: CompiledActivity) -> Answer:
    """A believable mistake: in the first part something else than what is right."""
    solution = _solution(compiled)
    for part in compiled.activity.parts()[:1]:
        others = [option.key for option in part.options if (option.key,) != tuple(solution.get(part.key, ()))]
        wrong = others[:1] if others else ["?"]
        return {**solution, part.key: tuple(wrong)}
    return solution


def best_walk(scenario: Scenario) -> Iterator[Answer]:
    """Every step of a walk that prefers what is rated best, up to an ending."""
    ratings: Mapping[str, str] = {
        move.key: move.attrs.get("rating", "") for scene in scenario.scenes for move in scene.moves
    }
    order = {"best": 0, "acceptable": 1, "": 2, "weak": 3, "unsafe": 4}
    path: tuple[str, ...] = ()
    for _step in range(30):
        walk = scenario.walk(path)
        if walk.ended:
            return
        path = (*path, min((move.key for move in walk.moves), key=lambda key: order.get(ratings[key], 2)))
        yield {"path": path}


def _solution(compiled: CompiledActivity) -> Answer:
    return compiled.activity.solution() or {}
