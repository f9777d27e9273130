"""H5P packages: the content types that teach, from their `content.json`. Pictures, sounds and films stay in the package."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

from assessments.interop.codecs.archives import Archive
from assessments.interop.codecs.h5p_content import Content, parse
from assessments.interop.codecs.h5p_stories import branching_scenario, image_hotspots, interactive_video
from assessments.interop.codecs.h5p_texts import blanks, starred, words_to_drag, words_to_mark
from assessments.interop.codecs.items import Answer, Finding, Gap, Item, Kind, Note, Place, Reading, Text
from assessments.interop.codecs.sentences import Said, say
from assessments.interop.codecs.shares import even
from assessments.interop.codecs.sources import MAX_ITEMS, Refused

MAX_CONTENT = 2_000_000
MAX_NESTING = 4
"""Content inside content: a question in a set in a film."""

FILM = "H5P.InteractiveVideo"
"""Its questions are read by the readers below, inside the film."""

SET = "H5P.QuestionSet"
DEFAULT_PASS = 50
"""The percentage that passes where a set says nothing."""

_CONTENT = "content/content.json"


def read(data: bytes) -> Reading:
    """The items of a package."""
    try:
        archive = Archive(data)
        about = parse(archive.read("h5p.json", largest=MAX_CONTENT), "h5p.json")
        content = parse(archive.read(_CONTENT, largest=MAX_CONTENT), _CONTENT)
    except Refused as refused:
        place = refused.finding.place
        return Reading(findings=(replace(refused.finding, place=replace(place, line=place.line or 1)),))
    items: list[Item] = []
    library = about.string("mainLibrary")
    for item in _items(library, content, 1):
        if len(items) == MAX_ITEMS:
            message = say("the package holds more than %(most)s questions; divide it", most=MAX_ITEMS)
            finding = Finding(code="too-many", place=Place(line=1, path=_CONTENT), message=message)
            return Reading(items=tuple(items), findings=(finding,))
        items.append(item)
    if library == SET and items:
        items = [_question_set(content, tuple(items))]
    if len(items) == 1:
        items = [replace(items[0], name=about.string("title")[:200])]
    return Reading(items=tuple(items))


def _items(library: str, content: Content, depth: int) -> Iterator[Item]:
    reader = READERS.get(library)
    holder = HOLDERS.get(library)
    if holder and depth < MAX_NESTING:
        for inner, name in holder(content):
            for item in _items(inner.library, inner.get("params"), depth + 1):
                yield replace(item, name=item.name or name)
        return
    if library == FILM and depth < MAX_NESTING:
        found = interactive_video(content, lambda inner, params: _items(inner, params, depth + 1))
    else:
        found = reader(content) if reader else _unknown(library, content)
    for item in found:
        yield replace(item, place=item.place if item.place.path else Place(path=f"{_CONTENT} {content.path}".strip()))


def _unknown(library: str, content: Content) -> Iterator[Item]:
    texts = (content.string(name) for name in ("taskDescription", "question", "description", "intro", "introduction"))
    stem = Text(text="".join(f"<p>{text}</p>" for text in texts if text), format="html")
    yield Item(
        kind=Kind.UNKNOWN,
        stem=stem,
        lost=(say("the content type '%(library)s'", library=library[:60] or say("without a name")),),
    )


def _multi_choice(content: Content) -> Iterator[Item]:
    answers = tuple(
        Answer(text=one.html("text"), right=one.flag("correct"), feedback=one.said("tipsAndFeedback", "chosenFeedback"))
        for one in content.list("answers")
    )
    kind = content.string("behaviour", "type")
    single = kind == "single" or (kind != "multi" and sum(answer.right for answer in answers) < 2)
    yield Item(
        kind=Kind.CHOICE,
        stem=content.html("question"),
        answers=answers if single else even(answers),
        single=single,
        shuffle=content.flag("behaviour", "randomAnswers"),
        media=_media(content),
        lost=_media(content),
    )


def _true_false(content: Content) -> Iterator[Item]:
    truth = content.flag("correct")
    said = {
        True: content.said("behaviour", "feedbackOnCorrect"),
        False: content.said("behaviour", "feedbackOnWrong"),
    }
    answers = tuple(
        Answer(text=Text(text=word), right=value is truth, feedback=said[value is truth])
        for word, value in (("true", True), ("false", False))
    )
    yield Item(kind=Kind.TRUE_FALSE, stem=content.html("question"), answers=answers, lost=_media(content))


def _blanks(content: Content) -> Iterator[Item]:
    case = content.get("behaviour", "caseSensitive").value is not False
    html = content.string("text")
    gaps: list[Gap] = []
    for question in content.list("questions"):
        text = question.value if isinstance(question.value, str) else ""
        read = blanks(Content(value={"text": text}, path="").string("text"), case=case, first=len(gaps))
        html += f"<p>{read.html}</p>"
        gaps += read.gaps
    lost = (say("that slips of the pen are forgiven"),) if content.flag("behaviour", "acceptSpellingErrors") else ()
    yield Item(kind=Kind.BLANKS, stem=Text(text=html, format="html"), gaps=tuple(gaps), lost=(*lost, *_media(content)))


def _drag_text(content: Content) -> Iterator[Item]:
    read = words_to_drag(_lines(content.string("textField")))
    extra = tuple(Answer(text=Text(text=word), right=False) for word in starred(content.string("distractors")))
    stem = Text(text=f"{content.string('taskDescription')}<p>{read.html}</p>", format="html")
    yield Item(kind=Kind.BLANKS, stem=stem, gaps=read.gaps, answers=extra, bank=True, lost=read.lost)


def _mark_the_words(content: Content) -> Iterator[Item]:
    read = words_to_mark(_lines(content.string("textField")))
    stem = Text(text=f"{content.string('taskDescription')}<p>{read.html}</p>", format="html")
    yield Item(kind=Kind.MARK, stem=stem, gaps=read.gaps, lost=_media(content))


def _single_choice_set(content: Content) -> Iterator[Item]:
    for one in content.list("choices"):
        yield _first_is_right(one, one.html("question"), one.list("answers"))


def _summary(content: Content) -> Iterator[Item]:
    for panel in content.list("summaries"):
        hint = panel.said("tip")
        item = _first_is_right(panel, content.html("intro"), panel.list("summary"))
        yield replace(item, notes=(Note(label="HINT", text=hint),) if hint else ())


def _first_is_right(one: Content, stem: Text, answers: list[Content]) -> Item:
    options = tuple(
        Answer(text=Content(value={"text": answer.value}, path="").html("text"), right=at == 0)
        for at, answer in enumerate(answers)
    )
    return Item(kind=Kind.CHOICE, stem=stem, answers=options, shuffle=True, place=Place(path=f"{_CONTENT} {one.path}"))


def _cards(content: Content) -> Iterator[Item]:
    cards = [*content.list("dialogs"), *content.list("cards")]
    answers = tuple(
        Answer(text=card.html("text"), partner=Text(text=card.string("answer"), format="html")) for card in cards
    )
    typed = (say("answers that are typed: the cards are turned instead"),) if content.list("cards") else ()
    lost = (*typed, *(what for card in cards for what in _files(card)))
    yield Item(kind=Kind.CARDS, stem=content.html("description"), answers=answers, lost=tuple(dict.fromkeys(lost)))


def _accordion(content: Content) -> Iterator[Item]:
    panels = tuple(
        Answer(text=Text(text=panel.string("title")), partner=panel.html("content", "params", "text"))
        for panel in content.list("panels")
    )
    yield Item(kind=Kind.PANELS, answers=panels)


def _essay(content: Content) -> Iterator[Item]:
    """What H5P looks for in a text becomes the lines it is measured by: no program marks a text here."""
    sample = content.said("solution", "sample")
    notes = (Note(label="SAMPLE", text=sample),) if sample else ()
    keywords = [one for one in content.list("keywords") if one.string("keyword").strip()]
    lines = tuple(Answer(text=Text(text=one.string("keyword").strip("*/ ")), share=_points(one)) for one in keywords)
    lost = (say("that keywords earn points by themselves: they are lines to tick"),) if lines else ()
    yield Item(kind=Kind.ESSAY, stem=content.html("taskDescription"), answers=lines, notes=notes, lost=lost)


def _points(keyword: Content) -> Fraction:
    points = keyword.get("options", "points").value
    return Fraction(points) if isinstance(points, int) and 0 < points <= 100 else Fraction(1)


def _sort_paragraphs(content: Content) -> Iterator[Item]:
    steps = (Content(value={"text": one.value}, path="").html("text") for one in content.list("paragraphs"))
    answers = tuple(Answer(text=step) for step in steps)
    yield Item(kind=Kind.ORDER, stem=content.html("taskDescription"), answers=answers)


def _text(content: Content) -> Iterator[Item]:
    yield Item(kind=Kind.TEXT, stem=content.html("text"))


def _question_set(content: Content, questions: tuple[Item, ...]) -> Item:
    """The set around its questions: when it is passed, how many of them are asked, and what is said about the result."""
    share, pool = content.get("passPercentage").value, content.get("poolSize").value
    return Item(
        kind=Kind.QUIZ,
        stem=content.html("introPage", "introduction"),
        inside=questions,
        passes=share if isinstance(share, int) and 0 <= share <= 100 else DEFAULT_PASS,
        pool=pool if isinstance(pool, int) and pool > 0 else None,
        notes=tuple(_bands(content.get("endGame"))),
        place=Place(path=_CONTENT),
    )


def _bands(end: Content) -> Iterator[Note]:
    """What is said from so many to so many percent."""
    for band in end.list("overallFeedback"):
        least, most, said = band.get("from").value, band.get("to").value, band.said("feedback")
        if said and isinstance(least, int) and isinstance(most, int) and 0 <= least <= most <= 100:
            yield Note(label=f"SCORE {least}-{most}", text=said)


Inner = tuple[Content, str]


def _questions(content: Content) -> Iterator[Inner]:
    """The questions of a set; a set in a set has no say of its own."""
    for question in content.list("questions"):
        yield question, question.string("metadata", "title")


READERS: dict[str, Callable[[Content], Iterator[Item]]] = {
    "H5P.MultiChoice": _multi_choice,
    "H5P.TrueFalse": _true_false,
    "H5P.Blanks": _blanks,
    "H5P.DragText": _drag_text,
    "H5P.MarkTheWords": _mark_the_words,
    "H5P.SingleChoiceSet": _single_choice_set,
    "H5P.Summary": _summary,
    "H5P.Dialogcards": _cards,
    "H5P.Flashcards": _cards,
    "H5P.Accordion": _accordion,
    "H5P.ImageHotspots": image_hotspots,
    "H5P.Essay": _essay,
    "H5P.SortParagraphs": _sort_paragraphs,
    "H5P.AdvancedText": _text,
    "H5P.Text": _text,
    "H5P.BranchingScenario": branching_scenario,
}
HOLDERS: dict[str, Callable[[Content], Iterator[Inner]]] = {
    SET: _questions,
}


def _media(content: Content) -> tuple[Said, ...]:
    """What stands above the question."""
    library = content.get("media", "type").library
    return (say("the medium above the question (%(found)s)", found=library[:60]),) if library else ()


def _files(content: Content) -> tuple[Said, ...]:
    names = [content.string("image", "path"), *(sound.string("path") for sound in content.list("audio"))]
    return tuple(say("the file %(name)s", name=name[:80]) for name in names if name)


def _lines(text: str) -> str:
    """Drag the Words keeps its text without paragraphs: line ends count."""
    return text.replace("\n", "<br>")
