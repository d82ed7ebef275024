"""The database of one assessment: an append-only journal and what is projected from it.

Only `records` may be imported without cost; the other modules bring SQLAlchemy and are imported
when the first assessment is opened.
"""
