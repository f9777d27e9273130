"""Sentences are put into a language by whoever shows them."""

from assessments.mentoring.framework.sentences import Sentence, counted


def test_a_sentence_is_translated_with_its_values() -> None:
    def gettext(text: str) -> str:
        return {"Line %(line)d is empty.": "Regel %(line)d is leeg."}[text]

    def ngettext(one: str, many: str, number: int) -> str:
        return {("%(number)d day", "%(number)d days", 3): "%(number)d dagen"}[one, many, number]

    assert Sentence(text="Line %(line)d is empty.", values={"line": 4}).put(gettext, ngettext) == "Regel 4 is leeg."
    assert counted("%(number)d day", "%(number)d days", 3).put(gettext, ngettext) == "3 dagen"


def test_a_sentence_can_be_read_as_it_is() -> None:
    assert str(counted("One day of %(all)d", "%(number)d days of %(all)d", 1, all=9)) == "One day of 9"
    assert str(counted("One day of %(all)d", "%(number)d days of %(all)d", 2, all=9)) == "2 days of 9"
