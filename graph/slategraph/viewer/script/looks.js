// How things look: shapes, lines, colours, and in which order they are painted.
import { D, E, degree, edgeCount, isWork, nodeCount } from "./data.js";

export const SHAPES = {
  dot: "M1 0A1 1 0 1 1 -1 0A1 1 0 1 1 1 0Z",
  square: "M-.86 -.86H.86V.86H-.86Z",
  box: "M-1.25 -.78H1.25V.78H-1.25Z",
  hexagon: "M1.08 0L.54 .94H-.54L-1.08 0L-.54 -.94H.54Z",
  database: "M-.72 -1.02H.72V1.02H-.72Z",
  triangle: "M0 -1.1L1.06 .78H-1.06Z",
  triangleDown: "M0 1.1L1.06 -.78H-1.06Z",
  star: "M0 -1.2L.33 -.42L1.16 -.37L.52 .17L.72 .98L0 .54L-.72 .98L-.52 .17L-1.16 -.37L-.33 -.42Z",
  diamond: "M0 -1.2L1.05 0L0 1.2L-1.05 0Z",
  circle: "M0 1.25C-.5 .55 -.85 .15 -.85 -.35A.85 .85 0 1 1 .85 -.35C.85 .15 .5 .55 0 1.25Z",
  ellipse: "M1.15 0A1.15 .72 0 1 1 -1.15 0A1.15 .72 0 1 1 1.15 0Z",
};
export const PATHS = Object.fromEntries(Object.entries(SHAPES).map(([name, d]) => [name, new Path2D(d)]));
export const MARKS = { exited: "M-3.5 5L3.5 -5", denied: "M-4 -4L4 4M-4 4L4 -4" };
export const MARK_PATHS = Object.fromEntries(Object.entries(MARKS).map(([name, d]) => [name, new Path2D(d)]));

// What can happen to a claim, and its sign.
export const NOTHING = 0,
  CAME = 1,
  FIRMED = 2,
  COOLED = 3,
  WENT = 4;
export const CHANGES = ["", "came", "firmed", "cooled", "went"];
export const BADGES = {
  came: "M-4 0H4M0 -4V4",
  firmed: "M-4 2.5L0 -2.5L4 2.5",
  cooled: "M-4 -2.5L0 2.5L4 -2.5",
  went: "M-3.5 -3.5L3.5 3.5M-3.5 3.5L3.5 -3.5",
};
export const BADGE_PATHS = Object.fromEntries(Object.entries(BADGES).map(([name, d]) => [name, new Path2D(d)]));

const DASHES = new Map([
  ["in-talks", [7, 5]],
  ["considered", [1.5, 4.5]],
]);
const STRENGTHS = new Map([
  ["confirmed", 1],
  ["reported", 0.72],
  ["rumored", 0.42],
  ["denied", 0.5],
]);

// Status makes the line, certainty its strength; a mark in the middle strikes out what ended or was denied.
export function lineStyle(status, certainty) {
  const far = status < 0 ? "" : D.statuses[status].name,
    sure = certainty < 0 ? "" : D.certainties[certainty].name;
  const mark = sure === "denied" ? "denied" : far === "exited" ? "exited" : "";
  return {
    dash: DASHES.get(far) ?? [],
    alpha: STRENGTHS.get(sure) ?? 0.8,
    mark,
    colour: sure === "denied" ? "alert" : far === "exited" ? "faded" : "line",
  };
}

const LINES = D.statuses.map((_, status) => D.certainties.map((__, certainty) => lineStyle(status, certainty)));
export const lineOf = (edge) => LINES[E.status[edge]][E.certainty[edge]];
export const widthOf = (edge) => (E.belief[edge] < 0 ? 1.3 : 0.9 + (1.5 * Math.round(E.belief[edge] * 4)) / 4);

// Edges in an order in which the pen changes seldom.
export const penOf = (edge) => (E.status[edge] * 32 + E.certainty[edge]) * 8 + Math.round(2 * widthOf(edge));
export const edgeOrder = new Int32Array(edgeCount);

export function orderEdges() {
  const starts = new Map();
  for (let e = 0; e < edgeCount; e++) starts.set(penOf(e), (starts.get(penOf(e)) ?? 0) + 1);
  let next = 0;
  for (const pen of [...starts.keys()].sort((a, b) => a - b)) {
    const count = starts.get(pen);
    starts.set(pen, next);
    next += count;
  }
  for (let e = 0; e < edgeCount; e++) {
    const pen = penOf(e);
    edgeOrder[starts.get(pen)] = e;
    starts.set(pen, starts.get(pen) + 1);
  }
}
orderEdges();

// Names in the order in which they deserve a label: busy ones first, works before others.
export const merit = (node) => degree(node) * (isWork(node) ? 1.5 : 1);
export const labelOrder = Int32Array.from({ length: nodeCount }, (_, i) => i).sort(
  (a, b) => merit(b) - merit(a) || a - b,
);

export const colours = { types: [] };
export function readColours() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["ink", "paper", "line", "faded", "alert", "accent", "quiet", "up", "down"])
    colours[name] = style.getPropertyValue(`--${name}`).trim();
  colours.sans = style.getPropertyValue("--sans");
  colours.serif = style.getPropertyValue("--serif");
  const dark = style.getPropertyValue("--mode").trim() === "dark";
  colours.types = D.types.map((type) => (dark ? type.dark : type.light));
}

export function colourKinds(root) {
  for (const path of root.querySelectorAll("path.kind")) path.style.fill = colours.types[path.dataset.type];
}
