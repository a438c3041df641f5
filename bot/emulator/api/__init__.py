"""The HTTP side: the Messaging API under LINE's paths, and the admin API and phone under /emulator and /."""
