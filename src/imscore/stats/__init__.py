"""Statistics on plain arrays: numbers in, numbers out, with no files and no indicator names."""
