"""Remembers what a pure function made of the very same values, which an edit leaves in place wherever it changes nothing."""

from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Final, ParamSpec, TypeVar

_MOST: Final = 2048
_FEW: Final = 128  # of what may hold whole grids

P = ParamSpec("P")
R = TypeVar("R")


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """Return `function` remembering its results by the identity of its arguments, texts by their value.

    Hashing a product or a preparation costs more than most that is asked of it; the values are frozen, so the same one always
    gives the same result. The arguments are held with the result, so that no other value takes their identity.
    """
    known: dict[tuple[object, ...], tuple[object, R]] = {}

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        key = (*(a if type(a) is str else id(a) for a in args), *((n, id(v)) for n, v in kwargs.items()))
        found = known.get(key)
        if found is None:
            if len(known) >= _MOST:
                known.clear()
            found = known[key] = ((args, kwargs), function(*args, **kwargs))
        return found[1]

    return call


def remembered_by(counts: Callable[P, tuple[object, ...]], *, most: int = _FEW) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Return what makes a function remember its results by the identity of what `counts` among its arguments, no more than `most`.

    For what takes a whole document and looks at a part of it: an edit elsewhere leaves that part in place. The one not asked for
    longest goes first.
    """

    def remembering(function: Callable[P, R]) -> Callable[P, R]:
        known: dict[tuple[int, ...], tuple[object, R]] = {}
        lock = Lock()  # a record is signed beside the window, where the next consultation may be assessed already

        @wraps(function)
        def call(*args: P.args, **kwargs: P.kwargs) -> R:
            counting = counts(*args, **kwargs)
            key = tuple(map(id, counting))
            with lock:
                found = known.pop(key, None)
            if found is None:
                found = (counting, function(*args, **kwargs))
            with lock:
                known[key] = found  # the last one asked for stands last
                if len(known) > most:
                    del known[next(iter(known))]
            return found[1]

        return call

    return remembering
