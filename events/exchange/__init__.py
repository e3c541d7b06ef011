"""What comes and goes as files: archives of editions. ``bundled`` holds those of the first customer."""

from pathlib import Path

from events.exchange.archive import Archive, ArchiveError, export_archive, import_archive, read_archive

#: The archive of the editions that come with the program.
BUNDLED = Path(__file__).parent / "bundled"

__all__ = ["BUNDLED", "Archive", "ArchiveError", "export_archive", "import_archive", "read_archive"]
