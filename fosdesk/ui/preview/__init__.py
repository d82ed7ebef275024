"""A PDF inside the window: its pages rendered in a thread of their own, the text of each page."""
