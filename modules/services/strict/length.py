"""How long a lesson and its sentences are, and how old one has to be to read them easily."""

import re
from collections.abc import Iterator

from modules.services.content_files import Finding
from modules.services.strict.edition import Edition
from modules.services.strict.written import Written

SHORTEST, LONGEST = 700, 1000
"""Words of a lesson outside activities and front matter; headings and tables count."""
AVERAGE_SENTENCE = 16.0
LONG_SENTENCE, MOST_LONG = 28, 3
"""Sentences of more words than that, and how many of them a lesson may hold."""
LONGEST_SENTENCE = 40
OLDEST_READER = 15
"""Years of age at which a lesson has to be easy: B2, for people who read in their second or third language."""
_CHARACTER = re.compile(r"[^\W_]")


def words(edition: Edition) -> Iterator[Finding]:
    """Lessons that are too short or too long, in the language they were written in; a translation is as long as it has to be."""
    for lesson in edition.lessons if edition.is_first else ():
        if not SHORTEST <= (count := lesson.word_count) <= LONGEST:
            message = f"the lesson has {count} words outside its activities; write {SHORTEST} to {LONGEST}"
            yield lesson.finding("lesson-length", 1, message)


def sentences(edition: Edition) -> Iterator[Finding]:
    """Sentences that are too long, and lessons in which too many are long. Khmer does not part its words: none can be counted."""
    for lesson in edition.lessons if edition.language != "km" else ():
        counts = [(len(each.words), each.line) for each in lesson.sentences]
        for count, line in counts:
            if count > LONGEST_SENTENCE:
                yield lesson.finding("long-sentence", line, f"a sentence of {count} words; make two or three of it")
        long = [line for count, line in counts if count > LONG_SENTENCE]
        if len(long) > MOST_LONG:
            message = (
                f"{len(long)} sentences have more than {LONG_SENTENCE} words (lines {', '.join(map(str, long))}); "
                f"at most {MOST_LONG} may"
            )
            yield lesson.finding("long-sentences", long[0], message)
        if (average := words_in_a_sentence(lesson)) > AVERAGE_SENTENCE:
            message = (
                f"its sentences have {average:.1f} words on average; write shorter ones, {AVERAGE_SENTENCE:.0f} at most"
            )
            yield lesson.finding("sentence-length", 1, message)


def reading_age(edition: Edition) -> Iterator[Finding]:
    """English lessons that are too hard to read. For other languages only the length of sentences is looked at."""
    for lesson in edition.lessons if edition.language == "en" else ():
        if (age := age_to_read(lesson)) > OLDEST_READER:
            message = f"one has to be {age:.1f} years old to read it easily, {OLDEST_READER} at most; use shorter words and sentences"
            yield lesson.finding("reading-age", 1, message)


def words_in_a_sentence(lesson: Written) -> float:
    """How many words its sentences have on average."""
    counts = [len(each.words) for each in lesson.sentences]
    return sum(counts) / max(1, len(counts))


def age_to_read(lesson: Written) -> float:
    """Years of age by the Automated Readability Index.

    E. A. Smith and R. J. Senter, Automated Readability Index, AMRL-TR-66-220, 1967: 4.71 characters per word + 0.5 words per
    sentence - 21.43 is the grade of an American school, whose pupils are six years older than its number at its end. It
    counts letters instead of guessing syllables, so that two programs find the same.
    """
    counted = lesson.sentences
    number = sum(len(each.words) for each in counted)
    if not number:
        return 0.0
    characters = sum(len(_CHARACTER.findall(each.text)) for each in counted)
    return 4.71 * characters / number + 0.5 * number / len(counted) - 21.43 + 6
