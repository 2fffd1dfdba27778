"""Views show rows and ask the workspace, handing it service functions to perform or to read with.

PySide6 widgets, item models, panels and dialogs. No SQL, no stored object, no document, no rule of the case beyond
enabling a button. Dialogs are window-modal through ``open()``: no ``exec()`` and no nested loop, or the lock is defeated.
"""
