"""All settings in one frozen class; a wrong or weak value stops the process before it serves anybody."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.base.errors import SettingsError
from bot.base.settings_source import EnvironmentOrFile
from bot.base.weak import has_weak_password, is_guessable, is_typed

_DEMO_MARK = "demo"  # a prefix that production refuses
SHORTEST_SECRET = 32
SAMPLE_OPERATOR = "見本市社会福祉協議会"


class Settings(BaseSettings):
    """Read from the environment, or from the file named by `TSUNAGU_…_FILE`; see the table in the README."""

    model_config = SettingsConfigDict(env_prefix="TSUNAGU_", frozen=True, extra="ignore")

    env: Literal["demo", "production"] = Field("demo", description="demo か production")
    data_dir: Path = Field(Path("var"), description="埋め込みの既定(SQLite)の置き場所")
    database_url: str = Field("", description="行の置き場所。空ならdata_dirのSQLite")
    redis_url: str = Field("", description="受信箱と会話の置き場所。空ならSQLite")
    line_channel_secret: str = Field("", description="LINEのチャネルシークレット。切替中はカンマ区切り")
    line_channel_access_token: str = Field("", description="LINEのチャネルアクセストークン")
    line_api_base: str = Field("https://api.line.me", description="Messaging APIの宛先")
    encoder: str = Field("", description="文の埋め込みモデル(空なら同梱)")
    keys_text: str = Field("", description="チケットの鍵(base64、カンマ区切り、先頭が新しい)")
    keys_identity: str = Field("", description="LINEのIDと会話の鍵。コンソールには渡さない")
    secret_console: str = Field("", description="コンソールのCookieの署名鍵")
    municipalities: str = Field("", description="受け持つ市区町村のコード(カンマ区切り)")
    fragment_seconds: float = Field(
        2.0, ge=0, le=10, description="書きかけらしい短い言葉のあと、続きを待つ秒数(0で待たない)。危険な言葉は待たない"
    )
    session_hours: int = Field(
        168, ge=1, le=24 * 14, description="会話を覚えておく時間(あとの連絡を望んだ人は、その日の後まで)"
    )
    retention_chat_days: int = Field(90, ge=1, le=3650, description="終わった相談のやりとりを残す日数")
    retention_ticket_days: int = Field(365 * 5, ge=1, le=365 * 10, description="終わったチケットを残す日数")
    retention_alert_days: int = Field(365 * 5, ge=30, le=365 * 10, description="危険の知らせ(本文なし)を残す日数")
    retention_audit_days: int = Field(365 * 5, ge=365, le=365 * 30, description="操作の記録を残す日数")
    retention_statistics_days: int = Field(365 * 10, ge=365, le=365 * 30, description="数えた統計を残す日数")
    retention_events_days: int = Field(7, ge=2, le=60, description="処理済みの印を残す日数")
    mailbox_limit: int = Field(20_000, ge=100, description="受信箱の上限。超えたら503でLINEに再送を頼む")
    operator_name: str = Field(SAMPLE_OPERATOR, description="運営する団体の名前(案内文に出る)")
    people_served: str = Field("お住まい・通勤通学の方", description="だれのための窓口か(案内文に出る)")
    assign: Literal["none", "round_robin", "least_loaded"] = Field(
        "none", description="新しい相談の担当の候補: none(自分で取る) round_robin(順番) least_loaded(件数の少ない人)"
    )
    desk_hours: str = Field("平日の8時半〜17時15分", description="人が読む時間(案内文に出る)")
    local_lines: str = Field("", description="local_* の相談先: id=電話番号(チャットは id=https://…)をカンマ区切り")
    alert_emails: str = Field("", description="危険の知らせを受ける当番の宛先(カンマ区切り、2人以上)")
    alert_escalation_emails: str = Field("", description="5分だれも受けないときの統括の宛先(カンマ区切り)")
    alert_webhook: str = Field("", description="危険の知らせを送るURL")
    smtp_url: str = Field("", description="smtp://利用者:パスワード@ホスト:ポート")
    console_url: str = Field("http://127.0.0.1:8002", description="コンソールの住所(知らせのメールに書く)")
    oidc_issuer: str = Field("", description="組織のサインイン(OpenID Connect)の発行者のURL。空なら使わない")
    oidc_client_id: str = Field("", description="その発行者に登録したクライアントID")
    oidc_client_secret: str = Field("", description="その発行者に登録したクライアントシークレット")
    oidc_name: str = Field("組織のアカウント", description="サインイン画面に出す、その名前")
    behind_proxy: int = Field(0, ge=0, le=3, description="前に立つ代理サーバーの数")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="ログの細かさ")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments first (tests), then the environment with its `_FILE` variants; nothing else."""
        return init_settings, EnvironmentOrFile(settings_cls)

    @model_validator(mode="after")
    def _fit_to_serve(self) -> Settings:
        if self.env == "production":
            problems = list(_production_problems(self))
            if problems:
                raise ValueError(" / ".join(problems))
        return self

    @property
    def is_demo(self) -> bool:
        """Whether this is the demo on sample data."""
        return self.env == "demo"

    @property
    def database(self) -> str:
        """The SQLAlchemy URL that is really used."""
        return self.database_url or f"sqlite:///{self.sqlite_path}"

    @property
    def sqlite_path(self) -> Path:
        """The file of the embedded default."""
        prefix = "sqlite:///"
        if self.database_url.startswith(prefix):
            return Path(self.database_url.removeprefix(prefix))
        return self.data_dir / "tsunagu.sqlite3"

    @property
    def channel_secrets(self) -> tuple[str, ...]:
        """Channel secrets that are valid now; two while rotating."""
        return tuple(_parts(self.line_channel_secret))

    @property
    def municipality_codes(self) -> tuple[str, ...]:
        """Codes served (JIS X 0402, 5 digits); empty = all of the data."""
        return tuple(_parts(self.municipalities))

    @property
    def local_numbers(self) -> dict[str, str]:
        """The municipality's own lines by hotline id."""
        pairs = (part.split("=", 1) for part in self.local_lines.split(",") if "=" in part)
        return {name.strip(): number.strip() for name, number in pairs if number.strip()}


def _production_problems(s: Settings) -> list[str]:
    """What keeps these settings from serving real people; empty when fit.

    A secret may be missing, since each process is given only its own; what needs it refuses by itself.
    """
    problems = [] if s.municipalities else ["TSUNAGU_MUNICIPALITIES が空です"]
    weak = {
        "TSUNAGU_LINE_CHANNEL_SECRET": min((len(x) for x in s.channel_secrets), default=SHORTEST_SECRET),
        "TSUNAGU_SECRET_CONSOLE": len(s.secret_console) or SHORTEST_SECRET,
    }
    short = [name for name, length in weak.items() if length < SHORTEST_SECRET]
    problems += [f"{name} は{SHORTEST_SECRET}文字以上にしてください" for name in short]
    secrets = (s.line_channel_secret, s.line_channel_access_token, s.secret_console)
    if any(value.startswith(_DEMO_MARK) for value in secrets):
        problems.append("見本の秘密のままです。新しく作った値に替えてください")
    problems += [*_guessable(s), *_oidc_problems(s)]
    if _keys(s.keys_text) & _keys(s.keys_identity):
        problems.append("TSUNAGU_KEYS_TEXT と TSUNAGU_KEYS_IDENTITY は別の鍵にしてください")
    if s.database.startswith("postgresql") and not s.redis_url:
        problems.append("PostgreSQLを使うときは TSUNAGU_REDIS_URL も必要です")
    return problems


def _guessable(s: Settings) -> list[str]:
    """Secrets that somebody could guess; the value is never told."""
    said = ("line_channel_secret", "line_channel_access_token", "secret_console", "oidc_client_secret")
    found = [name for name in said if any(is_guessable(part) for part in _parts(getattr(s, name)))]
    found += [name for name in ("keys_text", "keys_identity") if any(map(is_typed, _keys(getattr(s, name))))]
    found += [name for name in ("database_url", "redis_url") if has_weak_password(getattr(s, name))]
    return [f"TSUNAGU_{name.upper()} が推しはかれる値です。乱数で作り直してください" for name in found]


def _parts(setting: str) -> list[str]:
    return [part.strip() for part in setting.split(",") if part.strip()]


def _keys(setting: str) -> set[str]:
    return set(_parts(setting))


def _oidc_problems(s: Settings) -> list[str]:
    """What keeps the organisation's sign-in from being safe; none where it is not used."""
    if not s.oidc_issuer:
        return []
    problems = [] if s.oidc_issuer.startswith("https://") else ["TSUNAGU_OIDC_ISSUER は https:// で始めてください"]
    missing = [name for name in ("oidc_client_id", "oidc_client_secret") if not getattr(s, name)]
    return problems + [f"TSUNAGU_{name.upper()} が空です" for name in missing]


def load_settings(**given: object) -> Settings:
    """Read and check the settings; raises SettingsError that names every fault in Japanese, never a value."""
    try:
        return Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        raise SettingsError("\n".join(_explain(item) for item in error.errors())) from None


def _explain(item: object) -> str:
    location = ".".join(str(part) for part in item["loc"])  # type: ignore[index]
    name = f"TSUNAGU_{location.upper()}: " if location else ""
    return f"設定が正しくありません。{name}{item['msg']}"  # type: ignore[index]
