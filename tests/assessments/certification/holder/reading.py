"""What a page says, without its markup."""

import re
from html import unescape

from django.http import HttpResponse


def text(response: HttpResponse) -> str:
    """The words of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())
