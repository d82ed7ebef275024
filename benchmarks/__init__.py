"""Speed and memory, each figure beside its floor, measured in the same run on the same machine.

A floor is the least that must be done anyway: bare Qt, bare SQLite, bare openpyxl, plain arrays. Goals are
ratios to it, because absolute times drift. Nothing here passes or fails: it is measured and told.
"""
