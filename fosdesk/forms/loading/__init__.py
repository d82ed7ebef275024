"""From the YAML files of a pack to its types: every mistake collected, each with file, line and column."""
