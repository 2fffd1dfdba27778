"""Bootstrap is the composition root: the only room that knows every other, and brings them together.

``cases`` has what the window and the command line both do with a file; ``window`` makes the window. Nothing is imported
here, so that a command without a window never loads Qt.
"""
