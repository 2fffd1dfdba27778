"""Returns as agencies send them: made here with the habits of each program, or kept as LibreOffice wrote them (``files``)."""
