"""The page people type on: a domain text in, a domain text out, with QTextDocument as nothing but its editor.

``conversion`` reads and writes documents, ``edits`` changes them by the rules of ``app.domain.text``, ``RichEdit`` is the
engine with keys and clipboard, ``PageEdit`` the page and ``TextField`` the small field. No database and no workspace.
"""
