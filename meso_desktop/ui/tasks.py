"""Work off the interface thread: one long-lived runner, one worker thread, so that writes to the vault are serialised.

WORKAROUND(PySide6 6.11): a QRunnable that owns its own signals object loses results or crashes; the runner owns the one signal.
WORKAROUND(PySide6 6.11): Python's cycle collector runs on whichever thread reaches its threshold, and widgets that it sweeps away on
the worker are destroyed under the interface's hands, which aborts the process; while work is under way nothing is swept.
"""

import gc
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from inspect import ismethod
from typing import Any, TypeVar, cast
from weakref import WeakMethod

import shiboken6
from PySide6.QtCore import QDeadlineTimer, QEventLoop, QObject, Qt, QTimer, Signal, Slot

from meso_desktop.domain.errors import UserError

T = TypeVar("T")
Slotted = Callable[..., object]


@dataclass(eq=False, kw_only=True)
class _Task:
    """One piece of work and who hears of it; slots are held weakly so that no task keeps a window alive."""

    work: Callable[[], object]
    owner: QObject
    done: Callable[[], Slotted | None]
    failed: Callable[[], Slotted | None] | None
    ended: Callable[[], Slotted | None] | None
    newest: str
    result: object = None
    error: BaseException | None = None
    is_superseded: bool = False


class TaskRunner(QObject):
    """Runs work in order on one thread and hands results over on the interface thread.

    Results for a destroyed owner are dropped. A `UserError` goes to `failed`; any other error is a bug and goes to `sys.excepthook`.
    """

    idle = Signal()
    _ran = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Make the thread, which lives as long as the runner."""
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="meso-task")
        self._open: list[_Task] = []
        self._ran.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(  # noqa: PLR0913  # the work, and who hears of each way it can go
        self,
        work: Callable[[], T],
        *,
        done: Callable[[T], object],
        owner: QObject | None = None,
        failed: Callable[[UserError], object] | None = None,
        ended: Callable[[], object] | None = None,
        newest: str = "",
    ) -> None:
        """Run `work` after all work given before it; the owner is whose method `done` is, when none is named.

        `ended` is called whatever came of it, after `done` or `failed`. Of one owner's work under the same name `newest`
        only the newest is answered, and what has not begun is not run.
        """
        owner = owner if owner is not None else _whose(done)
        if newest:
            for task in self._open:
                task.is_superseded |= task.newest == newest and task.owner is owner
        task = _Task(
            work=work, owner=owner, done=_held(done), failed=_held(failed) if failed else None, ended=_held(ended) if ended else None,
            newest=newest,
        )
        self._open.append(task)
        gc.disable()
        self._pool.submit(self._work, task)

    @property
    def is_idle(self) -> bool:
        """Tell whether all work is done and answered."""
        return not self._open

    def wait_until_idle(self, *, timeout_ms: int = 30_000) -> bool:
        """Return once all work is answered; the window is painted meanwhile and takes no input. False when it took longer."""
        deadline = QDeadlineTimer(timeout_ms)
        while not self.is_idle and not deadline.hasExpired():  # an answer may give new work after it waited itself
            loop = QEventLoop()
            self.idle.connect(loop.quit)
            timer = QTimer()
            timer.setSingleShot(True)
            timer.timeout.connect(loop.quit)
            timer.start(deadline.remainingTime())
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        return self.is_idle

    def close(self) -> None:
        """Finish what was begun and end the thread."""
        self.wait_until_idle()
        self._pool.shutdown(wait=True)

    def _work(self, task: _Task) -> None:
        if not task.is_superseded:
            try:
                task.result = task.work()
            except BaseException as error:  # noqa: BLE001  # nothing may be lost between two threads; it is raised again on the other side
                task.error = error
        self._ran.emit(task)

    @Slot(object)
    def _deliver(self, task: _Task) -> None:
        self._open.remove(task)  # before it is answered: an answer that waits for the other work would wait for itself
        try:
            if not task.is_superseded and shiboken6.isValid(task.owner):
                self._answer(task)
        finally:
            task.owner, task.work = self, _nothing  # the worker may be the last to hold the task: no widget is to go with it
            if not self._open:
                gc.enable()
                gc.collect(1)  # here, where nothing of Qt is half destroyed: what was put off must not fall into a destructor
                self.idle.emit()

    def _answer(self, task: _Task) -> None:
        if task.error is None:
            _call(task.done(), task.result)
        elif isinstance(task.error, UserError) and task.failed is not None:
            _call(task.failed(), task.error)
        else:
            sys.excepthook(type(task.error), task.error, task.error.__traceback__)
        if task.ended is not None and shiboken6.isValid(task.owner):
            _call(task.ended())


def _nothing() -> None:
    """Be the work of a task that is done."""


def _whose(slot: Callable[..., object]) -> QObject:
    whose = getattr(slot, "__self__", None)
    if not isinstance(whose, QObject):
        reason = "a task answers a bound method of a QObject, or names its owner"
        raise TypeError(reason)
    return whose


def _held(slot: Callable[..., object]) -> Callable[[], Slotted | None]:
    if ismethod(slot):
        return cast("Callable[[], Slotted | None]", WeakMethod(slot))
    return lambda: slot


def _call(slot: Slotted | None, *values: Any) -> None:  # noqa: ANN401  # a result of any type goes to its own slot
    if slot is not None:
        slot(*values)
