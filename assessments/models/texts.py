"""A HandedText is a text that somebody else marks. A Judgement is what one person said of it, once and for good; a JudgementDraft what
somebody has not finished saying. A PeerTask asks a colleague for a judgement. What happened to a text is told by MarkingEvents.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.marking.judging import MARKED, TEXT, Part
from assessments.models.activities import ActivityVersion
from assessments.models.ledgers import Held, Ledgered, LedgerEvent, known_states
from assessments.models.scores import Scored, is_a_score
from training_site.sealing.fields import SealedJSONField, SealedTextField

PERSON = settings.AUTH_USER_MODEL


class MarkingEvent(LedgerEvent):
    """Something that happened to a text on its way to a mark."""

    class Meta(LedgerEvent.Meta):
        """As every ledger."""

        verbose_name = _("event of marking")
        verbose_name_plural = _("events of marking")


class HandedText(Ledgered, Scored):
    """A text as it was handed in, sealed; its attempt keeps that there was one, and none of its words."""

    class By(models.TextChoices):
        """Who marks it."""

        PEER = "peer", _("Colleagues")
        TRAINER = "trainer", _("A trainer")

    machine = TEXT
    ledger: ClassVar[type[LedgerEvent]] = MarkingEvent

    learner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="handed_texts")
    content_key = models.CharField(max_length=200)
    activity_key = models.CharField(max_length=64)
    version = models.ForeignKey(ActivityVersion, on_delete=models.PROTECT, related_name="+")
    """The question and its rubric as they stood: whoever judges it later judges by these."""
    language = models.CharField(max_length=12)
    marked_by = models.CharField(max_length=8, choices=By)
    wanted = models.PositiveSmallIntegerField()
    """How many judgements make a mark, before anybody moderates."""
    group = models.CharField(max_length=64, blank=True)
    """Of a text that colleagues mark: the group they are in, as `assessments.groups` spells it. Empty: no colleague will mark it."""
    client_id = models.UUIDField(unique=True)
    """That of its attempt."""
    words = SealedTextField()
    """Null once its writer was erased."""
    marked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One text of a person waits at a question; a mark comes with its moment."""

        verbose_name = _("text that was handed in")
        verbose_name_plural = _("texts that were handed in")
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(fields=["content_key", "activity_key", "state"], name="texts_of_a_question"),
            models.Index(fields=["learner", "content_key"], name="texts_of_a_person"),
        ]
        constraints = [
            known_states(TEXT, "handed_text_is_in_a_known_state"),
            models.UniqueConstraint(
                fields=["learner", "content_key", "activity_key"],
                condition=~Q(state=MARKED),
                name="one_text_waits_at_a_question",
            ),
            models.CheckConstraint(condition=is_a_score("score_"), name="handed_text_score_is_a_fraction"),
            models.CheckConstraint(
                condition=Q(state=MARKED, marked_at__isnull=False, score_numerator__isnull=False)
                | ~Q(state=MARKED) & Q(marked_at=None, score_numerator=None),
                name="handed_text_mark_comes_with_its_moment",
            ),
            models.CheckConstraint(condition=Q(wanted__gte=1), name="handed_text_wants_a_judgement"),
        ]

    def __str__(self) -> str:
        return f"{self.content_key}#{self.activity_key} {self.state}"


class PeerTask(models.Model):
    """A colleague is asked to judge a text."""

    text = models.ForeignKey(HandedText, on_delete=models.PROTECT, related_name="tasks")
    judge = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="peer_tasks")
    seed = models.CharField(max_length=64)
    """By which the whole ring was drawn (`assessments.marking.peers`)."""
    asked_at = models.DateTimeField()

    class Meta:
        """Once each."""

        verbose_name = _("text for a colleague")
        verbose_name_plural = _("texts for colleagues")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["text", "judge"], name="a_colleague_is_asked_once")]

    def __str__(self) -> str:
        return f"{self.text_id} {self.judge_id}"


class Judgement(Held, Scored):
    """What one person said of a text, under their name. Written once: another judgement may follow, this one stays."""

    text = models.ForeignKey(HandedText, on_delete=models.PROTECT, related_name="judgements")
    marker = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=[(part.value, part.value) for part in Part])
    version = models.ForeignKey(ActivityVersion, on_delete=models.PROTECT, related_name="+")
    """The rubric that it was judged by."""
    levels = models.JSONField()
    """Key of a line → level, from 0."""
    comments = SealedJSONField()
    """Key of a line → what was said of it; "" → what was said of the whole."""
    signed_at = models.DateTimeField()

    class Meta:
        """Each part is taken by one person, that of a colleague by several."""

        verbose_name = _("judgement of a text")
        verbose_name_plural = _("judgements of texts")
        ordering = ["signed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["text", "part"],
                # Two who sign at the same moment: the second is told that it is done.
                condition=Q(part__in=[Part.FIRST.value, Part.SECOND.value, Part.MODERATOR.value]),
                name="one_judgement_in_each_part",
            ),
            models.UniqueConstraint(
                fields=["text", "marker"], condition=~Q(part=Part.OVERRULING.value), name="nobody_judges_a_text_twice"
            ),
            models.CheckConstraint(
                condition=is_a_score("score_") & Q(score_numerator__isnull=False), name="judgement_has_a_score"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text_id} {self.part}"


class JudgementDraft(Held):
    """What somebody has marked so far. Theirs alone, and gone once they sign."""

    text = models.ForeignKey(HandedText, on_delete=models.CASCADE, related_name="drafts")
    marker = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    levels = models.JSONField(default=dict)
    comments = SealedJSONField()
    saved_at = models.DateTimeField()

    class Meta:
        """One for each who marks it."""

        verbose_name = _("unfinished judgement")
        verbose_name_plural = _("unfinished judgements")
        constraints = [models.UniqueConstraint(fields=["text", "marker"], name="one_draft_of_a_judgement")]

    def __str__(self) -> str:
        return f"{self.text_id}"
