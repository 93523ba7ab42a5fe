"""The window for the room: a program of its own that shows the public view and nothing else."""
