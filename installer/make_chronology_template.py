"""Make ``resources/chronology/template.docx``: the report's styles on a landscape page, smaller, from margin to margin.

For maintainers, from the top of the checkout: ``python -m installer.make_chronology_template``.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from installer.make_report_template import template_bytes as with_styles
from installer.report_styles import STYLES

TARGET = Path(__file__).resolve().parents[1] / "resources" / "chronology" / "template.docx"

LANDSCAPE = (
    '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="1474" w:right="1021" w:bottom="1134" w:left="1021" w:header="624" w:footer="510" w:gutter="0"/>'
)
_OTHERWISE = {
    "Heading1": {"size": 34, "before": 0, "after": 100, "left": 0, "hanging": 0},
    "BodyText": {"left": 0, "size": 21, "after": 160},
    "Remark": {"left": 0},
    "TableText": {"size": 19},
}


def template_bytes() -> bytes:
    """Return the template; the same bytes every time."""
    return with_styles(tuple(replace(style, **_OTHERWISE.get(style.id, {})) for style in STYLES), LANDSCAPE)


if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(template_bytes())
