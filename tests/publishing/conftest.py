"""What the tests of publishing start from."""

from typing import Any

import pytest

from tests import factories


@pytest.fixture
def forum(db: None) -> Any:
    """A forum that is ready to be published."""
    factories.SeriesFactory()
    return factories.ForumFactory()
