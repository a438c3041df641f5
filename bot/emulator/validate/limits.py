"""Every number at which LINE says no, each with the place in LINE's documentation that states it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

REFERENCE = "https://developers.line.biz/en/reference/messaging-api/"

Unit = Literal["utf16", "grapheme", "items", "bytes", "px", "seconds", "minutes", "hours", "days"]


@dataclass(frozen=True)
class Limit:
    """A largest (or, where the name says `_min`, smallest) value, its unit and its source."""

    value: int
    unit: Unit
    source: str


def _ref(value: int, unit: Unit, anchor: str) -> Limit:
    return Limit(value, unit, f"{REFERENCE}#{anchor}")


LIMITS: Mapping[str, Limit] = MappingProxyType(
    {
        # sending
        "messages": _ref(5, "items", "send-reply-message"),
        "request_body": _ref(2 * 1024 * 1024, "bytes", "status-codes"),
        "multicast_to": _ref(500, "items", "send-multicast-message"),
        "aggregation_units": _ref(1, "items", "send-push-message"),
        "loading_min": _ref(5, "seconds", "display-a-loading-indicator"),
        "loading_max": _ref(60, "seconds", "display-a-loading-indicator"),
        "loading_step": _ref(5, "seconds", "display-a-loading-indicator"),
        # tokens and keys
        "reply_token_life": _ref(1, "minutes", "send-reply-message-reply-token"),
        "reply_token_redelivered": _ref(20, "minutes", "send-reply-message-reply-token"),
        "retry_key_life": _ref(24, "hours", "retry-api-request"),
        "webhook_timeout": Limit(
            2,
            "seconds",
            "https://developers.line.biz/en/docs/messaging-api/check-webhook-error-statistics/",
        ),
        "push_after_message": _ref(7, "days", "send-push-message"),
        # messages
        "text": _ref(5000, "utf16", "text-message"),
        "emojis": _ref(20, "items", "text-message"),
        "alt_text": _ref(1500, "utf16", "flex-message"),
        "url": _ref(2000, "utf16", "image-message"),
        "location_text": _ref(100, "utf16", "location-message"),
        "tracking_id": _ref(100, "utf16", "video-message"),
        "sender_name": _ref(20, "utf16", "icon-nickname-switch"),
        "quick_reply_items": _ref(13, "items", "items-object"),
        "imagemap_actions": _ref(50, "items", "imagemap-message"),
        # actions
        "label_quick_reply": _ref(20, "grapheme", "action-object-label-spec"),
        "label_template": _ref(20, "grapheme", "action-object-label-spec"),
        "label_rich_menu": _ref(20, "grapheme", "action-object-label-spec"),
        "label_image_carousel": _ref(12, "grapheme", "action-object-label-spec"),
        "label_flex": _ref(40, "grapheme", "action-object-label-spec"),
        "postback_data": _ref(300, "utf16", "postback-action"),
        "display_text": _ref(300, "grapheme", "postback-action"),
        "fill_in_text": _ref(300, "grapheme", "postback-action"),
        "message_text": _ref(300, "grapheme", "message-action"),
        "uri": _ref(1000, "utf16", "uri-action"),
        "clipboard_text": _ref(1000, "utf16", "clipboard-action"),
        # templates
        "buttons_actions": _ref(4, "items", "buttons"),
        "confirm_actions": _ref(2, "items", "confirm"),
        "carousel_actions": _ref(3, "items", "column-object-for-carousel"),
        "carousel_columns": _ref(10, "items", "carousel"),
        "image_carousel_columns": _ref(10, "items", "image-carousel"),
        "template_title": _ref(40, "grapheme", "buttons"),
        "buttons_text": _ref(160, "grapheme", "buttons"),
        "column_text": _ref(120, "grapheme", "column-object-for-carousel"),
        "titled_text": _ref(60, "grapheme", "buttons"),
        "confirm_text": _ref(240, "grapheme", "confirm"),
        # flex
        "flex_bubble": _ref(30 * 1024, "bytes", "bubble"),
        "flex_carousel": _ref(50 * 1024, "bytes", "f-carousel"),
        "flex_carousel_bubbles": _ref(12, "items", "f-carousel"),
        "flex_animated": _ref(10, "items", "f-image"),
        # rich menus
        "rich_menu_name": _ref(300, "grapheme", "rich-menu-object"),
        "rich_menu_bar": _ref(14, "grapheme", "rich-menu-object"),
        "rich_menu_areas": _ref(20, "items", "rich-menu-object"),
        "rich_menu_width_min": _ref(800, "px", "rich-menu-object"),
        "rich_menu_width_max": _ref(2500, "px", "rich-menu-object"),
        "rich_menu_height_min": _ref(250, "px", "rich-menu-object"),
        "rich_menu_image": _ref(1024 * 1024, "bytes", "upload-rich-menu-image"),
        "rich_menu_count": _ref(1000, "items", "create-rich-menu"),
        "rich_menu_alias": _ref(32, "utf16", "create-rich-menu-alias"),
    }
)

RICH_MENU_ASPECT_MIN = 1.45
"""Width over height of a rich menu must be at least this (reference: Rich menu object)."""


def limit(name: str) -> int:
    """The number of a limit; KeyError if the table has no such name."""
    return LIMITS[name].value
