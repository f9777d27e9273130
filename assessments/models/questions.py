"""A QuestionBank holds Questions, from which quizzes draw. A Question is one activity in the dialect, in one language.

What a question says is an ActivityVersion, named by the digest of its text; QuestionVersion tells which one it was, when, and who wrote
it. The outcome it tests, what it asks of somebody and whether a child's safety hangs on it stand in its text; the columns
repeat them, so that a bank can be searched.
"""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import TaggedItemBase

from assessments.models.activities import ActivityVersion

LONGEST_BANK_KEY = 20
LONGEST_KEY = 42


class QuestionBank(models.Model):
    """Questions that belong together, and to an organisation; without one they are everybody's, as the curriculum is."""

    key = models.CharField(
        _("key"),
        max_length=LONGEST_BANK_KEY,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*\Z", _("Use small letters, digits and single hyphens."))],
        help_text=_("What quizzes write to draw from it: bank=safety. It stays as it is."),
    )
    title = models.CharField(_("title"), max_length=160)
    organisation = models.ForeignKey(
        "people.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="question_banks",
        verbose_name=_("organisation"),
        help_text=_("Editors in it, below it and above it may use the bank. Empty: every editor."),
    )

    class Meta:
        """A bank is named."""

        verbose_name = _("question bank")
        verbose_name_plural = _("question banks")
        ordering = ["title", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(key="") & ~Q(title=""), name="question_bank_is_named")]

    def __str__(self) -> str:
        return self.title


class Difficulty(models.TextChoices):
    """How hard a question is meant to be."""

    EASY = "easy", _("easy")
    MEDIUM = "medium", _("medium")
    HARD = "hard", _("hard")


class Thinking(models.TextChoices):
    """What a question asks of somebody, as `thinking=` says in its text."""

    RECALL = "recall", _("recall")
    APPLICATION = "application", _("application")
    ANALYSIS = "analysis", _("analysis")


class TaggedQuestion(TaggedItemBase):
    """A tag on a question."""

    content_object = models.ForeignKey("assessments.Question", on_delete=models.CASCADE, related_name="tagged_items")


class Question(models.Model):  # type: ignore[django-manager-missing]  # taggit has no types
    """A question of a bank in one language. The same key in another language is the same question."""

    class Status(models.TextChoices):
        """Only what is ready is drawn; nothing is deleted, because quizzes and statistics name it."""

        DRAFT = "draft", _("draft")
        READY = "ready", _("ready")
        RETIRED = "retired", _("retired")

    bank = models.ForeignKey(QuestionBank, on_delete=models.PROTECT, related_name="questions", verbose_name=_("bank"))
    key = models.CharField(_("key"), max_length=LONGEST_KEY, editable=False)
    language = models.CharField(_("language"), max_length=12)
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.DRAFT)
    difficulty = models.CharField(_("difficulty"), max_length=8, choices=Difficulty, default=Difficulty.MEDIUM)
    version = models.ForeignKey(ActivityVersion, on_delete=models.PROTECT, related_name="+", editable=False)
    """What it says now."""
    kind = models.CharField(_("kind"), max_length=32, editable=False)
    excerpt = models.CharField(_("question"), max_length=160, editable=False)
    outcome = models.CharField(_("learning outcome"), max_length=60, blank=True, editable=False)
    thinking = models.CharField(_("asks for"), max_length=12, choices=Thinking, blank=True, editable=False)
    critical = models.BooleanField(_("safety-critical"), default=False, editable=False)
    tags = TaggableManager(through=TaggedQuestion, blank=True, verbose_name=_("tags"))

    class Meta:
        """One question of a key in a bank and a language."""

        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["bank", "key", "language"]
        indexes = [models.Index(fields=["bank", "language", "status"], name="what_a_bank_can_give")]
        constraints = [
            models.UniqueConstraint(fields=["bank", "language", "key"], name="one_question_of_a_key"),
            models.CheckConstraint(condition=~Q(key="") & ~Q(language=""), name="question_is_named"),
            models.CheckConstraint(
                condition=Q(status__in=("draft", "ready", "retired"), difficulty__in=("easy", "medium", "hard")),
                name="question_status_and_difficulty_are_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.excerpt}" if self.excerpt else self.key


class QuestionVersion(models.Model):
    """What a question said from some moment on. Written once; a text that comes back is another row with the same version."""

    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, related_name="versions", verbose_name=_("question")
    )
    number = models.PositiveIntegerField(_("number"))
    """From 1."""
    version = models.ForeignKey(ActivityVersion, on_delete=models.PROTECT, related_name="+", verbose_name=_("version"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    """Null where a program wrote it."""
    written_at = models.DateTimeField(_("written"))

    class Meta:
        """A question's versions are numbered."""

        verbose_name = _("version of a question")
        verbose_name_plural = _("versions of questions")
        ordering = ["question", "number"]
        constraints = [
            models.UniqueConstraint(fields=["question", "number"], name="question_versions_are_numbered"),
            models.CheckConstraint(condition=Q(number__gte=1), name="question_versions_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.version_id[:8]}"
