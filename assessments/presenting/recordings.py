"""A film or a recording of sound as its template prints it, with what is asked at its checkpoints."""

from collections.abc import Iterator, Sequence

from assessments.presenting import wording
from assessments.presenting.shapes import ActivityView, RecordingView, StopView
from modules.compiled import CompiledActivity
from modules.dialect.activities.media import Media


def recording_view(compiled: CompiledActivity, media: Media, items: Sequence[ActivityView]) -> ActivityView:
    """A recording; `items` are its activities in order, and each checkpoint takes its own."""
    return ActivityView(
        key=compiled.key,
        kind=compiled.kind,
        kind_label=wording.kind_label(compiled.kind),
        title=compiled.inline(media.title) if media.title else "",
        prompt=compiled.html(media.prompt) if media.prompt else "",
        explanation=tuple(compiled.html(leaf) for leaf in media.explanation),
        lang=media.lang,
        can_answer=False,
        recording=RecordingView(
            src=media.src,
            captions=media.captions,
            transcript_url=media.attrs.get("transcript", ""),
            transcript=tuple(compiled.html(leaf) for leaf in media.transcript),
            stops=tuple(_stops(compiled, media, items)),
        ),
    )


def _stops(compiled: CompiledActivity, media: Media, items: Sequence[ActivityView]) -> Iterator[StopView]:
    begin = 0
    for stop in media.checkpoints:
        yield StopView(
            at=stop.at,
            seconds=stop.seconds,
            title=compiled.inline(stop.title) if stop.title else "",
            html=compiled.html(stop.text) if stop.text else "",
            pause="pause" in stop.attrs,
            field_id=f"{compiled.key}-at-{stop.seconds}",
            items=tuple(items[begin : begin + stop.holds]),
        )
        begin += stop.holds
