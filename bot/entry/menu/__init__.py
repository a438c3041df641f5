"""The rich menu under the talk: what its fields do, its picture, and how it is registered."""
