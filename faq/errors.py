"""Errors of the faq package."""


class FaqError(Exception):
    """Base of every error that the faq package raises."""


class UnknownEntry(FaqError, KeyError):
    """No entry has this key; the message names it."""

    def __init__(self, key: str) -> None:
        """Name the key that was asked for."""
        self.key = key
        super().__init__(f"よくある質問に「{key}」という項目はありません。faq/entries のキーを確かめてください。")

    def __str__(self) -> str:
        """Return the message itself, not its repr as KeyError does."""
        return str(self.args[0])


class EntriesError(FaqError):
    """An entry file cannot be read; the message names the file, the entry and how to mend it."""


class WeightsError(FaqError):
    """The trained weights are missing or do not fit the entries; the message says to train again."""
