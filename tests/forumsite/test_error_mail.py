"""Errors by mail: each kind once a minute, without secrets, and whatever the mail server does."""

import logging
import os
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail

from forumsite.error_mail import ErrorMail, text


@pytest.fixture
def told(settings: Any, mailoutbox: list[mail.EmailMessage]) -> list[mail.EmailMessage]:
    settings.ADMINS = ["ops@forum.example"]
    return mailoutbox


@pytest.fixture
def logger() -> Iterator[logging.Logger]:
    logger, handler = logging.getLogger("tests.error_mail"), ErrorMail()
    logger.addHandler(handler)
    yield logger
    logger.removeHandler(handler)


def wait(logger: logging.Logger) -> None:
    (handler,) = logger.handlers
    assert isinstance(handler, ErrorMail)
    handler._mails.join()


def test_an_error_is_mailed_with_its_traceback(told: list[Any], logger: logging.Logger) -> None:
    try:
        raise ValueError("nothing fits")
    except ValueError:
        logger.exception("The page %s failed", "/fr/")
    wait(logger)
    (message,) = told
    assert message.subject.endswith("ERROR The page /fr/ failed")
    assert "ValueError: nothing fits" in message.body
    assert message.to == ["ops@forum.example"]


def test_a_warning_is_not_mailed(told: list[Any], logger: logging.Logger) -> None:
    logger.warning("Something is odd")
    wait(logger)
    assert told == []


def test_an_error_that_comes_again_and_again_is_mailed_once(told: list[Any], logger: logging.Logger) -> None:
    for number in range(50):
        logger.error("The page failed for the %s. time", number)
    logger.error("Something else failed")
    wait(logger)
    assert len(told) == 2


def test_errors_of_different_places_are_mailed_though_they_are_told_at_one(
    told: list[Any], logger: logging.Logger
) -> None:
    for divisor in (0, 1):
        try:
            assert 1 / divisor
            raise LookupError
        except (ArithmeticError, LookupError):
            logger.exception("A page failed")
    wait(logger)
    assert len(told) == 2


def test_a_mail_holds_no_credentials_and_no_secret(settings: Any) -> None:
    settings.SECRET_KEY = "a secret of the tests"
    address = "redis://ada:pass%20word@cache.example:6379/0"
    record = logging.makeLogRecord(
        {"msg": "%s does not answer, %s", "args": (address, settings.SECRET_KEY), "levelname": "ERROR"}
    )
    assert "redis://…@cache.example:6379/0 does not answer, …" in text(record)
    assert "pass" not in text(record)


def test_a_mail_server_that_is_away_raises_nowhere_and_holds_up_nobody(
    told: list[Any], logger: logging.Logger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_told: object) -> None:
        time.sleep(0.2)
        raise ConnectionRefusedError("smtp://ada:pass@mail.example")

    monkeypatch.setattr(mail, "mail_admins", refuse)
    began = time.monotonic()
    logger.error("The page failed")
    assert time.monotonic() - began < 0.1
    wait(logger)
    monkeypatch.undo()
    logger.error("Another page failed")
    wait(logger)
    assert len(told) == 1


def test_a_forked_process_sends_its_own_errors(told: list[Any], logger: logging.Logger) -> None:
    logger.error("Before")
    wait(logger)
    read, write = os.pipe()
    child = os.fork()
    if not child:
        logger.error("In the child")
        wait(logger)
        os.write(write, str(len(told)).encode())
        os._exit(0)
    os.waitpid(child, 0)
    assert os.read(read, 9) == b"2"
    os.close(read)
    os.close(write)


def test_django_says_nothing_beside_the_log() -> None:
    django = logging.getLogger("django")
    assert django.handlers == []
    assert django.propagate
