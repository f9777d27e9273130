"""Publishing a draft: whom it concerns and what it changes for them is seen first."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.certification.forms.composing import PublishForm
from assessments.certification.laws.obstacles import Obstacle, obstacles
from assessments.certification.laws.rules import Rules
from assessments.certification.pages.affected import names, preview, sentences_of
from assessments.certification.pages.composing import words_of
from assessments.certification.pages.composing_places import mistake
from assessments.certification.pages.terms_words import terms_lines
from assessments.certification.selectors import affected
from assessments.certification.selectors.known import Surroundings, surroundings
from assessments.certification.selectors.rules import rules_of
from assessments.certification.services import publishing
from assessments.certification.services.publishing import ChangedMeanwhile, Hindered, Terms
from assessments.certification.views.leading import OfOneView

PER_PAGE = 25


class PublishView(OfOneView):
    """What stands in the way; else what it would change, and the form."""

    tab = "compose_publish"

    def get(self, _request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG002 — entered by it
        """Look first."""
        return self.show(self.form())

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        """Publish what was seen."""
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form, status=400)
        entered = form.cleaned_data
        terms = Terms(
            change=entered.get("change") or Terms.change,
            migrate_by=entered.get("migrate_by"),
            note=entered["note"].strip(),
        )
        try:
            publishing.publish(
                version=self.a_draft(), revision=self.revision(), terms=terms, by=self.person, now=self.now
            )
        except ChangedMeanwhile:
            form.add_error(None, _("Somebody else has changed the draft meanwhile. Look at it again, then publish it."))
            return self.show(form, status=409)
        except Hindered:
            return self.show(form, status=409)
        messages.success(request, _("Published. Whoever begins from now on follows it."))
        return HttpResponseRedirect(reverse("certification:compose_one", args=[code]))

    def form(self, data: object = None) -> PublishForm:
        """A first version changes nothing for anybody."""
        return PublishForm(data, today=self.today, first=self.published is None)

    def show(self, form: PublishForm, *, status: int = 200) -> HttpResponse:
        """The page."""
        draft, around = self.a_draft(), surroundings(self.certification)
        rules = rules_of(draft)
        found = obstacles(rules, known=around.known(today=self.today))
        if found:
            context: dict[str, object] = {"mistakes": self.mistakes(found, rules, around)}
        else:
            context = {"form": form, "terms": terms_lines(rules), "revision": draft.revision, **self.preview(rules)}
        return self.page("certification/compose_publish.html", context, status=status)

    def mistakes(self, found: tuple[Obstacle, ...], rules: Rules, around: Surroundings) -> list[object]:
        """What stands in the way, in words."""
        words = words_of(around)
        return [mistake(each, rules, self.certification.code, words) for each in found]

    def preview(self, rules: Rules) -> dict[str, object]:
        """Whom it concerns; nobody before the first version."""
        if self.published is None:
            return {}
        start = self.request.GET.get("start", "0")
        first = int(start) if start.isascii() and start.isdecimal() and len(start) < 9 else 0
        sums = affected.sums(self.certification, rules, today=self.today, start=first)
        return {"preview": preview(self.certification.code, affected.people(self.certification), sums)}


class AffectedView(OfOneView):
    """Who they are, within one's scope, by name."""

    http_method_names = ["get", "head", "options"]
    tab = "compose_publish"

    def get(self, request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG002 — entered by it
        """One page of them."""
        rules = rules_of(self.a_draft())
        if self.published is None:
            raise Http404
        rows = affected.in_scope(self.certification, self.person, today=self.today)
        found = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
        sentences = sentences_of(rules, words_of(surroundings(self.certification)))
        people = names(affected.effects(list(found.object_list), rules, today=self.today), sentences)
        return self.page("certification/compose_affected.html", {"people": people, "found": found})
