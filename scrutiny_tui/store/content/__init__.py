"""Packs as written, and how they become the domain's."""
