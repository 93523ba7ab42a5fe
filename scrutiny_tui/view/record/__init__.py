"""The report that goes into an agenda pack.

`sections` turn a session into `blocks`, which know of no format; `writers` turn blocks into files, which know of no
session. So every format says the same.
"""
