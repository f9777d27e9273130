"""One answer of one person to one activity."""

from fractions import Fraction

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.models.activities import ActivityVersion
from assessments.models.scores import Scored, as_score, is_a_score


class Verdict(models.TextChoices):
    """How an answer stands, as the dialect says it."""

    RIGHT = "right", _("Right")
    PARTLY = "partly", _("Partly right")
    WRONG = "wrong", _("Not yet right")
    NOTED = "noted", _("Noted")


class Attempt(Scored):
    """An answer, as given and as graded. Written once: the database refuses every change of a row."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attempts", verbose_name=_("learner")
    )
    content_key = models.CharField(_("page"), max_length=200)
    """Key of the page, the same in every language: "reintegration/m01-l1"."""
    activity_key = models.CharField(_("activity"), max_length=64)
    version = models.ForeignKey(
        ActivityVersion, on_delete=models.PROTECT, related_name="attempts", verbose_name=_("version")
    )
    quiz_attempt = models.ForeignKey(
        "assessments.QuizAttempt",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="attempts",
        verbose_name=_("quiz attempt"),
    )
    """The sitting this answer was handed in with; null for practice in a lesson."""
    language = models.CharField(_("language"), max_length=12)
    answer = models.JSONField(_("answer"))
    """Part key → list of values. Private to the learner where it is a reflection."""
    answer_digest = models.CharField(max_length=64)
    """SHA-256 of what was sent, to tell a repetition from another answer under the same client id."""
    verdict = models.CharField(_("verdict"), max_length=8, choices=Verdict)
    mark_numerator = models.BigIntegerField(null=True, editable=False)
    mark_denominator = models.BigIntegerField(null=True, editable=False)
    """What it earned, where that differs from how right it is: earlier tries cost, certainty pays or costs. -6 to 3."""
    finished = models.BooleanField(default=True)
    """False only while a scenario has not reached an ending."""
    policy = models.CharField(_("policy"), max_length=64)
    """How tries are marked, as `str(modules.dialect.tries.Policy)` spells it."""
    try_number = models.PositiveIntegerField(_("try"))
    """From 1, counted over all rounds of this learner with this activity."""
    client_id = models.UUIDField(unique=True)
    """Made by the form: the same answer sent twice counts once."""
    answered_at = models.DateTimeField(_("answered"))
    """When the device says it was answered."""
    received_at = models.DateTimeField(_("received"))

    class Meta:
        """Score and verdict say the same, and tries have one number each."""

        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["learner", "content_key", "id"], name="attempts_of_a_page"),
            models.Index(
                fields=["content_key", "activity_key"],
                condition=Q(try_number=1, verdict=Verdict.NOTED),
                name="first_noted_answers",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "content_key", "activity_key", "try_number"],
                condition=Q(quiz_attempt=None),
                name="one_attempt_per_try",
            ),
            models.UniqueConstraint(
                fields=["quiz_attempt", "activity_key"],
                condition=Q(quiz_attempt__isnull=False),
                name="one_attempt_per_quiz_item",
            ),
            models.CheckConstraint(condition=is_a_score("score_"), name="attempt_score_is_a_fraction"),
            models.CheckConstraint(
                # A condition that is NULL would pass, so that "there is a score" is said once for all three.
                condition=Q(verdict=Verdict.NOTED, score_numerator=None)
                | Q(score_numerator__isnull=False)
                & (
                    Q(verdict=Verdict.RIGHT, score_numerator=F("score_denominator"))
                    | Q(verdict=Verdict.WRONG, score_numerator=0)
                    | Q(verdict=Verdict.PARTLY, score_numerator__gt=0, score_numerator__lt=F("score_denominator"))
                ),
                name="attempt_verdict_follows_score",
            ),
            models.CheckConstraint(
                condition=Q(mark_numerator=None, mark_denominator=None)
                | Q(
                    mark_numerator__isnull=False,
                    mark_denominator__gte=1,
                    mark_numerator__gte=F("mark_denominator") * -6,
                    mark_numerator__lte=F("mark_denominator") * 3,
                ),
                name="attempt_mark_is_within_what_can_be_earned",
            ),
            models.CheckConstraint(condition=Q(try_number__gte=1), name="attempt_tries_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.content_key}#{self.activity_key} {self.verdict}"

    @property
    def mark(self) -> Fraction | None:
        """What it earned, as a share of the points."""
        own = as_score(self.mark_numerator, self.mark_denominator)
        return self.score if own is None else own
