"""The front door: what came in and waits, what is due, what came of it."""
