"use strict";
// Everything here is a convenience: each page works without it.
(() => {
  document.documentElement.classList.add("js");
  const header = { "X-Tsunagu-Live": "1" };

  // Parts that keep themselves up to date. A part in which somebody is typing, or has opened something, is left alone.
  const busy = (box) => box.contains(document.activeElement) && document.activeElement.matches("input, textarea, select");
  const refresh = async (box) => {
    if (document.hidden && !("alarm" in box.dataset)) return;
    const answer = await fetch(box.dataset.live, { headers: header, credentials: "same-origin", redirect: "manual" });
    if (answer.type === "opaqueredirect") { location.reload(); return; }
    if (!answer.ok || busy(box)) return;
    const got = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of got.querySelectorAll("[data-for]")) {  // small parts elsewhere on the page, such as a count
      const there = document.getElementById(part.dataset.for);
      if (there && !there.contains(document.activeElement) && there.textContent !== part.textContent) there.innerHTML = part.innerHTML;
      part.remove();
    }
    const html = got.body.innerHTML.trim();
    if (box.lastHtml === html) return;
    const first = box.lastHtml === undefined;
    box.lastHtml = html;
    if (first && box.textContent.replace(/\s/g, "") === got.body.textContent.replace(/\s/g, "")) return;
    const focus = box.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    box.innerHTML = html;
    if (focus) for (const link of box.querySelectorAll("a")) if (link.getAttribute("href") === focus) link.focus();
    if ("keepBottom" in box.dataset) box.scrollTop = box.scrollHeight;
    if ("alarm" in box.dataset) ring(box);
  };
  for (const box of document.querySelectorAll("[data-live]")) {
    setInterval(() => refresh(box).catch(() => undefined), Number(box.dataset.every) * 1000);
    if ("keepBottom" in box.dataset) box.scrollTop = box.scrollHeight;
  }

  // Sound for alarms: browsers allow it only after a press. Whoever wanted it once has it again on the next page, from
  // the first press or key there on; until then the button stands in the head of the page, before any alarm comes.
  const switches = [...document.querySelectorAll("[data-sound]")];
  const kept = { get wanted() { try { return localStorage.getItem("sound") === "on"; } catch { return false; } } };
  let audio = null;
  const sounding = () => audio !== null && audio.state === "running";
  const show = () => { for (const one of switches) one.hidden = sounding(); };
  const arm = () => {
    if (!audio) { audio = new AudioContext(); audio.onstatechange = show; }
    return audio.resume().then(show, show);
  };
  const beep = () => {
    if (!sounding()) return;
    for (const [start, tone] of [[0, 880], [0.25, 660], [0.5, 880]]) {
      const voice = audio.createOscillator();
      const level = audio.createGain();
      voice.frequency.value = tone;
      level.gain.value = 0.15;
      voice.connect(level).connect(audio.destination);
      voice.start(audio.currentTime + start);
      voice.stop(audio.currentTime + start + 0.18);
    }
  };
  const title = document.title;
  const ring = (box) => {
    const many = box.querySelectorAll(".alarm").length;
    document.title = many ? `【警報${many}】${title}` : title;
    if (many) beep();
  };
  const alarms = document.querySelector("[data-alarm]");
  if (alarms) ring(alarms);
  show();
  if (kept.wanted && switches.length) {
    arm().then(() => { if (alarms) ring(alarms); });
    for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, () => { if (!sounding()) arm(); });
  }
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    if (event.target.matches("[data-sound]")) {
      try { localStorage.setItem("sound", "on"); } catch { /* for this page only */ }
      arm().then(beep);
    }
    const menu = document.querySelector(".menu[open]");
    if (menu && !menu.contains(event.target)) menu.removeAttribute("open");
    const phrase = event.target.closest("[data-phrase]");
    if (phrase) insert(phrase.dataset.phrase);
    if (event.target.matches("[data-print]")) window.print();
  });

  for (const form of document.querySelectorAll("[data-submit-on-change]")) form.addEventListener("change", () => form.requestSubmit());

  // Writing gently (R31, R34): advice only, the person decides.
  const RULES = JSON.parse(document.querySelector("[data-forbidden]")?.dataset.forbidden ?? "[]");
  const text = document.querySelector("[data-gentle] textarea");
  const out = document.querySelector("[data-gentle-out]");
  const advise = () => {
    if (!text || !out) return;
    const words = text.value;
    const found = RULES.filter(([phrase]) => words.includes(phrase)).map(([phrase, why]) => `「${phrase}」は${why}`);
    const long = words.split(/[。!?\uFF01\uFF1F\n]/).filter((part) => part.trim().length > 60).length;
    if ((words.match(/[?\uFF1F]|か。/g) ?? []).length > 1) found.push("質問は1つずつにすると、答えやすくなります");
    if (long) found.push("長い文があります。2つに分けると読みやすくなります");
    if (words.length > 240) found.push("長めです。大事なことから2、3行にしてみてください");
    out.classList.toggle("mind", found.length > 0);
    out.textContent = found.length ? `${found.join("。")}。` : `${words.length}文字。このままの言葉で届きます。`;
  };
  const insert = (phrase) => {
    if (!text) return;
    text.setRangeText(phrase, text.selectionStart, text.selectionEnd, "end");
    text.focus();
    text.dispatchEvent(new Event("input"));
  };
  if (text) {
    // A half-written answer survives a reload of this tab; it is never written to disk by us.
    const key = `draft-${text.dataset.draft}`;
    if (!text.value) text.value = sessionStorage.getItem(key) ?? "";
    text.addEventListener("input", () => { sessionStorage.setItem(key, text.value); advise(); });
    text.form.addEventListener("submit", () => sessionStorage.removeItem(key));
    text.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) text.form.requestSubmit(); });
    if (text.value) advise();
  }

  // Arrow keys walk through the list while the focus is in it.
  document.addEventListener("keydown", (event) => {
    if (!(event.target instanceof Element) || !event.target.matches(".cases tbody th a")) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const links = [...document.querySelectorAll(".cases tbody th a")];
    links[links.indexOf(event.target) + step]?.focus();
    event.preventDefault();
  });
})();
