"""What can still be read of a session whose files are damaged, put together again without changing any of them."""
