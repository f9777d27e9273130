"""What the apps below this one hold about a person: the account, roles, notices, sessions, what an editor left at the editor's desk.

Apps above declare for themselves, in `AppConfig.ready()`.
"""

from secrets import token_hex

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from training_site.notices.models import Message
from training_site.people import services
from training_site.people.models import Membership, User
from training_site.privacy.desk import erase_at_the_desk
from training_site.privacy.holdings import Counts, Erasing, Holding, Table, acts


def erase_account(what: Erasing) -> Counts:
    """Name, addresses, password and sessions go; a number without a person stays where others' records point to it."""
    person = User.objects.select_for_update().get(pk=what.person.pk)
    sessions = _end_sessions(person)
    person.username = f"erased-{token_hex(6)}"
    person.first_name = person.last_name = person.email = person.language = ""
    person.is_active = person.is_staff = person.is_superuser = False
    person.last_login = None
    person.set_unusable_password()
    person.save()
    person.groups.clear()
    person.user_permissions.clear()
    addresses, _by_model = EmailAddress.objects.filter(user=person).delete()
    factors, _by_model = Authenticator.objects.filter(user=person).delete()
    return {"names": 1, "addresses": addresses, "second factors": factors, "sessions": sessions}


def empty_messages(what: Erasing) -> Counts:
    """What somebody wrote to a list loses its words: they may name whoever wrote it."""
    return {"messages": Message.objects.filter(sender=what.person).update(subject=None, body=None)}


def end_roles(what: Erasing) -> Counts:
    """Every role ends today."""
    today = timezone.localdate(what.now)
    held = Membership.objects.filter(Q(until=None) | Q(until__gt=today), user=what.person)
    ended = [
        services.end_membership(membership=one, until=max(today, one.since), today=today, by=what.by) for one in held
    ]
    return {"roles ended": len(ended)}


def _end_sessions(person: User) -> int:
    """Sessions name their person inside; all are opened once."""
    theirs = [
        session.pk
        for session in Session.objects.iterator()
        if session.get_decoded().get("_auth_user_id") == str(person.pk)
    ]
    return Session.objects.filter(pk__in=theirs).delete()[0]


BELOW = (
    Holding(
        key="notices.notices",
        title=_("What you were told, and what you wrote to many"),
        purpose=_("To tell you what waits for you, and to remember whether you want e-mail."),
        stays=_(
            "That a message was sent to a list, and when, without its words; templates that your organisation keeps."
        ),
        tables=(
            Table(model="notices.Notice", person="person", goes=True),
            Table(model="notices.Preference", person="person", goes=True),
            Table(model="notices.Delivery", person="person", goes=True),
            Table(model="notices.Message", person="sender", texts=("subject", "body")),
            Table(model="notices.TemplateWords", person="by", texts=("subject", "body")),
        ),
        erase=empty_messages,
    ),
    Holding(
        key="desk.edits",
        title=_("What you did at the editor's desk"),
        purpose=_("So that somebody answers for what a page says."),
        stays=_("That somebody edited a page, as a number without a name: pages are answered for."),
        tables=(
            Table(model="wagtailadmin.EditingSession", person="user", goes=True),
            Table(model="wagtailadmin.FormState", person="user", goes=True),
            Table(model="wagtailcore.APIToken", person="user", hidden=("key_hash",), goes=True),
            Table(model="wagtailcore.PageSubscription", person="user", goes=True),
            Table(model="wagtailcore.UploadedFile", person="uploaded_by_user", goes=True),
            Table(model="wagtailusers.UserProfile", person="user", goes=True),
            Table(model="wagtailcore.Comment", person="user"),
            acts("wagtailcore.Comment", "resolved_by"),
            Table(model="wagtailcore.CommentReply", person="user"),
            acts("wagtailcore.ModelLogEntry", "user"),
            acts("wagtailcore.PageLogEntry", "user"),
            acts("wagtailcore.Revision", "user"),
            acts("wagtailcore.WorkflowState", "requested_by"),
            acts("wagtailcore.TaskState", "finished_by"),
            acts("wagtailcore.Page", "owner"),
            acts("wagtailcore.Page", "locked_by"),
            acts("wagtaildocs.Document", "uploaded_by_user"),
            acts("wagtailimages.Image", "uploaded_by_user"),
        ),
        erase=erase_at_the_desk,
    ),
    Holding(
        key="audit.acts",
        title=_("Acts with power over others"),
        purpose=_("So that nobody gives roles, decides or opens what is closed without it being known."),
        stays=_("All of it, as numbers and codes without a name: it is one chain that nobody can change."),
        tables=(
            Table(model="audit.AuditEvent", person="person"),
            Table(model="audit.AuditEvent", person="actor"),
        ),
    ),
    Holding(
        key="privacy.words",
        title=_("Your word on the privacy notice, and your wishes"),
        purpose=_("To show that you were told, and that a wish was fulfilled in time."),
        stays=_("That somebody agreed and asked, as a number without a name, as proof."),
        tables=(
            Table(model="privacy.Consent", person="person"),
            Table(model="privacy.ErasureRequest", person="person"),
            acts("privacy.ErasureRequest", "looked_by"),
            acts("privacy.ErasureRequest", "done_by"),
        ),
    ),
    Holding(
        key="people.roles",
        title=_("Your roles"),
        purpose=_("So that you see what your work needs, and nothing more."),
        stays=_("From when to when somebody had which role, as a number without a name: it explains older records."),
        tables=(Table(model="people.Membership", person="user"),),
        erase=end_roles,
    ),
    Holding(
        key="people.merges",
        title=_("Accounts of yours that became one"),
        purpose=_("So that what you did with an earlier account counts for you."),
        stays=_("That two accounts without a name were of one person: certificates of either rest on it."),
        tables=(
            Table(model="people.Merge", person="account"),
            Table(model="people.Merge", person="person"),
            Table(model="people.Merge", person="by", acts=True),
        ),
    ),
    Holding(
        key="people.account",
        title=_("Your account"),
        purpose=_("So that you can sign in, and others know who you are."),
        stays=_("A number without a name, an address or a password, which nobody can sign in with."),
        tables=(
            Table(model="people.User", person="pk", hidden=("password",)),
            Table(model="people.User_groups", person="user", hidden=("id",)),
            Table(model="people.User_user_permissions", person="user", hidden=("id",)),
            Table(model="account.EmailAddress", person="user"),
            Table(model="mfa.Authenticator", person="user", hidden=("data",)),
        ),
        erase=erase_account,
    ),
)
