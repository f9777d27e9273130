"""What there is to choose from in the forms of a composer: names and titles of what exists, and whatever a draft names already."""

from collections.abc import Callable, Iterable, Mapping

from django.utils.translation import gettext as _

from assessments.certification.declarations.reader import declaration_title, declarations
from assessments.certification.forms.composing_words import CHOSEN
from assessments.certification.laws.facts import PRACTICE_TASK
from assessments.certification.selectors.known import GROUP, PAPERS, Surroundings
from assessments.mentoring.framework.forms.reader import forms
from assessments.mentoring.models import Evidence, Session
from assessments.progress.wording import module_text

Choice = tuple[str, str]
Choices = list[Choice | tuple[str, list[Choice]]]
"""As a select takes them: single ones, or groups with a heading."""
Source = Callable[[Surroundings], Choices]


def modules(around: Surroundings) -> Choices:
    """Modules in their order."""
    return [(one.content_key, module_text(one)) for one in (around.programme.modules if around.programme else ())]


def steps(around: Surroundings) -> Choices:
    """Steps of every module, by module."""
    return _steps(around, lambda _kind: True)


def quizzes(around: Surroundings) -> Choices:
    """Quizzes, by module."""
    return _steps(around, lambda kind: kind == "quiz")


def indicators(around: Surroundings) -> Choices:
    """Indicators by domain."""
    found: dict[str, list[Choice]] = {}
    for code, one in around.framework.indicators.items():
        found.setdefault(one.domain, []).append((code, f"{code} {one.text}"))
    return [(f"{domain} {around.framework.domains.get(domain, '')}", some) for domain, some in found.items()]


def certifications(around: Surroundings) -> Choices:
    """The others that are published."""
    return sorted(around.titles.items(), key=lambda one: one[1])


def subjects(around: Surroundings) -> Choices:
    """What evidence can be about."""
    return [(_("Modules"), [one for one in modules(around) if isinstance(one[1], str)]), *indicators(around)]


def observation_forms(_around: Surroundings) -> Choices:
    """Forms of observation."""
    return [(key, one.title) for key, one in forms().items()]


def session_kinds(_around: Surroundings) -> Choices:
    """Kinds of session."""
    return [*session_names().items()]


def session_names() -> dict[str, str]:
    """Kind of session → what it is called."""
    return {**{str(key): str(label) for key, label in Session.Kind.choices}, GROUP: _("Group tutorial")}


def signed(_around: Surroundings) -> Choices:
    """Declarations."""
    return [(key, declaration_title(key)) for key in declarations()]


def evidence_kinds(_around: Surroundings) -> Choices:
    """Kinds of evidence, as facts call them."""
    return [
        (PRACTICE_TASK, _("Note about a practice task")),
        *((str(key), str(label)) for key, label in Evidence.Kind.choices),
        *((str(kind), str(kind.label)) for kind in PAPERS),
    ]


def checked(_around: Surroundings) -> Choices:
    """What can be checked about a person."""
    return [(key, str(label)) for key, label in CHOSEN["field"].items()]


SOURCES: Mapping[tuple[str, str], Source] = {
    ("module_completed", "module"): modules,
    ("practice_task", "module"): modules,
    ("mentor_sign_off", "subject"): modules,
    ("mentor_sign_off", "indicator"): indicators,
    ("step_done", "step"): steps,
    ("quiz_passed", "quiz"): quizzes,
    ("sessions_attended", "kinds"): session_kinds,
    ("observation", "forms"): observation_forms,
    ("competency_at", "indicators"): indicators,
    ("competency_at", "safety_critical"): indicators,
    ("evidence_shown", "kind"): evidence_kinds,
    ("evidence_shown", "subject"): subjects,
    ("declaration_signed", "declaration"): signed,
    ("profile_verified", "field"): checked,
    ("other_certification_valid", "certification"): certifications,
}
"""Kind of requirement and its field → what there is."""


def with_current(choices: Choices, current: Iterable[str]) -> Choices:
    """The same, with what a draft names and what no longer exists: it is shown, and not lost by saving."""
    known = {key for key, label in _flat(choices)}
    return [*choices, *((key, _("%(key)s (not found)") % {"key": key}) for key in current if key not in known)]


def _flat(choices: Choices) -> Iterable[Choice]:
    for key, label in choices:
        if isinstance(label, str):
            yield key, label
        else:
            yield from label


def _steps(around: Surroundings, wanted: Callable[[str], bool]) -> Choices:
    found: Choices = []
    for module in around.programme.modules if around.programme else ():
        some = [(step.content_key, step.title) for step in module.steps if wanted(step.kind)]
        if some:
            found.append((module_text(module), some))
    return found
