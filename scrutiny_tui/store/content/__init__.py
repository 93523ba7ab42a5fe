"""Packs as their authors write them: read, checked and handed over."""
