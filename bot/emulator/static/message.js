// Draws one message, of the bot or of the resident.

import { make } from "./dom.js";
import { flex } from "./flex.js";
import { stickerFace } from "./sheets.js";

const LINK = /(https?:\/\/[^\s「」（）<>]+|(?:0\d{1,4}-\d{1,4}-\d{3,4}))/g;

function linked(words) {
  return words.split(LINK).map((bit, index) => {
    if (index % 2 === 0) return bit;
    return bit.startsWith("http") ? make("a", { href: bit, target: "_blank", rel: "noopener noreferrer" }, bit) : make("a", { href: `tel:${bit}` }, bit);
  });
}

const text = (words) => make("div", { class: "bubble" }, ...linked(words || ""));

function template(body, act) {
  if (body.type === "carousel") return make("div", { class: "cards" }, ...body.columns.map((one) => card(one, act)));
  if (body.type === "image_carousel") return make("div", { class: "cards" }, ...body.columns.map((one) => card({ thumbnailImageUrl: one.imageUrl, text: "", actions: [one.action] }, act)));
  return card(body, act);
}

function card(body, act) {
  const node = make("div", { class: "tpl" });
  if (body.thumbnailImageUrl) node.append(make("img", { src: body.thumbnailImageUrl, alt: "" }));
  if (body.text) node.append(make("div", { class: "say" }, body.title ? make("b", {}, body.title) : "", body.text));
  const buttons = body.actions.map((one) => make("button", { type: "button", onclick: () => act(one) }, one.label || ""));
  node.append(make("div", { class: body.type === "confirm" ? "pair" : "" }, ...buttons));
  return node;
}

function place(message) {
  return make("div", { class: "map" }, make("div", { class: "pin" }), make("div", {}, make("b", {}, message.title || "位置情報"), make("span", {}, message.address || "")));
}

const DRAW = {
  text: (message) => text(message.text),
  textV2: (message) => text(message.text),
  flex: (message, act) => flex(message.contents, act),
  template: (message, act) => template(message.template, act),
  location: place,
  sticker: (message) => make("div", { class: "sticker" }, stickerFace(message)),
  image: (message, _act, id) => make("img", { class: "photo", alt: "写真", src: message.originalContentUrl || `/emulator/content/${id}` }),
  video: () => make("div", { class: "bubble file" }, "🎬", "動画"),
  audio: () => make("div", { class: "bubble file" }, "🎙️", "ボイスメッセージ"),
  file: (message) => make("div", { class: "bubble file" }, "📄", message.fileName || "ファイル"),
  imagemap: (message) => text(message.altText),
};

export function drawMessage(entry, act, showAlt) {
  const { message } = entry;
  if (showAlt && message.altText) return make("div", { class: "bubble" }, make("span", { class: "alt-note" }, "通知の文"), message.altText);
  const draw = DRAW[message.type];
  return draw ? draw(message, act, entry.id) : text(`（${message.type}）`);
}

export function summary(entry) {
  if (!entry) return "";
  const { message } = entry;
  if (entry.unsent) return "送信を取り消しました";
  return message.text || message.altText || { sticker: "スタンプ", image: "写真", location: "位置情報", video: "動画", audio: "ボイスメッセージ", file: "ファイル" }[message.type] || "";
}
