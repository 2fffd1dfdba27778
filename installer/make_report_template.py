"""Make ``resources/report/template.docx``: the report's named styles, numbering, header and footer, and nothing else.

For maintainers, from the top of the checkout: ``python -m installer.make_report_template``. The template is written part by
part, because the one that comes with python-docx carries an author, a thumbnail and custom XML. Words in braces are put in
by ``app/documents/report_writer.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.documents.package import zip_parts
from installer.report_styles import ACCENT, FACE, HANG, INK, QUIET, RULE, STYLES, TINT, Style

TARGET = Path(__file__).resolve().parents[1] / "resources" / "report" / "template.docx"

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

_PARTS = {
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
    "fontTable": "fontTable",
    "header1": "header",
    "footer1": "footer",
    "header2": "header",
    "footer2": "footer",
}


PORTRAIT = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1701" w:right="1418" w:bottom="1418" w:left="1418" w:header="737" w:footer="624" w:gutter="0"/>'
    "<w:titlePg/>"
)


def template_bytes(styles: Sequence[Style] = STYLES, page: str = PORTRAIT) -> bytes:
    """Return a template of some styles and a page; the same bytes every time."""
    return zip_parts(
        {
            "[Content_Types].xml": _content_types(),
            "_rels/.rels": _relations(
                (f"{RELATION}/officeDocument", "word/document.xml"),
                (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ),
            "docProps/core.xml": _core(),
            "word/document.xml": _document(styles, page),
            "word/_rels/document.xml.rels": _relations(
                *((f"{RELATION}/{kind}", f"{name}.xml") for name, kind in _PARTS.items())
            ),
            "word/styles.xml": _styles(styles),
            "word/numbering.xml": _numbering(),
            "word/settings.xml": _settings(),
            "word/fontTable.xml": _fonts(),
            "word/header1.xml": _header(),
            "word/footer1.xml": _footer(),
            "word/header2.xml": _empty("hdr", "Header"),
            "word/footer2.xml": _empty("ftr", "Footer"),
        }
    )


def _content_types() -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{TYPE}.{kind}+xml"/>' for name, kind in _PARTS.items()
    )
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{TYPE}.document.main+xml"/>{overrides}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def _core() -> str:
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:language>en-GB</dc:language>'
        "</cp:coreProperties>"
    )


def _document(styles: Sequence[Style], page: str) -> str:
    """One paragraph of each style, for whoever opens the template; the writer puts the report in their place."""
    specimens = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style.id}"/></w:pPr><w:r><w:t>{style.name}</w:t></w:r></w:p>' for style in styles
    )
    ids = {name: f"rId{number}" for number, name in enumerate(_PARTS, start=1)}
    return (
        f'{HEAD}<w:document {WORD} xmlns:r="{RELATION}"><w:body>{specimens}<w:sectPr>'
        f'<w:headerReference w:type="default" r:id="{ids["header1"]}"/>'
        f'<w:headerReference w:type="first" r:id="{ids["header2"]}"/>'
        f'<w:footerReference w:type="default" r:id="{ids["footer1"]}"/>'
        f'<w:footerReference w:type="first" r:id="{ids["footer2"]}"/>'
        f"{page}</w:sectPr></w:body></w:document>"
    )


def _styles(styles: Sequence[Style]) -> str:
    face = f'<w:rFonts w:ascii="{FACE}" w:hAnsi="{FACE}" w:eastAsia="{FACE}" w:cs="{FACE}"/>'
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{face}"
        f'<w:color w:val="{INK}"/><w:sz w:val="23"/><w:szCs w:val="23"/>'
        '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="en-GB"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="288" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        "<w:pPr><w:widowControl/></w:pPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/></w:style>'
    )
    return f"{HEAD}<w:styles {WORD}>{defaults}{normal}{''.join(map(_style, styles))}{_table_styles()}</w:styles>"


def _style(style: Style) -> str:
    custom = ' w:customStyle="1"' if style.own else ""
    following = f'<w:next w:val="{style.next}"/>' if style.next else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="{style.based_on}"/>{following}<w:qFormat/>'
        f"<w:pPr>{_paragraph_properties(style)}</w:pPr><w:rPr>{_letters(style)}</w:rPr></w:style>"
    )


def _paragraph_properties(style: Style) -> str:
    parts = [
        "<w:keepNext/>" if style.keep_next else "",
        "<w:keepLines/>" if style.keep_lines else "",
        _list_number(style),
        f"<w:pBdr>{style.borders}</w:pBdr>" if style.borders else "",
        f'<w:shd w:val="clear" w:color="auto" w:fill="{style.fill}"/>' if style.fill else "",
        _tabs(style),
        _spacing(style),
        _indent(style),
        f'<w:jc w:val="{style.align}"/>' if style.align else "",
        f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline is not None else "",
    ]
    return "".join(parts)


def _list_number(style: Style) -> str:
    if style.list_number is None:
        return ""
    number, level = style.list_number
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def _tabs(style: Style) -> str:
    stops = "".join(
        f'<w:tab w:val="{kind}" {f"w:leader={chr(34)}{leader}{chr(34)} " if leader else ""}w:pos="{position}"/>'
        for kind, position, leader in style.tabs
    )
    return f"<w:tabs>{stops}</w:tabs>" if stops else ""


def _spacing(style: Style) -> str:
    given = [
        f'w:before="{style.before}"' if style.before is not None else "",
        f'w:after="{style.after}"' if style.after is not None else "",
        f'w:line="{style.line}" w:lineRule="auto"' if style.line else "",
    ]
    joined = " ".join(part for part in given if part)
    return f"<w:spacing {joined}/>" if joined else ""


def _indent(style: Style) -> str:
    if style.left is None and not style.right:
        return ""
    hanging = f' w:hanging="{style.hanging}"' if style.hanging else ""
    return f'<w:ind w:left="{style.left or 0}" w:right="{style.right}"{hanging}/>'


def _letters(style: Style) -> str:
    return "".join(
        (
            "<w:b/><w:bCs/>" if style.bold else "",
            "<w:i/><w:iCs/>" if style.italic else "",
            f'<w:color w:val="{style.colour}"/>' if style.colour else "",
            f'<w:sz w:val="{style.size}"/><w:szCs w:val="{style.size}"/>' if style.size else "",
        )
    )


def _table_styles() -> str:
    rule = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
    strong = f'w:val="single" w:sz="8" w:space="0" w:color="{ACCENT}"'
    margins = (
        '<w:tblCellMar><w:top w:w="57" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
        '<w:bottom w:w="28" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>'
    )
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="CaseTable"><w:name w:val="Case table"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top {strong}/><w:bottom {strong}/>'
        f"<w:insideH {rule}/></w:tblBorders>{margins}</w:tblPr>"
        '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
        f'<w:bottom {strong}/></w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/></w:tcPr></w:tblStylePr>'
        '<w:tblStylePr w:type="lastRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:tcBorders>'
        f"<w:top {strong}/></w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
        '<w:style w:type="table" w:customStyle="1" w:styleId="AccountsTable"><w:name w:val="Accounts table"/>'
        f'<w:basedOn w:val="CaseTable"/><w:tblPr><w:tblBorders><w:insideV {rule}/></w:tblBorders></w:tblPr></w:style>'
    )


def _level(
    level: int, form: str, text: str, left: int, hanging: int, *, style: str = "", look: str = "", after: str = "tab"
) -> str:
    linked = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{linked}<w:suff w:val="{after}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr><w:rPr>{look}</w:rPr></w:lvl>'
    )


def _numbering() -> str:
    """Lists 1 sections and paragraphs, 2 appendices and theirs, 3 bullets, 4 letters, 5 issues for the Board."""
    quiet = f'<w:b w:val="0"/><w:color w:val="{QUIET}"/>'
    small = f'{quiet}<w:sz w:val="21"/>'
    kinds = {
        1: (
            "multilevel",
            _level(0, "decimal", "%1", HANG, HANG, style="Heading1")
            + _level(1, "decimal", "%1.%2", HANG, HANG, style="NumberedParagraph", look=small),
        ),
        2: (
            "multilevel",
            _level(0, "upperLetter", "Appendix %1:", 0, 0, after="space")
            + _level(1, "decimal", "%1.%2", HANG, HANG, look=small),
        ),
        3: ("singleLevel", _level(0, "bullet", "•", 1106, 397, style="ListBullet", look=f'<w:color w:val="{ACCENT}"/>')),
        4: ("singleLevel", _level(0, "lowerLetter", "%1)", 1106, 397, style="LetteredItem", look=quiet)),
        5: (
            "singleLevel",
            _level(0, "decimal", "%1", 1361, 397, style="BoardIssue", look=f'<w:b/><w:color w:val="{ACCENT}"/>'),
        ),
    }
    shapes = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="{kind}"/>{levels}</w:abstractNum>'
        for number, (kind, levels) in kinds.items()
    )
    lists = "".join(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in kinds)
    return f"{HEAD}<w:numbering {WORD}>{shapes}{lists}</w:numbering>"


def _settings() -> str:
    return (
        f'{HEAD}<w:settings {WORD}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _fonts() -> str:
    return (
        f'{HEAD}<w:fonts {WORD}><w:font w:name="{FACE}"><w:altName w:val="Carlito"/>'
        '<w:panose1 w:val="020F0502020204030204"/><w:charset w:val="00"/><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def _header() -> str:
    return (
        f'{HEAD}<w:hdr {WORD}><w:p><w:pPr><w:pStyle w:val="Header"/>'
        '<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs></w:pPr>'
        "<w:r><w:t>{title}</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>{version}</w:t></w:r></w:p>"
        f'<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:rPr><w:b/><w:color w:val="{ACCENT}"/></w:rPr>'
        "<w:t>{status}</w:t></w:r></w:p></w:hdr>"
    )


def _footer() -> str:
    def field(name: str) -> str:
        return (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    return (
        f'{HEAD}<w:ftr {WORD}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:t xml:space="preserve">Page </w:t></w:r>'
        f'{field("PAGE")}<w:r><w:t xml:space="preserve"> of </w:t></w:r>{field("NUMPAGES")}</w:p></w:ftr>'
    )


def _empty(root: str, style: str) -> str:
    return f'{HEAD}<w:{root} {WORD}><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr></w:p></w:{root}>'


if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(template_bytes())
