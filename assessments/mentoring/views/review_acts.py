"""What is done with a progress review: writing one's part, closing and signing it, and what line manager and moderator do."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from assessments.mentoring.canonical import digest
from assessments.mentoring.confidentiality import Reach
from assessments.mentoring.forms.decisions import ReturnForm
from assessments.mentoring.forms.reviews import ReviewFields, initial_of
from assessments.mentoring.forms.signing import SignForm
from assessments.mentoring.models import Review
from assessments.mentoring.pages.reviews import sign_box
from assessments.mentoring.selectors import reviews as found
from assessments.mentoring.selectors.competency import levels_of
from assessments.mentoring.services import pairs, reviews, signing
from assessments.mentoring.services.ledger import NotNow
from assessments.mentoring.views.reviews import CHANGED, AtAReview

NOT_ACTIVE = _("Your mentoring pauses or has ended, so nothing was saved. Your words are below.")
ELSEWHERE = _("You saved your part in another window. Below are the words of this one: save once more to keep these.")
REFUSED = (signing.ChangedMeanwhile, signing.SignedAlready, signing.WordsMissing)


class SaveView(AtAReview):
    """`POST`: one's own part of a draft. While somebody types, the answer is JSON."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, review: UUID) -> HttpResponse:
        """Keep it; or the page again, with the words."""
        self.find(review, wanted=Reach.WRITE)
        typing = request.accepts("application/json") and not request.accepts("text/html")
        levels = levels_of(self.row.learner_id, today=self.today)
        form = self.form(levels, request.POST, request.FILES, typing=typing)
        if form is None:
            return JsonResponse({}, status=409) if typing else self.back(CHANGED)
        complete = form.is_valid()
        if typing:
            return self.keep(form)
        if not complete:
            return self.show(form=form, status=form.status)
        try:
            reviews.save(review=self.row, by=self.person, part=form.part(), now=self.now)
        except reviews.ChangedElsewhere:
            self.find(review)
            form.put(revision=str(initial_of(self.row, self.writer)["revision"]))
            form.add_error(None, str(ELSEWHERE))
            return self.show(form=form, status=409)
        except pairs.NotActiveNow:
            form.add_error(None, str(NOT_ACTIVE))
            return self.show(form=form, status=409)
        except (NotNow, reviews.TooManyBest):
            return self.back(CHANGED)
        return self.back(_("Saved."))

    def keep(self, form: ReviewFields) -> HttpResponse:
        """What stands in the form while somebody types."""
        if "revision" not in form.cleaned_data:
            return JsonResponse({}, status=400)
        part = form.part(typing=True)
        try:
            reviews.save(review=self.row, by=self.person, part=part, now=self.now)
        except (reviews.ChangedElsewhere, reviews.TooManyBest, pairs.NotActiveNow, NotNow):
            return JsonResponse({}, status=409)
        at = date_format(timezone.localtime(self.now), "TIME_FORMAT")
        return JsonResponse({"revision": part.revision + 1, "saved_text": _("Saved %(time)s") % {"time": at}})


class StepView(AtAReview):
    """`POST`: one step of a review by one of the pair, the line manager or a moderator; made for each in the URLs."""

    http_method_names = ["post", "options"]
    step: Callable[..., Review] | None = None
    """The service, which asks who may."""

    def post(self, _request: HttpRequest, review: UUID) -> HttpResponse:
        """Take the step."""
        self.find(review)
        step = self.step
        if step is None:
            raise Http404
        try:
            step(review=self.row, by=self.person, now=self.now)
        except (reviews.NotTheMentor, reviews.NotTheLineManager, reviews.NotTheModerator) as error:
            raise Http404 from error
        except reviews.NotComplete:
            return self.back(_("It is not complete yet. What is missing stands below."))
        except reviews.NotLookedThrough:
            return self.back(_("Save both parts once with the button, so that the words are looked through."))
        except (NotNow, pairs.NotActiveNow):
            return self.back(CHANGED)
        return self.back()


class ReturnView(AtAReview):
    """`POST`: a moderator gives it back."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, review: UUID) -> HttpResponse:
        """Give it back with a reason."""
        self.find(review)
        if not self.moderates:
            raise Http404
        form = ReturnForm(request.POST)
        if not form.is_valid():
            return self.show(return_form=form, status=400)
        try:
            reviews.give_back(review=self.row, by=self.person, reason=form.cleaned_data["reason"], now=self.now)
        except reviews.NotTheModerator as error:
            raise Http404 from error
        except NotNow:
            return self.back(CHANGED)
        return self.back()


class SignView(AtAReview):
    """`POST`: one of the two signs."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, review: UUID) -> HttpResponse:
        """Sign, or the page again, with the remark."""
        self.find(review, wanted=Reach.WRITE)
        form = SignForm(request.POST, request.FILES, organisation_id=self.row.organisation_id)
        if not form.is_valid():
            return self.show(sign=sign_box(self.row, viewer=self.person, form=form), status=form.status)
        said = form.cleaned_data
        try:
            reviews.sign(
                review=self.row,
                by=self.person,
                seen_digest=said["digest"],
                outcome=said["outcome"],
                comment=said["comment"],
                now=self.now,
            )
        except REFUSED as reason:
            self.find(review)
            form.put(digest=digest(found.content(self.row)))
            form.refused(reason)
            return self.show(sign=sign_box(self.row, viewer=self.person, form=form), status=409)
        except (NotNow, pairs.NotActiveNow):
            return self.back(CHANGED)
        return self.back()
