"""A file becomes observations and problems: guard, sheets, layouts, cells, checks, read."""
