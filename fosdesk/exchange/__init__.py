"""What travels between stations: dossiers, and answers that arrive as files."""
