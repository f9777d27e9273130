"""Made-up values for the gallery: what stands around the activities."""

from typing import Any

Value = dict[str, Any]

PHASES = (
    ("every", "Every phase"),
    ("identification", "Identification"),
    ("tracing", "Tracing"),
    ("assessment", "Assessment"),
    ("planning", "Planning"),
    ("preparation", "Preparation"),
    ("reunification", "Reunification"),
    ("follow-up", "Follow-up"),
    ("closure", "Closure"),
)


def step(title: str, note: str, state: str = "", state_text: str = "") -> Value:
    """A stop on the path through a module."""
    return {"title": title, "note": note, "state": state, "state_text": state_text, "url": "#"}


def progress(done: int, total: int, text: str) -> Value:
    """How much is done, as number and in words."""
    return {"done": done, "total": total, "percent": round(100 * done / total), "text": text}


PATH: Value = {
    "title": "Module 1 · Why families",
    "url": "#",
    "now_text": "Lesson 2 of 4",
    "progress": progress(1, 6, "1 of 6 steps done"),
    "steps": [
        step("What reintegration means, and what it does not", "35 min", "done", "Done"),
        step("Rights, necessity, suitability", "35 min", "now", "You are here"),
        step("What institutions do to children", "35 min"),
        step("Causes and honest numbers", "40 min"),
        step("A mother at the gate", "scenario · 20 min"),
        step("Quiz", "10 questions · pass mark 80 %"),
    ],
}

NEXT: Value = {
    "title": "Rights, necessity, suitability",
    "url": "#",
    "kind_text": "Lesson 2 of 4",
    "module_text": "Module 1 · Why families",
    "minutes_text": "35 minutes",
    "phase": "every",
    "phase_name": "Every phase",
    "button_text": "Go on with the lesson",
}

OPEN_GATE: Value = {
    "title": "Ready for direct contact with children: yes",
    "text": "You passed module 3 on 4 May 2026.",
    "open": True,
    "reasons": [],
    "link": None,
}
CLOSED_GATE: Value = {
    "title": "Ready for direct contact with children: not yet",
    "text": "Until then, work with children only together with your mentor.",
    "open": False,
    "reasons": ["Module 3 is not completed: lesson 3 and the quiz are missing."],
    "link": {"title": "Go to module 3, Working safely with children", "url": "#"},
}


def cards() -> list[Value]:
    """A module per phase, in different states."""
    plain: Value = {
        "url": "#",
        "minutes_text": "4 hours",
        "note": "4 lessons · scenario · quiz",
        "required_text": "",
        "missing_text": "",
    }
    result: list[Value] = [
        plain
        | {
            "number": number,
            "title": f"A module about {name.lower()}",
            "phase": key,
            "phase_name": name,
            "state": "",
            "state_text": "",
            "progress": None,
        }
        for number, (key, name) in enumerate(PHASES, start=1)
    ]
    result[0] |= {
        "state": "done",
        "state_text": "Completed on 2 May 2026",
        "progress": progress(6, 6, "6 of 6 steps done"),
    }
    result[1] |= {
        "state": "started",
        "state_text": "2 of 6 steps done",
        "missing_text": "Still missing: lessons 3 and 4, the scenario, the quiz",
        "progress": progress(2, 6, "2 of 6 steps done"),
    }
    result[2] |= {"progress": progress(0, 6, "Not started"), "state_text": "Not started"}
    return result


def pieces() -> Value:
    """Everything in the gallery but the activities."""
    return {
        "phases": PHASES,
        "path": PATH,
        "next": NEXT,
        "open_gate": OPEN_GATE,
        "closed_gate": CLOSED_GATE,
        "cards": cards(),
    }
