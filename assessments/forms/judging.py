"""The rubric of a text as a form: a level and a comment for each line, and a word about the whole."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from assessments.services.judging import LONGEST_COMMENT, Said
from modules.compiled import CompiledActivity
from modules.dialect.rubric import Criterion


class JudgeForm(forms.Form):
    """`said()` is what it says, once it is valid. What is only kept (`finished=False`) may have gaps."""

    def __init__(
        self,
        *args: Any,
        compiled: CompiledActivity,
        criteria: Sequence[Criterion],
        said: Said | None = None,
        finished: bool = True,
        **kwargs: Any,
    ) -> None:
        self.criteria = tuple(criteria)
        if said is not None:
            kwargs.setdefault("initial", _initial(self.criteria, said))
        super().__init__(*args, **kwargs)
        for number, line in enumerate(self.criteria):
            self.fields[f"level_{number}"] = forms.TypedChoiceField(
                label=compiled.inline(line.text),
                choices=_choices(compiled, line),
                widget=forms.RadioSelect,
                coerce=int,
                empty_value=None,
                required=finished,
                error_messages={"required": _("Choose a level.")},
            )
            self.fields[f"comment_{number}"] = _comment(_("Why (you can leave this empty)"), rows=2)
        self.fields["overall"] = _comment(_("What you say of the whole text"), rows=4)

    def said(self) -> Said:
        """Levels and comments, by the keys of the rubric."""
        given = self.cleaned_data
        levels = {line.key: given.get(f"level_{number}") for number, line in enumerate(self.criteria)}
        comments = {line.key: given.get(f"comment_{number}", "") for number, line in enumerate(self.criteria)}
        return Said(
            levels={key: level for key, level in levels.items() if level is not None},
            comments={"": given.get("overall", ""), **comments},
        )


def level_words(compiled: CompiledActivity, line: Criterion, level: int) -> str:
    """A level in words: those of the rubric, or the usual two."""
    return compiled.inline(line.levels[level]) if line.levels[level] else (_("Yes") if level else _("Not yet"))


def _choices(compiled: CompiledActivity, line: Criterion) -> list[tuple[str, str]]:
    return [(str(level), level_words(compiled, line, level)) for level in range(len(line.levels))]


def _comment(label: str, *, rows: int) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=LONGEST_COMMENT, widget=forms.Textarea(attrs={"rows": rows})
    )


def _initial(criteria: Sequence[Criterion], said: Said) -> dict[str, Any]:
    found: dict[str, Any] = {"overall": said.comments.get("", "")}
    for number, line in enumerate(criteria):
        found[f"level_{number}"] = said.levels.get(line.key)
        found[f"comment_{number}"] = said.comments.get(line.key, "")
    return found
