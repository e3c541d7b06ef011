"""English as the public pages write it."""
