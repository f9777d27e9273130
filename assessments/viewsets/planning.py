"""A quiz as a whole, for whoever edits it: at any moment, for anybody, as chance would draw it; and what it asks for."""

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from assessments.blueprints import KINDS, Blueprint
from assessments.forms.previewing import PreviewForm
from assessments.models import QuizPage
from assessments.models.questions import Thinking
from assessments.presenting.before import hindrance_words
from assessments.services.previewing import Previewed, preview
from assessments.services.questions import excerpt


class QuizPlanView(WagtailAdminTemplateMixin, TemplateView):
    """`GET`: the draft as it was saved last."""

    template_name = "assessments/desk/quiz_plan.html"
    page_title = gettext_lazy("The whole quiz")
    header_icon = "view"

    def dispatch(self, request: HttpRequest, *args: object, page_id: int, **kwargs: object) -> HttpResponseBase:
        """For whoever may edit the page; for others it does not exist."""
        page = get_object_or_404(QuizPage, pk=page_id)
        if not page.permissions_for_user(request.user).can_edit():
            raise Http404
        self.page: QuizPage = page.get_latest_revision_as_object()
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """Which quiz."""
        return str(self.page.title)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """The way back to the form."""
        here = {"url": "", "label": str(self.page_title), "sublabel": self.page.title}
        return [{"url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]), "label": self.page.title}, here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, and what follows from it."""
        form = PreviewForm(self.request.GET or None, viewer=self.request.user, today=timezone.localdate())
        asked = form.cleaned_data if form.is_valid() else {}
        at = asked.get("at") or timezone.now()
        number = asked.get("paper") or 1
        found = preview(page=self.page, person=asked.get("person"), at=at, chance=f"preview {number}")
        return super().get_context_data(
            form=form,
            facts=_facts(found),
            sections=_sections(found),
            short=found.short,
            next_query=_next(self.request, number),
            kinds=[Thinking(kind).label if kind else _("not said") for kind in KINDS],
            table=_table(found.blueprint),
            uncovered=found.blueprint.uncovered,
            **kwargs,
        )


def _facts(found: Previewed) -> list[str]:
    """What would hold, in sentences."""
    begins = hindrance_words(found.refused)[1] if found.refused else _("It could be begun then.")
    facts = [begins]
    if found.deadline is not None and not found.refused:
        when = timezone.localtime(found.deadline)
        facts.append(_("Begun then, time is up on %(when)s.") % {"when": f"{when:%Y-%m-%d %H:%M}"})
    if found.rules.attempts:
        facts.append(_("Attempts: %(n)d.") % {"n": found.rules.attempts})
    return facts


def _sections(found: Previewed) -> list[dict[str, Any]]:
    return [
        {
            "title": title,
            "rows": [
                {
                    "key": item.key,
                    "text": excerpt(compiled.activity),
                    "points": item.points,
                    "critical": item.critical,
                    "outcome": compiled.activity.outcome,
                    "thinking": compiled.activity.thinking,
                }
                for item, compiled in rows
            ],
        }
        for title, rows in found.paper
    ]


def _table(found: Blueprint) -> list[dict[str, Any]]:
    rows = [
        {"title": outcome or _("none, or by chance"), "cells": [row[kind] for kind in KINDS]}
        for outcome, row in found.numbers.items()
    ]
    return [*rows, {"title": _("all"), "cells": [found.totals[kind] for kind in KINDS]}]


def _next(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["paper"] = str(number + 1)
    return f"?{query.urlencode()}"
