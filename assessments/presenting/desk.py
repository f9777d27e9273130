"""What one request knows of a person's answers on one page: read once, however many activities the page has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import uuid4

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from assessments import selectors
from assessments.joint import Joint, joint, picked
from assessments.marking.judging import MARKED
from assessments.models import AnswerDraft, Attempt, HandedText
from assessments.presenting.activities import activity_view, quiz_view
from assessments.presenting.joint_results import joint_view, together, together_view
from assessments.presenting.marking import state_text
from assessments.presenting.not_sent import with_draft_text
from assessments.presenting.printing import print_result, print_unbegun, print_view
from assessments.presenting.shapes import ActivityView, Handed, Setting, Tally
from assessments.presenting.standing import NOT_BEGUN, State, Trial, from_attempts, from_trial, with_draft
from assessments.rounds import finished_rounds
from assessments.selectors.texts import latest_texts
from assessments.services.drafts import can_be_kept
from assessments.services.texts import WORDS, marked_by_others
from modules.compiled import CompiledActivity, CompiledQuiz
from modules.dialect.activities.poll import Poll
from modules.dialect.outcome import Outcome
from modules.models import MarkdownPage

ORDERS = 16
"""In how many orders the options of one practice activity go round; few, so that what is printed for one serves many."""


@dataclass(kw_only=True)
class Desk:
    """A person at a page."""

    page: MarkdownPage
    page_url: str
    learner_id: int | None
    """None for a visitor."""
    now: datetime = field(default_factory=timezone.now)
    again: str = ""
    """Key of the activity that was asked for anew."""
    at: str = ""
    """Key of the scenario whose path the URL holds."""
    path: tuple[str, ...] = ()
    trials: tuple[Trial, ...] = ()
    answerable: bool = True
    """False in a preview."""
    trying: bool = False
    """Whether somebody tries a draft: answers go to a door that records nothing."""
    _attempts: Mapping[str, Sequence[Attempt]] | None = field(default=None)
    _texts: Mapping[str, HandedText] | None = field(default=None)
    _drafts: Mapping[str, AnswerDraft] | None = field(default=None)

    def printed(self, part: CompiledActivity | CompiledQuiz, *, csrf_token: str) -> str:
        """The HTML of an activity of the page."""
        if isinstance(part, CompiledQuiz):
            return print_view(self._quiz(part), csrf_token=csrf_token)
        setting, state = self._setting(part), self._state(part)
        if state is NOT_BEGUN and setting.path is None and not self.trying:
            return print_unbegun(part, setting=setting, csrf_token=csrf_token)
        return print_view(
            self._with_text(activity_view(part, setting=setting, state=state), state), csrf_token=csrf_token
        )

    def printed_answered(self, part: CompiledActivity, quiz: CompiledQuiz | None, *, csrf_token: str) -> str:
        """The HTML of what was answered: an activity, one of a quiz with what has come of the quiz, or a quiz as a whole."""
        if quiz is None:
            return self.printed(part, csrf_token=csrf_token)
        if quiz.together or quiz.quiz is None:
            return self.printed(quiz if quiz.together else part, csrf_token=csrf_token)
        view = self._view(part, rounds=quiz.attempts)
        return print_view(view, csrf_token=csrf_token) + print_result(self._quiz(quiz))

    def asked(self, quiz: CompiledQuiz) -> tuple[CompiledActivity, ...]:
        """The questions that are asked of this person: those answered before stay, the others are drawn once for them."""
        number = quiz.quiz.pick if quiz.quiz else None
        if number is None:
            return quiz.parts
        drawing = salted_hmac("assessments.pick", f"{self.learner_id}\n{self.page.content_key}\n{quiz.key}").hexdigest()
        answered = {part.key for part in quiz.parts if self._attempts_at(part)}
        return picked(quiz.parts, number, seed=drawing, answered=answered)

    def forget(self) -> None:
        """Read anew what was recorded."""
        self._attempts, self._texts, self._drafts = None, None, None

    def _quiz(self, quiz: CompiledQuiz) -> ActivityView:
        asked = self.asked(quiz)
        if quiz.quiz is None:
            return quiz_view(quiz, tuple(map(self._view, asked)))
        if not quiz.together:
            items = tuple(self._view(part, rounds=quiz.attempts) for part in asked)
            return joint_view(quiz, items, self._result(asked))
        states = {part.key: self._answered(part) for part in asked}
        marked = [part for part in asked if part.activity.is_scored]
        rounds = [finished_rounds(self._attempts_at(part), version=part.version) for part in marked]
        stands = together(quiz.quiz, asked, states, used=min(rounds, default=0), again=self.again == quiz.key)
        if not stands.settled:
            stands = replace(stands, states={part.key: self._typed(part, stands.states[part.key]) for part in asked})
        settings = {part.key: replace(self._setting(part), prefix=f"{part.key}.") for part in asked}
        view = together_view(quiz, asked, stands, settings=settings | {quiz.key: self._place(quiz.key)})
        return with_draft_text(view, stands.states.values(), now=self.now)

    def _result(self, asked: Sequence[CompiledActivity]) -> Joint | None:
        """What has come of questions that are checked one by one; nobody can tell for a visitor, whose answers are not kept."""
        if self.learner_id is None:
            return None
        return joint(asked, {part.key: from_attempts(part, self._attempts_at(part)).outcome for part in asked})

    def _attempts_at(self, part: CompiledActivity) -> Sequence[Attempt]:
        if self.learner_id is None or not part.key:
            return ()
        if self._attempts is None:
            self._attempts = selectors.practice(learner_id=self.learner_id, content_key=self.page.content_key)
        return self._attempts.get(part.key, ())

    def _view(self, part: CompiledActivity, *, rounds: int | None = None) -> ActivityView:
        """An activity; `rounds` says how many rounds of tries there are."""
        if rounds is None or finished_rounds(self._attempts_at(part), version=part.version) < rounds:
            state = self._state(part)
            return self._with_text(activity_view(part, setting=self._setting(part), state=state), state)
        state = from_attempts(part, self._attempts_at(part))
        return replace(activity_view(part, setting=self._setting(part), state=state), again_url="")

    def _place(self, key: str) -> Setting:
        """Where a form stands."""
        door = "assessments:try_activity" if self.trying else "assessments:answer"
        return Setting(
            action=reverse(door, args=[self.page.pk, key]) if self.answerable and key else "",
            trying=self.trying,
            page_url=self.page_url,
            client_id=str(uuid4()),
        )

    def _setting(self, part: CompiledActivity) -> Setting:
        return replace(
            self._place(part.key),
            seed=seed(self.learner_id, self.page.content_key, part.key),
            path=self.path if self.at and self.at == part.key else None,
            tally=self._tally(part),
            handed=self._handed(part),
        )

    def _tally(self, part: CompiledActivity) -> Tally | None:
        """What others chose in a poll, for those who have answered it."""
        if not isinstance(part.activity, Poll) or not self._state(part).recorded:
            return None
        people, chosen = selectors.poll(content_key=self.page.content_key, activity_key=part.key)
        return Tally(people=people, chosen=chosen)

    def _with_text(self, view: ActivityView, state: State) -> ActivityView:
        return with_draft_text(view, [state], now=self.now)

    def _state(self, part: CompiledActivity) -> State:
        return self._typed(part, self._answered(part))

    def _typed(self, part: CompiledActivity, state: State) -> State:
        """The same with what was typed since; nothing is typed into what is settled or being shown an answer to."""
        once = part.activity.is_scored or isinstance(part.activity, Poll) or marked_by_others(part.activity)
        if self.learner_id is None or self._trial(part.key) or not can_be_kept(part) or (once and state.settled):
            return state
        if self._drafts is None:
            self._drafts = selectors.drafts(learner_id=self.learner_id, content_key=self.page.content_key)
        draft = self._drafts.get(part.key)
        return with_draft(state, part, draft.response.opened(), typed_at=draft.typed_at) if draft else state

    def _answered(self, part: CompiledActivity) -> State:
        if trial := self._trial(part.key):
            return from_trial(part, trial)
        if self.learner_id is None or not part.key:
            return NOT_BEGUN
        text, again = self._text(part), self.again == part.key
        if text is None or (text.state == MARKED and again):
            return from_attempts(part, self._attempts_at(part), again=again)
        # Its words stand with the text alone, and it waits whatever has become of its question since.
        answer = {WORDS: (text.words.opened(),)}
        return State(answer=answer, outcome=Outcome.noted(), settled=True, recorded=True)

    def _trial(self, key: str) -> Trial | None:
        return next((trial for trial in self.trials if trial.key == key), None)

    def _text(self, part: CompiledActivity) -> HandedText | None:
        """What the person handed in last for somebody else to mark."""
        if self.learner_id is None or not marked_by_others(part.activity):
            return None
        if self._texts is None:
            self._texts = latest_texts(learner_id=self.learner_id, content_key=self.page.content_key)
        return self._texts.get(part.key)

    def _handed(self, part: CompiledActivity) -> Handed | None:
        text = None if self._trial(part.key) else self._text(part)
        if text is None or (text.state == MARKED and self.again == part.key):
            return None
        url = reverse("assessments:own_text", args=[text.pk])
        return Handed(state_text=state_text(text), url=url, marked=text.state == MARKED)


def desk_for(request: HttpRequest, page: MarkdownPage, *, trials: Sequence[Trial] = ()) -> Desk:
    """The desk of this request at this page; made once, and made anew for trials."""
    desk: Desk | None = getattr(request, "desk", None)
    if desk is None or desk.page.pk != page.pk or trials:
        preview = getattr(request, "is_preview", False)
        user = getattr(request, "user", None)
        desk = Desk(
            page=page,
            page_url=page.get_url(request) or "",
            learner_id=user.pk if user is not None and not preview else None,
            again=request.GET.get("again", ""),
            at=request.GET.get("at", ""),
            path=tuple(request.GET.getlist("path")),
            trials=tuple(trials),
            answerable=not preview,
        )
        request.desk = desk  # type: ignore[attr-defined]  # as middleware hangs the user on a request
    return desk


def seed(learner_id: int | None, content_key: str, activity_key: str) -> str:
    """What decides the order of options: the same at every visit of a person, most likely another one for a neighbour."""
    order = "visitor" if learner_id is None else learner_id % ORDERS
    return salted_hmac("assessments.order", f"{order}\n{content_key}\n{activity_key}").hexdigest()
