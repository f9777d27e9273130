"""The composer: the paths of a draft as cards, and a form for each thing in them. Every act is saved, or told why not."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from assessments.certification.forms.composing import PathForm
from assessments.certification.forms.composing_requirement import RequirementForm
from assessments.certification.forms.composing_terms import TermsForm
from assessments.certification.forms.composing_words import FAMILIES, KINDS, NOT_OFFERED
from assessments.certification.forms.problem_words import problem_text
from assessments.certification.laws.editing import NoSuchPlace, Place, node_at, path_at, place_of, place_with
from assessments.certification.laws.obstacles import obstacles
from assessments.certification.laws.problems import Malformed
from assessments.certification.laws.requirements.registry import BY_NAME
from assessments.certification.laws.requirements.requirement import Requirement
from assessments.certification.laws.rules import Rules
from assessments.certification.pages.composing import rules_page
from assessments.certification.pages.composing_places import anchor, path_text, place_title
from assessments.certification.selectors.known import surroundings
from assessments.certification.selectors.rules import rules_of
from assessments.certification.services import drafting
from assessments.certification.services.drafting import ChangedMeanwhile
from assessments.certification.views.leading import OfOneView

MEANWHILE = "meanwhile"


class OfDraftView(OfOneView):
    """A page of a draft."""

    tab = "compose_rules"
    rules: Rules

    def admit(self, *args: Any, **kwargs: Any) -> None:
        """Nothing here without a draft."""
        super().admit(*args, **kwargs)
        self.rules = rules_of(self.a_draft())

    def place(self, text: str) -> Place:
        """A place of the draft; nothing here where there is none."""
        try:
            place = place_of(text)
            node_at(self.rules, place)
        except NoSuchPlace:
            raise Http404 from None
        return place

    def to_rules(self, place: Place = ()) -> HttpResponse:
        """Back to the composer, at a place."""
        url = reverse("certification:compose_rules", args=[self.certification.code])
        return HttpResponseRedirect(f"{url}#{anchor(place)}" if place else f"{url}#terms")

    def form_page(self, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
        """A form, with the revision that is on the page."""
        context = {"revision": self.a_draft().revision, MEANWHILE: status == 409, **context}
        return self.page(template, context, status=status)


class RulesView(OfOneView):
    """The whole draft."""

    tab = "compose_rules"

    def get(self, _request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG002 — entered by it
        """Everything it asks for, and what stands in its way."""
        return self.show()

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        """Do one act."""
        name, _space, where = request.POST.get("act", "").partition(" ")
        try:
            place = drafting.act(
                version=self.a_draft(),
                name=name,
                place=place_of(where),
                count=_number(request.POST.get(f"count {where}", "")),
                revision=self.revision(),
                by=self.person,
                now=self.now,
            )
        except NoSuchPlace:
            raise Http404 from None
        except ChangedMeanwhile:
            return self.show(status=409)
        except Malformed as malformed:
            messages.error(request, problem_text(malformed.problems[0]))
            place = place_of(where)
        url = reverse("certification:compose_rules", args=[code])
        return HttpResponseRedirect(f"{url}#{anchor(place)}")

    def show(self, *, status: int = 200) -> HttpResponse:
        """The composer; where nothing is open, the way to a new version."""
        if self.draft is None or self.certification.retired_at is not None:
            return self.page("certification/compose_closed.html", {})
        rules, around = rules_of(self.draft), surroundings(self.certification)
        page = rules_page(self.draft, rules, obstacles(rules, known=around.known(today=self.today)), around)
        return self.page("certification/compose_rules.html", {"rules": page, MEANWHILE: status == 409}, status=status)


class KindsView(OfDraftView):
    """Which kind of requirement to add."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        """All of them, by family."""
        place = self.place(request.GET.get("to", ""))
        form = reverse("certification:compose_requirement", args=[code])
        to = request.GET["to"]
        families = [
            {
                "title": title,
                "kinds": [
                    {"title": kind.title, "text": kind.text, "url": f"{form}?to={to}&kind={name}"}
                    for name, kind in kinds.items()
                    if name not in NOT_OFFERED
                ],
            }
            for title, kinds in FAMILIES
        ]
        context = {"families": families, "where": place_title(self.rules, place), "back": anchor(place)}
        return self.form_page("certification/compose_kinds.html", context)


class RequirementView(OfDraftView):
    """One requirement: a new one in a group (`to`, `kind`), or one that is there (`key`)."""

    def get(self, _request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG002 — entered by it
        """Its form."""
        return self.show(self.form())

    def post(self, request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG002 — entered by it
        """Keep it."""
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form, status=400)
        try:
            place = drafting.put_requirement(
                version=self.a_draft(),
                values=form.values(),
                key=request.GET.get("key", ""),
                to=() if request.GET.get("key") else self.place(request.GET.get("to", "")),
                revision=self.revision(),
                by=self.person,
                now=self.now,
            )
        except ChangedMeanwhile:
            return self.show(form, status=409)
        except NoSuchPlace:
            raise Http404 from None
        except Malformed as malformed:
            form.place(malformed, "$")
            return self.show(form, status=400)
        return self.to_rules(place)

    def form(self, data: object = None) -> RequirementForm:
        """Of the kind, with what stands there."""
        found = self.found()
        kind = type(found) if found else BY_NAME.get(self.request.GET.get("kind", ""))
        if kind is None:
            raise Http404
        return RequirementForm(data, kind=kind, around=surroundings(self.certification), requirement=found)

    def found(self) -> Requirement | None:
        """The requirement with the key; None for a new one."""
        key = self.request.GET.get("key", "")
        if not key:
            self.place(self.request.GET.get("to", ""))
            return None
        try:
            node = node_at(self.rules, place_with(self.rules, key))
        except NoSuchPlace:
            raise Http404 from None
        return node if isinstance(node, Requirement) else None

    def show(self, form: RequirementForm, *, status: int = 200) -> HttpResponse:
        """The form with its heading."""
        kind = KINDS[form.kind.name]
        key = self.request.GET.get("key", "")
        place = place_with(self.rules, key) if key else self.place(self.request.GET.get("to", ""))
        context = {
            "form": form,
            "kind": kind,
            "where": place_title(self.rules, place[:-1] if key and len(place) > 1 else place),
            "back": anchor(place),
        }
        return self.form_page("certification/compose_requirement.html", context, status=status)


class PathView(OfDraftView):
    """One path: a new one, or the one with a `number`."""

    def get(self, _request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG002 — entered by it
        """Its form."""
        return self.show(self.form())

    def post(self, request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG002 — entered by it
        """Keep it."""
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form, status=400)
        entered = form.cleaned_data
        try:
            place = drafting.put_path(
                version=self.a_draft(),
                kind=entered["kind"],
                sequence_no=entered["sequence_no"],
                title=entered["title"],
                number=self.number(),
                copy=int(entered["copy"]) if entered.get("copy") else None,
                revision=self.revision(),
                by=self.person,
                now=self.now,
            )
        except ChangedMeanwhile:
            return self.show(form, status=409)
        except Malformed as malformed:
            form.add_error(None, problem_text(malformed.problems[0]))
            return self.show(form, status=400)
        return self.to_rules(place)

    def number(self) -> int | None:
        """Which path; None for a new one. Nothing here where there is none."""
        sent = self.request.GET.get("number", "")
        return self.place(sent)[0] if sent else None

    def form(self, data: object = None) -> PathForm:
        """With what stands there, or what a new one can begin with."""
        number = self.number()
        if number is None:
            copies = [(str(each), f"{path_text(path)}: {path.title}") for each, path in enumerate(self.rules.paths)]
            return PathForm(data, copies=copies, initial={"kind": "recert", "sequence_no": 1})
        path = path_at(self.rules, (number,))
        return PathForm(data, initial={"kind": path.kind, "sequence_no": path.sequence_no, "title": path.title})

    def show(self, form: PathForm, *, status: int = 200) -> HttpResponse:
        """The form."""
        context = {"form": form, "is_new": self.number() is None}
        return self.form_page("certification/compose_path.html", context, status=status)


class TermsView(OfDraftView):
    """Everything beside the paths."""

    def get(self, _request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG002 — entered by it
        """The form."""
        return self.form_page("certification/compose_terms.html", {"form": TermsForm(rules=self.rules)})

    def post(self, request: HttpRequest, code: str) -> HttpResponse:  # noqa: ARG002 — entered by it
        """Keep it."""
        form = TermsForm(request.POST, rules=self.rules)
        if not form.is_valid():
            return self.form_page("certification/compose_terms.html", {"form": form}, status=400)
        try:
            drafting.put_terms(
                version=self.a_draft(),
                values=form.values(),
                revision=self.revision(),
                by=self.person,
                now=self.now,
            )
        except ChangedMeanwhile:
            return self.form_page("certification/compose_terms.html", {"form": form}, status=409)
        except Malformed as malformed:
            form.place(malformed)
            return self.form_page("certification/compose_terms.html", {"form": form}, status=400)
        return self.to_rules()


def _number(sent: str) -> int:
    """How many; one for what is no number."""
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 4 else 1
