"""Templates of organisations as their pages show them."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from training_site.notices import kept, letters
from training_site.notices.messages import Said
from training_site.notices.models import OwnTemplate, TemplateWords
from training_site.people.models import Membership, Organisation, User
from training_site.people.permissions import WRITE_TO_LEARNERS
from training_site.people.roles import Role


@dataclass(frozen=True, kw_only=True)
class TemplateLine:
    """One template in the list."""

    title: str
    place: str
    subject: str
    url: str


@dataclass(frozen=True, kw_only=True)
class AsRead:
    """Words as somebody reads them."""

    reader: str
    subject: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Version:
    """What was said from a moment on."""

    text: str
    at: datetime
    subject: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class TemplatePage:
    """A template, now and before."""

    title: str
    place: str
    now: AsRead
    versions: tuple[Version, ...]
    change_url: str
    """Empty for who may only write with it."""
    end_url: str


def line(words: TemplateWords) -> TemplateLine:
    """One template in the list."""
    return TemplateLine(
        title=words.template.title,
        place=words.template.organisation.name,
        subject=kept.said_in(words).subject,
        url=reverse("notices:template", args=[words.template_id]),
    )


def as_read(said: Said, place: Organisation, *, viewer: User, now: datetime) -> AsRead:
    """Words as the first learner of an organisation, by name, would read them today."""
    day = timezone.localdate(now)
    held = Membership.objects.active_on(day).filter(role=Role.LEARNER, organisation__path__startswith=place.path)
    theirs = User.objects.filter(WRITE_TO_LEARNERS.visible_to(viewer, today=day), pk__in=held.values("user"))
    reader = theirs.filter(is_active=True).order_by("first_name", "last_name", "username").first()
    filled = letters.as_read(said, reader=reader, place=place.name, sender=viewer, day=day)
    return AsRead(reader=letters.as_who(reader), subject=filled.subject, paragraphs=letters.paragraphs(filled.body))


def template_page(template: OwnTemplate, *, viewer: User, may_change: bool, now: datetime) -> TemplatePage:
    """The page of a template; may_change: whether the viewer keeps it."""
    versions = list(kept.versions_of(template))
    return TemplatePage(
        title=template.title,
        place=template.organisation.name,
        now=as_read(kept.said_in(versions[0]), template.organisation, viewer=viewer, now=now),
        versions=tuple(_version(one) for one in versions),
        change_url=reverse("notices:template_change", args=[template.pk]) if may_change else "",
        end_url=reverse("notices:template_end", args=[template.pk]) if may_change else "",
    )


def _version(words: TemplateWords) -> Version:
    said = kept.said_in(words)
    return Version(
        text=_("%(number)d, by %(name)s") % {"number": words.number, "name": words.by},
        at=words.at,
        subject=said.subject,
        paragraphs=letters.paragraphs(said.body),
    )
