"""Marking texts: the queue by question, one text with its rubric, the texts of colleagues, and what the writer sees of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.forms.judging import JudgeForm
from assessments.marking.judging import Part
from assessments.models import HandedText, Judgement, JudgementDraft
from assessments.presenting import marking as pages
from assessments.selectors.texts import own_text, still_to_mark, text_for, texts_of_colleagues, texts_to_mark
from assessments.services import judging
from assessments.services.judging import Said
from assessments.views.private import PrivateView
from training_site.people.permissions import scopes_of
from training_site.people.roles import Permission

MOST_AT_ONCE = 500
"""Of more texts at one question than anybody marks in a sitting, the oldest are shown."""


class QueueView(PrivateView):
    """Whoever marks texts somewhere: the questions, or the texts of one."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """What waits."""
        if not scopes_of(self.person, Permission.MARK_TEXTS, today=self.today):
            raise Http404
        waiting = still_to_mark(texts_to_mark(self.person, today=self.today), self.person)
        page, question = request.GET.get("page", ""), request.GET.get("question", "")
        if not question:
            return self.page("marking/queue.html", {"lines": pages.queue(waiting)})
        texts = list(waiting.filter(content_key=page, activity_key=question)[:MOST_AT_ONCE])
        drafts = dict(
            JudgementDraft.objects.filter(marker=self.person, text__in=texts).values_list("text_id", "saved_at")
        )
        lines = pages.text_lines(texts, seed=f"{page} {question} {self.person.pk}", drafts=drafts)
        context = {
            "lines": lines,
            "title": pages.question_of(texts[-1]) if texts else _("Nothing waits here"),
            "lesson": pages.page_titles([page]).get(page, ""),
        }
        return self.page("marking/question.html", context)


class ColleaguesView(PrivateView):
    """The texts that somebody was asked to judge as a colleague."""

    http_method_names = ["get", "head", "options"]

    def get(self, _request: HttpRequest) -> HttpResponse:
        """Those not judged yet come first."""
        texts = list(texts_of_colleagues(self.person))
        judged = frozenset(Judgement.objects.filter(marker=self.person, text__in=texts).values_list("text", flat=True))
        lines = pages.task_lines(sorted(texts, key=lambda text: text.pk in judged), judged)
        return self.page("marking/colleagues.html", {"lines": lines})


class OwnTextView(PrivateView):
    """A text, for its writer."""

    http_method_names = ["get", "head", "options"]

    def get(self, _request: HttpRequest, text: UUID) -> HttpResponse:
        """Where it stands; what was said once it is marked."""
        found = own_text(self.person, text)
        if found is None:
            raise Http404
        return self.page("marking/own.html", pages.own_context(found, list(found.judgements.all())))


class MarkView(PrivateView):
    """One text: read it, judge it by its rubric, go on later or sign."""

    http_method_names = ["get", "head", "post", "options"]

    def get(self, _request: HttpRequest, text: UUID) -> HttpResponse:
        """The form, as far as it was filled; what was said by whoever has judged already."""
        found = self.find(text)
        part, hindrance = self.part(found)
        form = self.form(found, kept=True) if part else None
        return self.shown(found, part=part, form=form, hindrance=hindrance)

    def post(self, request: HttpRequest, text: UUID) -> HttpResponse:
        """Keep it, or sign it."""
        found = self.find(text)
        part, hindrance = self.part(found)
        finished = request.POST.get("act") == "sign"
        form = self.form(found, data=request.POST, finished=finished)
        if part is None or request.POST.get("part") != part.value:
            told = hindrance or _("This text has been judged by somebody else meanwhile. What you wrote stands below: nothing of it was signed.")  # fmt: skip
            return self.shown(found, part=None, form=form, hindrance=told, status=409)
        if not form.is_valid():
            return self.shown(found, part=part, form=form, status=400)
        if not finished:
            judging.keep(text=found, marker=self.person, said=form.said(), now=self.now)
            messages.success(request, _("Kept. Nobody else sees it before you sign."))
            return HttpResponseRedirect(pages.text_url(found))
        try:
            judging.sign(text=found, marker=self.person, part=part, said=form.said(), now=self.now)
        except (judging.MarkedMeanwhile, judging.JudgedAlready):
            told = _(
                "Somebody else has signed at the same moment. What you wrote stands below: nothing of it was signed."
            )
            return self.shown(self.find(text), part=None, form=form, hindrance=told, status=409)
        messages.success(request, _("Signed. The writer reads it as soon as the text has its mark."))
        return HttpResponseRedirect(self.way_back(found, part))

    def find(self, pk: UUID) -> HandedText:
        """The text. Raises Http404 for whoever has no business with it."""
        found = text_for(self.person, pk, today=self.today)
        if found is None:
            raise Http404
        return found

    def part(self, text: HandedText) -> tuple[Part | None, str]:
        """In what part the person judges it; or why they do not."""
        try:
            return judging.part_of(text, self.person), ""
        except judging.JudgedAlready:
            return None, _("You have judged this text. What you said stays as you signed it.")
        except judging.MarkedMeanwhile:
            return None, _("This text has its mark.")
        except judging.NotTheirs as error:
            raise Http404 from error

    def form(self, text: HandedText, *, data: Any = None, finished: bool = True, kept: bool = False) -> JudgeForm:
        """The rubric, with what was kept."""
        draft = JudgementDraft.objects.filter(text=text, marker=self.person).first() if kept else None
        said = Said(levels=draft.levels, comments=draft.comments.opened() or {}) if draft else None
        return JudgeForm(
            data,
            compiled=pages.compiled_of(text),
            criteria=judging.essay_of(text).criteria(),
            said=said,
            finished=finished,
        )

    def shown(
        self, text: HandedText, *, part: Part | None, form: JudgeForm | None, hindrance: str = "", status: int = 200
    ) -> HttpResponse:
        """The page."""
        context = {
            **pages.marking_context(text),
            "form": form,
            "part": part.value if part else "",
            "hindrance": hindrance,
            "judgements": pages.judgement_views(text, self.judgements_for(text, part)),
            "is_colleague": part is Part.PEER,
        }
        return self.page("marking/text.html", context, status=status)

    def judgements_for(self, text: HandedText, part: Part | None) -> list[Judgement]:
        """What the person may read of what others said: all of it where they decide, their own words afterwards."""
        rows = text.judgements.all()
        if part in (Part.MODERATOR, Part.OVERRULING):
            return list(rows)
        return list(rows.filter(marker=self.person))

    def way_back(self, text: HandedText, part: Part) -> str:
        """The next text to mark, else the list."""
        if part is Part.PEER:
            return reverse("assessments:colleagues")
        return pages.question_url(text.content_key, text.activity_key)
