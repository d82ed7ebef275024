"""FOSDesk: national assessments of cross-border e-commerce, offline, from questions to documents."""

__version__ = "0.1.0"
