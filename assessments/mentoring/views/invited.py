"""What a link opens: one form, for somebody without an account, and nothing else of the learner's.

The address holds the secret, so it is never sent on as a referrer to another site, kept, indexed, or written to a log. (The policy is
`same-origin`: with `no-referrer` browsers send `Origin: null`, and the protection against forged requests would refuse every form.) A
link that is unknown, over or taken back answers with one and the same page; whoever tries many of them is asked to wait.
"""

from datetime import datetime
from typing import Any

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from assessments.mentoring.confidentiality import DataClass, Standing, Viewpoint
from assessments.mentoring.forms.invitations import ConflictForm, SubmitForm
from assessments.mentoring.models import Invitation
from assessments.mentoring.pages.observing import callees, intro_page, receipt_of
from assessments.mentoring.selectors import observations as selectors
from assessments.mentoring.services import access, invitations
from assessments.mentoring.services.observing import Observer
from assessments.mentoring.views.observing import Writing
from training_site import limits

TRIES, SECONDS = 10, 60
"""So many links that open nothing are answered from one place in so many seconds."""


class Invited(Writing):
    """A page behind a link."""

    invitation: Invitation
    token: str

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Open what the link opens, and let nothing of it be kept, indexed or passed on."""
        self.now: datetime = timezone.now()
        self.token = kwargs["token"]
        response = self.opened(request, *args, **kwargs)
        if isinstance(response, HttpResponse):
            add_never_cache_headers(response)
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def opened(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The page asked for; the one that says thank you; or the one that says nothing."""
        found = selectors.invitation_of(self.token)
        if found is None or not self.fits(found):
            wait = _tries(request) > TRIES
            shown = {"wait": wait, "typed": _typed(request)}
            return self.render_page("mentoring/invited_closed.html", shown, status=429 if wait else 404)
        self.invitation, self.row = found, found.observation
        if found.used_at:
            return self.render_page("mentoring/invited_done.html", {"receipt": receipt_of(found)})
        return super().dispatch(request, *args, **kwargs)

    def fits(self, found: Invitation) -> bool:
        """Whether the link opens something now. The learner never fills in the observer's part, whatever link they hold."""
        if self.request.user.pk == found.observation.learner_id:
            return False
        row = found.observation
        is_open = not found.revoked_at and found.expires_at > self.now and row.state in selectors.OPEN
        return bool(found.used_at) or (is_open and row.relationship.state == "active")

    @property
    def by(self) -> Observer:
        """Whoever holds the link."""
        return self.invitation

    def url(self, name: str) -> str:
        """An address behind this link."""
        names = {"": "invited_form", "save": "invited_save", "check": "invited_check", "back": "invited"}
        return reverse(f"mentoring:{names[name]}", args=[self.token])

    def render_page(self, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
        """A page for somebody who is not signed in, with the people to call in a block of its own."""
        places = callees(selectors.places_above(self.row.organisation)) if hasattr(self, "row") else ()
        shown = {"layout": "mentoring/invited_base.html", "places": places, **context}
        return render(self.request, template, shown, status=status)

    def looked(self) -> None:
        """Note that somebody from outside looks."""
        outside = Viewpoint(viewer_id=None, learner_id=self.row.learner_id, standings=frozenset({Standing.OBSERVER}))
        access.looked(outside, data_class=DataClass.OBSERVATION, subject=self.row.pk, now=self.now)

    def submit_form(self, *sent: Any, **more: Any) -> SubmitForm:
        """With a name as signature."""
        return SubmitForm(*sent, with_name=True, **more)

    def closed(self, _reason: Exception) -> HttpResponse:
        """Closed between opening the page and submitting."""
        return self.render_page("mentoring/invited_closed.html", {}, status=409)

    def done(self) -> HttpResponse:
        """The same link says thank you from now on."""
        return HttpResponseRedirect(self.url("back"))


class IntroView(Invited):
    """Who asks for what, before anything is asked; whether there is a conflict of interest."""

    def get(self, _request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """To be read."""
        self.looked()
        invitations.look(invitation=self.invitation, now=self.now)
        return self.intro(ConflictForm())

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """On to the form."""
        form = ConflictForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.intro(form, status=400)
        try:
            invitations.declare(invitation=self.invitation, conflict=form.declared, now=self.now)
        except invitations.LinkClosed as reason:
            return self.closed(reason)
        return HttpResponseRedirect(self.url(""))

    def intro(self, form: ConflictForm, *, status: int = 200) -> HttpResponse:
        """The page."""
        not_me_url = reverse("mentoring:invited_not_me", args=[self.token])
        shown = {"intro": intro_page(self.invitation, not_me_url=not_me_url), "form": form}
        return self.render_page("mentoring/invited.html", shown, status=status)


class FormView(Invited):
    """The form."""

    def get(self, _request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """What was written so far."""
        self.looked()
        return self.show(self.form())

    def post(self, _request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Save."""
        return self.write()


class SaveView(Invited):
    """`POST`: what stands in the form while somebody types."""

    http_method_names = ["post", "options"]

    def post(self, _request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Keep it."""
        return self.autosave()


class CheckView(Invited):
    """Reading it through, and submitting with one's name."""

    def get(self, _request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Everything once more."""
        return self.read_through()

    def post(self, _request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Submit."""
        return self.submit()


class NotMeView(Invited):
    """`POST`: the link reached somebody else."""

    http_method_names = ["post", "options"]

    def post(self, _request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Close it, and tell whoever invited."""
        try:
            invitations.not_me(invitation=self.invitation, now=self.now)
        except invitations.LinkClosed as reason:
            return self.closed(reason)
        return self.render_page("mentoring/invited_closed.html", {"thanks": True})


def _typed(request: HttpRequest) -> list[str]:
    """The words that came with a request to a closed link: given back to whoever sent them, so that nothing is lost."""
    hidden = ("csrfmiddlewaretoken", "revision", "page")
    rows: list[str] = [value for key, value in request.POST.items() if key not in hidden and isinstance(value, str)]
    return [value for value in rows if " " in value.strip()]


def _tries(request: HttpRequest) -> int:
    """How many links that open nothing were tried from here within a minute, this one included. An open link is never held up."""
    return limits.count(f"mentoring.links:{get_adapter().get_client_ip(request)}", seconds=SECONDS)
