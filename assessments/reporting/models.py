"""A BoardRow says where one person stands with one certification, seen from one place where they learn. Projection.

A Tally is a number of such rows in a unit, under a kind and perhaps a day; the numbers of one unit, kind and day add up. Projection. A
SavedView is a question to the board that somebody keeps. An Export is a file that somebody took, and what was in it.
"""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.certification.models import Certification
from assessments.reporting.laws.statuses import PHASES

PERSON = settings.AUTH_USER_MODEL
NAME_LENGTH = 160


class BoardRow(models.Model):
    """One person, one certification, one place. Somebody who learns in two places has two rows, and is counted once in what is above both."""

    learner = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    certification = models.ForeignKey(Certification, on_delete=models.CASCADE, related_name="+", db_index=False)
    organisation = models.ForeignKey("people.Organisation", on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=255)
    """That of the organisation."""
    shared = models.PositiveSmallIntegerField(default=0)
    """Units whose path is this long or shorter have the person by another row."""
    until = models.DateField(null=True)
    """The first day on which the person no longer learns here, where it is known."""
    name = models.CharField(max_length=NAME_LENGTH)
    """As rows are sorted: without capitals."""
    phase = models.CharField(max_length=12)
    round = models.UUIDField()
    """The round in which something can happen next."""
    due_on = models.DateField(null=True)
    completed_on = models.DateField(null=True)
    window_opens_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    waits_for = models.CharField(max_length=16, blank=True)
    waits_at = models.CharField(max_length=40, blank=True)
    """The kind of requirement that is waited at."""
    since = models.DateField(null=True)
    last_on = models.DateField(null=True)
    """When the person last did something."""
    mentored = models.BooleanField(default=False)
    met_on = models.DateField(null=True)

    class Meta:
        """One per person, certification and place; found by place, by name, by what happens next."""

        verbose_name = _("row of the board")
        verbose_name_plural = _("rows of the board")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "certification", "organisation"], name="one_board_row_per_person_and_place"
            ),
            models.CheckConstraint(condition=Q(phase__in=PHASES), name="board_phase_is_known"),
            models.CheckConstraint(
                condition=Q(waits_for="", since=None) | ~Q(waits_for="") & Q(since__isnull=False),
                name="board_waits_since_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["name", "id"], name="board_by_name"),
            models.Index(fields=["organisation", "name", "id"], name="board_of_a_place"),
            models.Index(fields=["phase", "name", "id"], name="board_by_phase"),
            models.Index(fields=["phase", "expires_on"], name="board_by_expiry"),
            models.Index(fields=["since", "id"], name="board_by_waiting"),
            models.Index(fields=["until"], condition=Q(until__isnull=False), name="board_rows_that_end"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.phase}"


class Tally(models.Model):
    """How many rows of a unit are counted under a kind (and a day). A change is one more row; `compact` puts them together."""

    organisation = models.ForeignKey("people.Organisation", on_delete=models.CASCADE, related_name="+", db_index=False)
    certification = models.ForeignKey(Certification, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=24)
    """As `laws.counting` names it."""
    day = models.DateField(null=True)
    number = models.IntegerField()

    class Meta:
        """Read by unit and kind."""

        verbose_name = _("tally")
        verbose_name_plural = _("tallies")
        constraints = [models.CheckConstraint(condition=~Q(number=0), name="a_tally_counts_something")]
        indexes = [
            models.Index(fields=["organisation", "kind", "day", "certification", "number"], name="tallies_of_a_unit")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class SavedView(models.Model):
    """A question to the board that somebody keeps: its filters, under a name of their own."""

    owner = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="board_views")
    title = models.CharField(_("name"), max_length=80)
    query = models.CharField(max_length=400, blank=True)
    """As the address has it."""
    monthly = models.BooleanField(_("tell me every month"), default=False)
    told_on = models.DateField(null=True, blank=True)
    """The first day of the month of which its owner was told last."""
    created_at = models.DateTimeField()

    class Meta:
        """One of a name."""

        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "title"], name="saved_views_have_names_of_their_own"),
            models.CheckConstraint(condition=~Q(title=""), name="a_saved_view_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.title


class Export(models.Model):
    """A file that somebody took away: what was asked, as of when, how many rows there were, and the hash of them."""

    class Format(models.TextChoices):
        """What kind of file."""

        CSV = "csv", "CSV"
        XLSX = "xlsx", "XLSX"

    class State(models.TextChoices):
        """How far it is."""

        ASKED = "asked", _("Waits to be made")
        RUNNING = "running", _("Is being made")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Could not be made")
        GONE = "gone", _("The file is no longer kept")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    format = models.CharField(max_length=4, choices=Format)
    query = models.CharField(max_length=400, blank=True)
    """The filters, as the address has them, the unit always named."""
    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    """The unit it is about."""
    language = models.CharField(max_length=12)
    cut_off_at = models.DateTimeField()
    """The moment whose state it shows."""
    expected = models.PositiveIntegerField(default=0)
    """How many rows the board counted when it was asked for."""
    done = models.PositiveIntegerField(default=0)
    """How many are written."""
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    sha256 = models.CharField(max_length=64, blank=True)
    """Of the columns, the filters, the day and the rows."""
    file = models.CharField(max_length=200, blank=True)
    """Its name in the store of exports; empty for what was sent at once."""
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest first; what is ready has a hash."""

        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ["-cut_off_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["ready", "gone"], finished_at__isnull=False) & ~Q(sha256="")
                | Q(state__in=["asked", "running", "failed"], sha256=""),
                name="an_export_is_ready_with_its_hash",
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(finished_at__gte=F("cut_off_at")),
                name="an_export_ends_after_its_cut_off",
            ),
        ]
        indexes = [
            models.Index(fields=["by", "-cut_off_at"], name="exports_of_a_person"),
            models.Index(fields=["cut_off_at"], condition=Q(state__in=["asked", "running"]), name="exports_to_be_made"),
        ]

    def __str__(self) -> str:
        return f"{self.format} {self.state}"
