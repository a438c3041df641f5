"""How the tagger is trained (`python -m bot.privacy.training`); nothing here runs in a service."""
