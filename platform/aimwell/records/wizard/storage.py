"""Keeps the wizard's state on the draft's row: never in a session or a cookie."""

from __future__ import annotations

from typing import Any

from formtools.wizard.storage.base import BaseStorage


class DraftStorage(BaseStorage):
    """The step is named by the address; answers are saved by the view, which alone knows of conflicts.

    So there is nothing to keep between requests, and formtools finds no posted data to replay.
    """

    def __init__(self, prefix: str, request: Any = None, file_storage: Any = None) -> None:
        super().__init__(prefix, request, file_storage)
        self.init_data()

    def get_step_data(self, step: str) -> None:
        """Nothing: forms read the draft themselves."""

    def update_response(self, response: Any) -> None:
        """No cookie, no temporary file."""
