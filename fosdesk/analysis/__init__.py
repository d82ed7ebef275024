"""What the answers mean: scores, gaps, checks. Pure functions without input or output."""
