"""The one error that a person is meant to read; everything else is a bug."""

from meso_desktop.domain.message import Message


class UserError(Exception):
    """Something a person can understand and mend: what happened, why it matters, what to do."""

    def __init__(self, text: Message) -> None:
        """Hold the message that the catalogues render."""
        super().__init__(text.id)
        self.message = text
