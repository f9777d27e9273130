"""An AuditEvent is one privileged act: who did what to what, in which organisation, when. It holds numbers and codes, never words.

A Link puts one event into the chain: its place, the hash of the link before it, and the hash of both together with the event. An
event is written in the transaction of its act and waits for nobody; it is linked right after, by whoever holds the ChainLock. So acts
at the same moment do not wait for each other, and the chain is still one.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

START = "0" * 64
"""What stands in front of the first link."""


class AuditEvent(models.Model):
    """One privileged act. The database refuses to change or delete it."""

    act = models.CharField(_("act"), max_length=80)
    """Key of a registered act."""
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("actor")
    )
    """Null where somebody did it from the command line, or the site by itself."""
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("person")
    )
    """Whom it is about; null where it is about nobody."""
    unit = models.ForeignKey(
        "people.Organisation", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("organisation")
    )
    """Where it belongs, and so who may read it; null for the site as a whole."""
    object_kind = models.CharField(_("kind of object"), max_length=80, blank=True)
    object_id = models.CharField(_("object"), max_length=64, blank=True)
    details = models.JSONField(_("details"), default=dict, blank=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        """Newest first."""

        ordering = ["-pk"]
        verbose_name = _("audit event")
        verbose_name_plural = _("audit events")
        indexes = [
            models.Index(fields=["act", "-id"], name="audit_events_of_an_act"),
            models.Index(fields=["at"], name="audit_events_by_time"),
        ]
        constraints = [models.CheckConstraint(condition=~Q(act=""), name="an_audit_event_names_its_act")]

    def __str__(self) -> str:
        return f"{self.act} {self.object_kind} {self.object_id}".strip()

    def as_values(self) -> dict[str, Any]:
        """What the chain vouches for, and what an export shows."""
        return {
            "id": self.pk,
            "at": self.at.isoformat(),
            "act": self.act,
            "actor": self.actor_id,
            "person": self.person_id,
            "unit": self.unit_id,
            "object_kind": self.object_kind,
            "object_id": self.object_id,
            "details": self.details,
        }


class Link(models.Model):
    """The place of one event in the chain. No two links follow the same one, so that there is one chain."""

    number = models.PositiveBigIntegerField(_("number"), primary_key=True)
    """From 1, without gaps."""
    event = models.OneToOneField(AuditEvent, on_delete=models.PROTECT, related_name="link", verbose_name=_("event"))
    previous = models.CharField(_("hash before"), max_length=64, unique=True)
    sha256 = models.CharField(_("hash"), max_length=64, unique=True)

    class Meta:
        """In the order of the chain."""

        ordering = ["number"]
        verbose_name = _("link")
        verbose_name_plural = _("links")
        constraints = [models.CheckConstraint(condition=Q(number__gte=1), name="audit_links_count_from_one")]

    def __str__(self) -> str:
        return f"{self.number} {self.sha256[:12]}"


class ChainLock(models.Model):
    """One row, held by whoever links. It knows how long the chain is, so that its end cannot be cut off unseen."""

    length = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, default=START)

    class Meta:
        """One row."""

        constraints = [models.CheckConstraint(condition=Q(id=1), name="there_is_one_chain")]

    def __str__(self) -> str:
        return str(self.length)
