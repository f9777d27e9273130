"""The learner's part of an observation: on their own phone, or on the observer's with their own PIN."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.mentoring.confidentiality import Reach
from assessments.mentoring.forms.observations import AnswerFields, answer_form
from assessments.mentoring.forms.signing import SignBox
from assessments.mentoring.pages import readers
from assessments.mentoring.pages.observation import observation_page, seen_digest
from assessments.mentoring.selectors import observations as selectors
from assessments.mentoring.services import observation_answers, pins, signing
from assessments.mentoring.views.observations import NOT_THEIRS, REASONS, REFUSED, AtAnObservation
from training_site.people.models import User

SIGNING: tuple[type[Exception], ...] = (
    *(signing.ChangedMeanwhile, signing.SignedAlready, signing.WordsMissing),
    *(pins.NoPin, pins.WrongPin, pins.PinLocked),
)


NOTE = _(
    "With your signature it is complete. If you see it differently, say so: it stands beside it, and somebody else can hear it."
)
NO_PIN = _(
    "You have no PIN yet, so this phone cannot take your signature. Answer later on your own, where you also set a PIN."
)


class Answering(AtAnObservation):
    """The learner's part, on their own phone or handed another."""

    with_pin = False
    url_name = ""

    @property
    def learner(self) -> User:
        """Whose part it is: fixed by the observation, never asked for."""
        return self.observation.learner

    def form(self, *sent: Any) -> AnswerFields:
        """The form, with the digest of what is on the page."""
        row = self.observation
        of = selectors.form_of(row)
        return answer_form(of)(
            *sent,
            of=of,
            with_pin=self.with_pin,
            organisation_id=row.organisation_id,
            initial={"digest": seen_digest(row)},
        )

    def get(self, _request: HttpRequest, observation: UUID) -> HttpResponse:
        """What was seen, and the form; without anything to answer, the page of the observation."""
        self.enter(observation)
        if self.observation.state != "submitted":
            return self.back()
        return self.read_back(self.form())

    def post(self, request: HttpRequest, observation: UUID) -> HttpResponse:
        """Answer and sign."""
        self.enter(observation)
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.read_back(form, status=form.status)
        try:
            self.answer(form)
        except SIGNING as reason:
            form.put(digest=seen_digest(selectors.observations().get(pk=self.observation.pk)))
            form.refused(reason)
            return self.read_back(form, status=409)
        except REASONS as reason:
            if isinstance(reason, NOT_THEIRS):
                raise Http404 from reason
            form.add_error(None, str(REFUSED[type(reason)]))
            return self.read_back(form, status=409)
        return self.back(self.said)

    def enter(self, pk: UUID) -> None:
        """Let in whoever may be here. Raises Http404."""
        raise NotImplementedError

    def answer(self, form: AnswerFields) -> None:
        """Store it."""
        raise NotImplementedError

    @property
    def said(self) -> str:
        """What is said afterwards."""
        raise NotImplementedError

    def given(self, form: AnswerFields) -> dict[str, Any]:
        """What was said, as the services take it."""
        sent = form.cleaned_data
        return {
            "observation": self.observation,
            "answers": form.answers(),
            "seen_digest": sent["digest"],
            "outcome": sent["outcome"],
            "comment": sent["comment"],
            "now": self.now,
        }

    def read_back(self, form: AnswerFields, *, status: int = 200) -> HttpResponse:
        """Everything the observer wrote, and the form below it."""
        self.looked()
        row = self.observation
        box = SignBox(
            form=form,
            url=reverse(f"mentoring:{self.url_name}", args=[row.pk]),
            signs_as=str(_("You sign as %(name)s.") % {"name": self.learner}),
            statement=_("I have read what was seen, and these are my words."),
            heading=_("How you saw it"),
            note=NOTE if not self.with_pin or pins.has_pin(self.learner) else NO_PIN,
        )
        shown = {
            "observation": observation_page(
                row, viewer=self.learner, reach=Reach.READ, today=timezone.localdate(self.now)
            ),
            "sign": box,
            "owner": str(self.person) if self.with_pin else "",
            "back_url": reverse("mentoring:observation", args=[row.pk]),
            "notice": readers.notice(),
        }
        return self.page("mentoring/observation_answer.html", shown, status=status)


class AnswerView(Answering):
    """On the learner's own phone."""

    url_name = "observation_answer"

    def enter(self, pk: UUID) -> None:
        """The learner alone."""
        if self.find(pk, wanted=Reach.WRITE).learner_id != self.person.pk:
            raise Http404

    def answer(self, form: AnswerFields) -> None:
        """Signed in."""
        observation_answers.answer(by=self.person, **self.given(form))

    @property
    def said(self) -> str:
        """To the learner."""
        return str(_("You have signed. The observation is complete."))


class HandoverView(Answering):
    """On the phone of the mentor or observer, with the learner's own PIN; whoever is signed in stays who they are."""

    url_name = "observation_handover"
    with_pin = True

    def enter(self, pk: UUID) -> None:
        """The mentor of the active pair, or who observed."""
        row = self.find(pk, wanted=Reach.WRITE)
        if row.learner_id == self.person.pk or row.relationship.state != "active":
            raise Http404

    def answer(self, form: AnswerFields) -> None:
        """With a PIN."""
        pin = form.cleaned_data["pin"]
        observation_answers.answer_here(phone_of=self.person, pin=pin, **self.given(form))

    @property
    def said(self) -> str:
        """To whose phone it is."""
        return str(_("%(name)s has signed. Take your phone back.") % {"name": self.learner})
