"""Runs every measure, prints a table, writes var/bench.json."""

import json
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bench.answers import PAGE, Comparison, compare
from bench.nginx import Nginx
from bench.server import ROOT, Server, environment, free_port
from tests.needs import advice, find

RESULT = ROOT / "var" / "bench.json"
EDITIONS = (1, 10, 100)


def main() -> None:
    """Exits with 1 where a program is missing, with the command to type, and where a bound is exceeded."""
    programs: dict[str, Path] = {}
    for name in ("nginx", "wrk"):
        found = find(name)
        if found is None:
            sys.exit(f"{name} is missing. To get it: {advice(name)}")
        programs[name] = found
    with tempfile.TemporaryDirectory() as folder:
        result = _measure(Path(folder), programs)
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(json.dumps(result, indent=2) + "\n")
    print(f"Written to {RESULT.relative_to(ROOT)}.")
    slow = [name for name, within in result["within_bounds"].items() if not within]
    if slow:
        sys.exit(f"TOO SLOW, see above: {', '.join(slow)}")


def _measure(folder: Path, programs: dict[str, Path]) -> dict[str, Any]:
    (folder / "site").mkdir()
    with Server(folder / "site") as server, Nginx(programs["nginx"], folder / "nginx") as nginx:
        comparisons = compare(programs["wrk"], server, nginx)
        memory, warm_start = server.memory(), server.warm_start
    _print_answers(comparisons)
    print(f"\nwarm start to the first 200: {warm_start:.2f} s")
    print("memory: " + ", ".join(f"{name} {size:.0f} MiB" for name, size in memory.items()))
    print(f"\n{'publish among':<16}{'seconds':>9}{'shown after':>13}{'queries a page':>16}")
    publishing = [_publishing(folder / str(number), number) for number in EDITIONS]
    print(flush=True)
    desk = _with_django(folder / "desk", "desk")
    print(flush=True)
    searched = _with_django(folder / "search", "search")
    return {
        "within_bounds": {"desk": desk == 0, "search": searched == 0},
        "page": PAGE,
        "answers": [asdict(comparison) for comparison in comparisons],
        "warm_start_seconds": warm_start,
        "memory_mib": memory,
        "publishing": publishing,
    }


def _with_django(folder: Path, name: str) -> int:
    command = [sys.executable, "-m", "bench.with_django", name]
    return subprocess.run(command, cwd=ROOT, env=environment(folder, free_port()), check=False).returncode


def _publishing(folder: Path, number: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.with_django", "publishing", str(number)]
    told = subprocess.run(
        command, cwd=ROOT, env=environment(folder, free_port()), stdout=subprocess.PIPE, text=True, check=True
    )
    measured: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
    print(
        f"{number:>7} editions{measured['publish']:>9.2f}{measured['shown']:>13.2f}{measured['queries']:>16}"
    )
    return measured


def _print_answers(comparisons: list[Comparison]) -> None:
    print(f"{PAGE:<22}{'requests/s':>12}{'p50 ms':>9}{'p99 ms':>9}{'nginx = 1':>11}")
    for comparison in comparisons:
        for name, speed in (("site", comparison.ours), ("nginx", comparison.nginx)):
            ratio = f"{comparison.ratio:.2f}" if name == "site" else "1.00"
            label = f"{name}, {comparison.coding}"
            print(f"{label:<22}{speed.requests:>12.0f}{speed.p50:>9.2f}{speed.p99:>9.2f}{ratio:>11}")


main()
