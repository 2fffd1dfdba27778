"""Pictures in a report as Word's markup, and the parts of the package that hold them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.documents.wordml import escaped, paragraph
from app.domain.description import Picture

_TWIP = 635
"""English metric units, in which drawings are measured, in a twentieth of a point."""

_HIGHEST = 6500
"""Twips that a picture may be high on a landscape page, between its heading and what is said of its signs."""

_AS_IT_IS = '<w:spacing w:line="240" w:lineRule="auto"/><w:ind w:left="0" w:firstLine="0"/>'
"""At the margin, and as high as it is."""

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def picture_xml(picture: Picture, number: int, text_width: int) -> str:
    """Return a picture in a paragraph of its own, with the words that stand for it."""
    scale = min(text_width / picture.width, _HIGHEST / picture.height)
    wide, high = (round(side * scale * _TWIP) for side in (picture.width, picture.height))
    says = f'id="{number}" name="{escaped(picture.title)}" descr="{escaped(picture.alt)}"'
    drawing = (
        f'<w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{wide}" cy="{high}"/><wp:docPr {says}/>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr {says}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="rIdPicture{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )
    return paragraph(
        "BodyText", f"<w:r>{drawing}</w:r>", '<w:spacing w:line="240" w:lineRule="auto"/><w:ind w:left="0" w:firstLine="0"/>'
    )


def picture_parts(template: Mapping[str, str], pictures: Sequence[bytes]) -> dict[str, str | bytes]:
    """Return the pictures as parts, and the parts of the template that must name them."""
    types, links = "[Content_Types].xml", "word/_rels/document.xml.rels"
    kind = '<Default Extension="png" ContentType="image/png"/>'
    relations = "".join(
        f'<Relationship Id="rIdPicture{number}" Type="{_RELATION}" Target="media/picture{number}.png"/>'
        for number in range(1, len(pictures) + 1)
    )
    made: dict[str, str | bytes] = {
        types: template[types].replace("<Override", f"{kind}<Override", 1),
        links: template[links].replace("</Relationships>", f"{relations}</Relationships>"),
    }
    for number, content in enumerate(pictures, start=1):
        made[f"word/media/picture{number}.png"] = content
    return made
