"""How SQLite keeps its journal: as fast as its version does safely."""

#: A reset of the WAL while another connection checkpoints can damage the file (https://sqlite.org/wal.html,
#: “the WAL-reset bug”): mended in 3.51.3, and in these versions of older branches.
_MENDED = (3, 51, 3)
_MENDED_BRANCHES = ((3, 50, 7), (3, 44, 6))
_ALWAYS = "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"


def journal_mode(version: tuple[int, ...]) -> str:
    """“WAL” where this version of SQLite is safe with it, else “TRUNCATE”."""
    branches = any(version[:2] == mended[:2] and version >= mended for mended in _MENDED_BRANCHES)
    return "WAL" if version >= _MENDED or branches else "TRUNCATE"


def init_command(version: tuple[int, ...]) -> str:
    """What each connection begins with.

    WAL lets readers and one writer work at once. With TRUNCATE, readers wait while a transaction is
    committed; what it writes stays in memory until then, so that they do not wait while its pages are
    rendered. FULL keeps an acknowledged write through a power cut in either.
    """
    mode = journal_mode(version)
    spill = "" if mode == "WAL" else " PRAGMA cache_spill=OFF;"
    return f"PRAGMA journal_mode={mode}; {_ALWAYS}{spill}"
