"""The command line: one module a command. Parse, call, print, exit; no arithmetic."""
