"""Rich menus: objects, pictures, aliases."""

from __future__ import annotations

import struct
from typing import Any

import pytest

from bot.emulator.errors import LineRefusal
from bot.emulator.pictures import gradient_png
from bot.emulator.richmenus import RichMenus
from bot.emulator.validate.richmenu import check_image, check_rich_menu

Json = dict[str, Any]


def menu(**changes: object) -> Json:
    area = {"bounds": {"x": 0, "y": 0, "width": 1250, "height": 843}, "action": {"type": "message", "text": "相談"}}
    body = {
        "size": {"width": 2500, "height": 843},
        "selected": True,
        "name": "m",
        "chatBarText": "メニュー",
        "areas": [area],
    }
    return {**body, **changes}


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"name": None}, "name"),
        ({"name": "あ" * 301}, "name"),
        ({"chatBarText": "あ" * 15}, "chatBarText"),
        ({"selected": None}, "selected"),
        ({"size": {"width": 700, "height": 300}, "areas": []}, "size.width"),
        ({"size": {"width": 2500, "height": 249}, "areas": []}, "size.height"),
        ({"size": {"width": 800, "height": 600}, "areas": []}, "size"),
        ({"areas": menu()["areas"] * 21}, "areas"),
        (
            {
                "areas": [
                    {"bounds": {"x": 0, "y": 0, "width": 2501, "height": 9}, "action": {"type": "message", "text": "a"}}
                ]
            },
            "areas[0].bounds",
        ),
        (
            {
                "areas": [
                    {"bounds": {"x": 0, "y": 0, "width": 9, "height": 9}, "action": {"type": "uri", "uri": "ftp://a"}}
                ]
            },
            "areas[0].action.uri",
        ),
    ],
)
def test_a_bad_rich_menu_is_refused_by_property(changes: Json, where: str) -> None:
    with pytest.raises(LineRefusal) as caught:
        check_rich_menu(menu(**changes))
    assert [one.property for one in caught.value.details] == [where]


def jpeg(width: int, height: int) -> bytes:
    return b"\xff\xd8\xff\xe0\x00\x04\x00\x00\xff\xc0\x00\x11\x08" + struct.pack(">HH", height, width) + b"\x03" * 12


@pytest.mark.parametrize(
    ("data", "kind", "status"),
    [
        (gradient_png(800, 600), "image/png", 400),
        (jpeg(2501, 843), "image/jpeg", 400),
        (b"not a picture", "image/png", 400),
        (b"", "image/jpeg", 400),
        (gradient_png(800, 250) + b"\x00" * 1024 * 1024, "image/png", 400),
        (b"GIF89a", "image/gif", 415),
    ],
)
def test_pictures_have_a_size_a_shape_and_a_weight(data: bytes, kind: str, status: int) -> None:
    with pytest.raises(LineRefusal) as caught:
        check_image(data, kind)
    assert caught.value.status == status


@pytest.mark.parametrize(("data", "kind"), [(gradient_png(800, 250), "image/png"), (jpeg(2500, 843), "image/jpeg")])
def test_pictures_as_line_wants_them_are_taken(data: bytes, kind: str) -> None:
    check_image(data, kind)


def test_a_menu_without_a_picture_cannot_be_shown_and_a_picture_is_set_once() -> None:
    menus = RichMenus()
    made = menus.create(menu())
    with pytest.raises(LineRefusal):
        menus.showable(made)
    menus.upload(made, gradient_png(2500, 843), "image/png")
    assert menus.showable(made).id == made
    with pytest.raises(LineRefusal) as caught:
        menus.upload(made, gradient_png(2500, 843), "image/png")
    assert caught.value.message == "An image has already been uploaded to the richmenu"


def test_aliases_are_created_moved_and_deleted() -> None:
    menus = RichMenus()
    first, second = menus.create(menu()), menus.create(menu())
    with pytest.raises(LineRefusal) as caught:
        menus.put_alias("a", first, new=True)
    assert caught.value.message == "richmenu not found"
    for one in (first, second):
        menus.upload(one, gradient_png(2500, 843), "image/png")
    menus.put_alias("a", first, new=True)
    with pytest.raises(LineRefusal) as caught:
        menus.put_alias("a", second, new=True)
    assert caught.value.message == "conflict richmenu alias id"
    menus.put_alias("a", second, new=False)
    assert menus.aliases() == [{"richMenuAliasId": "a", "richMenuId": second}]
    menus.delete_alias("a")
    with pytest.raises(LineRefusal) as caught:
        menus.alias("a")
    assert caught.value.status == 404


@pytest.mark.parametrize("alias", ["", "A", "あ", "a" * 33, None])
def test_alias_ids_are_short_and_plain(alias: object) -> None:
    with pytest.raises(LineRefusal):
        RichMenus().put_alias(alias, "richmenu-" + "0" * 32, new=True)
