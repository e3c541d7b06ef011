"""PostgreSQL for the tests of this folder."""

from collections.abc import Iterator

import pytest

from tests.postgresql.database_server import database_server


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a fresh server, as `DATABASE_URL` has it."""
    with database_server() as address:
        yield address
