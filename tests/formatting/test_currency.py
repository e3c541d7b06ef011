import pytest

from events.formatting import is_currency


@pytest.mark.parametrize("code", ["CNY", "EUR", "USD", "JPY", "CHF", "GBP"])
def test_currency_in_use_is_known(code: str) -> None:
    assert is_currency(code)


@pytest.mark.parametrize("code", ["FRF", "DEM", "XXX", "QQQ", "eur", "", "EURO", "percent"])
def test_what_is_no_currency_in_use_is_refused(code: str) -> None:
    assert not is_currency(code)
