"""A Notice is one message owed to one person: which kind, where it leads, since when, seen or not, sent by e-mail or not.
A Preference is a person's word on e-mail and on its hours. A Message is what somebody wrote to a list of people, a Delivery what became
of it for one of them. An OwnTemplate is what an organisation keeps to be said again, TemplateWords are one version of it. A TickRun says what one run of a job did; a TickLock lets one run at a time.

No row holds words that a person has written but a Message and TemplateWords, and there they are sealed: a notice has a kind, facts and a link within the
site, a run has numbers.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from training_site.notices.quiet import QUIET_FROM, QUIET_UNTIL
from training_site.sealing.fields import SealedTextField

OPEN = Q(seen_at=None, withdrawn_at=None)
"""The condition that a notice still waits to be seen."""
MOST_ATTEMPTS = 10
"""After so many a letter is not tried again."""
KEY_LENGTH, LINK_LENGTH = 300, 500


class Notice(models.Model):
    """One message owed to one person. Owed twice under one key, it counts once."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="notices",
        db_index=False,  # both the constraint and an index below begin with it
        verbose_name=_("person"),
    )
    key = models.CharField(_("key"), max_length=KEY_LENGTH, db_index=True)
    """What it is about, once per person: "mentoring.signature:<uuid>". The index also finds keys that begin alike."""
    kind = models.CharField(_("kind"), max_length=80)
    """Key of a registered kind: the sentence stands in code."""
    facts = models.JSONField(_("facts"), default=dict, blank=True)
    """What fills the gaps of the sentence: numbers, ISO dates, roles, names of organisations."""
    link = models.CharField(_("link"), max_length=LINK_LENGTH)
    """Path within this site."""
    owed_at = models.DateTimeField(_("owed"))
    seen_at = models.DateTimeField(_("seen"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    """No longer owed. The row stays for a while, so that what is owed again does not go out again by e-mail."""
    sent_at = models.DateTimeField(_("sent by e-mail"), null=True, blank=True)
    send_after = models.DateTimeField(_("by e-mail not before"))
    """Moves on with each attempt, also with one that a process did not survive."""
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)

    class Meta:
        """Newest first; the two indexes hold only what waits."""

        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-owed_at", "-pk"]
        indexes = [
            models.Index(fields=["person", "-owed_at"], name="notices_of_a_person"),
            models.Index(fields=["person"], condition=OPEN, name="notices_to_be_seen"),
            models.Index(fields=["send_after"], condition=OPEN & Q(sent_at=None), name="notices_to_be_sent"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="a_notice_is_owed_once"),
            models.CheckConstraint(condition=~Q(key="") & ~Q(kind=""), name="notice_has_key_and_kind"),
            models.CheckConstraint(
                condition=Q(link__startswith="/") & ~Q(link__startswith="//"), name="notice_leads_into_this_site"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} → {self.link}"


class Preference(models.Model):
    """What a person has chosen about e-mail and its hours. Without a row it goes to their confirmed address, outside the usual hours."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="notice_preference",
        verbose_name=_("person"),
    )
    by_email = models.BooleanField(_("by e-mail"), default=True)
    messages = models.BooleanField(_("messages to many"), default=True)
    """Whether what coordinators write to many people at once is for them, too."""
    quiet_from = models.TimeField(_("quiet from"), default=QUIET_FROM)
    quiet_until = models.TimeField(_("quiet until"), default=QUIET_UNTIL)
    """No e-mail from the one to the other, on the clock of the zone; the same time twice: none are quiet."""
    zone = models.CharField(_("time zone"), max_length=64, blank=True)
    """Empty: as the language of the interface suggests."""
    chosen_at = models.DateTimeField(_("chosen"))

    class Meta:
        """One row per person who has chosen."""

        verbose_name = _("preference")
        verbose_name_plural = _("preferences")

    def __str__(self) -> str:
        return str(_("by e-mail") if self.by_email else _("on the site only"))


class OwnTemplate(models.Model):
    """A template that an organisation keeps for those who write for it. Its words change by versions; it ends, and is never deleted."""

    organisation = models.ForeignKey(
        "people.Organisation",
        on_delete=models.PROTECT,
        related_name="message_templates",
        verbose_name=_("organisation"),
    )
    title = models.CharField(_("title"), max_length=80)
    """What a sender chooses by."""
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        """Those that are in use have titles of their own."""

        verbose_name = _("template")
        verbose_name_plural = _("templates")
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "title"], condition=Q(ended_at=None), name="message_templates_have_titles"
            ),
            models.CheckConstraint(condition=~Q(title=""), name="a_message_template_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title


class TemplateWords(models.Model):
    """One version of what a template says, for good."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    template = models.ForeignKey(OwnTemplate, on_delete=models.PROTECT, related_name="versions")
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    """That of the template: its key seals the words."""
    number = models.PositiveIntegerField()
    """From 1, so that two who change the same words cannot both succeed."""
    subject = SealedTextField()
    body = SealedTextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Numbered; the latest is what is said from now on."""

        verbose_name = _("words of a template")
        verbose_name_plural = _("words of templates")
        ordering = ["template", "number"]
        constraints = [
            models.UniqueConstraint(fields=["template", "number"], name="template_words_are_numbered"),
            models.CheckConstraint(condition=Q(number__gte=1), name="template_words_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.template_id} · {self.number}"


class Message(models.Model):
    """What somebody wrote to a list of people, for good. Opened by those it was for; an e-mail never has a word of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("organisation")
    )
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="messages_sent", verbose_name=_("sender")
    )
    source = models.CharField(_("sort of list"), max_length=60)
    value = models.CharField(_("list"), max_length=200)
    """Which list of this sort: a registered source reads it."""
    template = models.CharField(_("template"), max_length=60)
    """Key of one of ours, or "own" for words of the sender's own, or of their organisation."""
    words = models.ForeignKey(TemplateWords, on_delete=models.PROTECT, null=True, blank=True, related_name="messages")
    """Which version of which template of the organisation said it. The message keeps the words itself."""
    subject = SealedTextField()
    body = SealedTextField()
    """Empty where a template of ours says it, in the language of each reader."""
    sent_at = models.DateTimeField(_("sent"))
    day = models.DateField(_("day"))

    class Meta:
        """The same sender does not write to the same list twice on one day."""

        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-sent_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["sender", "source", "value", "day"], name="one_message_to_a_list_per_day"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.value} · {self.day}"


class Delivery(models.Model):
    """What became of a message for one person of its list: the notice they were owed, or why they were not told."""

    class Why(models.TextChoices):
        """Why somebody was not told."""

        DECLINED = "declined", _("Wants no messages that go to many")
        ALREADY = "already", _("Was told the same today")
        ONESELF = "oneself", _("Has written it")

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="deliveries", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    notice = models.ForeignKey(Notice, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    """Null for who was not told, and when the notice is forgotten."""
    why = models.CharField(max_length=12, choices=Why, blank=True)

    class Meta:
        """One per person; who was not told is owed nothing."""

        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["message", "person"], name="a_message_reaches_a_person_once"),
            models.CheckConstraint(condition=Q(why="") | Q(notice=None), name="who_was_not_told_has_no_notice"),
            models.CheckConstraint(condition=Q(why__in=["", "declined", "already", "oneself"]), name="why_is_known"),
        ]

    def __str__(self) -> str:
        return self.why or str(_("told"))


class TickRun(models.Model):
    """What one run of a job did. Written when it ends, never changed; old ones are thinned."""

    class Outcome(models.TextChoices):
        """How it ended."""

        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")
        LOST = "lost", _("Did not come back")

    job = models.CharField(_("job"), max_length=80)
    started_at = models.DateTimeField(_("started"))
    finished_at = models.DateTimeField(_("finished"))
    """For a run that did not come back: when this was noticed."""
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome)
    counts = models.JSONField(_("counts"), default=dict, blank=True)
    failure = models.CharField(_("failure"), max_length=120, blank=True)
    """Name of the exception and the place in the code; never its message, which may hold somebody's words."""

    class Meta:
        """In the order in which they ended; only a failed run names a failure."""

        verbose_name = _("run of a job")
        verbose_name_plural = _("runs of jobs")
        ordering = ["pk"]
        indexes = [models.Index(fields=["job", "-finished_at"], name="runs_of_a_job")]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=["done", "failed", "lost"]), name="run_outcome_is_known"),
            models.CheckConstraint(
                condition=Q(outcome="failed") & ~Q(failure="") | ~Q(outcome="failed") & Q(failure=""),
                name="a_failed_run_names_its_failure",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.job} {self.outcome}"


class TickLock(models.Model):
    """One row per job: who runs it until when at most, and when it is due again."""

    job = models.CharField(_("job"), max_length=80, primary_key=True)
    holder = models.UUIDField(_("holder"), null=True)
    """Made up by the run that holds the lock; null while nobody does. Whoever changes the row names the holder it has read."""
    claimed_at = models.DateTimeField(_("claimed"), null=True)
    claimed_until = models.DateTimeField(_("claimed until"), null=True)
    """A holder that is not back by then is taken for dead."""
    due_at = models.DateTimeField(_("due"), null=True)
    """Null before the first run."""

    class Meta:
        """Holder and both times move together."""

        verbose_name = _("lock of a job")
        verbose_name_plural = _("locks of jobs")
        constraints = [
            models.CheckConstraint(
                condition=Q(holder=None, claimed_at=None, claimed_until=None)
                | Q(holder__isnull=False, claimed_at__isnull=False, claimed_until__isnull=False),
                name="a_claim_has_holder_and_times",
            ),
        ]

    def __str__(self) -> str:
        return self.job
