"""A code as strangers type it."""

from assessments.certification.laws import codes

MOST_TYPED = 40


def typed_code(text: str) -> str:
    """The code in a text, or what was typed instead without anything that has no place in an address; "" for nothing.

    Whoever pastes the whole address of a certificate means the code in it.
    """
    last = text.partition("#")[0].rstrip("/ ").rpartition("/")[2]
    return codes.read(last) or "".join(letter for letter in last if letter.isalnum())[:MOST_TYPED]
