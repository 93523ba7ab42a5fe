"""The report as a Word document: from blocks to a file."""
