"""`python -m imscore`."""

from imscore.cli.main import main

main()
