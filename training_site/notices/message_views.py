"""Writing to many people, reading what was written, seeing what was delivered, and the hours that somebody keeps quiet."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from training_site.notices import kept, letters, mailings, recipients, selectors
from training_site.notices.forms import PreferencesForm, WriteForm
from training_site.notices.models import Message, TemplateWords
from training_site.notices.quiet import ELSEWHERE, QUIET_FROM, QUIET_UNTIL, USUAL_ZONES
from training_site.notices.services import preferences, writing
from training_site.notices.views import signed_in
from training_site.people.models import User

PER_PAGE = 20


@method_decorator(never_cache, name="dispatch")
class MessagesView(LoginRequiredMixin, View):
    """A page about messages, kept by no browser."""

    http_method_names = ["get", "head", "options"]

    @property
    def person(self) -> User:
        """Who asks."""
        return signed_in(self.request)

    @property
    def today(self) -> date:
        """The day of the site."""
        return timezone.localdate()

    def page(self, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
        """A page of this room."""
        more = {"nav": "notices", "noindex": True}
        return render(self.request, f"notices/{template}.html", {**more, **context}, status=status)


class WriteView(MessagesView):
    """Write, look at who is told, send. Nothing is kept before it is sent."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form, perhaps with the list that was chosen elsewhere."""
        lists = self.lists()
        initial = {"to": request.GET.get("to", ""), "template": "go-on"}
        return self.asked(WriteForm(lists=lists, words=self.words(), initial=initial))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Look (`step=look`), change (`step=change`) or send (`step=send`)."""
        form = WriteForm(request.POST, lists=self.lists(), words=self.words())
        if not form.is_valid():
            return self.asked(form, status=400)
        step = request.POST.get("step")
        if step == "change":
            return self.asked(form)
        if step == "send":
            return self.send(form)
        return self.look(form)

    def lists(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The lists that the person may write to; Http404 for who may write to none."""
        asked = self.request.POST.get("to") or self.request.GET.get("to", "")
        found = recipients.offered(self.person, today=self.today, asked=asked)
        if not found:
            raise Http404
        return found

    def words(self) -> list[TemplateWords]:
        """What the templates of the person's organisations say now."""
        return list(kept.words_for(self.person, today=self.today))

    def send(self, form: WriteForm) -> HttpResponse:
        """Send it, and show what becomes of it."""
        try:
            message = writing.send(draft=form.draft(), by=self.person, now=timezone.now())
        except (writing.NotTheirList, writing.NotTheirTemplate) as error:
            raise Http404 from error
        except writing.WrittenToday:
            form.add_error("to", _("You have written to this list today. Write to it again tomorrow."))
            return self.asked(form, status=409)
        except writing.NobodyToTell:
            return self.look(form, status=409)
        messages.success(self.request, _("It is on its way."))
        return HttpResponseRedirect(reverse("notices:deliveries", args=[message.pk]))

    def look(self, form: WriteForm, *, status: int = 200) -> HttpResponse:
        """Who would be told what."""
        draft = form.draft()
        found = recipients.find(self.person, draft.source, draft.value, today=self.today)
        if found is None:
            raise Http404
        preview = letters.preview(draft, found, sender=self.person, now=timezone.now())
        carried = [(name, value) for name, value in self.request.POST.items() if name in form.fields]
        return self.page("write_preview", {"preview": preview, "carried": carried}, status=status)

    def asked(self, form: WriteForm, *, status: int = 200) -> HttpResponse:
        """The form."""
        return self.page("write", {"form": form}, status=status)


class SentView(MessagesView):
    """What one has written."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """One page of it, newest first."""
        found = Paginator(mailings.sent_by(self.person), PER_PAGE).get_page(request.GET.get("page"))
        lines = [letters.sent_line(row, to=list_name(row, self.person, today=self.today)) for row in found]
        can_write = bool(recipients.offered(self.person, today=self.today))
        return self.page("sent", {"lines": lines, "found": found, "can_write": can_write})


class MessageView(MessagesView):
    """A message that was for the person, or that they have written."""

    def get(self, _request: HttpRequest, message: UUID) -> HttpResponse:
        """The words."""
        row = mailings.readable(message, self.person)
        if row is None:
            raise Http404
        return self.page("message", {"message": letters.message_page(row, self.person)})


class DeliveriesView(MessagesView):
    """What became of one's own message for each of its people."""

    def get(self, request: HttpRequest, message: UUID) -> HttpResponse:
        """One page of them."""
        row = get_object_or_404(
            Message.objects.select_related("organisation", "sender"), pk=message, sender=self.person
        )
        shown = letters.deliveries_page(
            row,
            self.person,
            to=list_name(row, self.person, today=self.today),
            state=request.GET.get("state", ""),
            after=_number(request.GET.get("after", "")),
            now=timezone.now(),
        )
        return self.page("deliveries", {"deliveries": shown, "message_url": reverse("notices:message", args=[row.pk])})


class HoursView(MessagesView):
    """When e-mail may come, and whether messages to many are wanted."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, _request: HttpRequest) -> HttpResponse:
        """The form as it stands."""
        chosen = selectors.preference_of(self.person)
        initial = {
            "messages": chosen.messages if chosen else True,
            "quiet_from": chosen.quiet_from if chosen else QUIET_FROM,
            "quiet_until": chosen.quiet_until if chosen else QUIET_UNTIL,
            "zone": chosen.zone if chosen else "",
        }
        return self.page("hours", {"form": self.form(initial=initial)})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep it."""
        form = self.form(request.POST)
        if not form.is_valid():
            return self.page("hours", {"form": form}, status=400)
        preferences.arrange(person=self.person, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("It is saved."))
        return HttpResponseRedirect(reverse("notices:list"))

    def form(self, data: object = None, **more: object) -> PreferencesForm:
        """With the zone that goes with the person's language."""
        usual = USUAL_ZONES.get(self.person.language, ELSEWHERE)
        return PreferencesForm(data, usual=usual.replace("_", " "), **more)


def list_name(message: Message, viewer: User, *, today: date) -> str:
    """What the list of a message is called now; of one that is not theirs any more, where it was."""
    found = recipients.find(viewer, message.source, message.value, today=today)
    if found is not None:
        return found.name
    return message.organisation.name if message.organisation else ""


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 19 else None
