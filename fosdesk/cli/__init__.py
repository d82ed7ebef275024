"""The command line: the second face, with the same services as the window and no Qt."""
