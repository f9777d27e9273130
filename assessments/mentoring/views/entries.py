"""An entry of the log: writing it, its page, and what its author and its mentor can do with it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.mentoring.confidentiality import DataClass, Reach, Viewpoint, private_entry, shared_entry
from assessments.mentoring.forms.entries import CommentForm, ReturnForm, ShareForm
from assessments.mentoring.models import Comment, Entry
from assessments.mentoring.models.entries import WITH_THE_MENTOR
from assessments.mentoring.pages.entries import entry_page
from assessments.mentoring.selectors import entries as log
from assessments.mentoring.services import access, entries, sharing
from assessments.mentoring.services.ledger import NotNow
from assessments.mentoring.views.private import PrivateView, demand


class AtAnEntry(PrivateView):
    """Something at the address of an entry, for those who may read it."""

    entry: Entry
    view: Viewpoint

    def find(self, pk: UUID, *, wanted: Reach = Reach.READ) -> None:
        """Look up the entry and what the person is to its author. Raises Http404 for whoever may not."""
        row = log.entry(pk)
        if row is None or row.state in log.GONE:
            raise Http404
        self.entry, self.view = row, self.seen_from(row.author_id)
        if row.state in WITH_THE_MENTOR:
            demand(shared_entry(self.view, row), wanted)
        else:
            demand(private_entry(self.view, author_id=row.author_id), wanted)

    @property
    def is_author(self) -> bool:
        """Whether the person wrote it."""
        return self.entry.author_id == self.person.pk

    @property
    def is_mentor(self) -> bool:
        """Whether it is shared with the person as a mentor, now."""
        return self.entry.relationship_id in self.view.pairs

    def back(self, saying: str = "") -> HttpResponse:
        """To the page of the entry."""
        if saying:
            messages.info(self.request, saying)
        return HttpResponseRedirect(reverse("mentoring:entry", args=[self.entry.pk]))

    def show(self, *, status: int = 200, **forms: Any) -> HttpResponse:
        """The page, with the forms of what can be done; that somebody else looks is noted first."""
        if not self.is_author:
            access.looked(self.view, data_class=DataClass.SHARED_ENTRY, subject=self.entry.pk, now=self.now)
        mentors = log.mentors_of(self.person.pk, now=self.now) if self.is_author else []
        history = log.history(self.entry)
        page = entry_page(
            self.entry,
            view=self.view,
            viewer=self.person,
            history=history,
            comments=self._comments(history),
            can_share=bool(mentors),
        )
        shown = {
            "comment_form": CommentForm() if page.acts.comment else None,
            "return_form": ReturnForm() if page.acts.give_back else None,
            "share_form": ShareForm(mentors=mentors) if page.acts.share else None,
        }
        return self.page("mentoring/entry.html", {"entry": page, **shown, **forms}, status=status)

    def _comments(self, history: list[Any]) -> list[Comment]:
        """What was said about it, for the pair. What was said before it was taken back stays with the author: then it may have been
        shared with somebody else.
        """
        if self.is_author:
            return log.comments_on(self.entry)
        taken_back: list[datetime] = [event.at for event in history if event.kind == "withdrawn"]
        return log.comments_on(self.entry, since=max(taken_back, default=None)) if self.is_mentor else []


class EntryView(AtAnEntry):
    """The page of an entry."""

    http_method_names = ["get", "head", "options"]

    def get(self, _request: HttpRequest, entry: UUID) -> HttpResponse:
        """What was written, what was said about it, what can be done now."""
        self.find(entry)
        return self.show()


class ShareView(AtAnEntry):
    """`POST`: share with a mentor."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, entry: UUID) -> HttpResponse:
        """Share, or say why not."""
        self.find(entry, wanted=Reach.WRITE)
        form = ShareForm(request.POST, request.FILES, mentors=log.mentors_of(self.person.pk, now=self.now))
        if not form.is_valid():
            return self.show(share_form=form, status=400)
        try:
            sharing.share(entry=self.entry, by=self.person, relationship=form.relationship, now=self.now)
        except (sharing.NotLookedThrough, sharing.NotFinished):
            messages.info(request, _("Look through it once more and save it: something may tell who somebody is."))
            return HttpResponseRedirect(reverse("mentoring:entry_edit", args=[self.entry.pk]))
        except (sharing.NobodyToShareWith, NotNow):
            return self.back(_("This changed meanwhile. Here is how it stands now."))
        return self.back()


class TakeBackView(AtAnEntry):
    """`POST`: make a shared entry private again."""

    http_method_names = ["post", "options"]

    def post(self, _request: HttpRequest, entry: UUID) -> HttpResponse:
        """Take it back, unless it was read meanwhile."""
        self.find(entry, wanted=Reach.WRITE)
        try:
            sharing.take_back(entry=self.entry, by=self.person, now=self.now)
        except NotNow:
            return self.back(_("It has been marked as read meanwhile. You can still delete it."))
        return self.back()


class ReadView(AtAnEntry):
    """`POST`: the mentor marks it as read."""

    http_method_names = ["post", "options"]

    def post(self, _request: HttpRequest, entry: UUID) -> HttpResponse:
        """Mark it; an entry that was taken back in this moment is not there any more."""
        self.find(entry)
        try:
            sharing.mark_read(entry=self.entry, by=self.person, now=self.now)
        except sharing.NotTheirs as error:
            raise Http404 from error
        except NotNow:
            return self.back()
        return self.back()


class ReturnView(AtAnEntry):
    """`POST`: the mentor gives it back."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, entry: UUID) -> HttpResponse:
        """Give it back with a reason and words."""
        self.find(entry)
        if not self.is_mentor:
            raise Http404
        form = ReturnForm(request.POST, request.FILES, organisation_id=self.entry.organisation_id)
        if not form.is_valid():
            return self.show(return_form=form, status=form.status)
        given = form.cleaned_data
        try:
            sharing.give_back(
                entry=self.entry, by=self.person, reason=given["reason"], words=given["words"], now=self.now
            )
        except sharing.NotTheirs as error:
            raise Http404 from error
        except NotNow:
            form.add_error(None, _("This changed meanwhile: it cannot be given back now."))
            return self.show(return_form=form, status=409)
        return self.back()


class CommentView(AtAnEntry):
    """`POST`: say something about a shared entry."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, entry: UUID) -> HttpResponse:
        """Add the comment."""
        self.find(entry)
        if not (self.is_author or self.is_mentor):
            raise Http404
        form = CommentForm(request.POST, request.FILES, organisation_id=self.entry.organisation_id)
        if not form.is_valid():
            return self.show(comment_form=form, status=form.status)
        try:
            sharing.comment(entry=self.entry, by=self.person, words=form.cleaned_data["words"], now=self.now)
        except sharing.NotTheirs as error:
            if not self.is_author:
                raise Http404 from error
            form.add_error(None, _("The entry is not shared, so nobody would read this."))
            return self.show(comment_form=form, status=409)
        return self.back()


class DeleteView(AtAnEntry):
    """Deleting an entry, after a question."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, _request: HttpRequest, entry: UUID) -> HttpResponse:
        """What is lost, and what stays."""
        self.find(entry, wanted=Reach.WRITE)
        return self.page("mentoring/entry_delete.html", {"entry": self.entry})

    def post(self, request: HttpRequest, entry: UUID) -> HttpResponse:
        """Delete it."""
        self.find(entry, wanted=Reach.WRITE)
        try:
            entries.delete(entry=self.entry, by=self.person, now=self.now)
        except NotNow as error:
            raise Http404 from error
        messages.info(request, _("The words of this entry are gone."))
        return HttpResponseRedirect(reverse("mentoring:log"))


class DangerView(AtAnEntry):
    """What a mentor does who reads of a danger. Nothing is stored here."""

    http_method_names = ["get", "head", "options"]

    def get(self, _request: HttpRequest, entry: UUID) -> HttpResponse:
        """Call, confirm, help to take the text out, note that it reached somebody."""
        self.find(entry)
        if not self.is_mentor:
            raise Http404
        return self.page("mentoring/entry_danger.html", {"entry": self.entry})
