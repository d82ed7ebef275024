"""Registers on the screen: their rows as a table, one row as a form, the evidence."""
