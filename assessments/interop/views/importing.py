"""Questions come: a file is looked at, then carried out as a draft, read in another way, or dropped."""

from functools import cached_property

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from assessments.interop import selectors
from assessments.interop.forms import FormatForm, LookForm
from assessments.interop.models import QuestionImport
from assessments.interop.pages import import_page, refusals
from assessments.interop.services import importing, looking
from assessments.interop.views.editors import EditorView
from modules.models import MarkdownPage

STOPS = {
    importing.NothingToImport: gettext_lazy("Choose at least one question. Nothing was imported."),
    importing.PageLocked: gettext_lazy("The page is locked. Nothing was imported."),
    importing.PageChanged: gettext_lazy(
        "The page has been saved meanwhile. Nothing was imported. Send it once more to add the questions to the page as it is now."
    ),
    importing.PageTooLong: gettext_lazy("With these questions the page would be too long. Choose fewer."),
    looking.AlreadyEnded: gettext_lazy("This file was imported or dropped before."),
    looking.NotKept: gettext_lazy("This file is too large to be kept. Choose the format where you send it."),
}
"""What stands in the way, and what to do."""


class LookView(EditorView):
    """A file or a text is sent, and looked at."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form; `?into=` names a page beforehand."""
        form = LookForm(targets=selectors.targets(self.person), initial={"page": request.GET.get("into")})
        return self.page("interop/look.html", {"form": form})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Look at it; what gives nothing is refused."""
        form = LookForm(request.POST, request.FILES, targets=selectors.targets(self.person))
        if form.is_valid():
            given = form.cleaned_data
            try:
                looked = looking.look(
                    page=selectors.target(self.person, given["page"]),
                    data=given["data"],
                    name=given["name"],
                    file_format=given["file_format"],
                    by=self.person,
                    now=self.now,
                )
            except looking.GivesNothing as error:
                form.add_error("file" if given["name"] else "text", refusals(error.findings))
            else:
                return HttpResponseRedirect(reverse("interop:looked", args=[looked.pk]))
        return self.page("interop/look.html", {"form": form}, status=400)


class LookedView(EditorView):
    """One's own file that was looked at. `step` says what becomes of it."""

    @cached_property
    def looked(self) -> QuestionImport:
        """The file; nothing here for anybody but whoever looked at it."""
        return get_object_or_404(QuestionImport, pk=self.kwargs["looked"], looked_by=self.person)

    @cached_property
    def target(self) -> MarkdownPage:
        """The page it is meant for; nothing here where it may no longer be edited."""
        try:
            return selectors.target(self.person, self.looked.page_id)
        except selectors.NoSuchPage as error:
            raise Http404 from error

    def get(self, _request: HttpRequest, **_kwargs: object) -> HttpResponse:
        """What would become of each item."""
        return self.shown()

    def post(self, request: HttpRequest, **_kwargs: object) -> HttpResponse:
        """One step."""
        try:
            return self._step(request)
        except tuple(STOPS) as error:
            messages.error(request, STOPS[type(error)])
            return self.shown(status=409)

    def _step(self, request: HttpRequest) -> HttpResponse:
        step, looked, page = request.POST.get("step"), self.looked, self.target
        if step == "drop":
            looking.drop(looked=looked, by=self.person, now=self.now)
            return HttpResponseRedirect(reverse("interop:look"))
        if step == "again" and (form := FormatForm(request.POST)).is_valid():
            looking.look_again(looked=looked, page=page, file_format=form.cleaned_data["file_format"], by=self.person)
            return HttpResponseRedirect(reverse("interop:looked", args=[looked.pk]))
        if step != "import":
            return self.shown(status=400)
        count = looking.carry_out(
            looked=looked,
            page=page,
            chosen=numbers(request.POST.getlist("item")),
            revision=next(iter(numbers([request.POST.get("revision", "")])), None),
            by=self.person,
            now=self.now,
        )
        said = ngettext(
            "%(n)d item is now part of the draft of “%(title)s”. Nothing is published.",
            "%(n)d items are now part of the draft of “%(title)s”. Nothing is published.",
            count,
        )
        messages.success(request, said % {"n": count, "title": page.draft_title})
        return HttpResponseRedirect(reverse("interop:looked", args=[looked.pk]))

    def shown(self, *, status: int = 200) -> HttpResponse:
        """The page."""
        self.looked.refresh_from_db()
        self.target.refresh_from_db()
        chosen = numbers(self.request.POST.getlist("item")) if self.request.POST.get("step") == "import" else None
        context = {
            "file": import_page(self.looked, self.target, chosen=chosen),
            "target": self.target,
            "revision": self.target.latest_revision_id or "",
        }
        return self.page("interop/looked.html", context, status=status)


def numbers(texts: list[str]) -> set[int]:
    """The numbers among what a form sent."""
    return {int(text) for text in texts if text.isdecimal() and len(text) < 16}
