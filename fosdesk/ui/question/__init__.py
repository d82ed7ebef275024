"""The question page: cards with levels, numbers, texts and choices, and what is said about each answer."""
