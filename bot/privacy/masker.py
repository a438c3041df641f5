"""Finds personal data in a message and replaces it (R49); the only entry other packages use."""

from collections.abc import Sequence

from bot.privacy.case import CaseNames
from bot.privacy.companions import Companions
from bot.privacy.document import Document
from bot.privacy.keep import Keeper
from bot.privacy.lexicon import Lexicon
from bot.privacy.recognisers.base import Recogniser
from bot.privacy.recognisers.registry import default_recognisers
from bot.privacy.redact import redact
from bot.privacy.repeats import Repeats
from bot.privacy.spans import Masked, Span, settle
from bot.privacy.tagger import TaggerRecogniser


class Masker:
    """Detects and masks personal data; built once and shared, it keeps nothing of what it sees."""

    def __init__(self, recognisers: tuple[Recogniser, ...], keeper: Keeper,
                 companions: Companions | None = None) -> None:
        self._recognisers = recognisers
        self._keeper = keeper
        self._repeats = Repeats(keeper.places)
        self._companions = companions

    @classmethod
    def load(cls) -> "Masker":
        """Build from the data that ships with the project; raises PrivacyDataError if a file is missing."""
        lexicon = Lexicon.load()
        keeper = Keeper.from_lexicon(lexicon)
        tagger = TaggerRecogniser.load(lexicon, keeper)
        return cls((*default_recognisers(lexicon), tagger), keeper, Companions(lexicon))

    @property
    def recognisers(self) -> tuple[Recogniser, ...]:
        """The recognisers in use, for explanations."""
        return self._recognisers

    def detect(self, text: str) -> tuple[Span, ...]:
        """Return the personal data in `text` as non-overlapping spans in order; linear in its length."""
        document = Document(text)
        found = self._found(document)
        again = tuple(self._repeats.find(document, found))
        return settle((*found, *again)) if again else found

    def _found(self, document: Document) -> tuple[Span, ...]:
        spans = [span for recogniser in self._recognisers for span in recogniser.find(document)]
        found = settle(self._keeper.clear(document, spans))
        beside = tuple(self._companions.find(document, found)) if self._companions else ()
        return settle((*found, *self._keeper.clear(document, beside))) if beside else found

    def mask(self, text: str, case: CaseNames | None = None) -> Masked:
        """Return the text with personal data replaced; `case` keeps numbers steady over several messages."""
        return redact(text, self.detect(text), case if case is not None else CaseNames())

    def mask_together(self, texts: Sequence[str]) -> list[Masked]:
        """Mask what one person told in several messages: a name found in one is found in all, under one number."""
        read = [(document, self._found(document)) for document in map(Document, texts)]
        names = list(dict.fromkeys(name for document, spans in read for name in self._repeats.names(document, spans)))
        case = CaseNames()
        masked = []
        for text, (document, spans) in zip(texts, read, strict=True):
            again = tuple(self._repeats.find(document, spans, names))
            masked.append(redact(text, settle((*spans, *again)), case))
        return masked
