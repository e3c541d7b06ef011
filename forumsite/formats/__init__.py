"""How Django writes and reads dates, where that is not as the public pages do."""
