"""Official texts on the screen: the list, one text as a card, its pages beside a question."""
