"""Tables that people send: CSV files and Excel workbooks, read into rows of text with line numbers."""
