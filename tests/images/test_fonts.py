"""Which font sets a text; never a box in place of a letter."""

import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import features

from events.images import fonts
from events.images.character_map import characters
from events.images.fonts import FOLDER, Face, Style, choose, clean, needs_shaping, without_symbols

NEEDED = (
    "ÀÂÄÆÇÈÉÊËÎÏÔŒÙÛÜŸàâäæçèéêëîïôœùûüÿ’“”‘«»–—…€£¥°·×−²³ŁłŠšŽžĞğŐőŰűȘșȚțĀāĒēŪū\u00a0\u2009\u202f\u2010\u2011"
)


@pytest.fixture
def no_fontconfig(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("PATH", str(tmp_path))
    fonts._system.cache_clear()
    yield
    fonts._system.cache_clear()


@pytest.fixture
def system_font(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Face]:
    """A fontconfig that knows one font: the bundled one under another name, after one that is no font."""
    face = Face(tmp_path / "other.ttf")
    face.path.write_bytes(Style.TEXT.path.read_bytes())
    (tmp_path / "fc-match").write_text(
        f"#!/bin/sh\nprintf '{tmp_path}/no.pcf\\t0\\n{face.path}\\t65536\\n'\n"
    )
    (tmp_path / "fc-match").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    fonts._system.cache_clear()
    yield face
    fonts._system.cache_clear()


def lacking() -> str:
    """A letter that one bundled font has and the other lacks."""
    return chr(
        max(code for code in characters(Style.TEXT.path) - characters(Style.WORDS.path) if code < 0x300)
    )


@pytest.mark.parametrize("style", Style)
def test_bundled_fonts_have_the_letters_of_europe_and_the_typography_of_french(style: Style) -> None:
    missing = {character for character in NEEDED if ord(character) not in characters(style.path)}
    assert not missing
    assert all(
        unicodedata.name(chr(code), "") for code in range(0x41, 0x17F) if Face(style.path).covers(chr(code))
    )


def test_bundled_fonts_are_small_and_come_with_their_licences() -> None:
    assert sum(file.stat().st_size for file in FOLDER.glob("*.ttf")) <= 600_000
    for licence in ("charis-sil-OFL.txt", "inter-OFL.txt"):
        assert "SIL Open Font License, Version 1.1" in (FOLDER / licence).read_text()


@pytest.mark.parametrize("style", Style)
def test_each_character_that_a_bundled_font_claims_is_drawn_with_a_glyph_of_its_own(style: Style) -> None:
    font = Face(style.path).at(40)
    box = bytes(font.getmask("\u4e00"))
    assert not Face(style.path).covers("\u4e00")
    for character in "AzéŒ’«9":
        assert bytes(font.getmask(character)) != box


def test_bundled_font_sets_french_and_no_system_font_is_asked(no_fontconfig: None) -> None:
    assert choose("Élégance à l’œuvre, 3ᵉ".replace("ᵉ", ""), Style.DISPLAY, "fr") == Face(Style.DISPLAY.path)


@pytest.mark.usefixtures("no_fontconfig")
def test_no_font_is_chosen_where_none_has_the_text() -> None:
    assert choose("吴清", Style.DISPLAY, "zh-hans") is None


def test_system_font_is_chosen_where_it_has_what_the_bundled_one_lacks(system_font: Face) -> None:
    text = lacking()
    assert choose(text, Style.WORDS, "fr") == system_font
    assert choose("吴清", Style.DISPLAY, "zh-hans") is None


def test_font_that_cannot_be_scaled_is_passed_over(system_font: Face) -> None:
    text = lacking()
    cut = system_font.path.read_bytes()
    head = cut.index(b"head")
    system_font.path.write_bytes(cut[:head] + b"none" + cut[head + 4 :])
    characters.cache_clear()
    fonts._loaded.cache_clear()
    assert characters(system_font.path)
    assert choose(text, Style.WORDS, "fr") is None
    characters.cache_clear()
    fonts._loaded.cache_clear()


@pytest.mark.parametrize("text", ["منتدى", "פורום", "मंच"])
def test_text_that_needs_shaping_is_left_alone_without_libraqm(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert needs_shaping(text)
    monkeypatch.setattr(features, "check", lambda name: False)
    assert choose(text, Style.TEXT, "ar") is None


def test_latin_and_chinese_need_no_shaping() -> None:
    assert not needs_shaping("Forum 论坛 «\u00a0été\u00a0»")


def test_coverage_is_read_from_collections_and_from_tables_of_both_formats() -> None:
    known: dict[Path, int] = {}
    if program := shutil.which("fc-list"):
        command = [program, "--format", "%{file}\t%{index}\n"]
        rows = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
        known = {Path(row.split("\t")[0]): int(row.split("\t")[1]) & 0xFFFF for row in rows}
    collections = [
        (path, index) for path, index in known.items() if path.suffix == ".ttc" and "CJK" in path.name
    ]
    for path, index in collections:
        assert {0x41, 0x4E00} <= characters(path, index)
        assert max(characters(path, index)) > 0xFFFF
    latin = [path for path in known if path.name in {"DejaVuSans.ttf", "LiberationSans-Regular.ttf"}]
    for path in [Style.TEXT.path, *latin]:
        assert {0x41, 0xE9, 0x153} <= characters(path)
        assert 0x4E00 not in characters(path)


def test_file_that_is_no_font_has_no_characters(tmp_path: Path) -> None:
    for content in (
        b"",
        b"\0\1\0\0",
        b"\0\1\0\0\0\0" + bytes(30),
        b"no font at all, but some text of some length",
    ):
        file = tmp_path / f"{len(content)}.ttf"
        file.write_bytes(content)
        assert characters(file) == frozenset()
    assert characters(tmp_path / "absent.ttf") == frozenset()


def test_text_is_cleaned_to_one_composed_line() -> None:
    assert clean(" e\u0301te\u0301\r\n\tici\u202e\u0000  la\u200f ") == "\u00e9t\u00e9 ici la"
    assert clean("5\u00a0millions\u202f!") == "5\u00a0millions\u202f!"


def test_emoji_does_not_change_the_font_of_a_line() -> None:
    assert without_symbols("Forum 🎉 2021 ✌️", Style.DISPLAY) == "Forum 2021"
