"""The engine: load the session, look for danger, let the flow decide, carry out its effects, save together."""
