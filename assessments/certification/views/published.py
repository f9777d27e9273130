"""What machines ask for: signed badges, the issuers' identities and keys, status lists, and what a certificate stands for."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers

from assessments.certification.badges import did_web, documents
from assessments.certification.pages.achievement import achievement_page
from assessments.certification.selectors import achievements, issuers, verifying
from assessments.certification.services import status_lists
from assessments.certification.views.strangers import StrangerView

JSON, LINKED_DATA, CREDENTIAL, IDENTITY = (
    "application/json",
    "application/ld+json",
    "application/vc+ld+json",
    "application/did+ld+json",
)

MOST_ISSUERS = 2**31 - 1


class DocumentView(StrangerView):
    """A document for programs, wherever they run."""

    content_type = JSON
    also: tuple[str, ...] = ()
    """Other names under which the same document is given to those who ask for them."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The document, or an empty one that says that there is none."""
        try:
            return self.answered(request, self.document(**kwargs))
        except Http404:
            return self.answered(request, {"error": "not found"}, status=404)

    def answered(self, request: HttpRequest, document: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
        """As bytes, for a page of any other site as well."""
        kind = request.get_preferred_type([self.content_type, *self.also]) if status == 200 else JSON
        response = HttpResponse(documents.written(document), content_type=kind or self.content_type, status=status)
        response["Access-Control-Allow-Origin"] = "*"
        if self.also:
            patch_vary_headers(response, ["Accept"])
        return response

    def document(self, **kwargs: Any) -> Mapping[str, Any]:
        """What is asked for. Raises Http404."""
        raise NotImplementedError


class BadgeView(DocumentView):
    """A certificate as it was signed. It names nobody, and says where to ask whether it still holds."""

    content_type = CREDENTIAL
    also = (LINKED_DATA, JSON)

    def document(self, **kwargs: Any) -> Mapping[str, Any]:
        """As it is stored; gone once the holder's data were removed."""
        return _or_404(verifying.badge(kwargs["credential"]))


class OfIssuerView(DocumentView):
    """A document of an issuer."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Nobody has a number that the database cannot hold."""
        return super().get(request, **{**kwargs, "issuer": min(kwargs["issuer"], MOST_ISSUERS)})


class IdentityView(OfIssuerView):
    """The issuer's `did:web`."""

    content_type = IDENTITY
    also = (LINKED_DATA, JSON)

    def document(self, **kwargs: Any) -> Mapping[str, Any]:
        """With every key it has had."""
        issuer = kwargs["issuer"]
        keyring = issuers.keyring(issuer)
        if not keyring.keys:
            raise Http404
        return did_web.document(issuers.identity(issuer), keyring, keys_address=issuers.address("keys", issuer))


class KeysView(OfIssuerView):
    """The issuer's keys with their dates."""

    def document(self, **kwargs: Any) -> Mapping[str, Any]:
        """As `badges.keyring` reads them."""
        keyring = issuers.keyring(kwargs["issuer"])
        if not keyring.keys:
            raise Http404
        return keyring.published()


class StatusListView(OfIssuerView):
    """The signed list of what was withdrawn, or of what is suspended."""

    content_type = CREDENTIAL
    also = (LINKED_DATA, JSON)
    kept_seconds = int(status_lists.KEPT.total_seconds())

    def document(self, **kwargs: Any) -> Mapping[str, Any]:
        """As it was signed a few minutes ago at most."""
        try:
            return status_lists.signed(issuer_id=kwargs["issuer"], purpose=kwargs["purpose"], now=self.now)
        except status_lists.NoSuchList as error:
            raise Http404 from error


class AchievementView(DocumentView):
    """What a certificate stands for: a page for people, the same as a document for programs."""

    content_type = LINKED_DATA
    also = (JSON,)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """By what was asked for; whoever does not say reads a page."""
        version = achievements.published(kwargs["code"], kwargs["number"])
        if request.get_preferred_type(["text/html", *self.also, self.content_type]) != "text/html":
            return super().get(request, version=version)
        page = achievement_page(_or_404(version))
        response = self.page("certification/achievement.html", {"achievement": page, "host": page.host})
        patch_vary_headers(response, ["Accept"])
        return response

    def document(self, **kwargs: Any) -> Mapping[str, Any]:
        """As Open Badges calls it."""
        return achievements.document(_or_404(kwargs["version"]))


class FrameworkView(StrangerView):
    """Where the competencies that badges name are described."""

    def get(self, _request: HttpRequest) -> HttpResponse:
        """On to the page of the framework; the anchor of an indicator goes along by itself."""
        return HttpResponseRedirect(_or_404(achievements.framework_address()))


def _or_404(found: Any) -> Any:
    if not found:
        raise Http404
    return found
