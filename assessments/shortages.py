"""Why a quiz could not be given: a bank that is not there, a draw larger than its bank, a question that cannot come. Pure."""

from collections.abc import Collection, Iterator, Sequence

from assessments.drawing import Candidate, TooFew, drawn
from assessments.papers import draw_of
from modules.dialect.activities.draw import Draw
from modules.dialect.problems import Problem, did_you_mean
from modules.dialect.sentences import Sentence
from modules.dialect.sentences import say as _

TOO_FEW = _(
    "wants %(number)d questions, and the bank '%(bank)s' has %(found)d that fit and are ready in '%(language)s'; "
    "ask for fewer, or write more"
)
TOO_FEW_CRITICAL = _(
    "wants %(number)d safety-critical questions, and the bank '%(bank)s' has %(found)d that fit and are ready in "
    "'%(language)s'; ask for fewer, or write more"
)


def shortages(
    draws: Sequence[Draw], *, banks: Collection[str], pool: Collection[Candidate], language: str
) -> Iterator[Problem]:
    """Every draw that could not be filled, by its line: each by itself first, then all of them together."""
    found = [problem for draw in draws for problem in _alone(draw, banks, pool, language)]
    yield from found or _together(draws, pool)


def _alone(draw: Draw, banks: Collection[str], pool: Collection[Candidate], language: str) -> Iterator[Problem]:
    if draw.bank not in banks:
        near = did_you_mean(draw.bank, sorted(banks)) or _("; make it, or name another")
        yield _problem(
            "unknown-bank", draw, _("there is no bank of questions '%(bank)s'%(near)s", bank=draw.bank, near=near)
        )
        return
    fitting = [candidate for candidate in pool if draw_of(draw).wants(candidate)]
    if draw.question and not fitting:
        message = _(
            "the bank '%(bank)s' has no ready question '#%(question)s' in '%(language)s'; write it, or set it ready",
            bank=draw.bank,
            question=draw.question,
            language=language,
        )
        yield _problem("unknown-question", draw, message)
    elif len(fitting) < draw_of(draw).number:
        message = TOO_FEW_CRITICAL if draw.critical else TOO_FEW
        said = message.filled(number=draw.number, bank=draw.bank, found=len(fitting), language=language)
        yield _problem("draw-too-large", draw, said)


def _together(draws: Sequence[Draw], pool: Collection[Candidate]) -> Iterator[Problem]:
    """Draws that take the same questions from each other."""
    wants = [draw_of(draw) for draw in draws]
    try:
        drawn(wants, pool, seed="", seen={})
    except TooFew as short:
        at = next(number for number, want in enumerate(wants) if want is short.draw)
        message = _(
            "wants %(number)d questions, and the other draws leave %(found)d that fit; ask for fewer, or write more",
            number=short.draw.number,
            found=short.found,
        )
        yield _problem("draws-overlap", draws[at], message)


def _problem(code: str, draw: Draw, message: Sentence) -> Problem:
    return Problem(code=code, line=draw.line, message=message)
