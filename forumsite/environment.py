"""Strict readers of the environment. A wrong value is kept as a problem, which a system check then tells."""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit
from zoneinfo import ZoneInfo

from forumsite.origin import wanted

PROJECT = Path(__file__).resolve().parent.parent
LANGUAGE = re.compile(r"^[a-z]{2,3}(-[a-z0-9]{2,8})*$")
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
SMTP = "django.core.mail.backends.smtp.EmailBackend"
MAIL_SCHEMES = {
    "consolemail": "django.core.mail.backends.console.EmailBackend",
    "smtp": SMTP,
    "smtp+tls": SMTP,
    "smtp+ssl": SMTP,
}
#: Forms of values, for `Environment.matching`.
MAIL_ADDRESS = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.:-]+"
HOSTS = r"[a-z0-9.:-]+(,[a-z0-9.:-]+)*"
CDN = r"(cloudflare|fastly)://[A-Za-z0-9._-]+@[A-Za-z0-9]+|varnish://[A-Za-z0-9.-]+(:[0-9]{1,5})?"
INDEXNOW = r"[A-Za-z0-9-]{8,128}"
STORE = re.compile(
    r"s3(?P<open>\+http)?://(?P<key>[^:@/?]+):(?P<secret>[^:@/?]+)@(?P<host>[A-Za-z0-9.:-]+)"
    r"/(?P<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(\?region=(?P<region>[a-z0-9-]+))?"
)
BEARER = r"[A-Za-z0-9_-]{20,}"


@dataclass(frozen=True)
class Problem:
    """A setting that cannot be used, its number in the docs and a plain sentence about it."""

    setting: str
    number: str
    sentence: str


@dataclass
class Environment:
    """Reads settings from ``variables``; what is wrong is added to ``problems`` and the default stands in."""

    variables: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    problems: list[Problem] = field(default_factory=list)

    def _wrong(self, setting: str, number: str, sentence: str) -> None:
        self.problems.append(Problem(setting, number, sentence))

    def text(self, setting: str, default: str = "") -> str:
        """The value without surrounding spaces, or ``default`` where it is unset or empty."""
        return self.variables.get(setting, "").strip() or default

    def flag(self, setting: str, *, default: bool) -> bool:
        """1 or 0."""
        value = self.text(setting, "1" if default else "0")
        if value not in ("1", "0"):
            self._wrong(setting, "E002", f"{setting} is “{value}”; it takes 1 or 0.")
            return default
        return value == "1"

    def whole_number(self, setting: str, default: int, *, least: int, most: int) -> int:
        """A whole number from ``least`` to ``most``."""
        value = self.text(setting, str(default))
        if not re.fullmatch(r"[0-9]{1,9}", value) or not least <= int(value) <= most:
            self._wrong(setting, "E003", f"{setting} is “{value}”; it takes a number from {least} to {most}.")
            return default
        return int(value)

    def choice(self, setting: str, default: str, choices: tuple[str, ...]) -> str:
        """One of ``choices``."""
        value = self.text(setting, default)
        if value not in choices:
            self._wrong(setting, "E004", f"{setting} is “{value}”; it takes one of {', '.join(choices)}.")
            return default
        return value

    def origin(self, setting: str, default: str) -> str:
        """An address of the form https://host[:port], without a path."""
        value = self.text(setting, default)
        if better := wanted(value, _split(value)):
            self._wrong(setting, "E005", f"{setting} is “{value}”; it takes {better}.")
            return default
        return value

    def languages(self, setting: str, default: str, known: Mapping[str, str]) -> tuple[str, ...]:
        """Language codes separated by commas, the main one first; each must be one that Django knows."""
        value = self.text(setting, default)
        codes = tuple(code.strip() for code in value.split(","))
        wrong = [code for code in codes if not LANGUAGE.match(code) or code not in known]
        if wrong or len(set(codes)) != len(codes):
            self._wrong(
                setting, "E006", f"{setting} is “{value}”; it takes language codes, each once, like fr,en."
            )
            return tuple(default.split(","))
        return codes

    def time_zone(self, setting: str, default: str) -> str:
        """The IANA name of a time zone."""
        value = self.text(setting, default)
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError):
            self._wrong(setting, "E007", f"{setting} is “{value}”; it takes a time zone, like Asia/Shanghai.")
            return default
        return value

    def database(self, setting: str, default: Path) -> dict[str, object]:
        """One of Django's DATABASES, of a postgres:// or sqlite:/// address (SQLite in ``default``)."""
        value = self.text(setting, f"sqlite:///{default}")
        parts = _split(value)
        name = unquote(parts.path[1:])
        if parts.scheme in ("postgres", "postgresql") and parts.hostname and name:
            return {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": name,
                "USER": unquote(parts.username or ""),
                "PASSWORD": unquote(parts.password or ""),
                "HOST": unquote(parts.hostname),
                "PORT": parts.port or 5432,
                # Nobody waits for ever: seconds for a connection, milliseconds for a lost machine.
                # A statement may wait longer than the half minute for which another program may hold a row.
                "OPTIONS": {
                    "connect_timeout": 5,
                    "tcp_user_timeout": 20_000,
                    "options": "-c statement_timeout=60000",
                },
            }
        if parts.scheme != "sqlite" or parts.netloc or not name:
            sentence = (
                f"{setting} cannot be read; it takes postgres://user:password@host/name or sqlite:///file."
            )
            self._wrong(setting, "E008", sentence)
            name = str(default)
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": name}

    def mailer(self, setting: str) -> dict[str, object]:
        """One of Django's MAILERS, from an smtp, smtp+tls, smtp+ssl or consolemail address (the default)."""
        value = self.text(setting, "consolemail://")
        parts = _split(value)
        if parts.scheme not in MAIL_SCHEMES or (parts.scheme != "consolemail" and not parts.hostname):
            sentence = (
                f"{setting} cannot be read; it takes smtp+tls://user:password@host:587 or consolemail://."
            )
            self._wrong(setting, "E009", sentence)
            return {"BACKEND": MAIL_SCHEMES["consolemail"]}
        if parts.scheme == "consolemail":
            return {"BACKEND": MAIL_SCHEMES["consolemail"]}
        options = {
            "host": parts.hostname,
            "port": parts.port or 25,
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_tls": parts.scheme == "smtp+tls",
            "use_ssl": parts.scheme == "smtp+ssl",
            "timeout": 20,
        }
        return {"BACKEND": MAIL_SCHEMES[parts.scheme], "OPTIONS": options}

    def address(self, setting: str, schemes: tuple[str, ...]) -> str:
        """An address with one of ``schemes``, or "" where it is unset."""
        value = self.text(setting)
        if value and value.partition("://")[0] not in schemes:
            self._wrong(
                setting, "E009", f"{setting} cannot be read; it starts with {' or '.join(schemes)}, then ://."
            )
            return ""
        return value

    def store(self, setting: str) -> dict[str, str]:
        """What reaches an S3-compatible store (`events.serving.object_store`); nothing where it is unset."""
        value = self.text(setting)
        found = STORE.fullmatch(value)
        if found is None:
            if value:
                form = "s3://key:secret@host/bucket, with ?region=… where the store has regions"
                self._wrong(setting, "E012", f"{setting} cannot be read; it takes {form}.")
            return {}
        return {
            "endpoint": f"{'http' if found['open'] else 'https'}://{found['host']}",
            "bucket": found["bucket"],
            "key": unquote(found["key"]),
            "secret": unquote(found["secret"]),
            "region": found["region"] or "us-east-1",
        }

    def matching(self, setting: str, pattern: str, form: str, default: str = "") -> str:
        """A value that all of ``pattern`` matches, or ``default`` where it is unset; ``form`` is an example.

        The problem does not repeat the value, which may hold a password.
        """
        value = self.text(setting)
        if value and not re.fullmatch(pattern, value):
            self._wrong(setting, "E010", f"{setting} cannot be read; it takes {form}.")
            return default
        return value or default

    def networks(self, setting: str) -> tuple[IPv4Network | IPv6Network, ...]:
        """Addresses or networks in CIDR notation (RFC 4632), separated by commas; none where it is unset."""
        value = self.text(setting)
        try:
            return tuple(ip_network(part.strip()) for part in value.split(",") if part.strip())
        except ValueError:
            sentence = f"{setting} is “{value}”; it takes addresses or networks, like 127.0.0.1,10.0.0.0/8."
            self._wrong(setting, "E011", sentence)
            return ()

    def secret(self, setting: str, file: Path) -> str:
        """The value, else the content of ``file``; "" with a problem where neither is there."""
        value = self.text(setting) or (file.read_text().strip() if file.is_file() else "")
        if len(value) < 40:
            self._wrong(
                setting, "E001", f"{setting} is missing or shorter than 40 characters; “make run” makes one."
            )
        return value


def _split(address: str) -> SplitResult:
    """The parts of an address; all empty where it is none, or its port is no number."""
    try:
        parts = urlsplit(address)
        return parts if parts.port is None or parts.port else urlsplit("")
    except ValueError:
        return urlsplit("")


def data_folder(env: Environment) -> Path:
    """Where the installation keeps all that is not the program."""
    return Path(env.text("DATA_DIR", str(PROJECT / "var"))).resolve()


def keep_secret(file: Path) -> None:
    """Makes ``file`` with a new random secret that only its owner can read; leaves one that is there."""
    if file.exists():
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        stream.write(secrets.token_urlsafe(48))
