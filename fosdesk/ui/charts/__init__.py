"""Charts on the screen: lists with painted rows, so that each row has a name, a focus and a table form."""
