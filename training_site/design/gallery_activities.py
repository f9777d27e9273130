"""Made-up activities for the gallery, with the attribute names of the real ones."""

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

Value = dict[str, Any]

NAMES = {
    "right": "Right",
    "wrong": "Not yet",
    "partly": "Partly right",
    "noted": "Noted",
    "error": "Something is missing",
}


def html(text: str) -> SafeString:
    """A paragraph."""
    return format_html("<p>{}</p>", text)


def activity(kind: str, kind_label: str, key: str, prompt: str, **more: Any) -> Value:
    """An activity nobody has answered yet."""
    fresh: Value = {
        "key": key, "kind": kind, "kind_label": kind_label, "title": "", "prompt": html(prompt) if prompt else "", "parts": [], "flow": [],
        "panels": [], "action": "#", "version": "0" * 64, "client_id": "00000000-0000-4000-8000-000000000000", "status": "", "status_text": "",
        "said": [], "hints": [], "explanation": [], "tries_text": "2 tries · a hint after the first", "can_answer": True,
        "button_text": "Check", "settled": False, "recorded": True, "error": "", "lang": "", "points_text": "", "critical": False,
    }  # fmt: skip
    return fresh | more


def part(key: str, widget: str, label: str = "", **more: Any) -> Value:
    """One thing to answer."""
    fresh: Value = {
        "key": key, "name": "", "field_id": key, "widget": widget, "label": label, "options": [], "value": "", "hint": "", "unit": "",
        "size": 0, "mark": "", "mark_text": "", "said": [], "described_by": "", "position_text": "", "lang": "",
    }  # fmt: skip
    return marked(fresh | more)


def option(field_id: str, key: str, label: str = "", **more: Any) -> Value:
    """One thing to choose."""
    fresh: Value = {
        "key": key, "field_id": f"{field_id}-{key}", "label": label, "text": label, "selected": False, "mark": "", "mark_text": "",
        "said": [], "solution": False,
    }  # fmt: skip
    return marked(fresh | more)


def marked(value: Value) -> Value:
    """Fill in the words of a mark."""
    return value | {"mark_text": NAMES[value["mark"]]} if value["mark"] else value


def status(name: str, *said: str, **more: Any) -> Value:
    """How an answered activity stands."""
    return {"status": name, "status_text": NAMES[name], "said": [html(text) for text in said]} | more


def choice_options(key: str, chosen: str = "", mark: str = "", solution: str = "") -> list[Value]:
    """Three options; the chosen one says what is to be said."""
    rows = (
        ("a", "Good preparation", "Preparation comes before the move; this was said on the evening after it."),
        ("b", "We are looking at reunification only", "The move is one day; reintegration is what keeps it safe."),
        ("c", "A family that no longer needs us", "Nobody can know that on the first evening."),
    )
    return [
        option(key, letter, text, selected=True, mark=mark, said=[html(said)], solution=letter == solution)
        if letter == chosen
        else option(key, letter, text, solution=letter == solution)
        for letter, text, said in rows
    ]


def choice(key: str, *, chosen: str = "", mark: str = "", solution: str = "", **more: Any) -> Value:
    """A choice with one right answer."""
    answer = part(f"{key}-answer", "radio", options=choice_options(key, chosen, mark, solution))
    prompt = "It is the evening of the move. A colleague says: “The case is finished.” What is that a sign of?"
    return activity("choice", "Your judgement", key, prompt, parts=[answer], **more)


SETTLED: Value = {"can_answer": False, "settled": True, "tries_text": ""}
WHY = html(
    "Reunification is a day. What makes it safe and lasting comes before and after, for at least two years in this programme."
)


def choices() -> list[Value]:
    """One question in every state an activity can be in."""
    hint = html("Think of the two brothers at the beginning of the lesson.")
    return [
        choice("unanswered", critical=True),
        choice(
            "wrong",
            chosen="c",
            mark="wrong",
            hints=[hint],
            **status("wrong", tries_text="1 try left", button_text="Check again"),
        ),
        choice("right", chosen="b", mark="right", explanation=[WHY], **status("right", **SETTLED)),
        choice(
            "settled",
            chosen="a",
            mark="wrong",
            solution="b",
            explanation=[WHY],
            **status("wrong", "No tries left.", **SETTLED),
        ),
        choice("error", **status("error", error="Choose an answer first.")),
        choice("anonymous", chosen="b", mark="right", **status("right", recorded=False, **SETTLED)),
    ]


def several() -> list[Value]:
    """Check boxes, statements, lists of lines."""
    boxes = [
        option("boxes", key, text)
        for key, text in (
            ("a", "A school that expects the child"),
            ("b", "A sack of rice"),
            ("c", "A date for the next visit"),
        )
    ]
    boxes[1] |= marked({"selected": True, "mark": "wrong", "said": [html("Welcome, but no preparation.")]})
    boxes[2] |= marked({"selected": True, "mark": "right", "said": []})
    truth = [option("s1", "true"), option("s1", "false", selected=True)]
    steps = [option("steps", str(number)) | {"text": str(number)} for number in (1, 2, 3)]
    causes = [option("causes", key, text) for key, text in (("past", "Past"), ("active", "Still active"))]
    return [
        activity("choice", "Several answers", "boxes", "What belongs to preparation?", parts=[part("boxes-answer", "checkbox", options=boxes)], **status("partly", tries_text="1 try left")),
        activity("truefalse", "True or false", "truth", "", title="Two statements", parts=[
            part("s1", "radio", "Reintegration ends on the day of the move.", options=truth, mark="right", said=[html("It begins long before and goes on for years.")]),
            part("s2", "radio", "Home is the first option to explore.", options=[option("s2", "true"), option("s2", "false")]),
        ]),
        activity("order", "Put in order", "order", "Which phase comes first?", parts=[part(f"step-{letter}", "select", text, options=steps) for letter, text in (("a", "Tracing"), ("b", "Assessment"), ("c", "Planning"))]),
        activity("match", "Match", "match", "What does each person decide?", parts=[
            part("pair-a", "select", "The competent authority", options=causes, mark="right"),
            part("pair-b", "select", "The child, asked in a safe way and in words of her own", options=causes, mark="wrong", said=[html("She does not decide alone, and nothing is decided without her.")]),
        ], **status("partly", tries_text="1 try left")),
        activity("sort", "Sort", "sort", "Is the cause still active?", parts=[part(f"item-{key}", "radio", text, options=[option(f"item-{key}", "past", "Past"), option(f"item-{key}", "active", "Still active")]) for key, text in (("a", "No school on the lane"), ("b", "Father abroad"))]),
    ]  # fmt: skip


def flow(parts: list[Value]) -> list[Value]:
    """Running text with gaps."""
    first, second, third = parts
    return [
        {"html": format_html("<p>{}", "Follow-up lasts at least "), "part": first},
        {"html": format_html("{}", " years. A girl of nine is "), "part": second},
        {
            "html": format_html("{}</p><p>{}", " alone at every visit.", "In the first three months that makes "),
            "part": third,
        },
        {"html": format_html("{}</p>", "."), "part": None},
    ]


def typed() -> list[Value]:
    """Everything that is written rather than chosen."""
    seen = [option("gap2", "seen", "seen"), option("gap2", "told", "told", selected=True)]
    gaps = [
        part("gap-1", "number", size=4, position_text="Blank 1 of 3", value="2", mark="right"),
        part(
            "gap-2",
            "select",
            options=seen,
            position_text="Blank 2 of 3",
            mark="wrong",
            said=[html("What does the word “visit” ask of you?")],
        ),
        part("gap-3", "text", size=10, position_text="Blank 3 of 3", hint="A number of visits, in words"),
    ]
    visits = part(
        "visits",
        "number",
        "Visits",
        size=5,
        unit="visits",
        value="17",
        mark="wrong",
        said=[html("Count the first month again.")],
    )
    return [
        activity("blanks", "Fill in", "blanks", "", parts=gaps, flow=flow(gaps), **status("partly", tries_text="1 try left")),
        activity("number", "Calculate", "number", "How many visits in two years, standard tier?", parts=[visits], **status("wrong", tries_text="1 try left")),
        activity("short", "In a word", "short", "What do we call the day a child moves?", parts=[part("short-answer", "text", size=20)]),
        activity("reflect", "For yourself", "reflect", "", title="Your own work", button_text="Keep it", tries_text="Only you see this", parts=[part("prompt-a", "long-text", "Where does poverty still work as a sufficient reason to admit a child?")]),
        activity("checklist", "Checklist", "checklist", "Before the first call", button_text="Keep it", tries_text="", parts=[part("checklist-answer", "checkbox", options=[option("checklist", "a", "Consent is written down", selected=True), option("checklist", "b", "A private room")])], **status("noted")),
    ]  # fmt: skip


def opened() -> list[Value]:
    """Panels, a scenario on the way and at its end, a quiz inside a lesson."""
    panels = [{"title": f"Level {number}", "html": html("What belongs here."), "lang": ""} for number in (1, 2, 3)]
    walked = [
        {"scene_title": "At the gate", "move_text": html("Explain to the director that admission needs the authority to decide."), "said": [html("Correct on mandate. Do it kindly.")], "rating": "acceptable", "rating_text": "Acceptable", "retry_url": "#"},
        {"scene_title": "Under the tree", "move_text": html("Offer to pay his fees from a small project fund."), "said": [html("Fees are not the cause. The road and the distance are.")], "rating": "weak", "rating_text": "Weak", "retry_url": "#"},
    ]  # fmt: skip
    moves = [
        option("move", key, text)
        for key, text in (
            ("m1", "Ask Ms R. whether she would like to sit with you, away from the office."),
            ("m2", "Agree to a temporary admission today."),
        )
    ]
    scene = {
        "title": "Two weeks later",
        "html": html("The boy is at home; four families share the walk. The director asks again about the bed."),
    }
    walk: Value = {
        "scene": scene,
        "moves": moves,
        "path": ["m4"],
        "steps": walked[:1],
        "ended": False,
        "restart_url": "#",
    }
    inner = [choice("inner")]
    return [
        *[activity(kind, label, kind, "Open one at a time.", panels=panels) for kind, label in (("cards", "Cards"), ("accordion", "Read more"), ("tabs", "Side by side"))],
        activity("scenario", "Scenario", "gate", "", title="A mother at the gate", **walk),
        activity("scenario", "Scenario", "gate-end", "", title="A mother at the gate", explanation=[html("Which cause was a pull factor?")], **walk | {"ended": True, "steps": walked}),
        activity("quiz", "Quiz", "inside", "", title="Check yourself", items=inner),
    ]  # fmt: skip


def prose() -> SafeString:
    """Callouts as the Markdown renderer writes them."""
    kinds = ("note", "tip", "important", "warning", "caution")
    return format_html_join(
        "",
        '<div class="markdown-alert markdown-alert-{}"><p class="markdown-alert-title">{}</p><p>{}</p></div>',
        ((kind, kind.title(), "Follow-up lasts at least two years. Your country may ask for more.") for kind in kinds),
    )


def activities() -> list[Value]:
    """Every kind, in every state."""
    return [*choices(), *several(), *typed(), *opened()]
