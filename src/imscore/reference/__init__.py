"""What the project knows: indicators, the England series, kinds of area."""
