"""The program as it stands in the saved page, and the policy that lets this text run, and nothing else.

It judges as `badges.verifying` does; the tests let both judge the same tokens.
"""

import base64
import hashlib
from functools import cache
from pathlib import Path

PARTS = ("spelling.js", "token.js", "keys.js", "lists.js", "judging.js", "page.js")
"""In this order; each stands on those before it."""


@cache
def program() -> str:
    """The parts, one after the other; made once in a process, because they change with a release only."""
    return "\n".join(Path(__file__).with_name(part).read_text(encoding="utf-8") for part in PARTS)


def policy(*, script: str, style: str, base: str) -> str:
    """The content policy of a page with this one script and this one style: nothing is loaded, and nothing can be sent anywhere."""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {_hash(script)}",
            f"style-src {_hash(style)}",
            f"base-uri {base}",
            "form-action 'none'",
        ]
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode('ascii')}'"
