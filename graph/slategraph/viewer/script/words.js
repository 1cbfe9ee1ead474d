// Words: the page's own, with places filled in, and names made fit for a short label.
import { D, E, N } from "./data.js";

export const W = D.words;
export const say = (key, values = {}) => W[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
export const sayCount = (key, n) => (n === 1 ? W[key + "_one"] : say(key + "_many", { n: n.toLocaleString("en") }));

// Control characters and those that turn the direction of writing have no place in a one-line label.
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/g;

export function shorten(text, length) {
  const plain = text
    .slice(0, 4 * length)
    .replace(CONTROLS, " ")
    .trim();
  const letters = Array.from(plain);
  return letters.length > length || text.length > 4 * length
    ? letters
        .slice(0, length - 1)
        .join("")
        .trimEnd() + "…"
    : plain;
}

export const labelOf = (node) => shorten(N.label[node], 34) || shorten(N.id[node], 34) || "·";
export const nameOf = (node) => shorten(N.label[node], 80) || labelOf(node);
export const typeName = (type) => D.types[type].label || W.unknown_type;
export const termName = (kind, place) => D[kind.plural][place].label || W["unknown_" + kind.key];

export const KINDS = {
  type: { key: "type", plural: "types" },
  predicate: { key: "predicate", plural: "predicates" },
  status: { key: "status", plural: "statuses" },
  certainty: { key: "certainty", plural: "certainties" },
};

const MONTHS = W.months.split(" ");
export const lastOf = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();

// 2025-10-03 as 3 October 2025; what is no such date stays as it is. A report dated with a month alone counts from its
// 31st, which is shown as the month's last day.
export function dateName(text, letters = Infinity) {
  const found = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?$/.exec(text);
  if (!found) return shorten(text, 40);
  const [, year, month, day] = found;
  return [
    day && String(Math.min(Number(day), lastOf(year, month))),
    month && MONTHS[Number(month) - 1]?.slice(0, letters),
    year,
  ]
    .filter(Boolean)
    .join(" ");
}

// A claim as a sentence of three parts, and in which work.
export function workName(edge) {
  const work = E.work[edge];
  return work === undefined ? "" : typeof work === "number" ? nameOf(work) : shorten(work, 60);
}

export function claimText(edge) {
  const words = [nameOf(E.from[edge]), termName(KINDS.predicate, E.predicate[edge]), nameOf(E.to[edge])];
  return words.join(" ") + (workName(edge) ? ` (${W.in_work} ${workName(edge)})` : "");
}

// Text for looking things up: without case, accents and punctuation.
const LETTERS = { ß: "ss", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", æ: "ae", œ: "oe", ı: "i" };

export function fold(text) {
  return text
    .slice(0, 2000)
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}+/gu, "")
    .replace(/[ßøđðþłæœı]/g, (c) => LETTERS[c])
    .replace(/['’.]/g, "")
    .replace(/[^\p{L}\p{N}\p{S}]+/gu, " ")
    .trim();
}

// Names in the order of the alphabet, and how many rows a page of them has.
export const PAGE_ROWS = 150;
export const byText = new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare;
