"""Programs that are started to be measured. Each says what it has reached, one JSON object a line."""
