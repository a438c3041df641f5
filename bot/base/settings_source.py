"""Where settings come from: the environment, or files that it names (container and systemd secrets)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_settings import PydanticBaseSettingsSource

from bot.base.errors import SettingsError


class EnvironmentOrFile(PydanticBaseSettingsSource):
    """`TSUNAGU_X`, or the content of the file named by `TSUNAGU_X_FILE`; both at once is refused."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """The raw text of one setting, None where it is not set."""
        name = f"TSUNAGU_{field_name.upper()}"
        value, path = os.environ.get(name), os.environ.get(f"{name}_FILE")
        if value is not None and path is not None:
            raise SettingsError(f"{name} と {name}_FILE の両方があります。どちらか一つにしてください。")
        if path is not None:
            value = _read(name, path)
        return value, field_name, False

    def __call__(self) -> dict[str, Any]:
        """All settings that were given."""
        found = {name: self.get_field_value(field, name)[0] for name, field in self.settings_cls.model_fields.items()}
        return {name: value for name, value in found.items() if value not in (None, "")}


def _read(name: str, path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{name}_FILE のファイルが読めません: {path} ({type(error).__name__})") from None
