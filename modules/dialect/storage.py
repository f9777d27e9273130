"""Activities as JSON, so that a request never parses Markdown: `load(json.loads(json.dumps(dump(it)))) == it`."""

from dataclasses import fields, is_dataclass
from typing import Any

from modules.dialect.activities import BY_NAME
from modules.dialect.attributes import Attrs
from modules.dialect.document import Activity
from modules.dialect.leaves import LEAVES, Leaf

_LEAVES: dict[str, type[Leaf]] = {leaf.__name__: leaf for leaf in LEAVES}


def dump(activity: Activity) -> dict[str, Any]:
    """The activity as objects, lists, strings, numbers and booleans. Lines are left out: they belong to the text it came from."""
    return {"kind": activity.kind, **_fields(activity)}


def load(stored: dict[str, Any]) -> Activity:
    """The activity that `dump` wrote; raises ValueError for anything else."""
    activity = _load(stored)
    if not isinstance(activity, Activity):
        raise ValueError("not an activity")
    return activity


def _fields(node: Any) -> dict[str, Any]:
    return {field.name: _dump(getattr(node, field.name)) for field in fields(node) if field.name != "line"}


def _dump(value: Any) -> Any:
    if isinstance(value, Activity):
        return dump(value)
    if isinstance(value, Attrs):
        return {"leaf": "Attrs", "pairs": dict(value)}
    if is_dataclass(value):
        return {"leaf": type(value).__name__, **_fields(value)}
    return [_dump(each) for each in value] if isinstance(value, tuple) else value


def _load(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_load(each) for each in value)
    if not isinstance(value, dict):
        return value
    if value.get("leaf") == "Attrs":
        return Attrs(value["pairs"])
    tag = "leaf" if "leaf" in value else "kind"  # a gap has a field named kind
    known: dict[str, type[Activity]] | dict[str, type[Leaf]] = _LEAVES if tag == "leaf" else BY_NAME
    kind = known.get(value.get(tag, ""))
    if kind is None:
        raise ValueError(f"unknown kind or leaf: {value.get('kind') or value.get('leaf')}")
    try:
        return kind(**{name: _load(each) for name, each in value.items() if name != tag})
    except TypeError as error:
        raise ValueError(f"not the fields of {kind.__name__}") from error
