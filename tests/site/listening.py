"""What a browser says and asks for while it shows pages."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Page, Request


@dataclass
class Heard:
    """``complaints`` are what the console, scripts and the network report; ``hosts`` were asked."""

    complaints: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    def since_the_last_page(self, status: int) -> list[str]:
        """The complaints about a page that was answered with ``status``, which the browser says itself."""
        found = [said for said in self.complaints if status == 200 or f"status of {status}" not in said]
        self.complaints.clear()
        return found


def listen(page: Page) -> Heard:
    """All that is heard of the window from now on."""
    heard = Heard()
    page.on("console", lambda said: heard.complaints.append(f"{said.type} {said.text} {said.location}"))
    page.on("pageerror", lambda error: heard.complaints.append(str(error)))
    page.on("requestfailed", lambda failed: heard.complaints.extend(_failures(failed)))
    page.on("request", lambda sent: heard.hosts.add(urlsplit(sent.url).netloc))
    return heard


def _failures(failed: Request) -> list[str]:
    """What the server failed to send: leaving a page before its icon came is no failure of it."""
    return [] if failed.failure == "net::ERR_ABORTED" else [f"{failed.url} {failed.failure}"]
