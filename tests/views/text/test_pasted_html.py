"""What Word and web pages put on the clipboard, made clean."""

from __future__ import annotations

import pytest

from app.domain.text import Run, Style, Text
from app.views.text.pasted_html import text_of_html

WORD_LIST = (
    "<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span>"
    "<![endif]>first<o:p></o:p></p><p><s>second</p>"
)


def runs(text: Text) -> list[tuple[Run, ...]]:
    return [paragraph.runs for paragraph in text.paragraphs]


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ("<p>one</p>\n\n<p>two</p>", "one\ntwo"),
        ("<ul><li>one</li><li>two</li></ul>", "one\ntwo"),
        ("one<br>two", "one\ntwo"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a\tb\nc"),
        ("<p>one<script>alert(1)</script></p><style>p{}</style><title>t</title>", "one"),
        ("<p>caf&eacute; &amp;\n   tea &nbsp;</p>", "café & tea"),
        (WORD_LIST, "first\nsecond"),
        ("<html>no<!--StartFragment-->yes<!--EndFragment-->no", "yes"),
        ("<p></p><p> </p>", ""),
        ("</b></p>left open <b>", "left open"),
        ("<p>a<span style='display:none'>hidden<b>more</b></span>b</p>", "ab"),
    ],
)
def test_letters_and_paragraphs_come_clean(html: str, plain: str) -> None:
    assert text_of_html(html).plain == plain


def test_bold_and_italic_come_however_they_are_written() -> None:
    html = (
        "<b>a</b><strong>b</strong><span style='font-weight:700'>c</span><em>d</em>"
        "<b style='font-weight:normal'>e</b><i><span style='font-style:normal'>f</span></i>"
        "<h2 style='color:red'>g</h2>"
    )
    assert runs(text_of_html(html)) == [
        (Run("abc", Style(bold=True)), Run("d", Style(italic=True)), Run("ef")),
        (Run("g"),),
    ]
