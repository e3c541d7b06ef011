"""Builds: deterministic, shared where nothing changed, and all or nothing."""

import gzip
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import brotli
import pytest

from events.pages.page import Page
from events.serving import Build, BuildError, build, plan_key
from events.serving.build import load
from tests.serving.sample import STYLE, page, pages


def counted(site: tuple[Page, ...]) -> tuple[tuple[Page, ...], Counter[str]]:
    """The same pages, and how often each is rendered."""
    times: Counter[str] = Counter()

    def counting(one: Page) -> Callable[[], bytes]:
        def render() -> bytes:
            times[one.path] += 1
            return one.render()

        return render

    return tuple(replace(one, render=counting(one)) for one in site), times


def files(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


def failing() -> bytes:
    raise ZeroDivisionError("a figure without a period")


def test_same_pages_give_the_same_bytes_on_two_machines(tmp_path: Path) -> None:
    here = build(pages(), tmp_path / "here")
    there = build(tuple(reversed(pages())), tmp_path / "there")
    assert here.folder.name == there.folder.name == here.manifest.digest
    assert files(here.folder) == files(there.folder)


def test_digest_does_not_hang_on_what_was_built_before(tmp_path: Path) -> None:
    before = build((*pages(), page("/fr/plus-tard/")), tmp_path / "a")
    assert (
        build(pages(), tmp_path / "a", before).manifest.digest
        == build(pages(), tmp_path / "b").manifest.digest
    )


@pytest.mark.parametrize(
    "change",
    [
        {"language": "en"},
        {"status": 404},
        {"key": "other"},
        {"media_type": "text/plain"},
        {"immutable": True},
    ],
)
def test_digest_and_plan_change_with_anything_that_a_visitor_sees(
    tmp_path: Path, change: dict[str, object]
) -> None:
    one = page("/fr/")
    other = replace(one, **change)  # type: ignore[arg-type]
    assert plan_key([one]) != plan_key([other])
    assert build([one], tmp_path).manifest.digest != build([other], tmp_path).manifest.digest


def test_every_body_stands_where_nginx_looks(tmp_path: Path) -> None:
    made = build([page("/fr/forums/2021/", "Année")], tmp_path)
    body = page("/fr/forums/2021/", "Année").render()
    folder = made.folder / "site/fr/forums/2021"
    assert (folder / "index.html").read_bytes() == body
    assert brotli.decompress((folder / "index.html.br").read_bytes()) == body
    assert gzip.decompress((folder / "index.html.gz").read_bytes()) == body


def test_compressed_forms_are_kept_only_where_they_are_smaller(tmp_path: Path) -> None:
    tiny = Page("/tiny.txt", "tiny", lambda: b"x", "text/plain")
    image = Page("/dot.png", "dot", lambda: b"compressible" * 99, "image/png")
    made = build([tiny, image], tmp_path)
    assert sorted(f.name for f in made.folder.rglob("*") if f.is_file()) == [
        "dot.png",
        "manifest.json",
        "tiny.txt",
    ]


def test_unchanged_pages_are_not_rendered_again(tmp_path: Path) -> None:
    first = build(pages(), tmp_path)
    site, times = counted((*pages()[1:], page("/fr/", "Autre accueil", language="fr")))
    build(site, tmp_path, first)
    assert times == {"/fr/": 1}


def test_unchanged_files_are_links_into_the_previous_build(tmp_path: Path) -> None:
    first = build(pages(), tmp_path)
    second = build((*pages(), page("/fr/nouveau/")), tmp_path, first)
    for name in ("site/en/index.html", "site/en/index.html.br", "site/en/index.html.gz"):
        assert (first.folder / name).samefile(second.folder / name)


def test_new_key_with_the_same_bytes_is_not_compressed_again(tmp_path: Path) -> None:
    first = build([page("/fr/")], tmp_path)
    second = build([replace(page("/fr/"), key="another template, same words")], tmp_path, first)
    assert not (first.folder / "site/fr/index.html").samefile(second.folder / "site/fr/index.html")
    assert (first.folder / "site/fr/index.html.br").samefile(second.folder / "site/fr/index.html.br")


def test_page_that_moves_is_not_rendered_again(tmp_path: Path) -> None:
    first = build([page("/fr/")], tmp_path)
    site, times = counted((replace(page("/fr/"), path="/fr/ailleurs/"),))
    second = build(site, tmp_path, first)
    assert not times
    assert second.body(second.manifest.entries["/fr/ailleurs/"]) == page("/fr/").render()


def test_later_build_never_writes_into_an_earlier_one(tmp_path: Path) -> None:
    first = build(pages(), tmp_path)
    before = files(first.folder)
    (first.folder / "site/fr/index.html.gz").unlink()  # so that br is linked and gzip is not
    del before["site/fr/index.html.gz"]
    build((*pages(), page("/fr/nouveau/")), tmp_path, first)
    assert files(first.folder) == before


def test_previous_build_that_was_taken_away_is_not_missed(tmp_path: Path) -> None:
    first = build(pages(), tmp_path / "a")
    for file in first.folder.rglob("*.html*"):
        file.unlink()
    assert build(pages(), tmp_path / "a2", first).manifest == build(pages(), tmp_path / "b").manifest


def test_failing_page_is_named_with_its_cause(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"^/fr/panne/: ZeroDivisionError: a figure without a period$"):
        build([*pages(), Page("/fr/panne/", "panne", failing)], tmp_path)


def test_failing_page_leaves_nothing_behind(tmp_path: Path) -> None:
    first = build(pages(), tmp_path)
    before = files(tmp_path)
    with pytest.raises(BuildError):
        build([*pages(), Page("/fr/panne/", "panne", failing)], tmp_path, first)
    assert files(tmp_path) == before
    assert [f.name for f in tmp_path.iterdir()] == [first.folder.name]


def test_page_that_gives_text_instead_of_bytes_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="/fr/: the page gave str instead of bytes"):
        build([Page("/fr/", "text", lambda: "text")], tmp_path)  # type: ignore[arg-type, return-value]


@pytest.mark.parametrize("path", ["/../../etc/cron.d/x", "//etc/passwd", "/a/../../b", "fr/"])
def test_address_outside_the_folder_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(BuildError):
        build([page(path)], tmp_path / "builds")
    assert [f.name for f in tmp_path.rglob("*")] == ["builds"]


@pytest.mark.parametrize(
    "both",
    [
        ("/fr/", "/fr/"),
        ("/fr/", "/fr/index.html"),
        ("/a.txt", "/a.txt.br"),
        ("/fr", "/fr/"),
        ("/x", "/x/y/z"),
    ],
)
def test_two_addresses_cannot_be_one_file(tmp_path: Path, both: tuple[str, str]) -> None:
    with pytest.raises(BuildError, match=both[0]):
        build([page(path) for path in both], tmp_path)


def test_manifest_reads_back_as_it_was_written(tmp_path: Path) -> None:
    made = build(pages(), tmp_path)
    assert load(made.folder) == made
    entry = made.manifest.entries["/fr/ancien/"]
    assert (entry.status, entry.location, entry.language) == (301, "/fr/forums/2021/", "fr")
    assert made.manifest.entries[STYLE].immutable


@pytest.mark.parametrize(
    "text", [b"", b"{}", b"[]", b"null", b'{"format":0}', b"\xff", b'{"format":1,"entries":[3]}']
)
def test_mangled_manifest_is_told(tmp_path: Path, text: bytes) -> None:
    made = build(pages(), tmp_path)
    (made.folder / "manifest.json").write_bytes(text)
    with pytest.raises(BuildError, match="manifest"):
        load(made.folder)


def test_folder_renamed_by_hand_is_not_taken_for_a_build(tmp_path: Path) -> None:
    made = build(pages(), tmp_path)
    with pytest.raises(BuildError, match="another build"):
        load(made.folder.rename(tmp_path / ("0" * 64)))


def test_changed_body_is_found_out(tmp_path: Path) -> None:
    made = build(pages(), tmp_path)
    (made.folder / "site/fr/index.html").write_bytes(b"mangled")
    with pytest.raises(BuildError, match=r"/fr/: index\.html is not what was built"):
        made.body(made.manifest.entries["/fr/"])


def test_same_build_made_twice_mends_a_mangled_one(tmp_path: Path) -> None:
    made = build(pages(), tmp_path)
    (made.folder / "site/fr/index.html").write_bytes(b"mangled")
    again: Build = build(pages(), tmp_path)
    assert again.folder == made.folder
    assert again.body(again.manifest.entries["/fr/"]) == page("/fr/").render()


def test_full_disk_is_a_build_error(tmp_path: Path) -> None:
    (tmp_path / "builds").write_text("a file where the folder should be")
    with pytest.raises(BuildError, match="could not be written"):
        build(pages(), tmp_path / "builds")


def test_build_can_be_read_by_a_web_server_of_another_user(tmp_path: Path) -> None:
    made = build(pages(), tmp_path)
    assert made.folder.stat().st_mode & 0o777 == 0o755
