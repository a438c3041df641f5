// One phone: its frame, the talk in it, quick replies, the rich menu and the field to write in.

import { clock, day, face, icon, make, post, toast } from "./dom.js";
import { drawMessage } from "./message.js";
import { chooseDate, chooseMore, choosePhoto, choosePlace, chooseSticker, talkMenu } from "./sheets.js";

export class Phone {
  constructor(chat, bot, hide) {
    this.id = chat.id;
    this.bot = bot;
    this.hide = hide;
    this.drawn = new Map();
    this.menuOpen = null;
    this.build(chat);
  }

  build(chat) {
    this.time = make("span", {});
    this.small = make("small", {});
    this.log = make("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": "トーク", tabindex: "0" });
    this.quick = make("div", { class: "quick", role: "group", "aria-label": "えらべる返事" });
    this.foot = make("div", { class: "foot" });
    this.rich = make("div", { class: "rich", hidden: true });
    this.closed = make("div", { class: "closed", hidden: true });
    for (const gesture of ["wheel", "touchmove", "pointerdown", "keydown"]) this.log.addEventListener(gesture, () => { this.moved = Date.now(); }, { passive: true });
    this.log.addEventListener("scroll", () => { if (Date.now() - (this.moved || 0) < 600) this.atEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 60; });
    this.log.addEventListener("load", () => this.stay(), true);
    new ResizeObserver(() => this.stay()).observe(this.log);
    const owner = face(chat.name);
    owner.style.cssText += "width:26px;height:26px;font-size:12px";
    this.node = make("article", { class: "phone", "aria-label": `${chat.name} さんのスマホ` },
      make("div", { class: "status" }, this.time, make("i", { "aria-hidden": "true" })),
      make("div", { class: "head" }, make("span", { class: "mark bot-face", "aria-hidden": "true" }), make("div", { class: "who" }, make("strong", {}, chat.kind === "user" ? this.bot : chat.name), this.small), owner, icon("menu", "メニュー", { onclick: () => this.openMenu() })),
      this.log, this.quick, this.foot, this.rich, this.closed);
    this.buildField(chat);
  }

  buildField(chat) {
    this.field = make("textarea", { rows: 1, placeholder: "メッセージを入力", "aria-label": `${chat.name} さんとして書く`, oninput: () => this.grow(), onkeydown: (event) => { if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.say(); } } });
    this.sendButton = icon("send", "送信", { class: "icon send", disabled: true, onclick: () => this.say() });
    this.menuBar = make("button", { type: "button", class: "menu-bar", hidden: true, onclick: () => { this.menuOpen = !this.menuOpen; this.drawMenu(this.chat); this.toEnd(); } });
    this.foot.append(make("div", { class: "write" }, icon("plus", "写真や位置情報", { onclick: () => this.more() }), this.field, icon("smile", "スタンプ", { onclick: () => chooseSticker(this.node, (kind, fields) => this.send(kind, fields)) }), this.sendButton), this.menuBar);
  }

  grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, 120)}px`;
    this.sendButton.disabled = !this.field.value.trim();
  }

  say() {
    const words = this.field.value.trim();
    if (!words) return;
    this.field.value = "";
    this.grow();
    post(`users/${this.id}/say`, { text: words });
  }

  send(kind, fields) { return post(`users/${this.id}/send/${kind}`, fields); }

  more() {
    chooseMore(this.node, {
      send: (kind, fields) => this.send(kind, fields), photo: () => choosePhoto(this.node, (extra) => this.send("image", extra)),
      place: () => choosePlace(this.node, (extra) => this.send("location", extra)), sticker: () => chooseSticker(this.node, (kind, fields) => this.send(kind, fields)),
    });
  }

  openMenu() {
    const go = (gesture, body) => () => post(`users/${this.id}/${gesture}`, body);
    talkMenu(this.node, this.chat, { block: go("block"), follow: go("follow"), hide: () => this.hide(this.id), standby: go("mode", { mode: this.chat.mode === "standby" ? "active" : "standby" }) });
  }

  act(action) {
    const perform = (extra = {}) => post(`users/${this.id}/act`, { action, extra });
    if (action.type === "uri") return this.openUri(action.uri);
    if (action.type === "clipboard") { navigator.clipboard?.writeText(action.clipboardText); return toast("コピーしました"); }
    if (action.type === "datetimepicker") return chooseDate(this.node, action, perform);
    if (action.type === "location") return choosePlace(this.node, perform);
    if (action.type === "camera" || action.type === "cameraRoll") return choosePhoto(this.node, perform);
    if (["openRichMenu", "closeRichMenu"].includes(action.inputOption)) this.menuOpen = action.inputOption === "openRichMenu";
    if (action.inputOption === "openKeyboard") { this.field.value = action.fillInText || ""; this.grow(); this.field.focus(); }
    return perform();
  }

  openUri(uri) {
    if (/^https?:/.test(uri)) window.open(uri, "_blank", "noopener,noreferrer");
    else toast(uri.startsWith("tel:") ? `電話をかける画面がひらきます：${uri.slice(4)}` : `LINE の機能がひらきます：${uri}`);
  }

  update(chat, now, showAlt) {
    this.chat = chat;
    this.time.textContent = clock(now);
    this.small.textContent = chat.kind === "user" ? `${chat.name} さんのスマホ${chat.mode === "standby" ? "・待機モード" : ""}` : "グループ";
    this.drawEntries(chat, showAlt);
    this.drawQuick(chat);
    this.drawMenu(chat);
    const shut = chat.blocked || !chat.friend;
    this.foot.hidden = shut;
    this.quick.hidden = shut || !chat.quick_replies.length;
    this.closed.hidden = !shut;
    if (shut) this.closed.replaceChildren(make("p", {}, chat.blocked ? "ブロックしています。メッセージは届きません。" : "まだ友だちではありません。"), make("button", { type: "button", class: "solid", onclick: () => post(`users/${this.id}/follow`) }, chat.blocked ? "ブロックを解除" : "友だちに追加"));
  }

  drawEntries(chat, showAlt) {
    const key = JSON.stringify([chat.entries.map((one) => [one.id, one.read, one.unsent]), chat.loading, showAlt]);
    if (key === this.key) return;
    const before = this.drawn;
    const first = this.key === undefined;
    this.key = key;
    this.drawn = new Map();
    const keep = (name, mark, build) => {
      const old = before.get(name);
      const kept = old && old.mark === mark ? old : { mark, node: build() };
      if (!old && !first) kept.node.classList.add("fresh");
      this.drawn.set(name, kept);
      return kept.node;
    };
    const nodes = [];
    let last = null;
    for (const entry of chat.entries) {
      const previous = last;
      if (!last || day(last.at) !== day(entry.at)) nodes.push(keep(`day ${day(entry.at)}`, "", () => make("div", { class: "day" }, day(entry.at))));
      const mark = JSON.stringify([entry.read, entry.unsent, showAlt, this.follows(entry, previous)]);
      nodes.push(keep(entry.id, mark, () => this.row(entry, previous, showAlt)));
      last = entry;
    }
    if (chat.loading) nodes.push(keep("loading", "", () => make("div", { class: "row bot", "aria-label": "入力しています" }, make("span", { class: "mark bot-face" }), make("div", { class: "bubble typing" }, make("span"), make("span"), make("span")))));
    this.place(nodes);
    this.toEnd();
  }

  // Only what changed is touched, so that cards keep their place and pictures do not flicker.
  place(nodes) {
    const wanted = new Set(nodes);
    for (const old of [...this.log.childNodes]) if (!wanted.has(old)) old.remove();
    nodes.forEach((node, index) => { if (this.log.childNodes[index] !== node) this.log.insertBefore(node, this.log.childNodes[index] || null); });
  }

  follows(entry, last) { return Boolean(last && last.side === entry.side && !last.unsent && clock(last.at) === clock(entry.at)); }

  row(entry, last, showAlt) {
    if (entry.side === "notice") return make("div", { class: "notice" }, entry.message.text);
    if (entry.unsent) return make("div", { class: "notice" }, "メッセージの送信を取り消しました");
    const same = this.follows(entry, last);
    const body = drawMessage(entry, (action) => this.act(action), showAlt);
    const meta = make("div", { class: "meta" });
    if (entry.side === "bot") {
      meta.append(clock(entry.at));
      const name = (entry.message.sender || {}).name || this.bot;
      return make("div", { class: `row bot${same ? " same" : ""}${body.classList.contains("cards") ? " wide" : ""}` }, make("span", { class: "mark bot-face", "aria-hidden": "true" }), make("div", { class: "col" }, make("span", { class: "name" }, name), body), meta);
    }
    if (entry.read) meta.append("既読", make("br"));
    meta.append(clock(entry.at));
    const own = make("div", { class: "own" }, body);
    if (entry.via === "event") own.append(make("button", { type: "button", class: "undo", onclick: () => post(`users/${this.id}/unsend`, { message_id: entry.id }) }, "送信取消"));
    return make("div", { class: `row resident${same ? " same" : ""}` }, make("div", { class: "col" }, own), meta);
  }

  drawQuick(chat) {
    const key = JSON.stringify(chat.quick_replies);
    if (key === this.quickKey) return;
    this.quickKey = key;
    this.quick.replaceChildren(...chat.quick_replies.map((one) => make("button", { type: "button", onclick: () => this.act(one.action) }, one.label)));
    const letters = chat.quick_replies.reduce((sum, one) => sum + one.label.length + 3, 0);
    this.quick.classList.toggle("wrap", letters > 24);
    this.quick.hidden = !chat.quick_replies.length;
    this.toEnd();
  }

  drawMenu(chat) {
    const menu = chat.rich_menu;
    this.menuBar.hidden = !menu;
    if (!menu) { this.rich.hidden = true; return; }
    if (this.menuOpen === null) this.menuOpen = menu.selected;
    this.menuBar.textContent = `${menu.chatBarText} ${this.menuOpen ? "▾" : "▴"}`;
    this.rich.hidden = !this.menuOpen || chat.blocked;
    if (this.richId === menu.richMenuId) return;
    this.richId = menu.richMenuId;
    const { width, height } = menu.size;
    this.rich.style.aspectRatio = `${width} / ${height}`;
    const part = (value, whole) => `${(100 * value) / whole}%`;
    this.rich.replaceChildren(make("img", { src: `/emulator/richmenu/${menu.richMenuId}/image`, alt: "" }), ...menu.areas.map(({ bounds, action }) => make("button", { type: "button", "aria-label": action.label || action.text || action.data || "メニュー", style: { left: part(bounds.x, width), top: part(bounds.y, height), width: part(bounds.width, width), height: part(bounds.height, height) }, onclick: () => this.act(action) })));
  }

  // A picture that arrives late or a menu that opens must not push the newest message out of sight.
  stay() { if (this.atEnd !== false) this.log.scrollTop = this.log.scrollHeight; }

  toEnd() { requestAnimationFrame(() => { this.log.scrollTop = this.log.scrollHeight; this.atEnd = true; }); }
}
