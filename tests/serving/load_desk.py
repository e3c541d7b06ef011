"""The desk of an installation, over HTTP, in the browser of an administrator."""

import http.client
import re
from urllib.parse import urlencode

from tests.serving.installation import Installation


class Desk:
    """The publishing page of one forum, and the library of pictures."""

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
        """Presses the button, as someone who has just looked."""
        self.connection.close()  # the server may have been started again since
        seen = re.search(r'name="seen" value="(\d+)"', self._ask("GET", "publishing/")[2])
        assert seen is not None
        said = [("seen", seen[1]), ("csrfmiddlewaretoken", self.token), ("confirmed", "1")]
        said += [("languages", "fr"), ("languages", "en")]
        status, headers, page = self._ask("POST", "publishing/publish/", urlencode(said))
        assert (status, headers.get("location")) == (302, f"{self.path}publishing/"), page

    def send_picture(self, content: bytes) -> None:
        """Adds a picture to the library."""
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
        assert status == 302, page
        self.connection.close()

    def _ask(
        self, method: str, name: str, body: str | bytes = "", kind: str = "application/x-www-form-urlencoded"
    ) -> tuple[int, dict[str, str], str]:
        headers = {"Cookie": self.cookie, "Content-Type": kind, "Origin": self.origin}
        path = name if name.startswith("/") else self.path + name
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        told = {name.lower(): content for name, content in answer.getheaders()}
        return answer.status, told, answer.read().decode()
