// The legend, which is the filter too: a row for each kind, status, certainty and predicate.
import { D, E, LATEST, N, degree, edgeCount, hasPast, linkEdge, linkStart, nodeCount } from "./data.js";
import { KINDS, W, byText, say, shorten, termName, typeName } from "./words.js";
import { $, bdi, el, narrow, spoken, svg } from "./dom.js";
import { anyOff, changed, choose, edgeThere, publishers, resetFilters, seeAll, shown, state } from "./state.js";
import { changing, player, statesOf } from "./time.js";
import { CHANGES, MARKS, SHAPES, lineStyle } from "./looks.js";
import { badge } from "./timebar.js";

function swatch(kind, place) {
  const picture = svg("svg", { viewBox: "-11 -11 22 22", class: "swatch", "aria-hidden": "true" });
  if (kind.key === "type") {
    const type = D.types[place];
    picture.append(
      svg("path", { d: SHAPES[type.shape] ?? SHAPES.dot, transform: "scale(8)", class: "kind", "data-type": place }),
    );
  } else {
    const style = kind.key === "status" ? { ...lineStyle(place, -1), alpha: 1 } : lineStyle(-1, place);
    const line = svg("path", { d: "M-11 0H11", class: `line ${style.colour}` });
    line.style.strokeDasharray = style.dash.join(" ");
    line.style.strokeWidth = 2;
    line.style.opacity = style.alpha;
    picture.append(line);
    if (style.mark) picture.append(svg("path", { d: MARKS[style.mark], class: `mark ${style.colour}` }));
  }
  return picture;
}

function counts(kind) {
  const found = new Array(D[kind.plural].length).fill(0);
  if (kind.key !== "type") for (let e = 0; e < edgeCount; e++) found[E[kind.key][e]] += edgeThere[e];
  else for (let i = 0; i < nodeCount; i++) found[N.type[i]] += isNodeThere(i) ? 1 : 0;
  return found;
}

function isNodeThere(node) {
  if (state.day >= LATEST || !degree(node)) return true;
  for (let k = linkStart[node]; k < linkStart[node + 1]; k++) if (edgeThere[linkEdge[k]]) return true;
  return false;
}

// Statuses and certainties that once were have a row too, so that the legend fits every day.
function onceUsed(kind) {
  const places = new Set();
  if (kind.key === "status" || kind.key === "certainty")
    for (const e of changing) for (const past of statesOf(e)) places.add(past[kind.key]);
  return places;
}

function filterRow(kind, place, count) {
  const name = kind.key === "type" ? typeName(place) : termName(kind, place);
  const box = el("input", { type: "checkbox", onchange: () => toggle(kind, place, box.checked) });
  box.checked = !state.off[kind.key].has(place);
  box.dataset.filter = `${kind.key}:${D[kind.plural][place].name}`;
  const label = el(
    "label",
    { title: D[kind.plural][place].comment || null },
    box,
    kind.key === "predicate" ? null : swatch(kind, place),
    el("span.name", {}, bdi(shorten(name, 40))),
    el("span.count", {}, count.toLocaleString("en")),
  );
  const only = el(
    "button.only",
    {
      type: "button",
      "aria-label": say("only_label", { name: shorten(name, 40) }),
      onclick: () => keepOnly(kind, place),
    },
    W.only,
  );
  return el("div.row", {}, label, only);
}

function toggle(kind, place, on) {
  if (on) state.off[kind.key].delete(place);
  else state.off[kind.key].add(place);
  changed("filter");
}

function keepOnly(kind, place) {
  const others = D[kind.plural].map((_, other) => other).filter((other) => other !== place);
  state.off[kind.key] = new Set(others);
  changed("filter");
}

function filterGroup(kind) {
  const found = counts(kind);
  const once = onceUsed(kind),
    places = found.map((_, place) => place).filter((place) => found[place] || once.has(place));
  if (!places.length) return null;
  if (kind.key === "type" || kind.key === "predicate") places.sort((a, b) => found[b] - found[a] || a - b);
  const all = el(
    "button.all",
    {
      type: "button",
      "aria-label": say("all_label", { name: W[kind.key] }),
      onclick: () => {
        state.off[kind.key].clear();
        changed("filter");
      },
    },
    W.all,
  );
  all.dataset.all = kind.key;
  return el(
    "fieldset",
    {},
    el("legend", {}, W[kind.key]),
    all,
    ...places.map((place) => filterRow(kind, place, found[place])),
  );
}

// The signs on what changed, where days can be gone back to.
function changeLegend() {
  if (!hasPast) return null;
  const rows = CHANGES.map((name, kind) => (kind ? el("li", {}, badge(kind), W[`kind_${name}`]) : null)).filter(
    Boolean,
  );
  return el("fieldset", {}, el("legend", {}, W.change), el("ul.signs", {}, rows));
}

// Belief, number of sources, publisher: where the network knows them.
function moreFilters() {
  const belief = el("input", { type: "range", min: 0, max: 100, step: 5, value: 0, id: "min-belief" }),
    shownBelief = el("output", { for: "min-belief", id: "belief-now" });
  belief.addEventListener("input", () => {
    state.belief = Number(belief.value);
    changed("filter");
  });
  const most = Math.min(9, Math.max(0, ...new Set(E.sources)));
  const sources = el(
    "select",
    { id: "min-sources" },
    Array.from({ length: most + 1 }, (_, n) => el("option", { value: n }, String(n))),
  );
  sources.addEventListener("change", () => {
    state.sources = Number(sources.value);
    changed("filter");
  });
  const publisher = el("select", { id: "publisher" }, el("option", { value: "" }, W.any_publisher));
  publisher.addEventListener("focus", () => fillPublishers(publisher));
  publisher.addEventListener("pointerdown", () => fillPublishers(publisher));
  publisher.addEventListener("change", () => {
    state.publisher = publisher.value;
    changed("filter");
  });
  return el(
    "fieldset.finer",
    {},
    el("legend", {}, W.more_filters),
    E.belief.some((value) => value >= 0) ? el("label", {}, el("span", {}, W.min_belief), belief, shownBelief) : null,
    most > 1 ? el("label", {}, el("span", {}, W.min_sources), sources) : null,
    el("label", {}, el("span", {}, W.publisher), publisher),
  );
}

function fillPublishers(select) {
  if (select.options.length > 1) return;
  const names = [...publishers().keys()].sort(byText).slice(0, 2000);
  names.forEach((name) => select.append(el("option", { value: name }, shorten(name, 40))));
}

function showFiner() {
  if ($("min-belief")) {
    $("min-belief").value = state.belief;
    $("belief-now").textContent = say("percent", { n: state.belief });
  }
  if ($("min-sources")) $("min-sources").value = state.sources;
  if (state.publisher) fillPublishers($("publisher"));
  if ($("publisher")) $("publisher").value = state.publisher;
}

export function closeButton(action) {
  return el(
    "button.close",
    { type: "button", "aria-label": W.close, title: W.close, onclick: action },
    svg("svg", { viewBox: "0 0 20 20", "aria-hidden": "true" }, svg("path", { d: "M5 5l10 10M15 5L5 15" })),
  );
}

export function makeFilters() {
  const body = el(
    "div.scroll",
    {},
    ...["type", "status", "certainty", "predicate"].map((key) => filterGroup(KINDS[key])).filter(Boolean),
    changeLegend(),
    moreFilters(),
    el("p.note", {}, W.legend_note),
  );
  const reset = el("button.reset", { type: "button", id: "reset", onclick: showAll }, W.reset);
  $("filters").append(
    el(
      "header",
      {},
      el("h2", {}, W.filters),
      closeButton(() => openFilters(false)),
    ),
    body,
    reset,
  );
  $("filters-button").addEventListener("click", () => openFilters($("filters").hidden));
  narrow.addEventListener("change", () => openFilters(!narrow.matches, false));
  showFiner();
  openFilters(!narrow.matches && innerWidth >= 1000, false);
}

export function openFilters(open, move = true) {
  $("filters").hidden = !open;
  $("filters-button").setAttribute("aria-expanded", String(open));
  if (open && narrow.matches && state.chosen) choose(null);
  if (!move) return;
  if (open) $("filters").querySelector("input, button")?.focus();
  else $("filters-button").focus();
}

function showAll() {
  resetFilters();
  seeAll();
}

export function showFilters(what) {
  if (what !== "filter") return;
  for (const box of $("filters").querySelectorAll("input[type=checkbox]")) {
    const [key, place] = placeOf(box);
    box.checked = !state.off[key].has(place);
  }
  for (const all of $("filters").querySelectorAll("[data-all]"))
    all.classList.toggle("useful", state.off[all.dataset.all].size > 0);
  showFiner();
  tellShown();
  recount();
}

let counted = LATEST;
function recount() {
  if (counted === state.day) return;
  counted = state.day;
  const numbers = Object.fromEntries(Object.values(KINDS).map((kind) => [kind.key, counts(kind)]));
  for (const box of $("filters").querySelectorAll("input[type=checkbox]")) {
    const [key, place] = placeOf(box);
    box.closest(".row").querySelector(".count").textContent = numbers[key][place].toLocaleString("en");
  }
}

// Which term a box of the legend stands for.
const places = new Map();
function placeOf(box) {
  if (!places.has(box)) {
    const [key, ...name] = box.dataset.filter.split(":");
    places.set(box, [key, D[KINDS[key].plural].findIndex((term) => term.name === name.join(":"))]);
  }
  return places.get(box);
}

export function tellShown() {
  const numbers = { nodes: shown.nodes, all_nodes: nodeCount, edges: shown.edges, all_edges: edgeCount };
  for (const key of Object.keys(numbers)) numbers[key] = numbers[key].toLocaleString("en");
  const part = anyOff() || state.around || state.day < LATEST;
  const text = shown.nodes || !nodeCount ? say(part ? "shown" : "summary", numbers) : W.nothing_shown;
  $("summary").textContent = text;
  $("reset").classList.toggle("useful", anyOff());
  if (!player.timer) spoken(text);
}
