"""The forms engine: packs, expressions, relevance, validation, completion. Pure: no database, no window."""
