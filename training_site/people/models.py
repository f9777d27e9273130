"""A User is a person who signs in. An Organisation is a node in the tree country → region → district → organisation.

A Membership says that a person holds a role in one organisation, from a day, perhaps until a day; its scope is the organisation's subtree.
A Merge says that an account and another are of one person: it is closed, and readers follow from the one that is kept.
Nothing here is deleted: a membership ends, a person becomes inactive.
"""

from datetime import date
from hashlib import sha256
from typing import NamedTuple, cast

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from treebeard.mp_tree import MP_Node

from training_site.people.roles import Role


def interface_languages() -> list[tuple[str, str | Promise]]:
    """The languages a person may choose, as settings list them (called late, so that a new language needs no migration)."""
    return cast("list[tuple[str, str | Promise]]", list(settings.LANGUAGES))


class User(AbstractUser):
    """A person who signs in, by e-mail or by user name. Many people have no e-mail, so it is optional."""

    language = models.CharField(_("language"), max_length=12, blank=True, choices=interface_languages)
    """Language of the interface; empty: what the browser asks for."""

    class Meta(AbstractUser.Meta):
        """Two spellings of one name would be two people to the database and one to everybody else."""

        constraints = [
            models.UniqueConstraint(
                Lower("username"),
                name="username_unique_in_any_case",
                violation_error_message=_("Somebody already has this user name."),
            ),
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="email_unique_in_any_case",
                violation_error_message=_("Somebody already has this e-mail address."),
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """What the site calls this person: the full name, or the user name when none was given."""
        return self.get_full_name() or self.get_username()


class Contact(NamedTuple):
    """Whom to call about a child in danger."""

    name: str
    phone: str


class Organisation(MP_Node):
    """A place in the tree country → region → district → organisation. Its path prefix is its scope."""

    class Kind(models.TextChoices):
        """How wide it is, widest first."""

        COUNTRY = "country", _("Country")
        REGION = "region", _("Region")
        DISTRICT = "district", _("District")
        ORGANISATION = "organisation", _("Organisation")

    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    name = models.CharField(_("name"), max_length=160)
    danger_contacts = models.TextField(
        _("contacts for a child in danger"),
        blank=True,
        help_text=_("One per line: name of the function, a comma, the phone number. No names of people: they change."),
    )
    contacts_checked_on = models.DateField(_("contacts checked on"), null=True, blank=True)
    """When somebody last rang the contacts as they stand now; null: never, or they have changed since."""

    class Meta:
        """The tree's order is the order of reading."""

        ordering = ["path"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["country", "region", "district", "organisation"]),
                name="organisation_kind_is_known",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="organisation_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def upwards(self) -> list[str]:
        """The paths of this organisation and of everything above it, widest first."""
        return upwards(self.path)

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """The contacts for a child in danger, one per line that is not empty."""
        lines = (line.strip() for line in self.danger_contacts.splitlines())
        return tuple(read_contact(line) for line in lines if line)

    @property
    def contacts_mark(self) -> str:
        """A mark of the contacts as they stand, which changes when they do."""
        return sha256(self.danger_contacts.encode()).hexdigest()[:16]


def upwards(path: str) -> list[str]:
    """The path of an organisation and of everything above it, widest first."""
    return [path[:end] for end in range(Organisation.steplen, len(path) + 1, Organisation.steplen)]


def read_contact(line: str) -> Contact:
    """Split "function, phone" at its last comma; a line without one is all name."""
    name, comma, phone = line.rpartition(",")
    return Contact(name.strip(), phone.strip()) if comma else Contact(line, "")


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships, asked by day."""

    def active_on(self, day: date) -> "MembershipQuerySet":
        """The memberships that hold on this day."""
        return self.filter(active_on(day))

    def overlapping(self, since: date, until: date | None) -> "MembershipQuerySet":
        """The memberships that hold on some day from `since` on and before `until` (null: for ever)."""
        begun = Q() if until is None else Q(since__lt=until)
        return self.filter(begun, Q(until=None) | Q(until__gt=since))


def active_on(day: date, prefix: str = "") -> Q:
    """The condition that a membership holds on this day: it has begun and has not ended. `prefix` leads to the membership."""
    return Q(**{f"{prefix}since__lte": day}) & (Q(**{f"{prefix}until": None}) | Q(**{f"{prefix}until__gt": day}))


class Membership(models.Model):
    """A role in one organisation, and so in everything below it, for a time. Ended, never deleted."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=16, choices=Role)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("organisation")
    )
    since = models.DateField(_("since"))
    """The first day on which it holds."""
    until = models.DateField(_("until"), null=True, blank=True)
    """The first day on which it holds no longer, so that an end takes effect at once; null while it is open."""

    objects = MembershipQuerySet.as_manager()

    class Meta:
        """Held by the database: no end before its beginning, no second open membership of the same kind."""

        ordering = ["since", "pk"]
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    role__in=[
                        *("learner", "trainer", "mentor", "coordinator", "lead", "safeguarding", "authority"),
                        "administrator",
                    ]
                ),
                name="membership_role_is_known",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="membership_ends_after_it_began"
            ),
            models.UniqueConstraint(
                fields=["user", "role", "organisation"],
                condition=Q(until=None),
                name="one_open_membership_per_role",
                violation_error_message=_("This person already has this role here."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {Role(self.role).label} · {self.organisation}"


class Merge(models.Model):
    """Two accounts were of one person: one is closed, and what was done with it counts for the one that is kept. Written once.

    No ledger is rewritten: whoever reads asks `training_site.people.merges` which accounts are a person's. A chain has one link, so that they
    never have to look further.
    """

    class Reason(models.TextChoices):
        """How there came to be two. A code, because words could tell more than anybody needs to know later."""

        FORGOTTEN = "forgotten", _("Could not sign in any more and signed up again")
        BROUGHT_TWICE = "brought_twice", _("Was brought by a file, and had an account already")
        CHANGED = "changed", _("Has another name, address or organisation than before")
        OTHER = "other", _("Another reason")

    account = models.OneToOneField(
        User, on_delete=models.PROTECT, related_name="merge", verbose_name=_("closed account")
    )
    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="merges", verbose_name=_("kept account"))
    reason = models.CharField(_("reason"), max_length=16, choices=Reason)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))
    report = models.JSONField(_("what moved and what stayed"))
    """Counts by ledger."""

    class Meta:
        """Of two different accounts, by a third person."""

        ordering = ["-at", "-pk"]
        verbose_name = _("merge of accounts")
        verbose_name_plural = _("merges of accounts")
        constraints = [
            models.CheckConstraint(condition=~Q(account=F("person")), name="no_account_is_merged_into_itself"),
            models.CheckConstraint(
                condition=~Q(by=F("account")) & ~Q(by=F("person")), name="nobody_merges_their_own_accounts"
            ),
            models.CheckConstraint(
                condition=Q(reason__in=["forgotten", "brought_twice", "changed", "other"]), name="merge_reason_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} → {self.person_id}"
