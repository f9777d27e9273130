"""System checks that hold what apps register: one name each, and sentences whose gaps are all filled, in every language."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.utils import translation

from training_site.notices import kinds, ticking
from training_site.notices.kinds import Kind


@register
def every_name_is_registered_once(**_kwargs: Any) -> list[CheckMessage]:
    """No two kinds of notices have one key, no two jobs one name."""
    return [
        *(_twice("kinds of notices have the key", key, "notices.E001") for key in kinds.registered.twice),
        *(_twice("jobs have the name", name, "notices.E002") for name in ticking.registered.twice),
    ]


@register
def every_sentence_can_be_said(**_kwargs: Any) -> list[CheckMessage]:
    """The facts of a kind fill the gaps of its sentence, in the source and in each translation."""
    return [message for kind in kinds.registered for message in _unsayable(kind)]


def _twice(what: str, name: str, check_id: str) -> CheckMessage:
    return Error(f"Two {what} '{name}'.", hint="Begin it with the label of the app.", id=check_id)


def _unsayable(kind: Kind) -> Iterator[CheckMessage]:
    """Said with 2 for every fact, which any gap takes."""
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            try:
                kind.say(dict.fromkeys(kind.facts, 2))
            except kinds.UNSAYABLE:
                yield Error(
                    f"The sentence of the notice '{kind.key}' cannot be said in the language '{language}'.",
                    hint=f"Its gaps must be among %(…)s for: {', '.join(kind.facts) or 'no facts'}; write %% for a percent sign.",
                    id="notices.E003",
                )
