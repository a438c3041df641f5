"""The shipped model, the labelled corpus it is made from, and the scripts that make it."""
