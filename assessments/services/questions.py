"""Questions of a bank: written, changed, brought in. Each text is one activity that the site can mark; every version is kept."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.models import Question, QuestionBank, QuestionVersion
from assessments.models.questions import LONGEST_KEY
from assessments.services import versions
from modules.dialect import naming
from modules.dialect.document import Activity, Prose
from modules.dialect.lint import lint
from modules.dialect.parser import parse
from modules.dialect.slugs import slug
from modules.dialect.writer import write as written
from modules.rendering import compile_activity
from training_site.people.models import User

EXCERPT = 160


class NotAQuestion(Exception):
    """The text is no question that a quiz could ask; `faults` says why, line by line."""

    def __init__(self, faults: Collection[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


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
    # One writer at a time, so that two questions never take the same free name.
    QuestionBank.objects.select_for_update(no_key=True).only("pk").get(pk=bank.pk)
    taken = set(bank.questions.filter(language=language).values_list("key", flat=True))
    activity = read(text, taken=taken)
    if activity.id in taken:
        raise NotAQuestion(
            [_("line 1: the bank has a question #%(key)s already; write another name") % {"key": activity.id}]
        )
    question = Question(bank=bank, language=language, key=activity.id)
    return _keep(question, activity, described, by=by, now=now)


@transaction.atomic
def revise(*, question: Question, text: str, described: Described, by: User | None, now: datetime) -> Question:
    """Another text, or another description. Sittings keep the version they asked. Raises NotAQuestion."""
    locked = Question.objects.select_for_update(no_key=True).get(pk=question.pk)
    activity = read(text, taken=(), usual=locked.key)
    if activity.id != locked.key:
        said = _("line 1: the name of a question stays, because answers hang on it; write {#%(key)s}")
        raise NotAQuestion([said % {"key": locked.key}])
    return _keep(locked, activity, described, by=by, now=now)


def read(text: str, *, taken: Collection[str], usual: str = "") -> Activity:
    """The one question in a text, with every name written; a missing one is `usual` or free. Raises NotAQuestion."""
    if faults := [_fault(problem.line, problem.message) for problem in lint(text) if problem.severity == "error"]:
        raise NotAQuestion(faults)
    nodes = parse(text).nodes
    activities = [node for node in nodes if isinstance(node, Activity)]
    if len(activities) != 1:
        raise NotAQuestion([_("line 1: write exactly one question, from ':::' to ':::'")])
    if beside := [node.line for node in nodes if isinstance(node, Prose)]:
        raise NotAQuestion([_fault(beside[0], _("move this text into the question, or delete it"))])
    (activity,) = activities
    if not activity.is_scored or activity.holds_activities:
        raise NotAQuestion(
            [
                _fault(
                    activity.line,
                    _("a quiz cannot mark ':::%(kind)s'; choose a kind with right answers") % {"kind": activity.kind},
                )
            ]
        )
    activity = activity if activity.id else replace(activity, id=usual or _free_key(activity, taken))
    if len(activity.id) > LONGEST_KEY:
        raise NotAQuestion(
            [_fault(activity.line, _("the name may have %(n)d characters; shorten it") % {"n": LONGEST_KEY})]
        )
    (named,) = parse(naming.named(written(activity))).activities
    return named


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


def _free_key(activity: Activity, taken: Collection[str]) -> str:
    stem = slug(activity.title)[: naming.MAX_STEM].strip("-_") or activity.kind
    return next(name for name in _names(stem) if name not in taken)


def _names(stem: str) -> Iterable[str]:
    yield stem
    yield from (f"{stem}-{number}" for number in count(2))


def _fault(line: int, message: str) -> str:
    return _("line %(line)s: %(message)s") % {"line": line, "message": message}
