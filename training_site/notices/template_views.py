"""Templates that organisations keep for those who write for them: what there is, what it says and has said, changing and ending it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from training_site.notices import kept, template_pages
from training_site.notices.forms import TemplateForm
from training_site.notices.message_views import MessagesView
from training_site.notices.models import OwnTemplate
from training_site.notices.services import templates


class TemplatesView(MessagesView):
    """What there is."""

    def get(self, _request: HttpRequest) -> HttpResponse:
        """The list, for whoever may keep one."""
        places = kept.places_to_keep(self.person, today=self.today)
        if not places.exists():
            raise Http404
        words = kept.words_for(self.person, today=self.today)
        return self.page("templates", {"lines": [template_pages.line(one) for one in words]})


class NewView(MessagesView):
    """Keep another."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, _request: HttpRequest) -> HttpResponse:
        """The form."""
        return self.asked(self.form())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Look at it (`step=look`) or keep it."""
        form = self.form(request.POST)
        if not form.is_valid():
            return self.asked(form, status=400)
        place = form.cleaned_data["organisation"]
        if request.POST.get("step") != "keep":
            shown = template_pages.as_read(form.said, place, viewer=self.person, now=timezone.now())
            return self.asked(form, preview=shown)
        try:
            made = templates.keep(
                organisation=place,
                title=form.cleaned_data["title"],
                said=form.said,
                by=self.person,
                now=timezone.now(),
            )
        except templates.TitleTaken:
            form.add_error("title", _("The organisation keeps a template of this title already."))
            return self.asked(form, status=409)
        messages.success(request, _("It is kept."))
        return HttpResponseRedirect(reverse("notices:template", args=[made.pk]))

    def form(self, data: Any = None) -> TemplateForm:
        """The form; Http404 for who may keep none."""
        places = kept.places_to_keep(self.person, today=self.today)
        first = places.first()
        if first is None:
            raise Http404
        return TemplateForm(data, places=places, initial={"organisation": first})

    def asked(self, form: TemplateForm, *, preview: Any = None, status: int = 200) -> HttpResponse:
        """The page."""
        return self.page("template_form", {"form": form, "preview": preview}, status=status)


class OneTemplateView(MessagesView):
    """A page about one template."""

    def template_for(self, pk: int) -> OwnTemplate:
        """The template, where it is theirs to write with. Raises Http404."""
        found = kept.templates_for(self.person, today=self.today).filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    def template_to_keep(self, pk: int) -> OwnTemplate:
        """The template, where it is theirs to change. Raises Http404."""
        found = self.template_for(pk)
        if not kept.KEEP_TEMPLATE.allows(self.person, found, today=self.today):
            raise Http404
        return found


class TemplateView(OneTemplateView):
    """What it says to a real reader, and what it said before."""

    def get(self, _request: HttpRequest, template: int) -> HttpResponse:
        """The page."""
        found = self.template_for(template)
        may_change = kept.KEEP_TEMPLATE.allows(self.person, found, today=self.today)
        shown = template_pages.template_page(found, viewer=self.person, may_change=may_change, now=timezone.now())
        return self.page("template", {"template": shown})


class ChangeView(OneTemplateView):
    """Say it otherwise from now on."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, _request: HttpRequest, template: int) -> HttpResponse:
        """The form, as it is said now."""
        found = self.template_to_keep(template)
        said = kept.said_in(kept.versions_of(found)[0])
        return self.asked(found, TemplateForm(template=found, initial=said._asdict()))

    def post(self, request: HttpRequest, template: int) -> HttpResponse:
        """Look at it (`step=look`) or keep it."""
        found = self.template_to_keep(template)
        form = TemplateForm(request.POST, template=found)
        if not form.is_valid():
            return self.asked(found, form, status=400)
        if request.POST.get("step") != "keep":
            shown = template_pages.as_read(form.said, found.organisation, viewer=self.person, now=timezone.now())
            return self.asked(found, form, preview=shown)
        templates.change(template=found, said=form.said, by=self.person, now=timezone.now())
        messages.success(request, _("It is kept. What was sent before keeps its words."))
        return HttpResponseRedirect(reverse("notices:template", args=[found.pk]))

    def asked(self, found: OwnTemplate, form: TemplateForm, *, preview: Any = None, status: int = 200) -> HttpResponse:
        """The page."""
        return self.page("template_form", {"form": form, "preview": preview, "title": found.title}, status=status)


class EndView(OneTemplateView):
    """Nobody writes with it any more."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, template: int) -> HttpResponse:
        """End it."""
        templates.end(template=self.template_to_keep(template), by=self.person, now=timezone.now())
        messages.success(request, _("Nobody writes with it any more. What was sent stays."))
        return HttpResponseRedirect(reverse("notices:templates"))
