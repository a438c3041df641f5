"""`python -m bot.entry` is the program `tsunagu`."""

from bot.entry.cli import main

main()
