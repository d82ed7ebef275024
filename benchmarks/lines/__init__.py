"""One module a line: what is measured, and the floor it is measured against."""
