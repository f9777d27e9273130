"""A question in one line."""

from html import unescape

from django.utils.html import strip_tags
from django.utils.text import Truncator

from modules.compiled import CompiledActivity

LONGEST = 110


def in_short(compiled: CompiledActivity) -> str:
    """The beginning of what is asked, as plain text; its key where it asks nothing."""
    activity = compiled.activity
    leaf = activity.prompt or activity.title
    plain = " ".join(unescape(strip_tags(compiled.html(leaf))).split())
    return Truncator(plain or compiled.key).chars(LONGEST)
