"""The organisation's own sign-in: OpenID Connect with state, nonce and PKCE, through Authlib.

Authlib keeps state, nonce and code verifier in our server-side session, and checks the ID token's signature, issuer,
audience, times and nonce (OpenID Connect Core 1.0, 3.1.3.7). Whom the claims belong to is decided in `bot/staff`.
"""

from __future__ import annotations

from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from flask import Flask, current_app, request, url_for
from joserfc.errors import JoseError
from werkzeug.wrappers import Response

from bot.base.errors import NotFound, TsunaguError, Unavailable
from bot.base.logs import Log
from bot.console.config import OidcProvider
from bot.console.web_session import desk_session
from bot.console.work import tools
from bot.staff.sign_in import Claims

_NAME = "desk"
_SECONDS = 8
_SIGNATURES = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures that only the issuer can make; "none" and shared secrets are never taken."""
_log = Log("tsunagu.console")


class NotSignedIn(TsunaguError):
    """The organisation's sign-in did not say who it is."""

    status = 401


def install(app: Flask, provider: OidcProvider | None) -> None:
    """Make the provider known to the app; nothing is fetched before somebody signs in."""
    if provider is None:
        return
    OAuth(app).register(
        _NAME,
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        server_metadata_url=f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid email", "code_challenge_method": "S256", "default_timeout": _SECONDS},
    )


def leave() -> Response:
    """Send the browser to the organisation's sign-in; raises NotFound where there is none, Unavailable."""
    client, provider = _client()
    try:
        _checked(client, provider)
        answer: Response = client.authorize_redirect(_return_address(provider))
    except (requests.RequestException, AuthlibBaseError, RuntimeError) as error:
        raise _away(error) from error
    return answer


def is_expected() -> bool:
    """Whether this browser's session began the sign-in that comes back.

    Coming from the organisation's site the browser holds our strict cookie back; the page is then asked for once more.
    """
    return f"_state_{_NAME}_{request.args.get('state', '')}" in desk_session()


def claims() -> Claims:
    """Whom the organisation vouches for; raises NotSignedIn, NotFound, Unavailable."""
    client, provider = _client()
    try:
        _checked(client, provider)
        said = client.authorize_access_token().get("userinfo")
    except requests.RequestException as error:
        raise _away(error) from error
    except (AuthlibBaseError, JoseError, RuntimeError, ValueError, KeyError) as error:
        _log.warning("oidc.refused", error=type(error).__name__)
        raise NotSignedIn("組織のサインインを確かめられませんでした。もう一度、はじめからお試しください。") from error
    if not said or not isinstance(said.get("sub"), str):
        raise NotSignedIn("組織のサインインから、だれであるかが届きませんでした。")
    verified = said.get("email_verified") is True
    return Claims(said["sub"][:200], str(said.get("email", ""))[:120] if verified else "", "mfa" in said.get("amr", ()))


def _client() -> tuple[Any, OidcProvider]:
    provider = tools().config.oidc
    if provider is None:
        raise NotFound("組織のサインインは使っていません。")
    return current_app.extensions["authlib.integrations.flask_client"].create_client(_NAME), provider


def _checked(client: Any, provider: OidcProvider) -> None:
    """Read the issuer's own description once; another issuer's is refused (OpenID Connect Discovery 1.0, 4.3)."""
    said = client.load_server_metadata()
    if said.get("issuer", "").rstrip("/") != provider.issuer.rstrip("/"):
        client.server_metadata.pop("_loaded_at", None)
        raise RuntimeError("issuer differs")
    offered = said.get("id_token_signing_alg_values_supported") or ["RS256"]
    said["id_token_signing_alg_values_supported"] = [name for name in offered if name in _SIGNATURES]


def _return_address(provider: OidcProvider) -> str:
    if provider.base_url:
        return provider.base_url + url_for("oidc.back")
    return url_for("oidc.back", _external=True)


def _away(error: Exception) -> Unavailable:
    _log.warning("oidc.away", error=type(error).__name__)
    return Unavailable("組織のサインインにつながりません。ログイン名とパスワードでも入れます。")
