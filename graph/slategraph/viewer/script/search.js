// Finding names: a field whose answers open under it. Accents, case and other names are no obstacle.
import { D, N, degree, isWork } from "./data.js";
import { W, fold, nameOf, say, shorten, typeName } from "./words.js";
import { $, bdi, el, spoken, svg } from "./dom.js";
import { choose, nodeShown, state } from "./state.js";
import { SHAPES, colourKinds } from "./looks.js";
import { flyTo } from "./picture.js";

const MOST_HITS = 12;

let folded = null;
const searchTexts = () =>
  (folded ??= N.label.map((label, i) => ({
    name: fold(label),
    others: (N.aliases[i] ?? "").split(" ; ").map(fold).filter(Boolean),
  })));

export function quality(text, query, words) {
  if (text === query) return 100;
  if (text.startsWith(query)) return 80;
  if (` ${text}`.includes(` ${query}`)) return 60;
  if (words.every((word) => ` ${text}`.includes(` ${word}`))) return 40;
  return text.includes(query) ? 20 : 0;
}

export function matches(query) {
  const words = query.split(" "),
    found = [];
  searchTexts().forEach(({ name, others }, node) => {
    let best = quality(name, query, words),
      alias = -1;
    others.forEach((other, k) => {
      const value = quality(other, query, words) - 5;
      if (value > best) {
        best = value;
        alias = k;
      }
    });
    if (best > 0) found.push({ node, alias, rank: best + Math.min(degree(node), 40) / 10 });
  });
  return found.sort((a, b) => b.rank - a.rank || a.node - b.node);
}

export function glyph(type) {
  return svg(
    "svg",
    { viewBox: "-11 -11 22 22", class: "swatch", "aria-hidden": "true" },
    svg("path", {
      d: SHAPES[D.types[type].shape] ?? SHAPES.dot,
      transform: "scale(8)",
      class: "kind",
      "data-type": type,
    }),
  );
}

function hitRow({ node, alias }, id, onTake) {
  const row = el(
    "div.hit",
    {
      role: "option",
      id,
      "aria-selected": "false",
      onmousedown: (event) => {
        event.preventDefault();
        onTake();
      },
    },
    glyph(N.type[node]),
    el("span.name" + (isWork(node) ? ".work" : ""), {}, bdi(nameOf(node))),
  );
  if (alias >= 0)
    row.append(el("span.aka", {}, bdi(shorten(N.aliases[node].split(" ; ").filter((name) => fold(name))[alias], 40))));
  row.append(el("span.kind", {}, nodeShown[node] ? shorten(typeName(N.type[node]), 20) : W.hidden_here));
  return row;
}

// Makes a field and its list into a combobox; `take` gets the name that was picked.
export function combobox(input, list, take) {
  let hits = [],
    active = -1;
  const idOf = (k) => `${list.id}-${k}`;

  function open(wanted) {
    list.hidden = !wanted;
    input.setAttribute("aria-expanded", String(wanted));
    mark();
  }

  function mark() {
    for (const row of list.querySelectorAll("[role=option]"))
      row.setAttribute("aria-selected", String(row.id === idOf(active)));
    const row = $(idOf(active));
    if (row && !list.hidden) {
      input.setAttribute("aria-activedescendant", row.id);
      row.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  function ask() {
    const query = fold(input.value),
      found = query ? matches(query) : [];
    hits = found.slice(0, MOST_HITS);
    active = hits.length ? 0 : -1;
    const rows = hits.map((hit, k) => hitRow(hit, idOf(k), () => pickHit(k)));
    if (found.length > MOST_HITS)
      rows.push(el("div.more", {}, say("search_more", { n: (found.length - MOST_HITS).toLocaleString("en") })));
    if (query && !found.length) rows.push(el("div.more", {}, W.search_none));
    list.replaceChildren(...rows);
    colourKinds(list);
    open(Boolean(query));
    spoken(
      !query
        ? ""
        : found.length === 1
          ? W.search_count_one
          : found.length
            ? say("search_count", { n: found.length })
            : W.search_none,
    );
  }

  function pickHit(k) {
    if (!hits[k]) return;
    open(false);
    input.value = nameOf(hits[k].node);
    input.select();
    take(hits[k].node);
  }

  function onKey(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) return ask();
      if (hits.length) active = (active + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length;
      mark();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (list.hidden) ask();
      pickHit(active);
    } else if (event.key === "Escape") {
      if (list.hidden && !input.value) return;
      event.stopPropagation();
      if (list.hidden) input.value = "";
      open(false);
    }
  }

  input.addEventListener("input", ask);
  input.addEventListener("focus", () => {
    searchTexts();
    if (input.value) input.select();
  });
  input.addEventListener("keydown", onKey);
  input.addEventListener("blur", () => open(false));
}

export function makeSearch() {
  combobox($("search"), $("hits"), (node) => {
    choose("node", node);
    if (state.view === "picture") flyTo(node);
  });
}
