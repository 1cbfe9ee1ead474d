// While the picture moves, what was painted last is moved with it, like a glass plate; when it rests, it is painted anew.
import { $, narrow } from "./dom.js";
import { shown } from "./state.js";
import { camera, layers, paint, project } from "./paint.js";
import { within } from "./labels.js";
import { freeArea, readCamera, redraw } from "./picture.js";

export const plate = { canvas: null, camera: null, moving: 0, held: [], grabbed: false };
const OVERSCAN = 0.3; // of the view, on each side
const SETTLES_AFTER = 140; // milliseconds

const isLarge = () => shown.nodes + shown.edges > 900;

function withCamera(other, action) {
  const before = { ...camera };
  Object.assign(camera, other);
  action();
  Object.assign(camera, before);
  project();
}

// Paints the plate: the view with a margin all round, and without what is being dragged.
function expose() {
  const marginX = camera.width * OVERSCAN,
    marginY = camera.height * OVERSCAN;
  const wide = {
    ...camera,
    tx: camera.tx + marginX,
    ty: camera.ty + marginY,
    width: camera.width + 2 * marginX,
    height: camera.height + 2 * marginY,
  };
  plate.canvas = document.createElement("canvas");
  plate.canvas.width = wide.width * camera.ratio;
  plate.canvas.height = wide.height * camera.ratio;
  plate.camera = wide;
  const ctx = plate.canvas.getContext("2d");
  keepWithin(marginX, marginY);
  withCamera(wide, () => paint(ctx, "still"));
}

// Where the plate lies on the screen now, and whether it still covers the view sharply enough.
function lay() {
  const k = camera.scale / plate.camera.scale;
  const x = camera.tx - plate.camera.tx * k,
    y = camera.ty - plate.camera.ty * k,
    width = plate.camera.width * k,
    height = plate.camera.height * k;
  const covers = x <= 1 && y <= 1 && x + width >= camera.width - 1 && y + height >= camera.height - 1;
  return { x, y, width, height, good: k < 1.7 && k > 0.55 && (covers || k < 1) };
}

function settle() {
  clearTimeout(plate.moving);
  plate.moving = setTimeout(() => {
    if (plate.grabbed) return settle();
    plate.moving = 0;
    plate.canvas = null;
    if (!plate.held.length) redraw();
  }, SETTLES_AFTER);
}

export function setMoving() {
  if (isLarge()) settle();
}

export function hold(nodes) {
  plate.held = nodes;
  plate.canvas = null;
  layers.held.fill(0);
  for (const i of nodes) layers.held[i] = 1;
}

// Labels keep clear of the sheets; a saved picture has none, and the plate a margin.
function keepWithin(marginX = 0, marginY = 0) {
  const area = freeArea(),
    narrowed = narrow.matches;
  within.left = (narrowed ? 2 : area.left - 10) + marginX;
  within.right = (narrowed || $("panel").hidden ? camera.width - 2 : area.right + 6) + marginX;
  within.bottom = narrowed ? area.bottom + marginY : Infinity;
}

export function paintWhole(ctx) {
  Object.assign(within, { left: 2, right: camera.width - 2, bottom: Infinity });
  paint(ctx);
}

export function paintFrame(ctx) {
  readCamera();
  const dragging = plate.held.length > 0 && isLarge();
  if (!plate.moving && !dragging) {
    plate.canvas = null;
    keepWithin();
    return paint(ctx);
  }
  if (!plate.canvas || !lay().good) expose();
  const { x, y, width, height } = lay();
  ctx.save();
  ctx.setTransform(camera.ratio, 0, 0, camera.ratio, 0, 0);
  ctx.drawImage(plate.canvas, x, y, width, height);
  ctx.restore();
  if (dragging) paint(ctx, "held");
}

export function clearPlate() {
  plate.canvas = null;
}
