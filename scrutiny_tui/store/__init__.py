"""Files in and out: sessions, packs and settings."""
