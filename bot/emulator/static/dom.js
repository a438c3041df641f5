// Small helpers: make elements, talk to the admin API, tell the time.

export function make(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "class") node.className = value;
    else if (key === "style") Object.assign(node.style, value);
    else if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

const PATHS = {
  menu: "M4 7h16M4 12h16M4 17h16", plus: "M12 5v14M5 12h14", close: "M6 6l12 12M18 6L6 18",
  smile: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8.5 14.5c.9 1.2 2.1 1.8 3.5 1.8s2.6-.6 3.5-1.8M9 9.6v.1M15 9.6v.1",
  send: "M5 12h13M12 5.5l6.5 6.5-6.5 6.5", keyboard: "M4 7h16v10H4zM8 14h8M8 10.5v.1M12 10.5v.1M16 10.5v.1",
};

export function icon(name, label, extra = {}) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  const button = make("button", { type: "button", class: "icon", title: label, "aria-label": label, ...extra });
  button.append(svg);
  return button;
}

export async function post(path, body = {}) {
  const answer = await fetch(`/emulator/${path}`, {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
  });
  const told = await answer.json();
  if (!answer.ok) toast(told.message || "うまくいきませんでした。");
  return told;
}

let hiding = 0;
export function toast(words) {
  const box = document.getElementById("toast");
  box.textContent = words;
  box.classList.add("on");
  clearTimeout(hiding);
  hiding = setTimeout(() => box.classList.remove("on"), 2800);
}

const CLOCK = new Intl.DateTimeFormat("ja-JP", { timeZone: "Asia/Tokyo", hour: "2-digit", minute: "2-digit", hour12: false });
const DAY = new Intl.DateTimeFormat("ja-JP", { timeZone: "Asia/Tokyo", month: "numeric", day: "numeric", weekday: "short" });
export const clock = (iso) => CLOCK.format(new Date(iso));
export const day = (iso) => DAY.format(new Date(iso));

const HUES = ["#d98f6c", "#6c9bd9", "#8f86cf", "#5fae8b", "#cf8aa8", "#b59a4b", "#5ba7b5"];
export function face(name) {
  const sum = [...name].reduce((total, char) => total + char.codePointAt(0), 0);
  return make("span", { class: "face", style: { background: HUES[sum % HUES.length] }, "aria-hidden": "true" }, [...name][0] || "？");
}
