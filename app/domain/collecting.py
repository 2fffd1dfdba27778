"""Python's collector of cyclic garbage, told to rest where thousands of lasting objects are made at once.

It comes round by the number of objects made. Where all of them stay, as the rows of a return do, it walks over them again
and again and finds nothing: two fifths of the time of taking 5,000 rows in.
"""

from __future__ import annotations

import gc
from types import TracebackType


class CollectorAtRest:
    """Keeps the collector from coming round inside a ``with`` block; what became garbage meanwhile goes afterwards.

    Whoever set it at rest wakes it: blocks may lie in one another, and in several threads.
    """

    __slots__ = ("_wakes",)

    def __init__(self) -> None:
        self._wakes = False

    def __enter__(self) -> CollectorAtRest:
        self._wakes = gc.isenabled()
        gc.disable()
        return self

    def __exit__(self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None) -> None:
        if self._wakes:
            gc.enable()
