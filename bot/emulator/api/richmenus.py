"""Rich menus under the paths of api.line.me and, for pictures, api-data.line.me."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from bot.emulator.api.gate import json_body, line_blueprint, platform
from bot.emulator.errors import LineRefusal
from bot.emulator.model import Chat
from bot.emulator.validate.richmenu import check_rich_menu


def richmenu_blueprint() -> Blueprint:
    """The endpoints of the reference's sections Rich menu, Per-user rich menu, Rich menu alias."""
    api = line_blueprint("line_richmenus")
    _aliases(api)
    _menus(api)
    _pictures(api)
    _default(api)
    _per_user(api)
    return api


def _menus(api: Blueprint) -> None:
    @api.post("/v2/bot/richmenu")
    def create() -> Response:
        return jsonify({"richMenuId": platform().menus.create(json_body())})

    @api.post("/v2/bot/richmenu/validate")
    def validate() -> Response:
        check_rich_menu(json_body())
        return jsonify({})

    @api.get("/v2/bot/richmenu/list")
    def listing() -> Response:
        return jsonify({"richmenus": platform().menus.all()})

    @api.get("/v2/bot/richmenu/<menu_id>")
    def get(menu_id: str) -> Response:
        return jsonify(platform().menus.get(menu_id).as_json())

    @api.delete("/v2/bot/richmenu/<menu_id>")
    def delete(menu_id: str) -> Response:
        platform().menus.delete(menu_id)
        platform().world.touch()
        return jsonify({})


def _pictures(api: Blueprint) -> None:
    @api.post("/v2/bot/richmenu/<menu_id>/content")
    def upload(menu_id: str) -> Response:
        platform().menus.upload(menu_id, request.get_data(), request.mimetype)
        return jsonify({})

    @api.get("/v2/bot/richmenu/<menu_id>/content")
    def download(menu_id: str) -> Response:
        menu = platform().menus.get(menu_id)
        if not menu.image:
            raise LineRefusal(404, "Not found")
        return Response(menu.image, mimetype=menu.content_type)


def _default(api: Blueprint) -> None:
    @api.post("/v2/bot/user/all/richmenu/<menu_id>")
    def set_default(menu_id: str) -> Response:
        platform().menus.default = platform().menus.showable(menu_id).id
        platform().world.touch()
        return jsonify({})

    @api.get("/v2/bot/user/all/richmenu")
    def get_default() -> Response:
        if not platform().menus.default:
            raise LineRefusal(404, "no default richmenu")
        return jsonify({"richMenuId": platform().menus.default})

    @api.delete("/v2/bot/user/all/richmenu")
    def cancel_default() -> Response:
        platform().menus.default = ""
        platform().world.touch()
        return jsonify({})


def _resident(user_id: str) -> Chat:
    chat = platform().world.chats.get(user_id)
    if chat is None or chat.kind != "user":
        raise LineRefusal(400, "The value for the 'userId' parameter is invalid")
    return chat


def _per_user(api: Blueprint) -> None:
    @api.post("/v2/bot/user/<user_id>/richmenu/<menu_id>")
    def link(user_id: str, menu_id: str) -> Response:
        _resident(user_id).rich_menu_id = platform().menus.showable(menu_id).id
        platform().world.touch()
        return jsonify({})

    @api.get("/v2/bot/user/<user_id>/richmenu")
    def linked(user_id: str) -> Response:
        menu_id = _resident(user_id).rich_menu_id
        if not menu_id:
            raise LineRefusal(404, "the user has no richmenu")
        return jsonify({"richMenuId": menu_id})

    @api.delete("/v2/bot/user/<user_id>/richmenu")
    def unlink(user_id: str) -> Response:
        _resident(user_id).rich_menu_id = ""
        platform().world.touch()
        return jsonify({})


def _aliases(api: Blueprint) -> None:
    @api.post("/v2/bot/richmenu/alias")
    def create_alias() -> Response:
        body = json_body()
        platform().menus.put_alias(body.get("richMenuAliasId"), body.get("richMenuId"), new=True)
        return jsonify({})

    @api.get("/v2/bot/richmenu/alias/list")
    def list_aliases() -> Response:
        return jsonify({"aliases": platform().menus.aliases()})

    @api.get("/v2/bot/richmenu/alias/<alias>")
    def get_alias(alias: str) -> Response:
        return jsonify(platform().menus.alias(alias))

    @api.post("/v2/bot/richmenu/alias/<alias>")
    def update_alias(alias: str) -> Response:
        platform().menus.put_alias(alias, json_body().get("richMenuId"), new=False)
        return jsonify({})

    @api.delete("/v2/bot/richmenu/alias/<alias>")
    def delete_alias(alias: str) -> Response:
        platform().menus.delete_alias(alias)
        return jsonify({})
