"""The roles of people, what each is for, and what each may do.

A role is held in one organisation and reaches its whole subtree. What each may do stands in `training_site/access/matrix.toml`, which
the tests of every door read as well: a change of power is a change of that file, and so a reviewed diff.
"""

from enum import Enum

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from training_site import access


class Role(models.TextChoices):
    """What a person is in an organisation."""

    LEARNER = "learner", _("Learner")
    TRAINER = "trainer", _("Trainer")
    MENTOR = "mentor", _("Mentor")
    COORDINATOR = "coordinator", _("Coordinator")
    LEAD = "lead", _("Programme lead")
    SAFEGUARDING = "safeguarding", _("Safeguarding lead")
    AUTHORITY = "authority", _("Authority")
    ADMINISTRATOR = "administrator", _("Administrator")

    @property
    def description(self) -> Promise:
        """What the role is for, in words a coordinator can read."""
        return DESCRIPTIONS[self]

    @property
    def permissions(self) -> "frozenset[Permission]":
        """What the role may do in its organisation and everything below it."""
        return PERMISSIONS[self]

    @property
    def grants(self) -> "frozenset[Role]":
        """The roles it may give and end in its organisation and everything below it."""
        return GRANTS[self]


class Permission(Enum):
    """One thing a role may do in its organisation's subtree."""

    VIEW_LEARNER = "view_learner"
    """See that a person learns here: name, organisation, dates."""

    VIEW_PROGRESS = "view_progress"
    """See how far a learner is: what is done, when, passed or not. Never the words of an answer."""

    MARK_TEXTS = "mark_texts"
    """Read and mark, without a name, what learners here have written for a trainer to mark."""

    REGRADE = "regrade"
    """Mark the quizzes of learners here anew after a question was corrected."""

    GIVE_TIME = "give_time"
    """Give a learner or a cohort more time, other days or more attempts at quizzes, and end it."""
    VIEW_ITEMS = "view_items"
    """See what the questions of a quiz do: how many got them right, where five or more sat it. Nobody by name."""

    EXPORT_NAMES = "export_names"
    """Take the board along as a file with names in it. Without it a file has made-up marks in place of names."""

    VIEW_SUMS = "view_sums"
    """See how many are certified and on the way, by unit, where they are five or more. Nobody by name."""

    VIEW_ORGANISATION = "view_organisation"
    """Open the page of an organisation with its people."""

    EDIT_ORGANISATION = "edit_organisation"
    """Change an organisation's name and its contacts for a child in danger, make one below it, move it."""

    CONFIRM_CONTACTS = "confirm_contacts"
    """Say that the contacts for a child in danger were rung and answered. Not to change them."""

    MANAGE_MEMBERSHIPS = "manage_memberships"
    """Begin and end memberships, of the roles that GRANTS names."""

    WRITE_TO_LEARNERS = "write_to_learners"
    """Write to many learners at once, and see who was told."""

    VIEW_CONCERNS = "view_concerns"
    """See that concerns were raised and reached somebody, and how fast. Never what they were about."""

    VIEW_MENTORING = "view_mentoring"
    """See the facts of mentoring: meetings kept or not, counts, levels, reviews due. Never a word of what was written."""

    ASSIGN_MENTORS = "assign_mentors"
    """Propose and end mentoring relationships, name line managers, assessors and moderators, set the rhythm of meetings."""

    ASK_EMERGENCY_ACCESS = "ask_emergency_access"
    """Ask to open what is closed, with a reason."""

    APPROVE_EMERGENCY_ACCESS = "approve_emergency_access"
    """Approve what somebody else asked for."""

    COMPOSE_CERTIFICATION = "compose_certification"
    """Say what a certificate asks for, try it, publish it: of certifications that the organisation or one below it issues."""

    CERTIFY = "certify"
    """Decide where a certificate waits for a decision; judge prior learning, extensions and leave; hear appeals."""

    CHANGE_CREDENTIAL = "change_credential"
    """Propose, or confirm as the second person, that a certificate is suspended, reinstated or revoked."""

    READ_AUDIT = "read_audit"
    """Read and export the audit trail: who gave which role, moved what, decided what. Codes and dates, never anybody's words."""

    RESET_SECOND_FACTOR = "reset_second_factor"
    """Take away the second factor that somebody has lost, of those whose roles one gives and ends. Never one's own."""

    ERASE_PEOPLE = "erase_people"
    """Fulfil, as one of two, the wish of somebody to be forgotten who is or was in the organisation."""

    VIEW_OPERATIONS = "view_operations"
    """See whether the site is well: its jobs, mail, health and storage. In a country; nobody's data."""

    EDIT_CURRICULUM = "edit_curriculum"
    """Edit and publish lessons, scenarios, quizzes and tools. The curriculum is one for all organisations."""

    DELETE_CURRICULUM = "delete_curriculum"
    """Delete pages of it. Who writes them takes them from the site, and they stay."""


DESCRIPTIONS: dict[Role, Promise] = {
    Role.LEARNER: _("Works through the modules and sees only their own work."),
    Role.TRAINER: _("Edits and publishes the curriculum, and sees how far the learners of their organisation are."),
    Role.MENTOR: _("Accompanies a learner in practice, by agreement. Sees nobody with whom there is no agreement."),
    Role.COORDINATOR: _(
        "Brings learners, mentors and trainers into their organisation, and sees who is how far, never what they wrote."
    ),
    Role.LEAD: _(
        "Answers for the programme: says what a certificate asks for, publishes it, and decides with others about certificates. "
        "Sees who is how far, never what they wrote."
    ),
    Role.SAFEGUARDING: _(
        "Is called when a child may be in danger, and sees that concerns reached somebody. Reads nothing of the mentoring "
        "without emergency access."
    ),
    Role.AUTHORITY: _(
        "Answers for a region or a country: sees how many are certified and on the way, and sees no person."
    ),
    Role.ADMINISTRATOR: _(
        "Looks after organisations, the people who work there and the curriculum. Does not see anybody's progress."
    ),
}

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    role: frozenset(map(Permission, access.permissions_of(role.value))) for role in Role
}
GRANTS: dict[Role, frozenset[Role]] = {role: frozenset(map(Role, access.given_by(role.value))) for role in Role}
"""Nobody gives the role they hold, so that a power cannot copy itself; administrators are named by a superuser."""
GIVEN_BY_SUPERUSER = frozenset(map(Role, access.given_by(access.SUPERUSER)))
OF_SUPERUSER = frozenset(map(Permission, access.permissions_of(access.SUPERUSER)))
"""What whoever runs the site may do everywhere; a rule may ask for less of them, never for more."""


def roles_with(permission: Permission) -> frozenset[Role]:
    """The roles that hold a permission."""
    return frozenset(role for role in Role if permission in PERMISSIONS[role])


EDITING_ROLES = roles_with(Permission.EDIT_CURRICULUM)
"""The roles that open the editor's desk at /admin/."""
