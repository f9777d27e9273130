"""What is said of a form that holds what somebody has typed and not sent yet."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessments.presenting.shapes import ActivityView
from assessments.presenting.standing import State


def with_draft_text(view: ActivityView, states: Iterable[State], *, now: datetime) -> ActivityView:
    """The form with a word of when it was typed last; as it is where it holds nothing of the kind."""
    typed_at = max((state.typed_at for state in states if state.typed_at), default=None)
    if typed_at is None:
        return view
    when = date_format(timezone.localtime(typed_at), "DATETIME_FORMAT")
    text = _("Not yet sent: what you typed on %(when)s") % {"when": when}
    return replace(view, draft_text=text, draft_age=max(0, (now - typed_at) // timedelta(milliseconds=1)))
