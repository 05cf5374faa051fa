"""Work off the interface thread is ordered, answered on it, and never answers the dead."""

import gc
import sys
import threading
from functools import partial
from types import TracebackType

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from meso_desktop.domain.errors import UserError
from meso_desktop.domain.message import message
from meso_desktop.ui.tasks import TaskRunner


class Listener(QObject):
    """Hears of tasks."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []
        self.threads: list[threading.Thread] = []

    def take(self, result: object) -> None:
        self.heard.append(result)
        self.threads.append(threading.current_thread())

    def refuse(self, error: UserError) -> None:
        self.heard.append(error.message.id)

    def end(self) -> None:
        self.heard.append("ended")


def refusing() -> None:
    raise UserError(message("save.disk_full"))


def broken() -> None:
    reason = "a bug"
    raise ZeroDivisionError(reason)


def test_work_runs_elsewhere_and_is_answered_on_the_interface_thread(tasks: TaskRunner) -> None:
    listener = Listener()
    tasks.run(threading.current_thread, done=listener.take)
    assert tasks.wait_until_idle()
    assert listener.heard != [threading.main_thread()]
    assert listener.threads == [threading.main_thread()]


class Waiter(QObject):
    """Waits for all other work while it is answered."""

    def __init__(self, tasks: TaskRunner) -> None:
        super().__init__()
        self.tasks = tasks
        self.has_waited: list[bool] = []

    def take(self, _result: object) -> None:
        self.has_waited.append(self.tasks.wait_until_idle(timeout_ms=5_000))


def test_an_answer_may_wait_for_the_other_work_and_does_not_wait_for_itself(tasks: TaskRunner) -> None:
    waiter, listener = Waiter(tasks), Listener()
    tasks.run(partial(int, 1), done=waiter.take)
    tasks.run(partial(int, 2), done=listener.take)
    assert tasks.wait_until_idle()
    assert waiter.has_waited == [True]
    assert listener.heard == [2]


def test_work_is_done_in_the_order_given(tasks: TaskRunner) -> None:
    listener = Listener()
    for number in range(50):
        tasks.run(partial(int, number), done=listener.take)
    assert tasks.wait_until_idle()
    assert listener.heard == list(range(50))


def test_a_refusal_goes_to_failed_and_then_to_ended(tasks: TaskRunner) -> None:
    listener = Listener()
    tasks.run(refusing, done=listener.take, failed=listener.refuse, ended=listener.end)
    assert tasks.wait_until_idle()
    assert listener.heard == ["save.disk_full", "ended"]


def test_a_bug_goes_to_the_hook_and_later_work_goes_on(tasks: TaskRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    caught: list[type[BaseException]] = []

    def hook(kind: type[BaseException], _error: BaseException, _trace: TracebackType | None) -> None:
        caught.append(kind)

    monkeypatch.setattr(sys, "excepthook", hook)
    listener = Listener()
    tasks.run(broken, done=listener.take, failed=listener.refuse, ended=listener.end)
    tasks.run(lambda: "next", done=listener.take)
    assert tasks.wait_until_idle()
    assert caught == [ZeroDivisionError]
    assert listener.heard == ["ended", "next"]


def test_a_result_for_a_destroyed_owner_is_dropped(tasks: TaskRunner, qtbot: QtBot) -> None:
    listener = Listener()
    gate = threading.Event()
    tasks.run(gate.wait, done=listener.take)
    heard = listener.heard
    with qtbot.waitSignal(listener.destroyed):
        listener.deleteLater()
    gate.set()
    assert tasks.wait_until_idle()
    assert heard == []


def test_of_searches_only_the_newest_is_answered(tasks: TaskRunner) -> None:
    listener, other = Listener(), Listener()
    gate = threading.Event()
    tasks.run(gate.wait, done=other.take)
    ran: list[int] = []
    for number in range(5):
        tasks.run(partial(ran.append, number), done=listener.take, newest="find")
    tasks.run(lambda: "other", done=other.take, newest="find")
    gate.set()
    assert tasks.wait_until_idle()
    assert ran == [4]
    assert len(listener.heard) == 1
    assert other.heard == [True, "other"]


def test_a_slot_without_an_owner_is_refused(tasks: TaskRunner) -> None:
    with pytest.raises(TypeError, match="names its owner"):
        tasks.run(lambda: 1, done=print)


def test_a_runner_keeps_no_owner_alive(tasks: TaskRunner) -> None:
    listener = Listener()
    heard = listener.heard
    gate = threading.Event()
    tasks.run(gate.wait, done=listener.take, owner=tasks)
    del listener
    gate.set()
    assert tasks.wait_until_idle()
    assert heard == []


def test_no_widget_is_swept_away_while_work_is_under_way(tasks: TaskRunner) -> None:
    listener = Listener()
    assert gc.isenabled()
    tasks.run(gc.isenabled, done=listener.take)
    assert not gc.isenabled()
    assert tasks.wait_until_idle()
    assert listener.heard == [False]
    assert gc.isenabled()
