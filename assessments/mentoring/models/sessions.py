"""A Session is a meeting of a pair; its SessionRecord is what both sign. Private notes and the annex stand beside it.

Facts of a session (when, how long, how) are C1; the record's text is C2; a PrivateNote is C3 (the learner's preparation) or C4 (the
mentor's aide-memoire); an Annex is C5. A Commitment was made in a lesson and waits on the agenda; an Action was agreed in a session.
"""

from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.mentoring import state
from assessments.mentoring.models.ledger import Held, Ledgered, known_states
from assessments.mentoring.models.relationships import Relationship
from training_site.sealing.fields import SealedJSONField, SealedTextField

PERSON = settings.AUTH_USER_MODEL


class Session(Ledgered):
    """A meeting, planned or held. Everything here is C1."""

    class Kind(models.TextChoices):
        """What kind of meeting. A contact is ad-hoc advice and never counts."""

        INDIVIDUAL = "individual", _("Individual session")
        DEBRIEF = "debrief", _("Debrief of an observation")
        REVIEW = "review", _("Progress review")
        CONTACT = "contact", _("Short contact")

    class Mode(models.TextChoices):
        """How they met."""

        IN_PERSON = "in_person", _("In person")
        PHONE = "phone", _("By phone")
        VIDEO = "video", _("By video")
        MESSAGING = "messaging", _("By messages")

    class CancelCode(models.TextChoices):
        """Why it did not take place."""

        LEARNER = "learner", _("The learner could not come")
        MENTOR = "mentor", _("The mentor could not come")
        EMERGENCY = "emergency", _("An emergency at work")
        CONNECTIVITY = "connectivity", _("No connection")
        SECURITY = "security", _("Not safe to travel")
        OTHER = "other", _("Another reason")

    machine = state.SESSION

    relationship = models.ForeignKey(Relationship, on_delete=models.PROTECT, related_name="sessions")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.INDIVIDUAL)
    planned_at = models.DateTimeField(_("planned for"), null=True, blank=True)
    occurred_on = models.DateField(_("day"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    mode = models.CharField(_("how"), max_length=12, choices=Mode, blank=True)
    cancel_code = models.CharField(max_length=16, choices=CancelCode, blank=True)
    fact_approved_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    fact_approved_at = models.DateTimeField(null=True, blank=True)
    """A coordinator has confirmed that a session entered very late took place."""
    attested_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    attested_at = models.DateTimeField(null=True, blank=True)
    """A coordinator has confirmed attendance where the second signature never came."""

    class Meta:
        """A held session has its day; who and when go together."""

        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["-occurred_on", "-planned_at", "id"]
        constraints = [
            known_states(state.SESSION, "session_state_is_known"),
            models.CheckConstraint(
                condition=Q(state="held", occurred_on__isnull=False, minutes__gte=1)
                | ~Q(state="held") & Q(occurred_on=None),
                name="a_held_session_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled") & ~Q(cancel_code="") | ~Q(state="cancelled") & Q(cancel_code=""),
                name="a_cancelled_session_says_why",
            ),
            models.CheckConstraint(
                condition=Q(fact_approved_by=None, fact_approved_at=None)
                | Q(fact_approved_by__isnull=False, fact_approved_at__isnull=False),
                name="session_approval_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(attested_by=None, attested_at=None)
                | Q(attested_by__isnull=False, attested_at__isnull=False),
                name="session_attestation_has_who_and_when",
            ),
        ]


class SessionRecord(Ledgered):
    """What learner and mentor wrote about a session, and signed."""

    class Source(models.TextChoices):
        """How it came here."""

        ONLINE = "online", _("Written here")
        PAPER = "paper_transcribed", _("Copied from paper")

    machine = state.RECORD

    session = models.OneToOneField(Session, on_delete=models.PROTECT, related_name="record")
    writer = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    facts = models.JSONField(default=dict)
    """C1: `functions`, `indicators` (codes only), `wellbeing_discussed`, `filing` and `filing_by`, `overrides` of the guard."""
    shared = SealedJSONField()
    """C2, while it is being written and as it was frozen; null when erased."""
    revision = models.PositiveIntegerField(default=1)
    """Counts changes: an autosave says which one it saw."""
    client_id = models.UUIDField(unique=True, default=uuid4)
    """Made by the form: the same record sent twice is one."""
    notice_version = models.CharField(max_length=16)
    """The confidentiality notice that was on screen."""
    language = models.CharField(max_length=12)
    source = models.CharField(max_length=20, choices=Source, default=Source.ONLINE)
    digest = models.CharField(max_length=64, blank=True)
    """SHA-256 of the canonical content while it is frozen; signatures name it."""
    sign_by = models.DateField(null=True, blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        """What is signed is frozen."""

        verbose_name = _("session record")
        verbose_name_plural = _("session records")
        constraints = [
            known_states(state.RECORD, "record_state_is_known"),
            models.CheckConstraint(
                condition=~Q(
                    state__in=["frozen", "part_signed", "signed", "signed_with_disagreement", "amended", "in_review"]
                )
                | ~Q(digest=""),
                name="a_frozen_record_has_its_digest",
            ),
            models.CheckConstraint(condition=~Q(state="erased") | Q(shared=None), name="an_erased_record_has_no_text"),
        ]

    @property
    def relationship_id(self) -> UUID:
        """The pair it belongs to, as `confidentiality.OfAPair` asks."""
        return self.session.relationship_id


class RecordVersion(Held):
    """A record as it was shared, returned or frozen. Written once."""

    record = models.ForeignKey(SessionRecord, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    shared = SealedJSONField()
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Numbered from 1."""

        ordering = ["record", "number"]
        constraints = [models.UniqueConstraint(fields=["record", "number"], name="record_versions_are_numbered")]

    def __str__(self) -> str:
        return f"version {self.number}"


class Comment(Held):
    """A remark of one of the parties on a record or an entry."""

    subject = models.UUIDField(db_index=True)
    machine = models.CharField(max_length=16)
    """What kind of thing the subject is."""
    author = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    body = SealedTextField()
    at = models.DateTimeField()
    settled_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Settled by somebody at some time, or open."""

        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_by=None, settled_at=None) | Q(settled_by__isnull=False, settled_at__isnull=False),
                name="comment_settlement_has_who_and_when",
            )
        ]

    def __str__(self) -> str:
        return "comment"


class PrivateNote(Held):
    """What only its author ever reads: the learner's preparation (C3), the mentor's aide-memoire (C4)."""

    class Kind(models.TextChoices):
        """Whose it is."""

        PREPARATION = "preparation", _("Preparation")
        AIDE_MEMOIRE = "aide_memoire", _("Aide-memoire")

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="private_notes")
    author = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind)
    body = SealedTextField()
    saved_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        """One per session and author."""

        ordering = ["saved_at"]
        constraints = [
            models.UniqueConstraint(fields=["session", "author", "kind"], name="one_private_note_per_session")
        ]

    def __str__(self) -> str:
        return self.kind


class Annex(Held):
    """A confidential matter (C5): health, a personal matter, a grievance. Only the pair reads it; that it exists shows as a fact."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="annexes")
    author = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    body = SealedTextField()
    at = models.DateTimeField()

    class Meta:
        """In the order of writing."""

        ordering = ["at", "id"]

    def __str__(self) -> str:
        return "annex"


class Commitment(Held):
    """What a learner means to try after a lesson. Theirs alone until it stands on the agenda of a shared record."""

    class State(models.TextChoices):
        """How far it came: committed, tried, observed, kept up."""

        OPEN = "open", _("To try")
        TRIED = "tried", _("Tried")
        OBSERVED = "observed", _("Observed")
        SUSTAINED = "sustained", _("Kept up")
        DROPPED = "dropped", _("Let go")

    learner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="commitments")
    content_key = models.CharField(max_length=200)
    """The lesson it was made in."""
    body = SealedTextField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    client_id = models.UUIDField(unique=True)
    made_at = models.DateTimeField()
    state_at = models.DateTimeField()

    class Meta:
        """Newest last."""

        ordering = ["made_at", "id"]
        indexes = [models.Index(fields=["learner", "state"], name="open_commitments")]

    def __str__(self) -> str:
        return self.content_key


class Action(Ledgered):
    """What somebody agreed to do until a day. Its words belong to the record it was agreed in (C2)."""

    machine = state.ACTION

    relationship = models.ForeignKey(Relationship, on_delete=models.PROTECT, related_name="actions")
    record = models.ForeignKey(SessionRecord, on_delete=models.PROTECT, related_name="actions")
    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    body = SealedTextField()
    due_on = models.DateField(null=True, blank=True)
    carried_from = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="carried_to"
    )
    carry_count = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """An action that was carried over says how often."""

        ordering = ["due_on", "created_at", "id"]
        constraints = [
            known_states(state.ACTION, "action_state_is_known"),
            models.CheckConstraint(
                condition=Q(carried_from=None, carry_count=0) | Q(carried_from__isnull=False, carry_count__gte=1),
                name="a_carried_action_counts",
            ),
            models.CheckConstraint(condition=~Q(carried_from=F("id")), name="no_action_follows_itself"),
        ]
