"""Reusable parts that know only values and messages."""
