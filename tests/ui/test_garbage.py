"""Garbage is collected on the window's thread and nowhere else."""

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject

from akiles_console.ui.garbage import GarbageCollector


class Knot:
    """Refers to itself, so that only a collection takes it away."""

    def __init__(self):
        self.me = self


@pytest.fixture
def parent(qapp):
    made = QObject()
    yield made
    gc.enable()


def test_another_thread_collects_nothing_and_the_timer_does(parent, qtbot):
    GarbageCollector(parent)
    knot = weakref.ref(Knot())
    worker = threading.Thread(target=lambda: [Knot() for _number in range(5_000)])
    worker.start()
    worker.join()
    assert knot() is not None
    qtbot.waitUntil(lambda: knot() is None, timeout=5_000)


def test_a_generation_is_collected_when_it_is_due(parent):
    collector = GarbageCollector(parent)
    gc.collect()
    before = gc.get_stats()[0]["collections"]
    collector.collect()
    assert gc.get_stats()[0]["collections"] == before
    kept = [Knot() for _number in range(1_000)]
    collector.collect()
    assert gc.get_stats()[0]["collections"] == before + 1
    assert kept
