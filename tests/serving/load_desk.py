"""The desk of an installation, over HTTP, in the browser of an administrator."""

import http.client
import re
from urllib.parse import urlencode

from tests.pages.document import parse
from tests.serving.installation import Installation
from tests.serving.load_form import standing

SIGN_IN = "/admin/account/sign-in/"


class Desk:
    """The form and the publishing page of one forum, and the library of pictures."""

    def __init__(self, site: Installation, forum: str, session: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
        self.origin = site.settings.get("ORIGIN", f"http://127.0.0.1:{site.port}")
        self.path = f"/admin/events/forum/{forum}/"
        self.cookie = f"sessionid={session}"
        page = self._ask("GET", "publishing/")
        found = re.search(r"csrftoken=(\w+)", page[1].get("set-cookie", ""))
        assert found is not None
        self.token = found[1]
        self.cookie += f"; csrftoken={self.token}"

    def publish(self) -> None:
        """Looks at the page, and presses the button."""
        self.press(self.look())

    def look(self) -> str:
        """The announcement that the page of the edition shows."""
        self.connection.close()  # the server may have been started again since
        seen = re.search(r'name="seen" value="(\d+)"', self._ask("GET", "publishing/")[2])
        assert seen is not None
        return seen[1]

    def press(self, seen: str) -> None:
        """Presses the button “Publish”, as someone who has ``seen`` that."""
        said = [("seen", seen), ("csrfmiddlewaretoken", self.token), ("confirmed", "1")]
        said += [("languages", "fr"), ("languages", "en")]
        status, headers, page = self._ask("POST", "publishing/publish/", urlencode(said))
        assert (status, headers.get("location")) == (302, f"{self.path}publishing/"), page

    def save(self, **typed: str) -> None:
        """Types into the form of the edition, and saves it."""
        sent = self._form() | {name: [words] for name, words in typed.items()}
        status, _headers, page = self._ask("POST", "change/", urlencode(sent, doseq=True))
        assert status == 302, page
        self.connection.close()

    def typed(self, name: str) -> str:
        """What stands in a field of the form of the edition."""
        (words,) = self._form()[name]
        return words

    def _form(self) -> dict[str, list[str]]:
        self.connection.close()
        status, _headers, page = self._ask("GET", "change/")
        assert status == 200, page
        return standing(parse(page.encode()).find("form", id="forum_form"))

    def send_picture(self, content: bytes) -> None:
        """Adds a picture to the library."""
        status, page = self.try_picture(content)
        assert status == 302, page

    def try_picture(self, content: bytes) -> tuple[int, str]:
        """The same, with what the desk says."""
        told = {"csrfmiddlewaretoken": self.token, "focal_x": "50", "focal_y": "50"}
        parts = [
            f'Content-Disposition: form-data; name="{name}"\r\n\r\n{said}' for name, said in told.items()
        ]
        file = (
            'Content-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n'
        )
        body = b"".join(f"--part\r\n{part}\r\n".encode() for part in parts)
        body += f"--part\r\n{file}".encode() + content + b"\r\n--part--\r\n"
        self.connection.close()
        status, _headers, page = self._ask(
            "POST", "/admin/events/image/add/", body, "multipart/form-data; boundary=part"
        )
        self.connection.close()
        return status, page

    def try_to_sign_in(self, name: str, password: str) -> tuple[int, str]:
        """What the way in says to a stranger."""
        cookie, self.cookie = self.cookie, f"csrftoken={self.token}"
        sent = {"login": name, "password": password, "csrfmiddlewaretoken": self.token}
        status, _headers, page = self._ask("POST", SIGN_IN, urlencode(sent))
        self.cookie = cookie
        self.connection.close()
        return status, page

    def _ask(
        self, method: str, name: str, body: str | bytes = "", kind: str = "application/x-www-form-urlencoded"
    ) -> tuple[int, dict[str, str], str]:
        headers = {"Cookie": self.cookie, "Content-Type": kind, "Origin": self.origin}
        headers["Accept-Language"] = "en"
        path = name if name.startswith("/") else self.path + name
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        told = {name.lower(): content for name, content in answer.getheaders()}
        return answer.status, told, answer.read().decode()
