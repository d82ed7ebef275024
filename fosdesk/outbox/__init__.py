"""Ways out of this computer: an e-mail draft for the user's own program, a folder or stick with checksums."""
