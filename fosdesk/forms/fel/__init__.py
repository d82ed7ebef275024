"""FEL, the expression language of packs: the surface of XLSForm, typed values, no code.

`parser.parse` makes a tree of a text, `check.check` finds its mistakes before anything runs,
`two_valued.compile_tree` and `three_valued.compile_tree` make functions of it.
"""
