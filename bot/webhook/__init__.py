"""The HTTP edge for LINE: verify, keep, answer 200. No model, no flow, no database session, no call to LINE."""
