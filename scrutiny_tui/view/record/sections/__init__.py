"""The parts of the report, one module each: from a workshop to blocks."""
