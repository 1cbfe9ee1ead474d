// Elements are made from texts, never from markup.
import { W } from "./words.js";

export const $ = (id) => document.getElementById(id);

export function el(tag, options = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const element = document.createElement(name);
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(options)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

export const SVG = "http://www.w3.org/2000/svg";

export function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

// A name stands for itself, whatever direction it is written in.
export const bdi = (text, tag = "bdi") => el(tag, {}, text);

// The address as a link where it is one of the web; null for anything else.
export function webAddress(text) {
  if (!/^https?:\/\//i.test(text.trim()) || !URL.canParse(text.trim())) return null;
  const address = new URL(text.trim());
  return address.protocol === "https:" || address.protocol === "http:" ? address : null;
}

export function link(text, address, label) {
  return el(
    "a",
    {
      href: address.href,
      target: "_blank",
      rel: "noopener noreferrer",
      "aria-label": `${label ?? text} (${W.opens_new})`,
    },
    bdi(text),
  );
}

export const stillness = matchMedia("(prefers-reduced-motion: reduce)");
// On an upright screen the picture is laid on its side.
export const upright = innerHeight > 1.25 * innerWidth;
export const narrow = matchMedia("(max-width: 799px)");

export function spoken(text) {
  $("spoken").textContent = text;
}
