"""The data of a workshop for other programs: CSV, Excel and JSON, public or with each person's answers.

The same kinds, names found and rules of who may be named hold as for the report: see `scrutiny_tui.view.record`.
"""
