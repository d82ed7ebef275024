"""The parts of the page Send: putting a sending together, and one sending with what can be done next."""
