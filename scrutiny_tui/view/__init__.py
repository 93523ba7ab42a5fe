"""A session as words and data for people and programs."""
