"""The forum site’s one app: edit → freeze → render → deliver (see docs/architecture.md)."""
