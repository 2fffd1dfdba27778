"""The picture of the case in words: what is drawn in it, what stands for it, and the page it stands on."""

from __future__ import annotations

from app.domain.describe import DRAFT
from app.domain.description import Description, Heading, Remark, Series
from app.domain.description import Picture as PictureBlock
from app.domain.picture import Kind, Picture
from app.domain.picture_axis import in_words

TITLE = "Picture of the case"

LEGEND = (
    "A dot is a day; a bar reaches from the earliest to the latest that the record's words allow, and fades where they "
    "leave it open. Full: in the skeleton chronology; hollow: other events. Hatched: nothing recorded by that agency for "
    "eight weeks or longer, which says what the record lacks and no more."
)


def drawn_words(picture: Picture) -> tuple[str, ...]:
    """Return all words that the picture carries: names of lanes and homes, titles of episodes, ages."""
    found: dict[str, None] = {}
    for track in picture.tracks:
        labels = () if track.kind in (Kind.AGENCY, Kind.MEETINGS) else (mark.label for mark in track.marks)
        for words in (track.label, track.short, track.group, *labels):
            if words:
                found[words] = None
    return tuple(found)


def alt_text(picture: Picture) -> str:
    """Return the words that stand for the picture where it can't be seen."""
    lanes = [track for track in picture.tracks if track.kind is Kind.AGENCY]
    parts = [f"The case from {in_words(picture.limits.low, picture.limits.high)} on a line of time."]
    counted = ", ".join(f"{track.label or 'no agency named'} {len(track.marks)}" for track in lanes)
    parts.append(f"Events by agency: {counted}.")
    for track in picture.tracks:
        if track.kind is Kind.EPISODES:
            parts.append(f"Episodes: {'; '.join(mark.label for mark in track.marks)}.")
        elif track.kind is Kind.MEETINGS:
            parts.append(f"Meetings: {len(track.marks)}.")
    children = [track.label for track in picture.tracks if track.kind is Kind.CHILD]
    if children:
        parts.append(f"Ages of {', '.join(children)}.")
    homes = dict.fromkeys(track.group for track in picture.tracks if track.kind is Kind.HOME)
    if homes:
        parts.append(f"Who lived when in {', '.join(homes)}.")
    return " ".join(parts)


def picture_page(
    picture: Picture, title: str, content: bytes, size: tuple[int, int], *, shown: str, draft: bool
) -> Description:
    """Return a landscape page with the picture under its heading; ``shown`` says which events it shows."""
    block = PictureBlock(TITLE, alt_text(picture), content, *size, drawn_words(picture))
    blocks = (Heading(1, TITLE, Series.NONE), Remark(shown), block, Remark(LEGEND))
    return Description(title=title, version="", status=DRAFT if draft else "", landscape=True, blocks=blocks)
