"""Returns that are text: comma-separated files of several programs, and tables from the clipboard."""

from __future__ import annotations

from tests.corpus.making import file

ROWS = 'Date,Event,Who\r\n03/05/2012,"Seen, with “R” – café.\r\nAll well.",SW\r\n?4.5.12,"He said ""no"".",HV\r\n'


@file("excel-utf-8.csv")
def utf_8() -> bytes:
    """Excel's "CSV UTF-8", with its mark."""
    return ROWS.encode("utf-8-sig")


@file("excel-windows.csv")
def windows() -> bytes:
    """Excel's plain CSV on Windows."""
    return ROWS.encode("cp1252")


@file("excel-semicolons.csv")
def semicolons() -> bytes:
    """Where a comma is the decimal sign; the first line tells the delimiter."""
    return b"sep=;\r\nDate;Event;Who\r\n3/5/12;Seen, twice;SW\r\n4/5/12;Called;HV\r\n;;\r\n"


@file("excel-unicode.txt")
def unicode_text() -> bytes:
    """Excel's "Unicode Text": UTF-16, parted by tabs."""
    return ROWS.replace(',"', '\t"').replace("Date,Event,Who", "Date\tEvent\tWho").replace('",', '"\t').encode("utf-16")


@file("case-system.tsv")
def case_system() -> bytes:
    """An extract of a case system: ISO times, no headings, uneven lines, a letter that is none."""
    return (
        b"2012-05-03T09:30:00\tVisit\tSeen at home with both children.\n"
        b"2012-05-04T11:45:00\tPhone\tCalled the school and heard nothing.\textra\n"
        b"2012-05-05T17:15:00\tLetter\tWrote to the\x07 landlord about the damp.\n"
    )


@file("a-column-too-many.csv")
def a_column_too_many() -> bytes:
    """Written by hand: a comma left unquoted, sections between, words in the date column."""
    return (
        b"Date of contact,Agency / professional,Brief description\n"
        b"At the first school\n"
        b"Spring term 2012,School nurse,Seen, and weighed\n"
        b"\n"
        b"Ditto,School nurse,Letter home\n"
        b"unknown,,No contact for some months\n"
    )


@file("pasted-from-word")
def pasted_from_word() -> tuple[str, str]:
    """Word's markup: its own tags and styles, a change tracked, a comment's mark, a picture, a list."""
    html = """Version:1.0\r\nStartHTML:0000000105\r\n<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta charset=utf-8><style><!-- p.MsoNormal {margin:0} --></style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head>
<body lang=EN-GB><!--StartFragment--><p class=MsoNormal>2012<o:p></o:p></p>
<table class=MsoTableGrid border=1><thead><tr><td><p class=MsoNormal><b>Date</b></p></td>
<td><p class=MsoNormal>What
 happened</p></td><td><p class=MsoNormal>By whom</p></td></tr></thead>
<tr style='mso-yfti-irow:1'><td rowspan=2><p class=MsoNormal>3<sup>rd</sup> May</p></td>
<td><p class=MsoNormal>Seen&nbsp;at <span class=SpellE>home</span>.<o:p></o:p></p><p class=MsoNormal>All
well.</p></td><td><p class=MsoNormal><span class=msoDel><del cite="mailto:x" datetime="2018">SW</del></span><ins>HV</ins></p></td></tr>
<tr><td><ul><li>Called.<li>No answer.</ul><img src="file:///c:/x.png"></td><td><span style='display:none;mso-hide:all'>GP</span></td></tr>
</table><p class=MsoNormal>Signed: M. Tarn</p><!--EndFragment--></body></html>"""
    return html, "2012\nDate\tWhat happened\tBy whom\n"


@file("pasted-from-excel")
def pasted_from_excel() -> tuple[str, str]:
    """Excel's markup: a row that only keeps widths at the end, a hidden row, line ends within a cell, a script by mischief."""
    html = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td {mso-number-format:General}</style>
<script>document.location='http://example.invalid'</script></head><body link=blue><table border=0 style='width:300pt'>
<!--StartFragment--><col width=64 style='width:48pt'><tr height=20><td height=20 class=xl65>Date</td><td>Event</td>
<td>Source</td></tr><tr><td align=right x:num="41032">03/05/2012</td><td class=xl66>Seen.<br>
    Twice.</td><td>EMIS</td></tr><tr style='display:none'><td>04/05/2012</td><td>Called &lt;at nine&gt;.</td><td></td></tr>
<tr><td colspan=3 style='mso-ignore:colspan'>2013</td></tr><tr><td>4 June</td><td>Moved.</td><td>Letter</td></tr>
<![if supportMisalignedColumns]><tr height=0 style='display:none'><td width=64></td><td width=64></td></tr><![endif]>
<!--EndFragment--></table></body></html>"""
    return html, ""


@file("pasted-from-libreoffice")
def pasted_from_libreoffice() -> tuple[str, str]:
    """Calc's markup: a document type, values beside what shows, fonts in every cell, no tag closed that need not be."""
    html = """<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN"><html><head>
<meta http-equiv="content-type" content="text/html; charset=utf-8"/><title></title></head><body>
<table cellspacing="0" border="0"><colgroup width="85"></colgroup><tr><td height="17"><b><font size=2>Date</font></b>
<td><b>Event</b><td><b>Seen?</b><tr><td sdval="41032" sdnum="2057;0;DD/MM/YYYY">03/05/2012<td>Seen.<td><input type=checkbox checked>
<tr><td>4 May 2012<td>Called.<td><input type=checkbox></table></body></html>"""
    return html, "Date\tEvent\n"


@file("pasted-text-from-excel")
def pasted_text_from_excel() -> tuple[str, str]:
    """Text alone: cells of several lines quoted, marks of speech that are none of Excel's, a mark never closed."""
    text = (
        'Seq\tStart Date\tSource of Information\tEvent\r\n1\t3/5/12\tFile\t"Seen.\n""All well,"" she said."\r\n'
        '2\t4/5/12\tFile\t"Hello" was all.\r\n3\t5/5/12\tFile\t"He said\r\n4\t6/5/12\tFile\tnothing"\r\n'
    )
    return "", text
