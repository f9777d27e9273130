"""Questions of a bank: written, changed, brought in. Each text is one activity that the site can mark; every version is kept."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from assessments.models import Question, QuestionBank, QuestionVersion
from assessments.models.questions import LONGEST_KEY
from assessments.services import versions
from modules.dialect import naming
from modules.dialect.document import Activity, Prose
from modules.dialect.lint import lint
from modules.dialect.parser import parse
from modules.dialect.problems import Problem
from modules.dialect.sentences import say as _
from modules.dialect.writer import write as written
from modules.rendering import compile_activity
from training_site.people.models import User

EXCERPT = 160


class NotAQuestion(Exception):
    """The text is no question that a quiz could ask; `problems` say why, by line."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True, kw_only=True)
class Described:
    """What an editor says about a question besides its text."""

    status: str = Question.Status.DRAFT
    difficulty: str = "medium"
    tags: tuple[str, ...] = ()


@transaction.atomic
def add(
    *, bank: QuestionBank, language: str, text: str, described: Described, by: User | None, now: datetime
) -> Question:
    """A new question. One that has no name gets one. Raises NotAQuestion."""
    (found,) = add_all(bank=bank, language=language, texts=[text], described=described, by=by, now=now)
    return found


@transaction.atomic
def add_all(
    *, bank: QuestionBank, language: str, texts: Sequence[str], described: Described, by: User | None, now: datetime
) -> list[Question]:
    """New questions, all of them or none. Raises NotAQuestion for the first text that is none."""
    # One writer at a time, so that two questions never take the same free name.
    QuestionBank.objects.select_for_update(no_key=True).only("pk").get(pk=bank.pk)
    taken = keys_of(bank, language)
    found = []
    for text in texts:
        activity = read(text, taken=taken)
        taken.add(activity.id)
        question = Question(bank=bank, language=language, key=activity.id)
        found.append(_keep(question, activity, described, by=by, now=now))
    return found


@transaction.atomic
def revise(*, question: Question, text: str, described: Described, by: User | None, now: datetime) -> Question:
    """Another text, or another description. Sittings keep the version they asked. Raises NotAQuestion."""
    locked = Question.objects.select_for_update(no_key=True).get(pk=question.pk)
    return _keep(locked, read_again(text, key=locked.key), described, by=by, now=now)


def keys_of(bank: QuestionBank, language: str) -> set[str]:
    """The names that questions of a bank have in a language."""
    return set(bank.questions.filter(language=language).values_list("key", flat=True))


def read(text: str, *, taken: Collection[str]) -> Activity:
    """The one question in a text, with every name written: its own, or a free one. Raises NotAQuestion."""
    activity = _only_question(text)
    if activity.id in taken:
        message = _("the bank has a question '#%(key)s' in this language; give this one another name", key=activity.id)
        raise NotAQuestion(Problem(code="duplicate-id", line=activity.line, message=message))
    activity = activity if activity.id else replace(activity, id=naming.free_id(activity, set(taken)))
    if len(activity.id) > LONGEST_KEY:
        message = _("the name of a question may have %(most)d characters; shorten it", most=LONGEST_KEY)
        raise NotAQuestion(Problem(code="too-long", line=activity.line, message=message))
    return _named(activity)


def read_again(text: str, *, key: str) -> Activity:
    """The text of a question that has a name already: it stays. Raises NotAQuestion."""
    activity = _only_question(text)
    if activity.id not in ("", key):
        message = _("the name of a question stays, because answers hang on it; write {#%(key)s}", key=key)
        raise NotAQuestion(Problem(code="other-id", line=activity.line, message=message))
    return _named(replace(activity, id=key))


def _only_question(text: str) -> Activity:
    if problems := [problem for problem in lint(text) if problem.severity == "error"]:
        raise NotAQuestion(*problems)
    nodes = parse(text).nodes
    found = [node for node in nodes if isinstance(node, Activity)]
    if problems := [*_not_one(found), *_beside(nodes), *_not_marked(found)]:
        raise NotAQuestion(*problems)
    return found[0]


def _not_one(found: Sequence[Activity]) -> Iterator[Problem]:
    if len(found) != 1:
        line = found[1].line if found else 1
        yield Problem(code="not-one", line=line, message=_("write exactly one question, from ':::' to ':::'"))


def _beside(nodes: Sequence[Prose | Activity]) -> Iterator[Problem]:
    for node in nodes:
        if isinstance(node, Prose):
            yield Problem(
                code="text-beside", line=node.line, message=_("move this text into the question, or delete it")
            )


def _not_marked(found: Sequence[Activity]) -> Iterator[Problem]:
    for activity in found:
        if not activity.is_scored or activity.holds_activities:
            message = _("a quiz cannot mark ':::%(kind)s'; choose a kind with right answers", kind=activity.kind)
            yield Problem(code="not-marked", line=activity.line, message=message)


def _named(activity: Activity) -> Activity:
    """The activity with a key for everything that can be chosen."""
    (found,) = parse(naming.named(written(activity))).activities
    return found


def _keep(question: Question, activity: Activity, described: Described, *, by: User | None, now: datetime) -> Question:
    compiled = compile_activity(activity)
    versions.keep([compiled], now=now)
    changed = question.version_id != compiled.version
    question.version_id = compiled.version
    question.kind, question.excerpt = activity.kind, excerpt(activity)
    question.outcome, question.thinking, question.critical = activity.outcome, activity.thinking, activity.critical
    question.status, question.difficulty = described.status, described.difficulty
    question.save()
    question.tags.set(described.tags)
    if changed:
        number = question.versions.count() + 1
        QuestionVersion.objects.create(
            question=question, number=number, version_id=compiled.version, written_by=by, written_at=now
        )
    return question


def excerpt(activity: Activity) -> str:
    """What a question is recognised by in a list: its title, or how it begins."""
    said = " ".join((activity.title or activity.prompt or activity.flow()).split())
    return said if len(said) <= EXCERPT else f"{said[: EXCERPT - 1]}…"
