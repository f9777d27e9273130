"""Writing activities and whole lessons in the canonical form: `parse(write(it)) == it`."""

from modules.dialect.attributes import write_attrs
from modules.dialect.document import Activity, Broken, Document, Prose
from modules.dialect.layout import below, labelled
from modules.dialect.leaves import Reply


def write(node: Document | Prose | Activity) -> str:
    """The node as text, ending with a line end."""
    if isinstance(node, Document):
        return "\n".join(write(each) for each in node.nodes)
    if isinstance(node, Broken):
        return node.source + "\n"
    if isinstance(node, Prose):
        return node.text + "\n"
    return _activity(node)


def _activity(activity: Activity) -> str:
    colons = ":" * _width(activity)
    title = f"[{activity.title}]" if activity.title else ""
    opening = f"{colons}{activity.kind}{title}{write_attrs(activity.id, activity.attrs)}"
    hints = (Reply(text=hint, label="HINT") for hint in activity.hints)
    replies = (labelled(reply) for reply in (*hints, *activity.notes))
    body = list(activity.body())
    if activity.prompt and body:
        body[0] = below(activity.prompt, body[0])
    blocks = [opening, activity.prompt, *body, *replies, colons]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _width(activity: Activity) -> int:
    """How many colons: more than the activities inside have."""
    return max((_width(child) + 1 for child in activity.children), default=3)
