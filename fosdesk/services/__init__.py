"""Use cases: the only layer that the window and the command line call."""
