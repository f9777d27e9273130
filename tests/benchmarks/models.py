"""BarePage is the least that a Wagtail site can serve: one StreamField of rich text."""

from wagtail.blocks import RichTextBlock
from wagtail.fields import StreamField
from wagtail.models import Page


class BarePage(Page):
    """A page with one StreamField."""

    body = StreamField([("text", RichTextBlock())], blank=True)
    template = "benchmarks/bare_page.html"
