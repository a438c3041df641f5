"""One recogniser a file; `registry` lists them. Finding is here, replacing is in `bot.privacy.redact`."""
