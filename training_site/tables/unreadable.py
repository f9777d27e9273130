"""Why a file is refused as a whole."""


class Unreadable(Exception):
    """The whole file is refused; `code` says why, `found` names what it is about."""

    def __init__(self, code: str, found: str = "") -> None:
        super().__init__(code, found)
        self.code, self.found = code, found
