// Taking it along: the address keeps what was chosen, and the picture and the claims can be saved.
import { D, DAYS, E, LATEST, N, hasPast } from "./data.js";
import { KINDS, W, fold, shorten } from "./words.js";
import { $, el } from "./dom.js";
import { changed, onChange, publishers, resetFilters, shortestPath, state } from "./state.js";
import { SPANS, isDay, numberOfDay, travel } from "./time.js";
import { colours } from "./looks.js";
import { X, Y, camera } from "./paint.js";
import { canonical, homeX, homeY, put } from "./fold.js";
import { paintWhole } from "./plate.js";
import { fit, fly, network, redraw } from "./picture.js";
import { VIEWS } from "./table.js";
import { asCsv } from "./csv.js";
import { asGraphml } from "./graphml.js";
import { saveSvg } from "./vector.js";
import { saveTurtle } from "./turtle.js";

const MOST_MOVED = 300; // names put elsewhere that an address holds
const NUMBER = (text) => {
  const value = Number(text);
  return Number.isFinite(value) ? value : 0;
};

function asFragment() {
  const parts = new URLSearchParams(),
    { chosen, around } = state;
  if (state.view !== "picture") parts.set("view", state.view);
  if (chosen?.kind === "node") parts.set("name", N.id[chosen.index]);
  if (chosen?.kind === "edge") parts.set("claim", E.id[chosen.index]);
  if (chosen?.kind === "path") {
    parts.set("from", N.id[chosen.from]);
    parts.set("to", N.id[chosen.to]);
  }
  if (around) {
    parts.set("around", N.id[around.node]);
    parts.set("steps", around.steps);
  }
  for (const [key, off] of Object.entries(state.off))
    for (const place of off) parts.append("hide", `${key}:${D[KINDS[key].plural][place].name}`);
  for (const key of ["belief", "sources", "publisher"]) if (state[key]) parts.set(key, state[key]);
  if (hasPast && state.day < LATEST) parts.set("day", DAYS[state.day]);
  if (state.since) parts.set("since", state.since);
  for (const key of ["folded", "opened", "pinned"]) for (const i of state[key]) parts.append(key, N.id[i]);
  for (const i of [...state.moved].slice(0, MOST_MOVED))
    parts.append("put", [...canonical(X[i], Y[i]).map(Math.round), N.id[i]].join(","));
  if (network && camera.moved) {
    const { x, y } = network.getViewPosition();
    parts.set("at", [...canonical(x, y).map(Math.round), network.getScale().toFixed(3)].join(","));
  }
  return parts.toString();
}

// What a fragment says, as far as it fits this page; the rest is passed over.
export function fromFragment(text) {
  const parts = new URLSearchParams(text),
    node = (key) => (parts.has(key) ? N.id.indexOf(parts.get(key)) : -1);
  resetFilters();
  for (const entry of parts.getAll("hide")) {
    const [key, ...name] = entry.split(":"),
      place = Object.hasOwn(KINDS, key) ? D[KINDS[key].plural].findIndex((term) => term.name === name.join(":")) : -1;
    if (place >= 0) state.off[key].add(place);
  }
  state.belief = Math.min(100, Math.max(0, NUMBER(parts.get("belief"))));
  state.sources = Math.max(0, NUMBER(parts.get("sources")));
  state.publisher = parts.has("publisher") && publishers().has(parts.get("publisher")) ? parts.get("publisher") : "";
  state.around =
    node("around") >= 0 ? { node: node("around"), steps: Math.min(3, Math.max(1, NUMBER(parts.get("steps")))) } : null;
  state.opened.clear(); // after `around`, which it belongs to
  for (const key of ["folded", "opened", "pinned"])
    state[key] = new Set(
      parts
        .getAll(key)
        .map((id) => N.id.indexOf(id))
        .filter((i) => i >= 0),
    );
  if (hasPast) readTime(parts);
  putAll(parts.getAll("put"));
  state.view = VIEWS().includes(parts.get("view")) ? parts.get("view") : "picture";
  changed("filter");
  if (node("from") >= 0 && node("to") >= 0) state.chosen = shortestPath(node("from"), node("to"));
  else if (node("name") >= 0) state.chosen = { kind: "node", index: node("name") };
  else
    state.chosen =
      parts.has("claim") && E.id.includes(parts.get("claim"))
        ? { kind: "edge", index: E.id.indexOf(parts.get("claim")) }
        : null;
  changed("chosen");
  changed("view");
  look(parts);
}

function readTime(parts) {
  const since = parts.get("since") ?? "",
    day = parts.get("day") ?? "";
  state.since = Object.hasOwn(SPANS, since) || isDay(since) ? since : "";
  travel(isDay(day) ? Math.max(0, numberOfDay(day)) : LATEST);
}

function putAll(entries) {
  for (const i of [...state.moved]) put(i, homeX[i], homeY[i]);
  for (const entry of entries.slice(0, MOST_MOVED)) {
    const [x, y, ...id] = entry.split(","),
      i = N.id.indexOf(id.join(","));
    if (i >= 0 && [x, y].every((value) => /^-?\d{1,7}$/.test(value))) put(i, ...canonical(Number(x), Number(y)));
  }
}

function look(parts) {
  const at = (parts.get("at") ?? "").split(",").map(Number);
  if (network && at.length === 3 && at.every(Number.isFinite) && at[2] > 0) {
    camera.moved = true;
    const [x, y] = canonical(at[0], at[1]);
    network.moveTo({ position: { x, y }, scale: Math.min(8, Math.max(0.01, at[2])), animation: false });
    redraw();
  } else if (state.chosen?.kind === "path") fit(state.chosen.nodes, true);
  else if (state.chosen?.kind === "edge") fit([E.from[state.chosen.index], E.to[state.chosen.index]], true, 0.9);
  else if (state.chosen?.kind === "node" && !state.around) fly(state.chosen.index, true);
  else fit(undefined, true);
}

const canShare = /^(file|https?):$/.test(location.protocol);
let keeping = 0;

export function keepAddress() {
  if (!canShare) return;
  clearTimeout(keeping);
  keeping = setTimeout(() => {
    const fragment = asFragment();
    if (fragment !== location.hash.slice(1))
      history.replaceState(null, "", fragment ? `#${fragment}` : location.pathname + location.search);
  }, 250);
}

async function copyLink() {
  const address = location.href.split("#")[0] + (asFragment() ? `#${asFragment()}` : "");
  const copied = navigator.clipboard
    ? await navigator.clipboard.writeText(address).then(
        () => true,
        () => false,
      )
    : false;
  tell(copied || copyBySelection(address) ? W.copied : W.not_copied);
}

// For places where the clipboard is closed to pages, such as a file opened from the disk in some browsers.
function copyBySelection(text) {
  const field = el("textarea.unseen", { readonly: true, "aria-hidden": "true" });
  field.value = text;
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  return copied;
}

function tell(text) {
  $("notice").textContent = text;
  $("notice").hidden = false;
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => {
    $("notice").hidden = true;
  }, 2500);
}

export function save(blob, name) {
  const address = URL.createObjectURL(blob),
    anchor = el("a", { href: address, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export const fileName = (suffix) => `${fold(D.title).replace(/ /g, "-").slice(0, 60) || "slate"}.${suffix}`;

function savePicture() {
  if (!network) return;
  const canvas = document.createElement("canvas"),
    before = camera.ratio;
  camera.ratio = 2;
  canvas.width = camera.width * 2;
  canvas.height = camera.height * 2;
  const ctx = canvas.getContext("2d");
  ctx.fillStyle = colours.paper;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  paintWhole(ctx);
  ctx.setTransform(2, 0, 0, 2, 0, 0);
  ctx.font = `600 17px ${colours.serif}`;
  ctx.fillStyle = colours.ink;
  ctx.textAlign = "left";
  ctx.fillText(shorten(D.title, 80), 16, camera.height - 18);
  camera.ratio = before;
  canvas.toBlob((blob) => save(blob, fileName("png")), "image/png");
  redraw();
}

const saveCsv = () => save(new Blob(["\ufeff", asCsv()], { type: "text/csv;charset=utf-8" }), fileName("csv"));

const saveGraphml = () => save(new Blob([asGraphml()], { type: "application/xml" }), fileName("graphml"));

export function openMenu(open) {
  $("share-menu").hidden = !open;
  $("share-button").setAttribute("aria-expanded", String(open));
  if (open) $("share-menu").querySelector("button").focus();
}

export function makeShare() {
  const entries = [
    ["copy_link", copyLink],
    ["save_png", savePicture],
    ["save_svg", saveSvg],
    ["save_csv", saveCsv],
    ["save_turtle", saveTurtle],
    ["save_graphml", saveGraphml],
  ].filter(([key]) => key !== "copy_link" || canShare);
  $("share-menu").append(
    ...entries.map(([key, action]) =>
      el(
        "button",
        {
          type: "button",
          id: key,
          onclick: () => {
            openMenu(false);
            $("share-button").focus();
            action();
          },
        },
        W[key],
      ),
    ),
  );
  $("share-button").addEventListener("click", () => openMenu($("share-menu").hidden));
  $("share-menu").addEventListener("keydown", (event) => {
    const all = [...$("share-menu").children],
      at = all.indexOf(document.activeElement);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      all[(at + (event.key === "ArrowDown" ? 1 : all.length - 1)) % all.length].focus();
    }
    if (event.key === "Escape") {
      event.stopPropagation();
      openMenu(false);
      $("share-button").focus();
    }
  });
  document.addEventListener("pointerdown", (event) => {
    if (!event.target.closest?.("#share-menu, #share-button")) openMenu(false);
  });
  addEventListener("hashchange", () => fromFragment(location.hash.slice(1)));
  onChange((what) => {
    if (what !== "theme") keepAddress();
  });
}
