"""Why a quiz could not be given: a bank that is not there, a draw larger than its bank, a question that cannot come. Pure."""

from collections.abc import Collection, Iterator, Sequence

from assessments.drawing import Candidate, TooFew, drawn
from assessments.papers import draw_of
from modules.dialect.activities.draw import Draw
from modules.dialect.problems import Problem, did_you_mean


def shortages(
    draws: Sequence[Draw], *, banks: Collection[str], pool: Collection[Candidate], language: str
) -> Iterator[Problem]:
    """Every draw that could not be filled, by its line: each by itself first, then all of them together."""
    found = [problem for draw in draws for problem in _alone(draw, banks, pool, language)]
    yield from found or _together(draws, pool)


def _alone(draw: Draw, banks: Collection[str], pool: Collection[Candidate], language: str) -> Iterator[Problem]:
    if draw.bank not in banks:
        near = did_you_mean(draw.bank, sorted(banks)) or "; make it, or name another"
        yield _problem("unknown-bank", draw, f"there is no bank of questions '{draw.bank}'{near}")
        return
    fitting = [candidate for candidate in pool if draw_of(draw).wants(candidate)]
    if draw.question and not fitting:
        message = f"the bank '{draw.bank}' has no ready question '#{draw.question}' in '{language}'; write it, or set it ready"
        yield _problem("unknown-question", draw, message)
    elif len(fitting) < draw_of(draw).number:
        what = "safety-critical questions" if draw.critical else "questions"
        message = (
            f"wants {draw.number} {what}, and the bank '{draw.bank}' has {len(fitting)} that fit and are ready in '{language}'; "
            f"ask for fewer, or write more"
        )
        yield _problem("draw-too-large", draw, message)


def _together(draws: Sequence[Draw], pool: Collection[Candidate]) -> Iterator[Problem]:
    """Draws that take the same questions from each other."""
    wants = [draw_of(draw) for draw in draws]
    try:
        drawn(wants, pool, seed="", seen={})
    except TooFew as short:
        at = next(number for number, want in enumerate(wants) if want is short.draw)
        message = (
            f"wants {short.draw.number} questions, and the other draws leave {short.found} that fit; "
            f"ask for fewer, or write more"
        )
        yield _problem("draws-overlap", draws[at], message)


def _problem(code: str, draw: Draw, message: str) -> Problem:
    return Problem(code=code, line=draw.line, message=message)
