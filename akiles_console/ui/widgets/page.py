"""What every page has: a title with a sentence, margins, a way to read anew and a way to stop."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from akiles_console.ui.widgets.label import label
from akiles_console.ui.widgets.record_list import RecordList
from akiles_console.wording import _

R = TypeVar("R")


async def everything(records: AsyncIterator[R]) -> list[R]:
    """All records of a listing."""
    return [record async for record in records]


class Page(QWidget):
    """A page of the window; subclasses fill `body` and override `reload` and, where they write, `aclose`.

    Signals:
        troubled: the Failure that a read ended with, None once a read went well; shown in the banner.
        busy: what the page is in the middle of writing, in a few words; "" when it is done.
        left: the connection was ended here; the text says why, "" where the person knows.
        elsewhere: the name of another place that the person wants to see, and what to `seek` there.
    """

    troubled = Signal(object)
    busy = Signal(str)
    left = Signal(str)
    elsewhere = Signal(str, str)

    def __init__(self, title: str, sentence: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Page: {title}").format(title=title))
        self.title = label(title, "title", self)
        self.head = QHBoxLayout()
        """The row with the title; the one primary button of a page goes to its end."""
        self.head.addWidget(self.title, 1)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(32, 24, 32, 24)
        self.body.setSpacing(8)
        self.body.addLayout(self.head)
        if sentence:
            self.body.addWidget(label(sentence, "muted", self))
        self.body.addSpacing(8)

    def reload(self) -> None:
        """Reads what it shows anew: when it first comes to the front, and on F5."""

    def seek(self, what: str) -> None:
        """Brings something to the front that another page spoke of: a name, an id, as the page has it."""

    def lists(self) -> dict[str, RecordList[Any]]:
        """Its lists by name; their widths and sorting are remembered under it."""
        return {found.name: found for found in self.findChildren(RecordList)}

    async def aclose(self) -> None:
        """Stops what it is in the middle of, in good order, before the window goes."""
