"""Writing an entry of the log: a page that works without JavaScript, and saves to the server while somebody types where there is."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.mentoring.forms.entries import PAPER, EntryFields, EntryForm, initial_of, kept_in
from assessments.mentoring.models import Entry
from assessments.mentoring.pages import readers
from assessments.mentoring.pages.writing import writing_page
from assessments.mentoring.selectors import entries as log
from assessments.mentoring.services import entries, sharing
from assessments.mentoring.services.ledger import NotNow
from assessments.mentoring.views.private import PrivateView


class Writing(PrivateView):
    """A form of an entry, new or stored."""

    entry: Entry | None = None

    def form(self, data: Any = None, files: Any = None, **kwargs: Any) -> EntryFields:
        """The form for the person who asks."""
        today = timezone.localdate(self.now)
        place = self.entry.organisation_id if self.entry else log.place_of(self.person.pk, today=today)
        return EntryForm(
            data,
            files,
            organisation_id=place,
            kept=kept_in(self.entry) if self.entry else (),
            mentors=log.mentors_of(self.person.pk, now=self.now),
            shared=self.entry is not None and self.entry.state == "returned",
            today=today,
            **kwargs,
        )

    def show(self, form: EntryFields, *, status: int = 200) -> HttpResponse:
        """The page."""
        return self.page(
            "mentoring/entry_form.html",
            {
                "form": form,
                "writing": writing_page(self.entry, viewer=self.person),
                "notice": readers.notice(),
            },
            status=status,
        )

    def take(self, form: EntryFields) -> HttpResponse:
        """Save a finished entry and go to its page, or show the form again with its words."""
        if not form.is_valid():
            return self.show(form, status=form.status)
        given: Mapping[str, Any] = form.cleaned_data
        try:
            row = sharing.finish(
                author=self.person,
                client_id=given["client_id"],
                draft=form.draft(),
                revision=given["revision"],
                reader=form.reader,
                overwrite=given["overwrite"],
                now=self.now,
            )
        except sharing.NotTheirs as error:
            raise Http404 from error
        except entries.ChangedElsewhere as changed:
            form.put(revision=str(changed.revision), overwrite="on")
            return self.refused(
                form,
                _(
                    "This entry was changed in another window. These are the words of this one: save again to keep them."
                ),
            )
        except sharing.NotLookedThrough:
            return self.refused(
                form, _("Something may still tell who somebody is. Save once more to be asked about it.")
            )
        except (entries.Locked, NotNow, sharing.NobodyToShareWith):
            return self.refused(
                form, _("This changed meanwhile, and nothing was saved. Your words are here: copy what you need.")
            )
        return HttpResponseRedirect(reverse("mentoring:entry", args=[row.pk]))

    def refused(self, form: EntryFields, why: str) -> HttpResponse:
        """The form once more: it was right, and yet it could not be saved."""
        form.add_error(None, why)
        return self.show(form, status=409)


class WriteView(Writing):
    """A new entry."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """An empty form; `?lesson=` says where it comes from."""
        begun = {
            "client_id": uuid4(),
            "occurred_on": timezone.localdate(self.now),
            "lesson": request.GET.get("lesson", ""),
        }
        return self.show(self.form(initial=begun))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Save it."""
        return self.take(self.form(request.POST, request.FILES))


class EditView(Writing):
    """A stored entry that its author may still change."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, _request: HttpRequest, entry: UUID) -> HttpResponse:
        """The form with its words; one that no longer changes leads back to its page."""
        row = self.entry = self.find(entry)
        if row.state not in entries.EDITABLE:
            return HttpResponseRedirect(reverse("mentoring:entry", args=[row.pk]))
        return self.show(self.form(initial=initial_of(row)))

    def post(self, request: HttpRequest, entry: UUID) -> HttpResponse:
        """Save it; the address names the entry, whatever the form says."""
        row = self.entry = self.find(entry)
        data = request.POST.copy()
        data["client_id"] = str(row.client_id)
        return self.take(self.form(data, request.FILES))

    def find(self, pk: UUID) -> Entry:
        """The entry. Raises Http404 for everybody but its author."""
        row = log.entry(pk)
        if row is None or row.author_id != self.person.pk or row.state in log.GONE:
            raise Http404
        return row


class AutosaveView(Writing):
    """`POST`: what stands in the form while somebody types. Only for entries that nobody else can see."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep it as it is, also what would not be valid; 409 when it was changed elsewhere."""
        self.entry = log.entry_sent_as(request.POST.get("client_id", ""), author_id=self.person.pk)
        form = self.form(request.POST, complete=False, guarded=False)
        form.is_valid()
        given = form.cleaned_data
        if "client_id" not in given or "revision" not in given:
            return JsonResponse({}, status=400)
        try:
            row = entries.keep(
                author=self.person,
                client_id=given["client_id"],
                draft=form.draft_as_typed(day=self.entry.occurred_on if self.entry else timezone.localdate(self.now)),
                revision=given["revision"],
                finished=False,
                now=self.now,
            )
        except entries.NotTheirs as error:
            raise Http404 from error
        except (entries.ChangedElsewhere, entries.Locked):
            return JsonResponse({}, status=409)
        # Whether to show whom to call follows from the words on screen; it is said to the page and kept nowhere.
        return JsonResponse({"revision": row.revision, "saved_text": saved_text(row), "danger": form.danger})


def saved_text(row: Entry) -> str:
    """When it was saved, and how many words there are of those that fit."""
    most = PAPER.field("what_happened").max_words
    number = len(str((row.words.opened() or {}).get("what_happened", "")).split())
    return _("Saved %(time)s · %(number)d of %(most)d words") % {
        "time": date_format(timezone.localtime(row.saved_at), "TIME_FORMAT"),
        "number": number,
        "most": most,
    }
