"""Progress reviews: the list of a pair, one review, its two parts, signing, and who looks at it afterwards."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.mentoring.confidentiality import DataClass, Reach, Standing, Viewpoint, review
from assessments.mentoring.forms.decisions import ReturnForm
from assessments.mentoring.forms.reviews import LearnerForm, MentorForm, ReviewFields, initial_of
from assessments.mentoring.models import Relationship, Review
from assessments.mentoring.pages.reviews import Acts, review_page, reviews_page, sign_box
from assessments.mentoring.selectors import competency, disputes
from assessments.mentoring.selectors import reviews as found
from assessments.mentoring.selectors.competency import Kind, Levels, levels_of
from assessments.mentoring.services import access, pairs, reviews
from assessments.mentoring.services.disputes import WITHIN
from assessments.mentoring.views.private import PrivateView, demand

CHANGED = _("This changed meanwhile. Here is how it stands now.")


class ReviewsView(PrivateView):
    """The reviews of a pair, and beginning one."""

    http_method_names = ["get", "head", "post", "options"]
    pair: Relationship
    view: Viewpoint

    def get(self, _request: HttpRequest, relationship: UUID) -> HttpResponse:
        """What is there, and which comes next."""
        self.find(relationship)
        access.looked(self.view, data_class=DataClass.REVIEW, subject=None, now=self.now)
        return self.page("mentoring/reviews.html", {"reviews": self.shown()})

    def post(self, request: HttpRequest, relationship: UUID) -> HttpResponse:
        """The mentor begins the one that is due."""
        self.find(relationship)
        month = request.POST.get("month", "")
        try:
            row = reviews.begin(
                relationship=self.pair,
                by=self.person,
                month=int(month) if month.isdecimal() else 0,
                now=self.now,
            )
        except reviews.NotTheMentor as error:
            raise Http404 from error
        except (reviews.NotDue, reviews.OpenedAlready, pairs.NotActiveNow):
            messages.info(request, str(CHANGED))
            return HttpResponseRedirect(reverse("mentoring:reviews", args=[self.pair.pk]))
        return HttpResponseRedirect(reverse("mentoring:review", args=[row.pk]))

    def find(self, number: UUID) -> None:
        """The pair, for whoever may know at least that there are reviews."""
        rows = Relationship.objects.select_related("learner", "mentor")
        self.pair = get_object_or_404(rows, pk=number, kind=Kind.REFLECTIVE)
        self.view = self.seen_from(self.pair.learner_id)
        demand(review(self.view, OfThePair(self.pair)), Reach.FACT)

    def shown(self) -> object:
        """The page."""
        begins = self.pair.pk in self.view.pairs
        today = timezone.localdate(self.now)
        return reviews_page(self.pair, found.of_pair(self.pair), viewer=self.person, can_begin=begins, today=today)


class OfThePair:
    """The reviews of a pair, as `confidentiality.OfAPair` asks."""

    def __init__(self, pair: Relationship) -> None:
        self.pk, self.relationship_id = pair.pk, pair.pk


class AtAReview(PrivateView):
    """Something at the address of a review."""

    row: Review
    view: Viewpoint
    reach: Reach

    def find(self, number: UUID, *, wanted: Reach = Reach.FACT) -> None:
        """Look up the review and how far the person reaches. Raises Http404."""
        row = found.review(number)
        if row is None or row.state == "erased":
            raise Http404
        self.row, self.view = row, self.seen_from(row.learner_id)
        self.reach = review(self.view, row)
        demand(self.reach, wanted)

    @property
    def today(self) -> date:
        """The day of the request."""
        return timezone.localdate(self.now)

    @property
    def reads(self) -> bool:
        """Whether the person reads the words: the pair always, others once both have signed."""
        is_done = self.row.state not in found.OPEN_STATES
        return self.reach >= Reach.WRITE or (self.reach >= Reach.READ and is_done)

    @property
    def writer(self) -> str:
        """Whose part the person writes now: mentor, learner or "" for nobody's."""
        if self.row.state != "draft" or self.row.relationship.state != "active" or self.reach < Reach.WRITE:
            return ""
        return "learner" if self.view.has(Standing.LEARNER) else "mentor"

    def form(self, levels: Levels, *data: Any, typing: bool = False) -> ReviewFields | None:
        """The form of the person's own part."""
        given: dict[str, Any] = {
            "initial": initial_of(self.row, self.writer) if self.writer else {},
            "organisation_id": self.row.organisation_id,
            "kept": found.part(self.row, self.writer).get("kept", ()) if self.writer else (),
            "guarded": not typing and bool(data),
            "complete": False,
        }
        if self.writer == "mentor":
            return MentorForm(*data, today=self.today, **given)
        if self.writer == "learner":
            return LearnerForm(*data, pieces=found.countable(levels), **given)
        return None

    def show(self, *, form: ReviewFields | None = None, status: int = 200, **forms: Any) -> HttpResponse:
        """The page; that somebody looks is noted first."""
        access.looked(self.view, data_class=DataClass.REVIEW, subject=self.row.pk, now=self.now)
        levels = levels_of(self.row.learner_id, today=self.today) if self.reads else None
        acts = self.acts()
        page = review_page(
            self.row,
            viewer=self.person,
            reads=self.reads,
            levels=levels,
            counted=self.counted(levels),
            signatures=found.signatures_of(self.row) if self.reads else (),
            history=competency.history(self.row.pk),
            disputes=disputes.about(self.row.pk),
            acts=acts,
        )
        shown = {
            "form": form or (self.form(levels) if levels else None),
            "sign": sign_box(self.row, viewer=self.person) if self.row.relationship.state == "active" else None,
            "return_form": ReturnForm() if acts.give_back else None,
        }
        return self.page("mentoring/review.html", {"review": page, **shown, **forms}, status=status)

    def counted(self, levels: Levels | None) -> dict[str, Any]:
        """What the site counts: now for a draft, and as it was frozen afterwards."""
        if levels is None:
            return {}
        if self.row.state == "draft":
            return dict(found.counted(self.row.relationship, levels, today=self.today).as_values())
        kept: dict[str, Any] = found.part(self.row, "mentor").get("counted", {})
        return kept

    def acts(self) -> Acts:
        """What the person can do with it now."""
        state, number = self.row.state, [self.row.pk]

        def to(name: str, *, when: bool) -> str:
            return reverse(f"mentoring:review_{name}", args=number) if when else ""

        mine = self.reach >= Reach.WRITE and self.row.relationship.state == "active"
        judged = disputes.judgement("review", self.row.pk) if self.view.has(Standing.LEARNER) else None
        moderates = self.moderates
        return Acts(
            save=to("save", when=bool(self.writer)),
            freeze=to("freeze", when=mine and state == "draft"),
            reopen=to("reopen", when=mine and state == "frozen"),
            confirm=to("confirm", when=state == "signed" and self.view.has(Standing.LINE_MANAGER)),
            uphold=to("uphold", when=moderates and state in ("signed", "confirmed")),
            give_back=to("return", when=moderates and state in ("signed", "confirmed")),
            disagree=reverse("mentoring:disagree", args=["review", self.row.pk])
            if judged and self.today <= judged.on + WITHIN
            else "",
        )

    @property
    def moderates(self) -> bool:
        """Whether the person is a moderator who has judged nothing of this learner."""
        right = competency.right_of(self.person.pk, self.row.learner_id, (Kind.MODERATOR,), today=self.today)
        return right is not None and not competency.has_judged(self.person.pk, self.row.learner_id)

    def back(self, saying: str | Promise = "") -> HttpResponse:
        """To the page of the review."""
        if saying:
            messages.info(self.request, str(saying))
        return HttpResponseRedirect(reverse("mentoring:review", args=[self.row.pk]))


class ReviewView(AtAReview):
    """The page of a review."""

    http_method_names = ["get", "head", "options"]

    def get(self, _request: HttpRequest, review: UUID) -> HttpResponse:
        """To read, to write, to sign; or the outcome alone."""
        self.find(review)
        return self.show()
