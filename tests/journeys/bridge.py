"""A way to the site that a test can block: a browser's own switches do not reach what a service worker asks for."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

BROKEN = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 11\r\nConnection: close\r\n\r\nBad gateway"
MUCH = 65_536


class Bridge:
    """Passes on what browser and site say to each other, unless the test says otherwise."""

    def __init__(self, site: str) -> None:
        parts = urlsplit(site)
        self._site = (str(parts.hostname), int(parts.port or 80))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._passing = threading.Event()
        self._passing.set()
        self._broken = False
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.asked: list[str] = []
        """"GET /path" of every request that came as far as here."""
        threading.Thread(target=self._accept, daemon=True).start()

    @contextmanager
    def silent(self) -> Iterator[None]:
        """Reception of one bar: everything is accepted and nothing is answered."""
        self._passing.clear()
        try:
            yield
        finally:
            self._passing.set()

    @contextmanager
    def broken(self) -> Iterator[None]:
        """A proxy that has lost the site behind it."""
        self._broken = True
        try:
            yield
        finally:
            self._broken = False

    def close(self) -> None:
        """No way any more."""
        self._passing.set()
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                browser, _address = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=[browser], daemon=True).start()

    def _serve(self, browser: socket.socket) -> None:
        # Either may have gone while the other was speaking: an error in a thread would be told of whichever test comes next.
        with suppress(OSError), browser, socket.create_connection(self._site) as site:
            threading.Thread(target=_pour, args=[site, browser], daemon=True).start()
            for said in _heard(browser):
                if said.startswith((b"GET ", b"POST ")):
                    self.asked.append(" ".join(said.split(b" ", 2)[i].decode() for i in range(2)))
                self._passing.wait()
                if self._broken:
                    browser.sendall(BROKEN)
                    return
                site.sendall(said)


def _heard(speaker: socket.socket) -> Iterator[bytes]:
    """What comes, until the end; a connection that was cut has ended."""
    try:
        while said := speaker.recv(MUCH):
            yield said
    except OSError:
        return


def _pour(speaker: socket.socket, listener: socket.socket) -> None:
    try:
        for said in _heard(speaker):
            listener.sendall(said)
        listener.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
