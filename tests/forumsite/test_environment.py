"""Settings are read strictly: a wrong one is told by number, and a safe default stands in."""

import stat
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.test import override_settings

from forumsite.environment import (
    CDN,
    HOSTS,
    INDEXNOW,
    MAIL_ADDRESS,
    Environment,
    Problem,
    keep_secret,
)

KNOWN = {"fr": "French", "en": "English", "zh-hans": "Chinese"}


def environment(**variables: str) -> Environment:
    return Environment(variables)


def numbers(env: Environment) -> list[str]:
    return [problem.number for problem in env.problems]


def test_text_is_stripped_and_falls_back_when_empty() -> None:
    env = environment(A="  x ", B=" ")
    assert (env.text("A"), env.text("B", "y"), env.text("C", "z")) == ("x", "y", "z")


@pytest.mark.parametrize("default", [True, False])
def test_flag_is_one_or_zero(default: bool) -> None:
    env = environment(A="1", B="0", C=" 1 ")
    assert [env.flag(name, default=default) for name in "ABC"] == [True, False, True]
    assert env.problems == []


@pytest.mark.parametrize("default", [True, False])
def test_flag_that_is_unset_or_empty_has_its_default_and_no_problem(default: bool) -> None:
    env = environment(DEBUG="")
    assert [env.flag(name, default=default) for name in ("DEBUG", "OTHER")] == [default, default]
    assert env.problems == []


@pytest.mark.parametrize("default", [True, False])
@pytest.mark.parametrize(
    "word", ["yes", "true", "True", "on", "no", "false", "off", "maybe", "2", "01", "１"]
)
def test_flag_with_another_word_is_told_and_stays_at_its_default(word: str, default: bool) -> None:
    env = environment(DEBUG=word)
    assert env.flag("DEBUG", default=default) is default
    assert numbers(env) == ["E002"]


@pytest.mark.parametrize("value", ["0", "65536", "-1", "8000.5", "eight", "99999999999999", "٣"])
def test_whole_number_outside_its_bounds_is_told(value: str) -> None:
    env = environment(PORT=value)
    assert env.whole_number("PORT", 8000, least=1, most=65535) == 8000
    assert numbers(env) == ["E003"]


@pytest.mark.parametrize(("value", "number"), [("1", 1), ("65535", 65535), (" 80 ", 80)])
def test_whole_number_inside_its_bounds_is_read(value: str, number: int) -> None:
    env = environment(PORT=value)
    assert env.whole_number("PORT", 8000, least=1, most=65535) == number
    assert env.problems == []


def test_choice_of_something_else_is_told() -> None:
    env = environment(LOG_LEVEL="LOUD")
    assert env.choice("LOG_LEVEL", "INFO", ("INFO", "ERROR")) == "INFO"
    assert numbers(env) == ["E004"]


@pytest.mark.parametrize(
    "value",
    [
        "https://forum.example",
        "http://127.0.0.1:8000",
        "http://[::1]:8000",
        "https://forum.example:8443",
        "https://xn--dbat-bpa.example",
    ],
)
def test_origin_is_scheme_host_and_port(value: str) -> None:
    env = environment(ORIGIN=value)
    assert env.origin("ORIGIN", "http://127.0.0.1") == value
    assert env.problems == []


@pytest.mark.parametrize(
    "value",
    [
        "forum.example",
        "ftp://forum.example",
        "https://forum.example/",
        "https://forum.example/path",
        "https://forum.example?x",
        "https://user@forum.example",
        "https://",
        "https://forum.example:port",
        "https://[::1",
        "https://forum .example",
        "https://-forum.example",
        "https://forum.example\\.evil.example",
        "javascript:alert(1)",
    ],
)
def test_origin_of_another_form_is_told(value: str) -> None:
    env = environment(ORIGIN=value)
    assert env.origin("ORIGIN", "http://127.0.0.1") == "http://127.0.0.1"
    assert numbers(env) == ["E005"]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("https://débat.example", "as browsers send it: https://xn--dbat-bpa.example."),
        ("https://Débat.example:8443", "as browsers send it: https://xn--dbat-bpa.example:8443."),
        ("https://论坛.example", "as browsers send it: https://xn--kfsr23j.example."),
        ("https://straße.example", "as browsers send it."),  # two forms, by the version of IDNA
        ("https://.é.example", "as browsers send it."),
    ],
)
def test_origin_with_a_host_that_is_not_ascii_is_told_with_what_browsers_send(value: str, told: str) -> None:
    env = environment(ORIGIN=value)
    assert env.origin("ORIGIN", "http://127.0.0.1") == "http://127.0.0.1"
    assert numbers(env) == ["E005"]
    assert env.problems[0].sentence == f"ORIGIN is “{value}”; it takes the host in ASCII, {told}"


def test_languages_keep_their_order() -> None:
    assert environment(LANGUAGES="en, fr,zh-hans").languages("LANGUAGES", "fr,en", KNOWN) == (
        "en",
        "fr",
        "zh-hans",
    )


@pytest.mark.parametrize("value", ["fr,fr", "fr,xx", "FR", "fr,", "fr;en", "fr,../en"])
def test_languages_that_are_unknown_or_repeated_are_told(value: str) -> None:
    env = environment(LANGUAGES=value)
    assert env.languages("LANGUAGES", "fr,en", KNOWN) == ("fr", "en")
    assert numbers(env) == ["E006"]


@pytest.mark.parametrize("value", ["Nowhere/Void", "../etc/passwd", "/etc/passwd"])
def test_time_zone_that_is_none_is_told(value: str) -> None:
    env = environment(TIME_ZONE=value)
    assert env.time_zone("TIME_ZONE", "Asia/Shanghai") == "Asia/Shanghai"
    assert numbers(env) == ["E007"]


def test_database_is_sqlite_in_the_data_folder_by_default() -> None:
    found = environment().database("DATABASE_URL", Path("/data/site.sqlite3"))
    assert (found["ENGINE"], found["NAME"]) == ("django.db.backends.sqlite3", "/data/site.sqlite3")


def test_database_may_be_postgresql() -> None:
    env = environment(DATABASE_URL="postgres://ada:secret@db.example:5433/forum")
    found = env.database("DATABASE_URL", Path("x"))
    told = [found[key] for key in ("ENGINE", "NAME", "USER", "HOST", "PORT")]
    assert told == ["django.db.backends.postgresql", "forum", "ada", "db.example", 5433]


@pytest.mark.parametrize(
    "value", ["mysql://a@b/c", "nonsense", "postgres://", "postgres://a:b@h:port/n", "sqlite://"]
)
def test_database_of_another_kind_is_told_without_its_password(value: str) -> None:
    env = environment(DATABASE_URL=value)
    assert env.database("DATABASE_URL", Path("/x"))["ENGINE"] == "django.db.backends.sqlite3"
    assert numbers(env) == ["E008"]
    assert "secret" not in env.problems[0].sentence


def test_address_with_another_scheme_is_told() -> None:
    env = environment(REDIS_URL="http://x")
    assert env.address("REDIS_URL", ("redis", "rediss")) == ""
    assert numbers(env) == ["E009"]


def test_address_that_is_unset_is_no_problem() -> None:
    env = environment()
    assert env.address("REDIS_URL", ("redis",)) == ""
    assert env.problems == []


def test_address_with_its_scheme_is_read() -> None:
    assert environment(REDIS_URL="redis://h/0").address("REDIS_URL", ("redis",)) == "redis://h/0"


def test_mail_goes_to_the_log_by_default() -> None:
    assert environment().mailer("EMAIL_URL") == {"BACKEND": "django.core.mail.backends.console.EmailBackend"}


def test_mail_goes_to_the_server_that_is_named() -> None:
    env = environment(EMAIL_URL="smtp+tls://ada:p%40ss@mail.example:587")
    options = env.mailer("EMAIL_URL")["OPTIONS"]
    assert isinstance(options, dict)
    told = [options[key] for key in ("host", "port", "username", "password", "use_tls", "use_ssl")]
    assert told == ["mail.example", 587, "ada", "p@ss", True, False]


@pytest.mark.parametrize(
    "value", ["smtp://", "mail.example", "http://mail.example", "smtp://h:port", "smtp://[::1"]
)
def test_mail_address_of_another_form_is_told(value: str) -> None:
    env = environment(EMAIL_URL=value)
    assert "console" in str(env.mailer("EMAIL_URL")["BACKEND"])
    assert numbers(env) == ["E009"]


def test_secret_is_read_from_the_environment_before_the_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("f" * 50)
    assert environment(SECRET_KEY="e" * 50).secret("SECRET_KEY", tmp_path / "key") == "e" * 50
    assert environment().secret("SECRET_KEY", tmp_path / "key") == "f" * 50


@pytest.mark.parametrize("value", ["", "short"])
def test_secret_that_is_missing_or_short_is_told(tmp_path: Path, value: str) -> None:
    env = environment(SECRET_KEY=value)
    env.secret("SECRET_KEY", tmp_path / "none")
    assert numbers(env) == ["E001"]


def test_a_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "key"
    keep_secret(file)
    first = file.read_text()
    keep_secret(file)
    assert file.read_text() == first
    assert len(first) >= 40
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_two_secrets_differ(tmp_path: Path) -> None:
    keep_secret(tmp_path / "a")
    keep_secret(tmp_path / "b")
    assert (tmp_path / "a").read_text() != (tmp_path / "b").read_text()


@pytest.mark.django_db
def test_a_problem_is_a_numbered_system_check() -> None:
    with override_settings(ENVIRONMENT_PROBLEMS=(Problem("PORT", "E003", "PORT is “x”."),)):
        found = [(check.id, check.msg) for check in run_checks()]
    assert ("forumsite.E003", "PORT is “x”.") in found


@pytest.mark.parametrize(
    ("form", "value"),
    [
        (CDN, "cloudflare://token-1@0123abcd"),
        (CDN, "fastly://token@service1"),
        (CDN, "varnish://127.0.0.1:6081"),
        (INDEXNOW, "0123-abcd"),
        (HOSTS, "hooks.example,127.0.0.1,::1"),
        (MAIL_ADDRESS, "forum@forum.example"),
    ],
)
def test_value_of_its_form_is_read(form: str, value: str) -> None:
    env = environment(A=value)
    assert env.matching("A", form, "that") == value
    assert env.problems == []


@pytest.mark.parametrize(
    ("form", "value"),
    [
        (CDN, "cloudflare://secret"),
        (CDN, "akamai://secret@zone"),
        (CDN, "varnish://secret@host/path"),
        (INDEXNOW, "secret"),
        (INDEXNOW, "../../secret"),
        (HOSTS, "https://secret.example"),
        (MAIL_ADDRESS, "secret"),
        (MAIL_ADDRESS, "Ada <secret@forum.example>"),
    ],
)
def test_value_of_another_form_is_told_without_itself(form: str, value: str) -> None:
    env = environment(A=value)
    assert env.matching("A", form, "that", "default") == "default"
    assert numbers(env) == ["E010"]
    assert "secret" not in env.problems[0].sentence


def test_networks_are_read_and_a_wrong_one_trusts_nobody() -> None:
    env = environment(PROXIES="127.0.0.1, 10.0.0.0/8", WRONG="10.0.0.1/8")
    assert [str(network) for network in env.networks("PROXIES")] == ["127.0.0.1/32", "10.0.0.0/8"]
    assert env.networks("UNSET") == ()
    assert env.networks("WRONG") == ()
    assert numbers(env) == ["E011"]


def test_store_is_read_into_its_parts() -> None:
    env = environment(STORAGE_URL="s3://key:a%2Fb%2Bc@s3.example.org/forum-media?region=eu-west-3")
    assert env.store("STORAGE_URL") == {
        "endpoint": "https://s3.example.org",
        "bucket": "forum-media",
        "key": "key",
        "secret": "a/b+c",
        "region": "eu-west-3",
    }
    assert environment().store("STORAGE_URL") == {}
    open_one = environment(STORAGE_URL="s3+http://key:secret@127.0.0.1:9000/forum-media")
    assert open_one.store("STORAGE_URL")["endpoint"] == "http://127.0.0.1:9000"


@pytest.mark.parametrize(
    "value",
    [
        "https://s3.example.org/bucket",
        "s3://s3.example.org/bucket",
        "s3://key@s3.example.org/bucket",
        "s3://key:secret@s3.example.org",
        "s3://key:secret@s3.example.org/Bucket",
        "s3://key:secret@s3.example.org/bucket/folder",
        "s3://key:secret@s3.example.org/bucket?acl=public",
    ],
)
def test_store_that_cannot_be_read_is_told_without_its_secret(value: str) -> None:
    env = environment(STORAGE_URL=value)
    assert env.store("STORAGE_URL") == {}
    assert numbers(env) == ["E012"]
    assert "secret@" not in env.problems[0].sentence.replace("s3://key:secret@host", "")
