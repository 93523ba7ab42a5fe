"""One full-screen view each."""
