// What slides up from the bottom of a phone: stickers, places, photos, dates, and the talk's menu.

import { make } from "./dom.js";

export const STICKERS = [
  ["1988", "😊", ["ありがとう", "うれしい"]], ["1989", "🙏", ["お願い", "ありがとう"]], ["1990", "😢", ["つらい", "泣く"]], ["1991", "😮‍💨", ["つかれた", "ため息"]],
  ["1992", "👌", ["OK", "わかった"]], ["1993", "😴", ["ねむい", "おやすみ"]], ["1994", "🤔", ["うーん", "考える"]], ["1995", "🫠", ["もうだめ", "とける"]],
];

export const PLACES = [
  ["本郷三丁目駅", "東京都文京区本郷3丁目", 35.70686, 139.75993], ["文京シビックセンター", "東京都文京区春日1丁目16-21", 35.70807, 139.75232],
  ["武蔵小金井駅", "東京都小金井市本町6丁目", 35.70111, 139.50667], ["千葉駅", "千葉県千葉市中央区新千葉1丁目", 35.61311, 140.11333],
];

export function stickerFace(message) {
  const words = (message.keywords || [])[0] || "スタンプ";
  const known = STICKERS.find(([, , keywords]) => keywords.includes(words)) || STICKERS.find(([id]) => id === String(message.stickerId));
  return make("span", { role: "img", "aria-label": `スタンプ（${words}）` }, known ? known[1] : "🐻");
}

export function openSheet(phone, title, ...content) {
  phone.querySelector(".sheet")?.remove();
  const panel = make("div", { role: "dialog", "aria-label": title }, make("h3", {}, title), ...content);
  const sheet = make("div", { class: "sheet", onclick: (event) => { if (event.target === sheet) sheet.remove(); } }, panel);
  sheet.addEventListener("keydown", (event) => { if (event.key === "Escape") sheet.remove(); });
  phone.append(sheet);
  panel.querySelector("button, input")?.focus();
  return () => sheet.remove();
}

const grid = (...buttons) => make("div", { class: "grid" }, ...buttons);
const tile = (face, words, onclick) => make("button", { type: "button", onclick }, make("em", {}, face), words);

export function chooseSticker(phone, send) {
  const close = openSheet(phone, "スタンプ", grid(...STICKERS.map(([id, face, keywords]) => tile(face, keywords[0], () => { close(); send("sticker", { packageId: "446", stickerId: id, keywords }); }))));
}

export function choosePlace(phone, give) {
  const rows = PLACES.map(([title, address, latitude, longitude]) => make("button", { type: "button", onclick: () => { close(); give({ title, address, latitude, longitude }); } }, title, make("small", {}, address)));
  const close = openSheet(phone, "位置情報を送る", make("div", { class: "list" }, ...rows));
}

export function choosePhoto(phone, give) {
  const input = make("input", { type: "file", accept: "image/*", hidden: true });
  input.addEventListener("change", () => {
    const reader = new FileReader();
    reader.onload = () => { close(); give({ content: String(reader.result).split(",")[1] }); };
    if (input.files[0]) reader.readAsDataURL(input.files[0]);
  });
  const close = openSheet(phone, "写真を送る", grid(tile("🖼️", "見本の写真", () => { close(); give({}); }), tile("📁", "ファイルから", () => input.click())), input);
}

export function chooseDate(phone, action, give) {
  const kind = { date: "date", time: "time", datetime: "datetime-local" }[action.mode];
  const input = make("input", { type: kind, value: action.initial, min: action.min, max: action.max, "aria-label": action.label || "日時" });
  const close = openSheet(phone, action.label || "日時をえらぶ", input, make("button", { type: "button", class: "solid", onclick: () => { if (input.value) { close(); give({ datetime: input.value }); } } }, "決定"));
}

export function chooseMore(phone, { send, photo, place, sticker }) {
  const close = openSheet(phone, "送るもの", grid(
    tile("📷", "写真", () => { close(); photo(); }), tile("📍", "位置情報", () => { close(); place(); }), tile("😊", "スタンプ", () => { close(); sticker(); }),
    tile("🎙️", "ボイス", () => { close(); send("audio", {}); }), tile("🎬", "動画", () => { close(); send("video", {}); }), tile("📄", "ファイル", () => { close(); send("file", { fileName: "お知らせ.pdf", fileSize: 20480 }); }),
  ));
}

export function talkMenu(phone, chat, { block, follow, hide, standby }) {
  const row = (words, note, onclick, warn) => make("button", { type: "button", class: warn ? "warn" : "", onclick: () => { close(); onclick(); } }, words, make("small", {}, note));
  const close = openSheet(phone, `${chat.name} さんのスマホ`, make("div", { class: "list" },
    chat.blocked ? row("ブロックを解除", "もういちど友だちになります（follow）", follow) : row("ブロックする", "公式アカウントからは何も届かなくなります（unfollow）", block, true),
    row(chat.mode === "standby" ? "待機モードをやめる" : "待機モードにする", "ほかのモジュールが応対している、という印をつけます（standby）", standby),
    row("このスマホをしまう", "一覧からまたひらけます", hide)));
}
