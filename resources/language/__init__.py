"""Reading Japanese as people type it: fold spelling, split into words, guess the language."""

from resources.language.detect import language
from resources.language.normalise import fold
from resources.language.tokenise import Token, Tokeniser

__all__ = ["Token", "Tokeniser", "fold", "language"]
