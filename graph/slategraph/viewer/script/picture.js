// The picture: vis-network holds the camera, the pointer and the dragging; the painter above puts it on the canvas.
import { nodeCount } from "./data.js";
import { $, narrow, stillness } from "./dom.js";
import { nodeShown, onChange, state } from "./state.js";
import { readColours } from "./looks.js";
import { SR, X, Y, camera } from "./paint.js";
import { paintFrame, setMoving } from "./plate.js";
import { light, moved, pictureKey, pointer } from "./pointer.js";
import { keepAddress } from "./share.js";

export let network = null;
export const box = $("picture");

const visOptions = {
  autoResize: true,
  physics: false,
  layout: { improvedLayout: false },
  interaction: {
    hover: false,
    dragNodes: true,
    selectConnectedEdges: false,
    tooltipDelay: 1e9,
    zoomSpeed: 0.7,
    keyboard: false,
  },
  nodes: { font: { multi: false }, label: undefined },
};

// vis-network only has to know where a name is and how large, so as to drag it; it draws nothing itself.
function visNode(i) {
  const nothing = () => {};
  return {
    id: i,
    x: X[i],
    y: Y[i],
    shape: "custom",
    ctxRenderer: () => {
      const side = nodeShown[i] ? (2 * SR[i] + 4) / camera.scale : 0;
      return { drawNode: nothing, nodeDimensions: { width: side, height: side } };
    },
  };
}

export function readCamera() {
  const canvas = box.querySelector("canvas"),
    centre = network.getViewPosition();
  camera.scale = network.getScale();
  camera.width = canvas.clientWidth;
  camera.height = canvas.clientHeight;
  camera.ratio = canvas.width / Math.max(canvas.clientWidth, 1);
  camera.tx = camera.width / 2 - centre.x * camera.scale;
  camera.ty = camera.height / 2 - centre.y * camera.scale;
}

let waiting = false;
export function redraw() {
  if (waiting || !network) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    network.redraw();
  });
}

// The part of the canvas that no sheet covers.
export function freeArea() {
  const area = { left: 12, top: 12, right: box.clientWidth - 12, bottom: box.clientHeight - 12 };
  if (!$("strip").hidden) area.top += $("strip").offsetHeight + 6;
  if (narrow.matches) {
    const sheet = [$("panel"), $("filters")].find((aside) => !aside.hidden);
    if (sheet) area.bottom = Math.max(120, area.bottom - sheet.offsetHeight);
    return area;
  }
  if (!$("filters").hidden) area.left += $("filters").offsetWidth + 12;
  area.right -= $("panel").hidden ? 48 : $("panel").offsetWidth + 12;
  return area;
}

function bounds(nodes) {
  const found = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity };
  for (const i of nodes) {
    found.x0 = Math.min(found.x0, X[i]);
    found.x1 = Math.max(found.x1, X[i]);
    found.y0 = Math.min(found.y0, Y[i]);
    found.y1 = Math.max(found.y1, Y[i]);
  }
  return found;
}

function move(position, scale, still) {
  const area = freeArea();
  const offset = {
    x: (area.left + area.right - box.clientWidth) / 2,
    y: (area.top + area.bottom - box.clientHeight) / 2,
  };
  const calm = still || stillness.matches || nodeCount > 8000;
  if (!calm) setMoving();
  network.moveTo({
    position,
    scale,
    offset,
    animation: calm ? false : { duration: 450, easingFunction: "easeInOutCubic" },
  });
  if (calm) {
    redraw();
    keepAddress();
  }
}

function allShown() {
  const nodes = [];
  for (let i = 0; i < nodeCount; i++) if (nodeShown[i]) nodes.push(i);
  return nodes;
}

export function fit(nodes = allShown(), still = false, largest = 1.3) {
  if (!network || !nodes.length) return;
  const { x0, y0, x1, y1 } = bounds(nodes),
    area = freeArea();
  const scale = Math.min(
    (area.right - area.left - (narrow.matches ? 60 : 150)) / (x1 - x0 + 30),
    (area.bottom - area.top - 50) / (y1 - y0 + 30),
    largest,
  );
  move({ x: (x0 + x1) / 2, y: (y0 + y1) / 2 }, Math.max(scale, 0.01), still);
}

export function fly(node, still = false) {
  if (network) move({ x: X[node], y: Y[node] }, Math.min(1.6, Math.max(network.getScale(), 0.75)), still);
}

export const flyTo = (node) => {
  if (state.view === "picture") fly(node);
};

export function zoomBy(factor) {
  if (!network) return;
  const scale = Math.min(8, Math.max(0.01, network.getScale() * factor));
  network.moveTo({ scale, animation: stillness.matches ? false : { duration: 160, easingFunction: "easeOutQuad" } });
  redraw();
  moved();
}

export function makePicture() {
  const nodes = Array.from({ length: nodeCount }, (_, i) => visNode(i));
  network = new vis.Network(box, { nodes: new vis.DataSet(nodes), edges: new vis.DataSet([]) }, visOptions);
  network.on("beforeDrawing", paintFrame);
  network.on("animationFinished", keepAddress);
  pointer();
  box.addEventListener("keydown", pictureKey);
  onChange((what) => {
    if (what === "theme") readColours();
    light();
    redraw();
  });
}
