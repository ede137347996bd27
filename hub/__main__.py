"""Lets `python -m hub` be the command line."""

from hub.cli import main

main()
