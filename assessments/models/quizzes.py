"""A sitting of a quiz and the answers saved on the way."""

import uuid
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _

from assessments.models.scores import Scored, is_a_score
from assessments.timing import life
from assessments.timing.clock import Clock
from assessments.timing.counting import Counts
from assessments.timing.terms import AtEnd

UNDER_WAY = (life.IN_PROGRESS, life.OVERDUE)
"""States in which a sitting is neither handed in nor given up."""


@dataclass(frozen=True, kw_only=True)
class FrozenItem:
    """A question as it was put into a sitting, in the order in which it is asked."""

    key: str
    version: str
    """Digest of the ActivityVersion."""
    critical: bool
    """Must be right to pass."""
    points: str
    """An exact fraction as text."""
    section: int = 0
    """Which of the sitting's sections it stands in."""
    policy: str = ""
    """How its tries are marked; empty: as the sitting says."""


@dataclass(frozen=True, kw_only=True)
class FrozenSection:
    """Questions that stand together, as they stood."""

    title: str = ""
    html: str = ""
    """What is read with them: safe HTML."""


@dataclass(frozen=True, kw_only=True)
class Promised:
    """What a sitting was promised when it began, besides its questions and its times."""

    sections: tuple[FrozenSection, ...] = ()
    fixed_options: bool = False
    review: tuple[str, ...] = ()
    """Cells as `assessments.reviewing` spells them; empty: the usual way."""
    bands: tuple[str, ...] = ()
    """Lines as `assessments.bands` reads them."""
    closes_at: str = ""
    """When the quiz closes for this person, in ISO form; empty: never."""

    @classmethod
    def load(cls, stored: dict[str, Any]) -> Self:
        """What was stored; a sitting from before was promised nothing special."""
        lists = {name: tuple(stored.get(name, ())) for name in ("review", "bands")}
        sections = tuple(FrozenSection(**section) for section in stored.get("sections", ()))
        return cls(**{**stored, **lists, "sections": sections})

    def dump(self) -> dict[str, Any]:
        """As it is stored."""
        return asdict(self)

    @property
    def closing(self) -> datetime | None:
        """When the quiz closes for this person."""
        return datetime.fromisoformat(self.closes_at) if self.closes_at else None


class QuizAttempt(Scored):
    """One sitting: open until it is handed in, then closed for good. What it is judged by is copied into it at the start."""

    class State(models.TextChoices):
        """Where a sitting stands; there is no way back."""

        OPEN = "open", _("Open")
        OVERDUE = "overdue", _("Time is up")
        SUBMITTED = "submitted", _("Handed in")
        ABANDONED = "abandoned", _("Not handed in in time")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="quiz_attempts", verbose_name=_("learner")
    )
    content_key = models.CharField(_("quiz"), max_length=200)
    number = models.PositiveIntegerField(_("number"))
    """From 1, per learner and quiz."""
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    language = models.CharField(_("language"), max_length=12)
    seed = models.CharField(_("seed"), max_length=64)
    """Decides the order of questions and options, so that a reload shows the same paper."""
    items = models.JSONField(_("questions"))
    """List of FrozenItem, as dicts."""
    promised = models.JSONField(default=dict)
    """Promised, as a dict."""
    counts = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in Counts], default=Counts.HIGHEST.value
    )
    """Which of somebody's sittings count, as `assessments.timing.counting` says."""
    pass_mark = models.PositiveSmallIntegerField(_("pass mark"))
    """Percent."""
    policy = models.CharField(_("policy"), max_length=64)
    started_at = models.DateTimeField(_("started"))
    deadline_at = models.DateTimeField(_("deadline"), null=True, blank=True)
    """When time is up; null: never."""
    at_end = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in AtEnd], default=AtEnd.SUBMIT.value
    )
    """What happens then, as `assessments.timing.terms.AtEnd` says."""
    grace_seconds = models.PositiveIntegerField(default=0)
    submitted_at = models.DateTimeField(_("handed in"), null=True, blank=True)
    passed = models.BooleanField(_("passed"), null=True)
    missed_critical = models.JSONField(_("safety questions not right"), null=True, blank=True)
    """Keys of the critical questions that were not right; null while open."""

    class Meta:
        """State, time and result move together; nobody has two open sittings of one quiz."""

        verbose_name = _("quiz attempt")
        verbose_name_plural = _("quiz attempts")
        ordering = ["content_key", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "content_key"],
                # A double click on "Start" finds the first sitting instead of making a second one.
                condition=Q(state__in=UNDER_WAY),
                name="one_open_quiz_attempt",
            ),
            models.UniqueConstraint(fields=["learner", "content_key", "number"], name="quiz_attempts_are_numbered"),
            models.CheckConstraint(condition=Q(number__gte=1), name="quiz_attempts_count_from_one"),
            models.CheckConstraint(condition=Q(pass_mark__lte=100), name="quiz_attempt_pass_mark_is_percent"),
            models.CheckConstraint(condition=is_a_score("score_"), name="quiz_attempt_score_is_a_fraction"),
            models.CheckConstraint(
                condition=Q(
                    state__in=("open", "overdue", "abandoned"),
                    submitted_at=None,
                    passed=None,
                    score_numerator=None,
                    missed_critical__isnull=True,
                )
                | Q(
                    state="submitted",
                    submitted_at__isnull=False,
                    passed__isnull=False,
                    score_numerator__isnull=False,
                    missed_critical__isnull=False,
                ),
                name="quiz_attempt_result_comes_with_hand_in",
            ),
            models.CheckConstraint(
                condition=Q(passed=None)
                | Q(passed=False)
                # Multiplied out: a division would round.
                | Q(GreaterThanOrEqual(F("score_numerator") * 100, F("pass_mark") * F("score_denominator"))),
                name="quiz_attempt_passes_at_the_mark",
            ),
            models.CheckConstraint(
                condition=Q(passed=None) | Q(passed=False) | Q(missed_critical=[]),
                name="quiz_attempt_passes_with_every_safety_question",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.content_key} {self.number} {self.state}"

    @property
    def is_open(self) -> bool:
        """Whether answers can still be saved."""
        return self.state == self.State.OPEN

    @property
    def is_under_way(self) -> bool:
        """Whether it can still be handed in."""
        return self.state in UNDER_WAY

    @property
    def clock(self) -> Clock:
        """The times that were copied into it."""
        return Clock(deadline=self.deadline_at, at_end=AtEnd(self.at_end), grace=timedelta(seconds=self.grace_seconds))

    @property
    def promise(self) -> Promised:
        """What it was promised."""
        return Promised.load(self.promised)

    @property
    def frozen_items(self) -> tuple[FrozenItem, ...]:
        """The questions of this sitting, in the order in which they are asked."""
        return tuple(FrozenItem(**item) for item in self.items)


class QuizResponse(models.Model):
    """An answer saved during a sitting. Saves are only added; of those not kept aside the one with the highest sequence counts."""

    class Act(models.TextChoices):
        """What somebody does with a question, as `assessments.marking.steps.Act` says."""

        SAVE = "save", _("Saved")
        SUBMIT = "submit", _("Checked")
        TRY_AGAIN = "try-again", _("Tried again")

    class Aside(models.TextChoices):
        """Why a save does not count (`assessments.services.keeping`)."""

        NO = "", _("It counts")
        OLDER = "older", _("The same page had saved a newer one")
        ELSEWHERE = "elsewhere", _("Another page had saved one that this page did not know")

    attempt = models.ForeignKey(
        QuizAttempt, on_delete=models.PROTECT, related_name="responses", verbose_name=_("quiz attempt")
    )
    item_key = models.CharField(_("question"), max_length=64)
    answer = models.JSONField(_("answer"))
    act = models.CharField(max_length=10, choices=Act, default=Act.SAVE)
    """What was done with it, besides keeping it."""
    certainty = models.PositiveSmallIntegerField(null=True)
    """1, 2 or 3 where that was asked and said."""
    sequence = models.PositiveBigIntegerField(_("sequence"))
    """In which order what was saved in the sitting counts; those that arrived together have the same."""
    client_id = models.UUIDField(null=True)
    """The page that sent it, made when the page was rendered; null where it did not say."""
    client_sequence = models.PositiveBigIntegerField(null=True)
    """Counted by the page, so that packets that overtake each other do not bring an old answer back."""
    aside = models.CharField(max_length=9, choices=Aside, blank=True, default=Aside.NO)
    """Why it does not count; empty: it does."""
    answered_at = models.DateTimeField(null=True)
    """When the device says it was answered, where that is not when it arrived."""
    received_at = models.DateTimeField(_("received"))

    class Meta:
        """The last save of a question is the first in its index."""

        verbose_name = _("saved answer")
        verbose_name_plural = _("saved answers")
        ordering = ["attempt", "item_key", "sequence", "pk"]
        indexes = [models.Index(fields=["attempt", "item_key", "sequence"], name="last_saves_of_an_attempt")]
        constraints = [
            models.CheckConstraint(
                condition=Q(act__in=("save", "submit", "try-again"))
                & (Q(certainty=None) | Q(certainty__gte=1, certainty__lte=3)),
                name="quiz_response_act_and_certainty_are_known",
            ),
            models.CheckConstraint(
                condition=Q(aside__in=("", "older", "elsewhere")), name="quiz_response_aside_is_known"
            ),
            models.UniqueConstraint(
                fields=["attempt", "item_key", "client_id", "client_sequence"],
                condition=Q(client_id__isnull=False),
                name="a_packet_of_a_page_is_kept_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_key} {self.sequence}"
