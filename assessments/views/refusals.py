"""A clear page for what is not accepted: what happened, in words, and the way back. Nothing is recorded."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from assessments.presenting.before import hindrance_words
from assessments.presenting.shapes import Link
from assessments.timing.entry import Refused


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """What is said, and how the protocol says it."""

    status: int
    title: str
    text: str
    back: Link | None = None
    typed: tuple[str, ...] = ()
    """What the person had written, so that it can be copied."""


def refuse(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The page of a refusal; its sentence alone for a script that asks for JSON."""
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"error": refusal.text}, status=refusal.status)
    return render(request, "assessments/refused.html", {"refusal": refusal}, status=refusal.status)


def not_found() -> Refusal:
    """Said of what does not exist and of what is somebody else's, so that nobody can tell which."""
    return Refusal(status=404, title=_("Not found"), text=_("There is nothing at this address."))


def unreadable(back: Link) -> Refusal:
    """Said of a form that no page of ours sends."""
    return Refusal(
        status=400,
        title=_("This answer could not be read"),
        text=_("The form held something that does not belong in it. Go back and answer once more."),
        back=back,
    )


def too_much(back: Link) -> Refusal:
    """Said of a form that holds more than any page of ours sends."""
    return Refusal(
        status=413,
        title=_("This is too long"),
        text=_(
            "The form held more than can be kept, and nothing of it was. Everything that was saved before is still there."
        ),
        back=back,
    )


def changed_meanwhile(back: Link, typed: tuple[str, ...]) -> Refusal:
    """Said of an answer to a text that has been edited since it was shown."""
    return Refusal(
        status=409,
        title=_("This activity has just been changed"),
        text=_("Its text was edited after you opened the page. Go back, read it again and answer once more."),
        back=back,
        typed=typed,
    )


def sent_twice(back: Link, typed: tuple[str, ...]) -> Refusal:
    """Said of another answer under the id of one that was recorded before."""
    return Refusal(
        status=409,
        title=_("Another answer from this form was saved before"),
        text=_("Go back to see it. You can answer again there."),
        back=back,
        typed=typed,
    )


def signed_out(back: Link, typed: tuple[str, ...]) -> Refusal:
    """Said to somebody whose session ended while they worked."""
    return Refusal(
        status=401,
        title=_("You are signed out"),
        text=_("Your session has ended. Everything that was saved before is still there: sign in and go on."),
        back=back,
        typed=typed,
    )


def text_waits(back: Link, typed: tuple[str, ...]) -> Refusal:
    """Said of another text while the one before waits for its mark."""
    return Refusal(
        status=409,
        title=_("Your text waits for its mark"),
        text=_("You have handed in a text here. Write the next one when you have read what was said of this one."),
        back=back,
        typed=typed,
    )


def too_long(back: Link) -> Refusal:
    """Said of more than a draft holds."""
    return Refusal(
        status=413,
        title=_("This is too long to be kept while you type"),
        text=_("It is still in the form: shorten it, or send it now."),
        back=back,
    )


def answered_meanwhile(back: Link) -> Refusal:
    """Said of what was typed before an answer that is recorded."""
    return Refusal(
        status=410,
        title=_("This has been answered"),
        text=_("What was typed before is no longer needed. Go back to see the answer."),
        back=back,
    )


def no_tries_left(back: Link) -> Refusal:
    """Said of answers to a quiz in a lesson that has been gone through as often as it may be."""
    return Refusal(
        status=409,
        title=_("No tries left"),
        text=_("You have gone through these questions as often as they are open. Go back to see what is right."),
        back=back,
    )


def handed_in_already(back: Link) -> Refusal:
    """Said of an answer for a sitting that is closed."""
    return Refusal(
        status=409,
        title=_("This attempt has been handed in"),
        text=_("Its answers can no longer be changed. You can take the quiz again."),
        back=back,
    )


def not_admitted(refused: Refused, back: Link) -> Refusal:
    """Said to somebody who may not begin a quiz now, with the moment from which they may."""
    title, text = hindrance_words(refused)
    return Refusal(status=409, title=title, text=text, back=back)


def time_is_up(back: Link) -> Refusal:
    """Said of an answer that came after the deadline."""
    return Refusal(
        status=409,
        title=_("Time is up"),
        text=_("This came too late to be kept. Everything that was saved before is still there."),
        back=back,
    )


def not_handed_in(back: Link) -> Refusal:
    """Said of a sitting that was not handed in in time."""
    return Refusal(
        status=200,
        title=_("Time is up"),
        text=_("This attempt was not handed in in time, and does not count."),
        back=back,
    )
