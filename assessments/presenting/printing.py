"""An activity as HTML. One that is not begun is printed once for all who get its options in the same order.

Printing a form costs more than everything else a lesson page does, and most forms on most pages are not begun. What differs between
two people who have not begun, the token of the form and the number of the answer to come, is put in afterwards.
"""

from dataclasses import dataclass, field
from functools import lru_cache

from django.template import Context, Engine
from django.utils.html import escape
from django.utils.translation import get_language

from assessments.presenting.activities import activity_view
from assessments.presenting.shapes import ActivityView, Setting
from assessments.presenting.standing import NOT_BEGUN
from modules.compiled import CompiledActivity, safe

KEPT_IN_MEMORY = 1024
# Private-use characters: no author's text can hold them, cleaning takes them out.
TOKEN = "\ue002"  # noqa: S105 — a place for a token, not a token
CLIENT_ID = "\ue003"


@dataclass(frozen=True, kw_only=True)
class Unbegun:
    """An activity that is not begun, where it stands, and everything its HTML depends on."""

    key: str
    version: str
    action: str
    page_url: str
    seed: str
    language: str
    texts: tuple[str, ...]
    """Every text of it, with the addresses of what it links."""
    compiled: CompiledActivity = field(compare=False)


def print_view(view: ActivityView, *, csrf_token: str) -> str:
    """The HTML of a view."""
    inside = Context({"activity": view, "csrf_token": csrf_token})
    return safe(Engine.get_default().get_template(f"components/activity/{view.kind}.html").render(inside))


def print_result(view: ActivityView) -> str:
    """The HTML of what has come of a quiz, without its questions."""
    return safe(Engine.get_default().get_template("components/joint_result.html").render(Context({"activity": view})))


def print_unbegun(compiled: CompiledActivity, *, setting: Setting, csrf_token: str) -> str:
    """The HTML of an activity that is not begun."""
    html = _printed(
        Unbegun(
            key=compiled.key,
            version=compiled.version,
            action=setting.action,
            page_url=setting.page_url,
            seed=setting.seed,
            language=get_language() or "",
            texts=tuple(compiled.fragments.values()),
            compiled=compiled,
        )
    )
    return safe(html.replace(TOKEN, escape(csrf_token)).replace(CLIENT_ID, setting.client_id))


@lru_cache(maxsize=KEPT_IN_MEMORY)
def _printed(unbegun: Unbegun) -> str:
    setting = Setting(action=unbegun.action, page_url=unbegun.page_url, client_id=CLIENT_ID, seed=unbegun.seed)
    return print_view(activity_view(unbegun.compiled, setting=setting, state=NOT_BEGUN), csrf_token=TOKEN)
