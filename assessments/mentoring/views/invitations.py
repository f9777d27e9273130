"""Inviting somebody without an account, and taking the link back: the two of the pair."""

from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from assessments.mentoring.confidentiality import Reach
from assessments.mentoring.forms.invitations import InviteForm
from assessments.mentoring.models import Invitation, Observation
from assessments.mentoring.pages import observation_words as words
from assessments.mentoring.selectors.observations import OPEN
from assessments.mentoring.services import invitations, pairs
from assessments.mentoring.views.observations import AtAnObservation

REFUSED: dict[type[Exception], Promise] = {
    invitations.InvitedAlready: _("A link is open already. Take it back first, then invite somebody else."),
    invitations.OwnAddress: _("This is the learner's own address. Nobody observes themself: name the observer's."),
    invitations.NotForOutside: _("This form is filled in by now, or somebody with an account observes."),
    pairs.NotActiveNow: _("This relationship is not active now, so nobody was invited."),
}
REASONS: tuple[type[Exception], ...] = tuple(REFUSED)


def link_to(token: str) -> str:
    """The address that is handed on."""
    return urljoin(settings.SITE_URL, reverse("mentoring:invited", args=[token]))


class InviteView(AtAnObservation):
    """Invite an observer from outside. The link is shown once, right after."""

    def get(self, _request: HttpRequest, observation: UUID) -> HttpResponse:
        """The form."""
        row = self.of(observation)
        if row.state not in OPEN:
            return self.back(REFUSED[invitations.NotForOutside])
        return self.ask(InviteForm())

    def post(self, request: HttpRequest, observation: UUID) -> HttpResponse:
        """Invite."""
        row = self.of(observation)
        form = InviteForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.ask(form, status=400)
        token = invitations.new_token()
        try:
            made = invitations.invite(
                observation=row,
                by=self.person,
                guest=form.guest(),
                days=form.cleaned_data["days"],
                token=token,
                link_to=link_to,
                now=self.now,
            )
        except REASONS as reason:
            form.add_error(None, str(REFUSED[type(reason)]))
            return self.ask(form, status=409)
        return self.ask(form, link=link_to(token), until=date_format(localdate(made.expires_at)))

    def of(self, pk: UUID) -> Observation:
        """The observation, for the two of the pair, where somebody from outside observes. Raises Http404."""
        row = self.find(pk, wanted=Reach.WRITE)
        if self.person.pk not in (row.learner_id, row.relationship.mentor_id):
            raise Http404
        if row.observer_kind != Observation.Observer.EXTERNAL:
            raise Http404
        return row

    def ask(self, form: InviteForm, *, status: int = 200, link: str = "", until: str = "") -> HttpResponse:
        """The page; with a link, what was just made, and no form."""
        self.looked()
        shown = {
            "form": form,
            "title": words.title(self.observation),
            "link": link,
            "until": until,
            "back_url": reverse("mentoring:observation", args=[self.observation.pk]),
        }
        return self.page("mentoring/observation_invite.html", shown, status=status)


class RevokeView(AtAnObservation):
    """`POST`: take a link back."""

    http_method_names = ["post", "options"]

    def post(self, _request: HttpRequest, invitation: UUID) -> HttpResponse:
        """Close it."""
        found = get_object_or_404(Invitation.objects.select_related("observation__relationship"), pk=invitation)
        self.find(found.observation_id, wanted=Reach.WRITE)
        try:
            invitations.revoke(invitation=found, by=self.person, now=self.now)
        except pairs.NotOfThePair as error:
            raise Http404 from error
        except pairs.NotActiveNow:
            return self.back(_("This relationship is not active now, so nothing was done."))
        except invitations.LinkClosed:
            return self.back(_("The link was closed already."))
        return self.back(_("The link is taken back."))
