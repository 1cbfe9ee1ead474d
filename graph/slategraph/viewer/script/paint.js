// The painter. Everything is painted in points of the screen, so that lines and letters keep their size while zooming.
import { D, E, N, bend, edgeCount, nodeCount } from "./data.js";
import { upright } from "./dom.js";
import { edgeShown, isChosen, nodeShown, shown, state } from "./state.js";
import { change } from "./time.js";
import {
  BADGE_PATHS,
  CHANGES,
  MARK_PATHS,
  PATHS,
  colours,
  edgeOrder,
  labelOrder,
  lineOf,
  penOf,
  widthOf,
} from "./looks.js";
import { isUp } from "./timebar.js";
import { foldedIn } from "./fold.js";
import { paintLabels } from "./labels.js";

// Where everything is on the screen in the present frame.
export const X = Float64Array.from(upright ? N.y : N.x),
  Y = Float64Array.from(upright ? N.x : N.y);
export const SX = new Float32Array(nodeCount),
  SY = new Float32Array(nodeCount),
  SR = new Float32Array(nodeCount);
export const camera = { scale: 1, tx: 0, ty: 0, width: 0, height: 0, ratio: 1, moved: false };

// What is to stand out: the chosen name or claim with its surroundings, and what the pointer is over.
export const lit = { nodes: new Uint8Array(nodeCount), edges: new Uint8Array(edgeCount), dims: false, hover: null };

export const layers = { now: "all", held: new Uint8Array(nodeCount) };
export const nodeInLayer = (i) => layers.now === "all" || (layers.held[i] === 1) === (layers.now === "held");
export const edgeInLayer = (e) =>
  layers.now === "all" || (layers.held[E.from[e]] | layers.held[E.to[e]]) === (layers.now === "held" ? 1 : 0);

export function project() {
  const { scale, tx, ty } = camera;
  const zoom = Math.min(scale < 1 ? scale ** 0.6 : scale ** 0.8, 2.4);
  for (let i = 0; i < nodeCount; i++) {
    SX[i] = X[i] * scale + tx;
    SY[i] = Y[i] * scale + ty;
    SR[i] = Math.max(1.8, N.size[i] * zoom);
  }
}

export const onScreen = (i, margin) =>
  SX[i] > -margin && SX[i] < camera.width + margin && SY[i] > -margin && SY[i] < camera.height + margin;

// The control point of a bent edge, on the screen.
const control = { x: 0, y: 0 };
export function bow(e) {
  const a = E.from[e],
    b = E.to[e],
    dx = SX[b] - SX[a],
    dy = SY[b] - SY[a],
    length = Math.hypot(dx, dy) || 1;
  const lift = Math.max(-0.8 * length, Math.min(0.8 * length, 2 * bend[e] * Math.min(camera.scale, 1.2)));
  control.x = (SX[a] + SX[b]) / 2 - (dy / length) * lift;
  control.y = (SY[a] + SY[b]) / 2 + (dx / length) * lift;
  return control;
}

export const loopRadius = (e) => Math.max(6, bend[e] * Math.min(camera.scale, 1.2));

function trace(ctx, e) {
  const a = E.from[e],
    b = E.to[e];
  if (a === b) {
    const r = loopRadius(e);
    ctx.moveTo(SX[a] + r, SY[a] - SR[a] - r * 0.7);
    ctx.arc(SX[a], SY[a] - SR[a] - r * 0.7, r, 0, 2 * Math.PI);
  } else if (bend[e] && !far) {
    const { x, y } = bow(e);
    ctx.moveTo(SX[a], SY[a]);
    ctx.quadraticCurveTo(x, y, SX[b], SY[b]);
  } else {
    ctx.moveTo(SX[a], SY[a]);
    ctx.lineTo(SX[b], SY[b]);
  }
}

export function middle(e) {
  const a = E.from[e],
    b = E.to[e];
  if (a === b) return { x: SX[a], y: SY[a] - SR[a] - loopRadius(e) * 1.7 };
  if (!bend[e]) return { x: (SX[a] + SX[b]) / 2, y: (SY[a] + SY[b]) / 2 };
  const { x, y } = bow(e);
  return { x: (SX[a] + SX[b]) / 4 + x / 2, y: (SY[a] + SY[b]) / 4 + y / 2 };
}

export function edgeInView(e) {
  const a = E.from[e],
    b = E.to[e],
    m = 60;
  return !(
    Math.max(SX[a], SX[b]) < -m ||
    Math.min(SX[a], SX[b]) > camera.width + m ||
    Math.max(SY[a], SY[b]) < -m ||
    Math.min(SY[a], SY[b]) > camera.height + m
  );
}

// Where there are many lines, each is fainter.
let thinning = 1;
// From afar bends and dashes are too small to be told apart, and slow.
let far = false;

function paintEdges(ctx, standOut) {
  const marked = [];
  let pen = -1,
    traced = 0;
  thinning = Math.min(1, Math.max(0.22, Math.sqrt(1200 / shown.edges) * (0.4 + camera.scale)));
  far = camera.scale < 0.22 && shown.edges > 3000 && !standOut;
  ctx.lineCap = far ? "butt" : "round";
  for (const e of edgeOrder) {
    if (!edgeShown[e] || Boolean(lit.edges[e]) !== standOut || !edgeInLayer(e) || !edgeInView(e)) continue;
    if (penOf(e) !== pen || traced > 90) {
      if (traced) ctx.stroke();
      pen = penOf(e);
      traced = 0;
      takePen(ctx, e, standOut);
    }
    trace(ctx, e);
    traced++;
    if (lineOf(e).mark || standOut || shown.edges < 2500) marked.push(e);
  }
  if (traced) ctx.stroke();
  ctx.setLineDash([]);
  paintMarks(ctx, marked, standOut);
  ctx.globalAlpha = 1;
}

function takePen(ctx, e, standOut) {
  const { dash, colour, alpha } = lineOf(e);
  ctx.beginPath();
  ctx.setLineDash(far ? [] : dash);
  ctx.lineWidth = (widthOf(e) + (standOut ? 0.7 : 0)) * Math.min(1, 0.45 + camera.scale * 0.6);
  ctx.strokeStyle = standOut && colour === "line" ? colours.ink : colours[colour];
  ctx.globalAlpha = standOut ? Math.max(alpha, 0.6) : alpha * (lit.dims ? 0.14 : thinning);
}

// Arrow heads, and the marks on what ended or was denied.
function paintMarks(ctx, edges, standOut) {
  if (camera.scale < 0.22) return;
  for (const e of edges) {
    const { mark, colour, alpha } = lineOf(e);
    ctx.globalAlpha = standOut ? 1 : alpha * (lit.dims ? 0.14 : thinning);
    ctx.fillStyle = ctx.strokeStyle = standOut && colour === "line" ? colours.ink : colours[colour];
    if (camera.scale > 0.35 && E.from[e] !== E.to[e]) paintArrow(ctx, e);
    if (!mark) continue;
    const { x, y } = middle(e);
    ctx.save();
    ctx.translate(x, y);
    ctx.lineWidth = 1.8;
    ctx.stroke(MARK_PATHS[mark]);
    ctx.restore();
  }
}

function paintArrow(ctx, e) {
  const a = E.from[e],
    b = E.to[e],
    from = bend[e] ? bow(e) : { x: SX[a], y: SY[a] };
  const angle = Math.atan2(SY[b] - from.y, SX[b] - from.x),
    gap = SR[b] + 2,
    cos = Math.cos(angle),
    sin = Math.sin(angle);
  const x = SX[b] - cos * gap,
    y = SY[b] - sin * gap,
    size = 4 + widthOf(e);
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x - cos * size - sin * size * 0.5, y - sin * size + cos * size * 0.5);
  ctx.lineTo(x - cos * size + sin * size * 0.5, y - sin * size - cos * size * 0.5);
  ctx.fill();
}

// What changed has a wide, light line under it, and in its middle a sign that says how.
const glows = (e) => edgeShown[e] && (!state.chosen || lit.edges[e]);

function paintGlow(ctx) {
  ctx.lineCap = "round";
  for (const e of change.edges) {
    if (!glows(e) || !edgeInLayer(e) || !edgeInView(e)) continue;
    ctx.globalAlpha = 0.42 * change.glow[e];
    ctx.strokeStyle = isUp(change.kind[e]) ? colours.up : colours.down;
    ctx.lineWidth = widthOf(e) + 7;
    ctx.beginPath();
    trace(ctx, e);
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
}

export const badges = []; // where they stand, so that neither another nor a name comes on top

function paintBadges(ctx) {
  badges.length = 0;
  const size = Math.min(1, 0.55 + camera.scale * 0.5);
  for (const e of change.edges) {
    if (badges.length > 200 || !glows(e) || change.glow[e] < 0.5 || !edgeInLayer(e) || !edgeInView(e)) continue;
    const { x, y } = middle(e);
    if (badges.some((other) => Math.abs(other.x - x) < 17 * size && Math.abs(other.y - y) < 17 * size)) continue;
    badges.push({ x, y });
    ctx.save();
    ctx.translate(x, y);
    ctx.fillStyle = isUp(change.kind[e]) ? colours.up : colours.down;
    ctx.strokeStyle = colours.paper;
    ctx.lineWidth = 1.5;
    ctx.beginPath();
    ctx.arc(0, 0, 8 * size, 0, 2 * Math.PI);
    ctx.fill();
    ctx.stroke();
    ctx.setTransform(camera.ratio * size, 0, 0, camera.ratio * size, camera.ratio * x, camera.ratio * y);
    ctx.lineWidth = 2;
    ctx.stroke(BADGE_PATHS[CHANGES[change.kind[e]]]);
    ctx.restore();
  }
}

// How many names are folded into this one, and whether it is pinned.
function paintTags(ctx) {
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.font = `600 10px ${colours.sans}`;
  for (const i of state.folded) {
    if (!nodeShown[i] || !foldedIn[i] || !nodeInLayer(i) || !onScreen(i, 20)) continue;
    const text = `+${foldedIn[i]}`,
      w = ctx.measureText(text).width + 10,
      x = SX[i] + SR[i],
      y = SY[i] - SR[i];
    ctx.fillStyle = colours.ink;
    ctx.lineCap = "round";
    ctx.strokeStyle = colours.ink;
    ctx.lineWidth = 15;
    ctx.beginPath();
    ctx.moveTo(x - w / 2 + 7, y);
    ctx.lineTo(x + w / 2 - 7, y);
    ctx.stroke();
    ctx.fillStyle = colours.paper;
    ctx.fillText(text, x, y);
  }
  for (const i of state.pinned) {
    if (!nodeInLayer(i) || !onScreen(i, 20)) continue;
    const x = SX[i] - SR[i] * 0.8,
      y = SY[i] - SR[i] * 0.8;
    ctx.strokeStyle = colours.paper;
    ctx.fillStyle = colours.accent;
    ctx.lineWidth = 2;
    ctx.beginPath();
    ctx.moveTo(x, y);
    ctx.lineTo(x - 3, y - 6);
    ctx.arc(x, y - 9, 4.5, 0.75 * Math.PI, 0.25 * Math.PI);
    ctx.lineTo(x, y);
    ctx.stroke();
    ctx.fill();
  }
}

function paintNodes(ctx) {
  const { ratio } = camera;
  for (let k = nodeCount - 1; k >= 0; k--) {
    const i = labelOrder[k];
    if ((!nodeShown[i] && !isChosen("node", i)) || !nodeInLayer(i) || !onScreen(i, 40)) continue;
    const r = SR[i];
    ctx.globalAlpha = lit.dims && !lit.nodes[i] ? 0.2 : 1;
    ctx.fillStyle = colours.types[N.type[i]];
    if (r < 2.5) {
      ctx.fillRect(SX[i] - r, SY[i] - r, 2 * r, 2 * r);
      continue;
    }
    ctx.setTransform(ratio * r, 0, 0, ratio * r, ratio * SX[i], ratio * SY[i]);
    const path = PATHS[D.types[N.type[i]].shape] ?? PATHS.dot;
    const ring = isChosen("node", i)
      ? colours.accent
      : lit.hover?.kind === "node" && lit.hover.index === i
        ? colours.ink
        : "";
    if (ring) {
      ctx.strokeStyle = ring;
      ctx.lineWidth = 8 / r;
      ctx.stroke(path);
    }
    ctx.strokeStyle = colours.paper;
    ctx.lineWidth = 3 / r;
    ctx.stroke(path);
    ctx.fill(path);
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  }
  ctx.globalAlpha = 1;
}

// `layer` is "still" for all but what is being dragged, "held" for that alone.
export function paint(ctx, layer = "all") {
  layers.now = layer;
  ctx.save();
  ctx.setTransform(camera.ratio, 0, 0, camera.ratio, 0, 0);
  project();
  if (change.edges.length) paintGlow(ctx);
  paintEdges(ctx, false);
  paintEdges(ctx, true);
  paintNodes(ctx);
  paintBadges(ctx);
  paintTags(ctx);
  paintLabels(ctx);
  ctx.restore();
}
