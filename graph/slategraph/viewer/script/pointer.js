// Pointing, clicking, dragging, and walking the picture by keys.
import { E, N, bend, edgeCount, isWork, linkEdge, linkNode, linkStart, nodeCount } from "./data.js";
import { KINDS, W, claimText, nameOf, sayCount, shorten, termName, typeName } from "./words.js";
import { $, bdi, el, spoken } from "./dom.js";
import { changed, choose, edgeShown, isChosen, nodeShown, state } from "./state.js";
import { change } from "./time.js";
import { CHANGES } from "./looks.js";
import { SR, SX, SY, X, Y, bow, camera, lit, loopRadius } from "./paint.js";
import { nudge, toggleFold } from "./fold.js";
import { hold, plate, setMoving } from "./plate.js";
import { box, fit, flyTo, freeArea, network, redraw, zoomBy } from "./picture.js";
import { claimsOf } from "./panel.js";
import { keepAddress } from "./share.js";

// What is under the pointer: the nearest name, else the nearest claim.
function pick(x, y, reach) {
  let best = null,
    nearest = Infinity;
  for (let i = 0; i < nodeCount; i++) {
    if (!nodeShown[i] && !isChosen("node", i)) continue;
    const distance = Math.hypot(SX[i] - x, SY[i] - y) - SR[i];
    if (distance < reach && distance < nearest) {
      nearest = distance;
      best = { kind: "node", index: i };
    }
  }
  return best ?? pickEdge(x, y, reach);
}

function pickEdge(x, y, reach) {
  let best = null,
    nearest = reach + 1;
  for (let e = 0; e < edgeCount; e++) {
    if (!edgeShown[e]) continue;
    const distance = edgeDistance(e, x, y);
    if (distance < nearest) {
      nearest = distance;
      best = { kind: "edge", index: e };
    }
  }
  return best;
}

function edgeDistance(e, x, y) {
  const a = E.from[e],
    b = E.to[e];
  if (a === b) return Math.abs(Math.hypot(x - SX[a], y - SY[a] + SR[a] + loopRadius(e) * 0.7) - loopRadius(e));
  if (!bend[e]) return toSegment(x, y, SX[a], SY[a], SX[b], SY[b]);
  const c = bow(e);
  let px = SX[a],
    py = SY[a],
    best = Infinity;
  for (let k = 1; k <= 10; k++) {
    const t = k / 10,
      u = 1 - t,
      qx = u * u * SX[a] + 2 * u * t * c.x + t * t * SX[b],
      qy = u * u * SY[a] + 2 * u * t * c.y + t * t * SY[b];
    best = Math.min(best, toSegment(x, y, px, py, qx, qy));
    px = qx;
    py = qy;
  }
  return best;
}

function toSegment(x, y, ax, ay, bx, by) {
  const dx = bx - ax,
    dy = by - ay,
    length = dx * dx + dy * dy;
  const t = length ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

// The chosen name or claim lights up with what it touches; the pointer does so only while nothing is chosen.
export function light() {
  lit.nodes.fill(0);
  lit.edges.fill(0);
  const centre = state.chosen ?? lit.hover;
  lit.dims = state.chosen !== null;
  if (!state.chosen && state.since) return lightChanges();
  if (!centre) return;
  if (centre.kind === "path") {
    for (const i of centre.nodes) lit.nodes[i] = 1;
    for (const e of centre.edges) lit.edges[e] = 1;
    return;
  }
  if (centre.kind === "edge") {
    lit.edges[centre.index] = 1;
    lit.nodes[E.from[centre.index]] = lit.nodes[E.to[centre.index]] = 1;
    return;
  }
  lit.nodes[centre.index] = 1;
  for (let k = linkStart[centre.index]; k < linkStart[centre.index + 1]; k++)
    if (edgeShown[linkEdge[k]]) {
      lit.edges[linkEdge[k]] = 1;
      lit.nodes[linkNode[k]] = 1;
    }
}

function lightChanges() {
  lit.dims = true;
  for (const e of change.edges)
    if (edgeShown[e]) {
      lit.edges[e] = 1;
      lit.nodes[E.from[e]] = lit.nodes[E.to[e]] = 1;
    }
}

function hover(target, x = 0, y = 0) {
  const same = target?.kind === lit.hover?.kind && target?.index === lit.hover?.index;
  if (!same) {
    lit.hover = target;
    box.classList.toggle("pointing", target !== null);
    light();
    redraw();
    if (target) $("tip").replaceChildren(...tipLines(target));
  }
  $("tip").hidden = target === null;
  if (target === null) return;
  const width = $("tip").offsetWidth,
    height = $("tip").offsetHeight;
  $("tip").style.left = `${Math.max(6, Math.min(x + 14, innerWidth - width - 6))}px`;
  $("tip").style.top = `${y + 18 + height > innerHeight ? y - height - 10 : y + 18}px`;
}

function tipLines({ kind, index }) {
  if (kind === "node") {
    const text = el("strong" + (isWork(index) ? ".work" : ""), {}, bdi(nameOf(index)));
    return [
      text,
      el("span", {}, `${shorten(typeName(N.type[index]), 30)} · ${sayCount("claims", claimsOf(index).length)}`),
    ];
  }
  const far = termName(KINDS.status, E.status[index]),
    sure = termName(KINDS.certainty, E.certainty[index]);
  return [
    el("strong", {}, bdi(claimText(index))),
    el(
      "span",
      {},
      [
        shorten(far, 30),
        shorten(sure, 30),
        sayCount("sources", E.sources[index]),
        W[`kind_${CHANGES[change.kind[index]]}`],
      ]
        .filter(Boolean)
        .join(" · "),
    ),
  ];
}

export function pointer() {
  let last = null;
  box.addEventListener("pointermove", (event) => {
    if (event.buttons || event.pointerType === "touch") return hover(null);
    const waiting = last !== null;
    last = event;
    if (!waiting)
      requestAnimationFrame(() => {
        const { left, top } = box.getBoundingClientRect(),
          { clientX, clientY } = last;
        last = null;
        hover(pick(clientX - left, clientY - top, 4), clientX, clientY);
      });
  });
  box.addEventListener("pointerleave", () => hover(null));
  network.on("click", ({ pointer: { DOM }, event }) => {
    const target = pick(DOM.x, DOM.y, event?.pointerType === "touch" ? 14 : 5);
    if (target) choose(target.kind, target.index);
    else choose(null);
    if (target?.kind === "node" && !inView(target.index)) flyTo(target.index);
  });
  network.on("doubleClick", ({ pointer: { DOM } }) => {
    const target = pick(DOM.x, DOM.y, 5);
    if (target?.kind === "node") toggleFold(target.index);
  });
  network.on("zoom", () => {
    setMoving();
    moved();
  });
  network.on("dragStart", ({ nodes }) => {
    hover(null);
    plate.grabbed = !nodes.length;
    if (nodes.length) hold(nodes);
    else setMoving();
  });
  network.on("dragging", ({ nodes }) => {
    if (nodes.length) for (const i of nodes) follow(i);
    else setMoving();
  });
  network.on("dragEnd", ({ nodes }) => {
    plate.grabbed = false;
    for (const i of nodes) follow(i);
    hold([]);
    moved();
    if (nodes.length) changed("moved");
    else redraw();
  });
}

export function moved() {
  camera.moved = true;
  keepAddress();
}

function follow(i) {
  const { x, y } = network.getPosition(i);
  X[i] = x;
  Y[i] = y;
  state.moved.add(i);
}

// From the keyboard: arrows go to the nearest name in their direction.
const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function neighbourTowards([dx, dy]) {
  const from = state.chosen?.kind === "node" ? state.chosen.index : -1;
  const x = from < 0 ? camera.width / 2 : SX[from],
    y = from < 0 ? camera.height / 2 : SY[from];
  let best = -1,
    nearest = Infinity;
  for (let i = 0; i < nodeCount; i++) {
    if (i === from || !nodeShown[i]) continue;
    const ahead = (SX[i] - x) * dx + (SY[i] - y) * dy,
      aside = Math.abs((SX[i] - x) * dy) + Math.abs((SY[i] - y) * dx);
    const cost = from < 0 ? Math.abs(ahead) + aside : ahead + 2.5 * aside;
    if ((from < 0 || ahead > aside * 0.4) && cost < nearest) {
      nearest = cost;
      best = i;
    }
  }
  return best;
}

export function pictureKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (DIRECTIONS[event.key] && event.shiftKey) {
    if (state.chosen?.kind === "node") nudge(state.chosen.index, DIRECTIONS[event.key]);
  } else if (DIRECTIONS[event.key]) {
    const node = neighbourTowards(DIRECTIONS[event.key]);
    if (node >= 0) {
      choose("node", node);
      if (!inView(node)) flyTo(node);
      spoken(`${nameOf(node)}, ${typeName(N.type[node])}`);
    }
  } else if (event.key === "+" || event.key === "=") zoomBy(1.4);
  else if (event.key === "-") zoomBy(1 / 1.4);
  else if (event.key === "0") fit();
  else if (event.key === "Enter" && state.chosen) $("panel").focus();
  else return;
  event.preventDefault();
}

export function inView(node) {
  const area = freeArea();
  return SX[node] > area.left && SX[node] < area.right && SY[node] > area.top && SY[node] < area.bottom;
}
