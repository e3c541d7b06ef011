"""The builds of one machine."""

import multiprocessing
from pathlib import Path

import pytest

from events.pages.page import Page
from events.serving import BuildError, Shelf, plan_key
from tests.serving.sample import page, pages


def site(number: int) -> tuple[Page, ...]:
    return (*pages(), page("/fr/numero/", f"Numéro {number}"))


def make(folder: Path, number: int) -> str:
    return Shelf(folder).make(site(number)).folder.name


def test_empty_shelf_has_no_current_build(tmp_path: Path) -> None:
    assert Shelf(tmp_path / "none").current() is None
    assert Shelf(tmp_path / "none").ready("plan") is None


def test_build_in_use_is_the_one_that_the_next_start_finds(tmp_path: Path) -> None:
    made = Shelf(tmp_path).make(pages())
    Shelf(tmp_path).use(made)
    assert Shelf(tmp_path).current() == made
    assert (tmp_path / "current" / "site/fr/index.html").is_file()


def test_preparing_a_build_does_not_put_it_into_use(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    first = shelf.make(site(1))
    shelf.use(first)
    shelf.make(site(2))
    assert shelf.current() == first


def test_finished_build_is_found_by_its_plan_and_not_made_again(tmp_path: Path) -> None:
    made = Shelf(tmp_path).make(pages())
    before = (made.folder / "manifest.json").stat()
    assert Shelf(tmp_path).ready(plan_key(pages())) == made
    assert Shelf(tmp_path).make(pages()) == made
    assert (made.folder / "manifest.json").stat() == before


def test_failing_page_keeps_the_current_build(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    first = shelf.make(site(1))
    shelf.use(first)
    with pytest.raises(BuildError, match="/fr/panne/"):
        shelf.make((*site(1), Page("/fr/panne/", "panne", lambda: bytes(1 // 0))))
    assert shelf.current() == first
    assert shelf.all() == [first]


def test_current_build_and_the_two_before_it_are_kept(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    made = []
    for number in range(5):
        made.append(shelf.make(site(number)))
        shelf.use(made[-1])
    assert shelf.make(site(9)) in shelf.all()
    kept = {build.folder for build in shelf.all()}
    assert made[4].folder in kept
    assert made[0].folder not in kept
    assert len(kept) == 3


def test_leftovers_of_a_crash_are_swept_away(tmp_path: Path) -> None:
    (tmp_path / ".building-crashed" / "site").mkdir(parents=True)
    (tmp_path / ".building-crashed" / "site" / "index.html").write_text("half")
    made = Shelf(tmp_path).make(pages())
    assert sorted(f.name for f in tmp_path.iterdir()) == [".lock", made.folder.name]


def test_mangled_previous_build_is_not_carried_into_the_next(tmp_path: Path) -> None:
    first = Shelf(tmp_path).make(site(1))
    (first.folder / "site/en/index.html").write_bytes(b"mangled")
    second = Shelf(tmp_path).make(site(2))
    assert second.body(second.manifest.entries["/en/"]) == page("/en/").render()


def test_discarded_build_is_made_anew(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    made = shelf.make(pages())
    shelf.use(made)
    shelf.discard(made)
    assert shelf.current() is None
    assert shelf.make(pages()) == made


def test_dangling_or_strange_current_is_no_build(tmp_path: Path) -> None:
    (tmp_path / "current").symlink_to("gone")
    assert Shelf(tmp_path).current() is None
    (tmp_path / "current").unlink()
    (tmp_path / "current").write_text("not a link")
    assert Shelf(tmp_path).current() is None


def test_processes_that_build_at_once_take_turns(tmp_path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        names = pool.starmap(make, [(tmp_path, 1), (tmp_path, 1), (tmp_path, 2)])
    assert names[0] == names[1] != names[2]
    assert {build.folder.name for build in Shelf(tmp_path).all()} == set(names)
    assert not list(tmp_path.glob(".building-*"))
