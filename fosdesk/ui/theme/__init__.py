"""Colours, type and style sheet of the window, as data."""
