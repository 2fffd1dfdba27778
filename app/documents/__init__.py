"""Documents turns report data into Word files, and the returns of agencies into parsed rows.

No database and no Qt: it runs from the command line, in a worker thread and in a child process alike.
"""
