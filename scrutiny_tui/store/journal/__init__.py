"""Sessions on disk: a plain TinyDB file, a journal beside it while the session is open, and a second copy of both."""
