"""How an organisation mentors, in words, and who decided it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.mentoring.framework.policy import Policy
from assessments.mentoring.framework.policy_words import in_words
from assessments.mentoring.framework.sentences import Sentence
from assessments.mentoring.models import PolicyVersion
from assessments.mentoring.selectors import policies
from training_site.people.models import Organisation


@dataclass(frozen=True, kw_only=True)
class Line:
    """A sentence; in the rhythm with the months it is about."""

    when: str
    what: str


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A version, as a line of the history."""

    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class PolicyPage:
    """The page to read."""

    place: str
    programme: str
    source: str
    """By whom this was decided."""
    rhythm: tuple[Line, ...]
    rest: tuple[str, ...]
    history: tuple[Decision, ...]
    edit_url: str


def policy_page(place: Organisation, programme_key: str, *, title: str, may_decide: bool) -> PolicyPage:
    """The policy that holds in a place (two queries)."""
    version = policies.version_for(place, programme_key)
    lines = in_words(Policy.read(version.values) if version else Policy())
    url = f"{reverse('mentoring:policy', args=[place.pk])}?programme={programme_key}"
    return PolicyPage(
        place=place.name,
        programme=title,
        source=_source(version, place),
        rhythm=tuple(Line(when=_put(line.when), what=_put(line.what)) for line in lines if line.when),
        rest=tuple(_put(line.what) for line in lines if line.when is None),
        history=tuple(_decision(row) for row in policies.history(place, programme_key)),
        edit_url=f"{url}&edit=1" if may_decide else "",
    )


def _put(sentence: Sentence | None) -> str:
    return sentence.put(_, ngettext) if sentence else ""


def _source(version: PolicyVersion | None, place: Organisation) -> str:
    if version is None:
        return _("This is what the programme advises. Nobody here has decided otherwise.")
    if version.organisation_id == place.pk:
        return _("Decided here on %(day)s.") % {"day": _day(version)}
    return _("Decided by %(place)s on %(day)s, for everything below it.") % {
        "place": version.organisation.name,
        "day": _day(version),
    }


def _decision(version: PolicyVersion) -> Decision:
    number = len(version.values)
    differs = ngettext(
        "%(number)d setting differs from what the programme advises",
        "%(number)d settings differ from what the programme advises",
        number,
    )
    who = version.made_by or _("the site")
    return Decision(
        title=_("Version %(number)d") % {"number": version.number},
        text=f"{_day(version)} · {who} · {differs % {'number': number}}",
    )


def _day(version: PolicyVersion) -> str:
    return date_format(timezone.localtime(version.made_at))
