// Names on the picture: the busiest first, each where it is free, none on top of another.
import { E, edgeCount, isWork, nodeCount } from "./data.js";
import { KINDS, labelOf, shorten, termName } from "./words.js";
import { edgeShown, nodeShown, state } from "./state.js";
import { change } from "./time.js";
import { colours, edgeOrder, labelOrder, lineOf, merit } from "./looks.js";
import { SR, SX, SY, badges, edgeInLayer, edgeInView, lit, middle, nodeInLayer, onScreen } from "./paint.js";

// Labels take their places greedily; what is taken is kept in coarse cells so that looking is quick.
const CELL = 56;
const taken = new Map();

function cellsOf(box, visit) {
  for (let x = Math.floor(box.x / CELL); x <= Math.floor((box.x + box.w) / CELL); x++)
    for (let y = Math.floor(box.y / CELL); y <= Math.floor((box.y + box.h) / CELL); y++)
      if (visit(x * 4096 + y)) return true;
  return false;
}

function occupy(box) {
  cellsOf(box, (key) => {
    const list = taken.get(key);
    if (list) list.push(box);
    else taken.set(key, [box]);
  });
}

// Where labels may stand: where no sheet covers the canvas.
export const within = { left: 2, right: 0, bottom: Infinity };

// A label stays there, keeps clear of other labels, and of signs unless these matter far less than its own.
function isFree(box) {
  if (box.x < within.left || box.x + box.w > within.right || box.y > within.bottom) return false;
  const least = box.node < 0 ? 0 : merit(box.node) / 4;
  return !cellsOf(box, (key) =>
    taken
      .get(key)
      ?.some(
        (other) =>
          other.node !== box.node &&
          !(other.sign && merit(other.node) < least) &&
          box.x < other.x + other.w &&
          other.x < box.x + box.w &&
          box.y < other.y + other.h &&
          other.y < box.y + box.h,
      ),
  );
}

const widths = new Map();
function textWidth(ctx, font, text) {
  const key = font + text;
  let width = widths.get(key);
  if (width === undefined) {
    ctx.font = font;
    widths.set(key, (width = ctx.measureText(text).width));
  }
  return width;
}

function labelFont(node) {
  const size = Math.round(2 * Math.min(17, 11.5 + Math.max(0, SR[node] - 7) * 0.28)) / 2;
  return isWork(node)
    ? { size: size + 0.5, font: `italic 500 ${size + 0.5}px ${colours.serif}` }
    : { size, font: `${size}px ${colours.sans}` };
}

function placeLabel(ctx, node, must) {
  const text = labelOf(node),
    { size, font } = labelFont(node);
  const w = textWidth(ctx, font, text) + 6,
    h = size + 4,
    r = SR[node],
    x = SX[node],
    y = SY[node];
  const d = r * 0.75,
    side = r * 1.25 + 1,
    below = y + r + 1,
    above = y - r - 1 - h;
  const places = [
    [x - w / 2, below],
    [x + side, y - h / 2],
    [x - side - w, y - h / 2],
    [x - w / 2, above],
    [x + d, y + d],
    [x - d - w, y + d],
    [x + d, y - d - h],
    [x - d - w, y - d - h],
    [x - w * 0.2, below],
    [x - w * 0.8, below],
  ];
  const spot = places.find(([left, top]) => isFree({ x: left, y: top, w, h, node })) ?? (must ? places[0] : null);
  if (!spot) return false;
  occupy({ x: spot[0], y: spot[1], w, h, node });
  write(ctx, text, spot[0] + w / 2, spot[1] + h / 2, font, colours.ink);
  return true;
}

function write(ctx, text, x, y, font, colour) {
  ctx.font = font;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = colours.paper;
  ctx.fillStyle = colour;
  ctx.strokeText(text, x, y);
  ctx.fillText(text, x, y);
}

// Whose names have to be there: the chosen one, both ends of a chosen claim, all on a path.
function centresOf(chosen) {
  if (!chosen) return [];
  return chosen.kind === "path"
    ? chosen.nodes
    : chosen.kind === "edge"
      ? [E.from[chosen.index], E.to[chosen.index]]
      : [chosen.index];
}

export function paintLabels(ctx) {
  taken.clear();
  const first = new Set([
    ...centresOf(state.chosen),
    ...state.pinned,
    ...(lit.hover?.kind === "node" ? [lit.hover.index] : []),
  ]);
  for (let i = 0; i < nodeCount; i++)
    if (nodeShown[i] && SR[i] > 3.5 && (!lit.dims || lit.nodes[i]) && onScreen(i, 0))
      occupy({ x: SX[i] - SR[i], y: SY[i] - SR[i], w: 2 * SR[i], h: 2 * SR[i], node: i, sign: true });
  for (const node of first) if (nodeInLayer(node) && onScreen(node, 0)) placeLabel(ctx, node, true);
  for (const { x, y } of badges) occupy({ x: x - 7, y: y - 7, w: 14, h: 14, node: -nodeCount - edgeCount });
  if (lit.dims) paintPredicates(ctx);
  let placed = 0,
    refused = 0;
  for (const node of labelOrder) {
    if (placed > 280 || refused > 600) break;
    if (
      !nodeShown[node] ||
      first.has(node) ||
      !nodeInLayer(node) ||
      (lit.dims && !lit.nodes[node]) ||
      !onScreen(node, 0)
    )
      continue;
    if (placeLabel(ctx, node, false)) placed++;
    else refused++;
  }
}

// What the lines of the chosen name say.
function paintPredicates(ctx) {
  const font = `11px ${colours.sans}`;
  let written = 0;
  for (const e of edgeOrder) {
    if (!lit.edges[e] || !edgeShown[e] || !edgeInLayer(e) || !edgeInView(e) || written > 80) continue;
    const a = E.from[e],
      b = E.to[e],
      text = shorten(termName(KINDS.predicate, E.predicate[e]), 30),
      w = textWidth(ctx, font, text) + 4;
    if (a !== b && Math.hypot(SX[a] - SX[b], SY[a] - SY[b]) - SR[a] - SR[b] < w * 0.8) continue;
    const at = middle(e),
      x = at.x,
      y = at.y + (change.glow[e] >= 0.5 || lineOf(e).mark ? 16 : 0),
      box = { x: x - w / 2, y: y - 8, w, h: 15, node: -1 - e };
    if (!isFree(box)) continue;
    occupy(box);
    written++;
    write(ctx, text, x, y, font, colours.quiet);
  }
}
