"""Keys that were given up, and what has to be signed anew because of that. `POST`: sign the next ones."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.certification.pages.given_up import given_up_lines
from assessments.certification.selectors.given_up import given_up
from assessments.certification.services import reissuing
from assessments.certification.views.certifier import ChangerView


class GivenUpView(ChangerView):
    """For whoever answers for certificates of an issuer; keys themselves are given up by a command alone."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, _request: HttpRequest) -> HttpResponse:
        """The page."""
        return self.page("certification/given_up.html", {"lines": given_up_lines(given_up(self.person, now=self.now))})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Sign the next ones of an issuer. Sent twice, nothing is signed twice."""
        issuer = next(
            (
                each.issuer
                for each in given_up(self.person, now=self.now)
                if str(each.issuer.pk) == request.POST.get("issuer")
            ),
            None,
        )
        if issuer is None:
            raise Http404
        done = reissuing.reissue_for(issuer=issuer, by=self.person, now=self.now)
        told = ngettext(
            "%(n)d certificate was signed anew, and its holder told.",
            "%(n)d certificates were signed anew, and their holders told.",
            done.signed,
        )
        left = _("%(n)d are left.") % {"n": done.left} if done.left else _("None is left.")
        messages.info(request, f"{told % {'n': done.signed}} {left}")
        return HttpResponseRedirect(reverse("certification:given_up"))
