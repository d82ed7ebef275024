"""The parts of the page Set up: country, period, numbers, team, Standards."""
