"""The window: pages, frame and painted parts. Talks to `fosdesk.services` and to nothing below it."""
