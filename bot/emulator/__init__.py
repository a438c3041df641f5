"""A local LINE Platform: a phone in the browser, signed webhooks out, the Messaging API in."""
