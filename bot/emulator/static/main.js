// The page: fetches what changed, keeps the talk list, and opens a phone for each talk that is wanted.

import { Phone } from "./chat.js";
import { clock, face, make, post, toast } from "./dom.js";
import { summary } from "./message.js";

const bot = document.body.dataset.bot;
const phones = new Map();
const hidden = new Set();
const seen = new Map();
let state = null;

const byId = (id) => document.getElementById(id);

function remember(id, apply) {
  const box = byId(id);
  try { box.checked = localStorage.getItem(`phone.${id}`) === "1"; } catch { /* storage may be off */ }
  const change = () => { try { localStorage.setItem(`phone.${id}`, box.checked ? "1" : "0"); } catch { /* as above */ } apply(box.checked); };
  box.addEventListener("change", change);
  apply(box.checked);
}

remember("dark", (on) => document.body.classList.toggle("dark", on));
remember("large", (on) => document.body.classList.toggle("large", on));
remember("alt", () => state && draw());

async function add(name) {
  const made = await post("users", { name });
  if (made.id) hidden.delete(made.id);
}

byId("add").addEventListener("submit", (event) => {
  event.preventDefault();
  const field = byId("name");
  if (field.value.trim()) add(field.value.trim());
  field.value = "";
});
for (const button of document.querySelectorAll(".names button")) button.addEventListener("click", () => add(button.dataset.name));

byId("failed").addEventListener("click", async () => {
  const { deliveries } = await (await fetch("/emulator/deliveries")).json();
  for (const one of deliveries.filter((each) => each.state === "failed")) await post(`deliveries/${one.id}/redeliver`);
  toast("届かなかったイベントをもういちど送りました");
});

function toggle(id) {
  if (hidden.has(id)) hidden.delete(id); else hidden.add(id);
  draw();
}

function drawTalks() {
  const rows = state.chats.map((chat) => {
    const last = chat.entries.at(-1);
    const open = !hidden.has(chat.id);
    const count = chat.entries.filter((one) => one.side === "bot").length;
    if (open) seen.set(chat.id, count);
    const unread = count - (seen.get(chat.id) || 0);
    const badge = chat.blocked ? make("span", { class: "badge off" }, "ブロック") : unread ? make("span", { class: "badge" }, String(unread)) : "";
    return make("li", {}, make("button", { type: "button", "aria-pressed": String(open), onclick: () => toggle(chat.id) }, face(chat.name), make("b", {}, chat.name), make("time", {}, last ? clock(last.at) : ""), make("p", {}, summary(last)), badge));
  });
  byId("talks").replaceChildren(...rows);
}

function drawPhones() {
  const host = byId("phones");
  for (const [id, phone] of phones) if (hidden.has(id) || !state.chats.some((chat) => chat.id === id)) { phone.node.remove(); phones.delete(id); }
  for (const chat of state.chats) {
    if (hidden.has(chat.id)) continue;
    if (!phones.has(chat.id)) {
      const phone = new Phone(chat, bot, (id) => toggle(id));
      phones.set(chat.id, phone);
      host.append(phone.node);
      phone.node.scrollIntoView({ inline: "nearest", behavior: "smooth" });
    }
    phones.get(chat.id).update(chat, state.now, byId("alt").checked);
  }
}

function draw() {
  drawTalks();
  drawPhones();
  byId("welcome").hidden = state.chats.length > 0;
  byId("phones").hidden = state.chats.length === 0;
  byId("failed").hidden = !state.failed;
  byId("failed").textContent = `届かなかった Webhook ${state.failed} 件・再送する`;
}

async function follow() {
  let revision = -1;
  for (;;) {
    try {
      const answer = await fetch(`/emulator/state?rev=${revision}&wait=5`);
      state = await answer.json();
      revision = state.revision;
      draw();
    } catch {
      toast("エミュレーターが止まっているようです");
      await new Promise((done) => setTimeout(done, 2000));
    }
  }
}

follow();
