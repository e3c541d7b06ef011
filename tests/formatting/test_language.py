import pytest

from events.formatting import LanguageError, format_list
from events.formatting.language import babel_locale, rule_set


@pytest.mark.parametrize(
    ("language", "expected"),
    [("fr", "fr"), ("en", "en_GB"), ("en-us", "en_US"), ("zh-hans", "zh_Hans"), ("pt_BR", "pt_BR")],
)
def test_language_code_leads_to_its_locale(language: str, expected: str) -> None:
    assert str(babel_locale(language)) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("fr-ca", "fr"), ("en-us", "en"), ("zh", "zh"), ("zh-hans", "zh"), ("zh-tw", "cldr"), ("de", "cldr")],
)
def test_language_has_its_set_of_rules(language: str, expected: str) -> None:
    assert rule_set(language) == expected


@pytest.mark.parametrize("language", ["", "xx", "../fr", "fr\n", "français", "x" * 100])
def test_unknown_language_is_refused(language: str) -> None:
    with pytest.raises(LanguageError):
        format_list(["A"], language)
