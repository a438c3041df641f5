// Draws Flex messages near enough to how phones do (docs: Flex Message layout).

import { make } from "./dom.js";

const FONT = { xxs: 11, xs: 13, sm: 14, md: 16, lg: 19, xl: 22, xxl: 29, "3xl": 35, "4xl": 48, "5xl": 74 };
const SPACE = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 };
const IMAGE = { xxs: 40, xs: 60, sm: 80, md: 100, lg: 120, xl: 140, xxl: 160, "3xl": 180, "4xl": 200, "5xl": 220, full: "100%" };
const RADIUS = { none: 0, xs: 2, sm: 4, md: 8, lg: 14, xl: 18, xxl: 24 };
const BORDER = { none: 0, light: 0.5, normal: 1, medium: 2, "semi-bold": 3, bold: 4 };
const ALIGN = { start: "left", center: "center", end: "right" };
const GRAVITY = { top: "flex-start", center: "center", bottom: "flex-end" };

const size = (value, table) => (value === undefined ? undefined : value in table ? (typeof table[value] === "number" ? `${table[value]}px` : table[value]) : value);

export function flex(contents, act) {
  if (contents.type === "carousel") return make("div", { class: "cards" }, ...contents.contents.map((one) => bubble(one, act)));
  return bubble(contents, act);
}

function bubble(body, act) {
  const node = make("div", { class: `fx ${body.size || "mega"}` });
  const shown = ["header", "hero", "body", "footer"].filter((name) => body[name]);
  for (const name of shown) {
    const style = (body.styles || {})[name] || {};
    const block = make("div", { class: `block ${name}`, style: { background: style.backgroundColor || "" } });
    if (style.separator) block.style.borderTop = `1px solid ${style.separatorColor || "#d4d6da"}`;
    const part = component(body[name], act, "vertical");
    if (body[name].type === "box" && !hasPadding(body[name])) part.style.padding = name === "footer" ? "10px" : name === "hero" ? "0" : name === "body" && body.header ? "4px 18px 18px" : "18px";
    block.append(part);
    node.append(block);
  }
  return tappable(node, body.action, act);
}

const hasPadding = (box) => ["All", "Top", "Bottom", "Start", "End"].some((side) => box[`padding${side}`] !== undefined);

function component(part, act, layout, spacing) {
  const node = (DRAW[part.type] || (() => make("div")))(part, act);
  place(node, part, layout, spacing);
  return part.type === "button" ? node : tappable(node, part.action, act);
}

function place(node, part, layout, spacing) {
  const gap = part.margin !== undefined ? size(part.margin, SPACE) : spacing;
  if (gap) node.style[layout === "vertical" ? "marginTop" : "marginLeft"] = gap;
  if (part.flex !== undefined) node.style.flex = part.flex === 0 ? "none" : `${part.flex} ${part.flex} 0`;
  else if (layout !== "vertical" && !["separator", "icon"].includes(part.type) && !part.width) node.style.flex = "1 1 0";
  if (part.gravity && layout !== "vertical") node.style.alignSelf = GRAVITY[part.gravity];
  if (part.position === "absolute") node.style.position = "absolute";
  for (const [key, side] of [["offsetTop", "top"], ["offsetBottom", "bottom"], ["offsetStart", "left"], ["offsetEnd", "right"]]) {
    if (part[key] !== undefined) { node.style[side] = size(part[key], SPACE); if (part.position !== "absolute") node.style.position = "relative"; }
  }
}

function tappable(node, action, act) {
  if (!action) return node;
  node.classList.add("tap");
  node.setAttribute("role", "button");
  node.tabIndex = 0;
  node.addEventListener("click", (event) => { event.stopPropagation(); act(action); });
  node.addEventListener("keydown", (event) => { if (event.key === "Enter") act(action); });
  return node;
}

function letters(node, part) {
  const px = FONT[part.size] ? `${FONT[part.size]}px` : part.size;
  if (px) { node.style.fontSize = px; node.style.setProperty("--size", px); }
  if (part.color) node.style.color = part.color;
  if (part.weight === "bold") node.style.fontWeight = "700";
  if (part.style === "italic") node.style.fontStyle = "italic";
  if (part.decoration && part.decoration !== "none") node.style.textDecoration = part.decoration;
}

const DRAW = {
  box(part, act) {
    const node = make("div", { class: `box ${part.layout}` });
    const set = node.style;
    if (part.backgroundColor) set.background = part.backgroundColor;
    if (part.background) set.background = `linear-gradient(${part.background.angle}, ${[part.background.startColor, part.background.centerColor, part.background.endColor].filter(Boolean).join(", ")})`;
    if (part.cornerRadius) { set.borderRadius = size(part.cornerRadius, RADIUS); set.overflow = "hidden"; }
    if (part.borderWidth || part.borderColor) set.border = `${size(part.borderWidth, BORDER) || "1px"} solid ${part.borderColor || "#d4d6da"}`;
    for (const key of ["width", "maxWidth", "height", "maxHeight"]) if (part[key]) set[key] = part[key];
    if (part.width) set.flex = "none";
    for (const [key, css] of [["paddingAll", "padding"], ["paddingTop", "paddingTop"], ["paddingBottom", "paddingBottom"], ["paddingStart", "paddingLeft"], ["paddingEnd", "paddingRight"]]) if (part[key] !== undefined) set[css] = size(part[key], SPACE);
    if (part.justifyContent) set.justifyContent = part.justifyContent;
    if (part.alignItems) set.alignItems = part.alignItems;
    part.contents.forEach((child, index) => node.append(component(child, act, part.layout, index ? size(part.spacing, SPACE) : undefined)));
    return node;
  },
  text(part) {
    const node = make("div", { class: `text scaled${part.wrap ? " wrap" : ""}` });
    letters(node, part);
    if (part.align) node.style.textAlign = ALIGN[part.align];
    if (part.lineSpacing) node.style.lineHeight = `calc(1.25em + ${part.lineSpacing})`;
    if (part.maxLines) Object.assign(node.style, { display: "-webkit-box", webkitBoxOrient: "vertical", webkitLineClamp: part.maxLines, overflow: "hidden" });
    if (part.contents && part.contents.length) for (const span of part.contents) { const bit = make("span", {}, span.text || ""); letters(bit, span); node.append(bit); }
    else node.textContent = part.text || "";
    return node;
  },
  button(part, act) {
    const kind = part.style || "link";
    const node = make("button", { type: "button", class: `button scaled ${kind} ${part.height || "md"}`, onclick: (event) => { event.stopPropagation(); act(part.action); } }, part.action.label || "");
    if (part.color) node.style[kind === "link" ? "color" : "background"] = part.color;
    return node;
  },
  image(part) {
    const node = make("img", { class: "picture", src: part.url, alt: "", loading: "lazy" });
    const [width, height] = (part.aspectRatio || "1:1").split(":").map(Number);
    Object.assign(node.style, { width: size(part.size || "md", IMAGE), aspectRatio: `${width} / ${height}`, objectFit: part.aspectMode === "cover" ? "cover" : "contain", background: part.backgroundColor || "", alignSelf: { start: "flex-start", end: "flex-end" }[part.align] || "center" });
    node.addEventListener("error", () => { node.removeAttribute("src"); });
    return node;
  },
  icon(part) { return make("img", { src: part.url, alt: "", style: { height: `${FONT[part.size] || 16}px`, flex: "none" } }); },
  video(part, act) { return component(part.altContent, act, "vertical"); },
  separator(part) { return make("div", { class: "separator", style: { background: part.color || "" } }); },
  filler() { return make("div", { style: { flex: "1" } }); },
};
