"""Coming in: by a code from a poster, or by an invitation. Whoever has no account makes one on the way, and comes back here."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views import View

from assessments.certification.views.limits import has_to_wait, note_miss
from assessments.cohorts.forms.people import JoinCodeForm
from assessments.cohorts.models import Invitation, JoinCode
from assessments.cohorts.pages.joining import invited_page, join_page
from assessments.cohorts.services import inviting, joining
from training_site.people.models import User


class ComingView(View):
    """A page for everybody, kept nowhere."""

    http_method_names = ["get", "head", "post", "options"]

    def page(self, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
        """The page."""
        response = render(self.request, template, {"noindex": True, **context}, status=status)
        add_never_cache_headers(response)
        return response

    @property
    def person(self) -> User | None:
        """Who is signed in."""
        return self.request.user if isinstance(self.request.user, User) else None

    def to_sign_in(self) -> HttpResponse:
        """Where a visitor goes before anything is written, and comes back from."""
        return HttpResponseRedirect(f"{reverse('account_login')}?next={self.request.path}")


class AskView(ComingView):
    """Type the code."""

    def get(self, _request: HttpRequest) -> HttpResponse:
        """The form."""
        return self.page("cohorts/join_ask.html", {"form": JoinCodeForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        """To the page of the code, which says what it is."""
        form = JoinCodeForm(request.POST)
        if has_to_wait(request):
            form.add_error(None, _("Too many codes were tried from here. Wait a minute, then try again."))
            return self.page("cohorts/join_ask.html", {"form": form}, status=429)
        if form.is_valid():
            try:
                code = joining.typed(form.cleaned_data["code"])
            except joining.UnknownCode:
                note_miss(request)
                form.add_error("code", _("There is no such code. Look at the poster again: every letter counts."))
            else:
                return HttpResponseRedirect(reverse("cohorts:join", args=[code.code]))
        return self.page("cohorts/join_ask.html", {"form": form}, status=400)


class JoinView(ComingView):
    """What a code lets into; signed in, one button."""

    def get(self, _request: HttpRequest, code: str) -> HttpResponse:
        """The page, for visitors too."""
        return self.shown(self.found(code))

    def post(self, _request: HttpRequest, code: str) -> HttpResponse:
        """Come in."""
        found = self.found(code)
        if self.person is None:
            return self.to_sign_in()
        mistakes = {
            joining.Full: _("All seats are taken. Ask whoever gave you the code."),
            joining.NotOpen: _("This code does not let anybody in today."),
            joining.Over: _("This cohort has ended. Ask whoever gave you the code."),
        }
        try:
            joining.join(code=found, person=self.person, now=timezone.now())
        except tuple(mistakes) as error:
            return self.shown(found, mistake=mistakes[type(error)], status=409)
        return HttpResponseRedirect(reverse("progress:my_learning"))

    def found(self, text: str) -> JoinCode:
        """The code; nothing here for one that nobody made, and after many of those nothing at all for a minute."""
        if has_to_wait(self.request):
            raise Http404
        try:
            return joining.typed(text)
        except joining.UnknownCode as error:
            note_miss(self.request)
            raise Http404 from error

    def shown(self, code: JoinCode, *, mistake: str = "", status: int = 200) -> HttpResponse:
        """The page."""
        join = join_page(code, self.request.user, today=timezone.localdate(), mistake=mistake)
        return self.page("cohorts/join.html", {"join": join}, status=status)


class InvitedView(ComingView):
    """Say yes or no. Whoever holds the link was written to, so what it is about can be said to them."""

    def get(self, _request: HttpRequest, token: str) -> HttpResponse:
        """The question."""
        return self.shown(self.found(token))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """The answer."""
        invitation = self.found(token)
        try:
            if request.POST.get("answer") == "no":
                inviting.decline(invitation=invitation, now=timezone.now())
                return self.page("cohorts/declined.html", {})
            if self.person is None:
                return self.to_sign_in()
            inviting.accept(invitation=invitation, person=self.person, now=timezone.now())
        except inviting.NotInvited as error:
            raise Http404 from error
        except (joining.Full, joining.Over):
            return self.shown(invitation, mistake=_("There is no seat left. Ask whoever invited you."), status=409)
        return HttpResponseRedirect(reverse("progress:my_learning"))

    def found(self, token: str) -> Invitation:
        """The invitation, while it stands."""
        try:
            return inviting.found(token, today=timezone.localdate())
        except inviting.NotInvited as error:
            raise Http404 from error

    def shown(self, invitation: Invitation, *, mistake: str = "", status: int = 200) -> HttpResponse:
        """The page."""
        about = invited_page(invitation, self.request.user, path=self.request.path, mistake=mistake)
        return self.page("cohorts/invited.html", {"join": about}, status=status)
