"""A small OpenID provider in a process of its own, on Authlib's server side. `python oidc_provider.py PORT STATE`

It signs in whoever the file STATE names (JSON: sub, email, email_verified, amr; or faults to try a client with), and
insists on PKCE with S256. Anything it is asked is real HTTP: discovery, keys, authorisation, token.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import ClientMixin
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import UserInfo
from authlib.oidc.core.grants import OpenIDCode
from flask import Flask, Response, jsonify, request
from joserfc.jwk import RSAKey

CLIENT_ID, CLIENT_SECRET = "desk", "desk-secret-for-tests"
CODES: dict[str, Any] = {}


class Client(ClientMixin):
    """The console, as the provider knows it."""

    def get_client_id(self) -> str:
        return CLIENT_ID

    def get_default_redirect_uri(self) -> str:
        return ""

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri.startswith("http://127.0.0.1:") and redirect_uri.endswith("/sign-in/organisation/return")

    def check_client_secret(self, client_secret: str) -> bool:
        return client_secret == CLIENT_SECRET

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == "client_secret_basic"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


class Code:
    """One authorisation code."""

    def __init__(self, code: str, payload: Any, user: dict[str, Any]) -> None:
        self.code, self.user = code, user
        self.redirect_uri, self.scope = payload.redirect_uri, payload.scope
        self.nonce = payload.data.get("nonce")
        self.code_challenge = payload.data.get("code_challenge")
        self.code_challenge_method = payload.data.get("code_challenge_method")

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str:
        return "another nonce" if self.user.get("wrong_nonce") else self.nonce

    def get_auth_time(self) -> int:
        return int(time.time())

    def get_acr(self) -> None:
        return None

    def get_amr(self) -> list[str]:
        return self.user.get("amr", ["pwd"])


class Grant(AuthorizationCodeGrant):
    """Keeps codes in memory, each used once."""

    def save_authorization_code(self, code: str, given: Any) -> None:
        CODES[code] = Code(code, given.payload, given.user)

    def query_authorization_code(self, code: str, client: Client) -> Code | None:
        return CODES.get(code)

    def delete_authorization_code(self, authorization_code: Code) -> None:
        CODES.pop(authorization_code.code, None)

    def authenticate_user(self, authorization_code: Code) -> dict[str, Any]:
        return authorization_code.user


def main(port: int, state: Path) -> None:
    """Serve until killed."""
    app, issuer = Flask(__name__), f"http://localhost:{port}"
    app.config["OAUTH2_SCOPES_SUPPORTED"] = ["openid", "email"]
    key, stranger = RSAKey.generate_key(2048, {"kid": "k1"}), RSAKey.generate_key(2048, {"kid": "k1"})

    class Tokens(OpenIDCode):
        def exists_nonce(self, nonce: str, request: Any) -> bool:
            return False

        def get_jwt_config(self, grant: Any = None, client: Any = None) -> dict[str, Any]:
            return {"key": key, "alg": "RS256", "iss": issuer, "exp": 300, "kid": "k1"}

        def resolve_client_private_key(self, client: Client) -> Any:
            return stranger if person().get("wrong_key") else key

        def get_client_algorithm(self, client: Client) -> str:
            return "RS256"

        def get_client_claims(self, client: Client) -> dict[str, Any]:
            return {"iss": person().get("issuer", issuer)}

        def get_encode_header(self, client: Client) -> dict[str, str]:
            return {"alg": "RS256", "kid": "k1"}

        def generate_user_info(self, user: dict[str, Any], scope: str) -> UserInfo:
            shown = {name: user[name] for name in ("sub", "email", "email_verified") if name in user}
            return UserInfo(shown | ({"aud": "somebody-else"} if user.get("wrong_audience") else {}))

    def person() -> dict[str, Any]:
        return json.loads(state.read_text(encoding="utf-8"))

    server = AuthorizationServer(app, query_client=lambda key: Client() if key == CLIENT_ID else None,
                                 save_token=lambda token, given: None)  # fmt: skip
    server.register_grant(Grant, [Tokens(require_nonce=True), CodeChallenge(required=True)])

    @app.get("/.well-known/openid-configuration")
    def discovery() -> Response:
        return jsonify(
            issuer=person().get("metadata_issuer", issuer), authorization_endpoint=f"{issuer}/authorize",
            token_endpoint=f"{issuer}/token", jwks_uri=f"{issuer}/keys", response_types_supported=["code"],
            id_token_signing_alg_values_supported=["RS256", "none"], code_challenge_methods_supported=["S256"],
        )  # fmt: skip

    @app.get("/keys")
    def keys() -> Response:
        return jsonify(keys=[key.as_dict(private=False)])

    @app.get("/authorize")
    def authorize() -> Any:
        assert request.args.get("code_challenge_method") == "S256"
        user = person()
        grant = server.get_consent_grant(end_user=user)
        return server.create_authorization_response(grant_user=None if user.get("refuses") else user, grant=grant)

    @app.post("/token")
    def token() -> Any:
        return server.create_token_response()

    app.run("localhost", port, threaded=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
