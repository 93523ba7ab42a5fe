"""Small questions that return a value."""
