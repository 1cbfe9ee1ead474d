// Keeping the picture to what matters: fold leaves into a name, open more around one, pin it, and put it elsewhere.
import { N, linkEdge, linkNode, linkStart, nodeCount } from "./data.js";
import { W, sayCount } from "./words.js";
import { el, upright } from "./dom.js";
import { changed, claimPasses, edgeShown, edgeThere, forNeighbours, nodeShown, publishers, state } from "./state.js";
import { X, Y, camera } from "./paint.js";
import { network } from "./picture.js";

export const foldedIn = new Int32Array(nodeCount); // how many names each name hides

// A folded name hides those neighbours that nothing else shown leads to.
function foldAway() {
  foldedIn.fill(0);
  for (const node of state.folded)
    if (nodeShown[node])
      for (const leaf of leavesOf(node)) {
        nodeShown[leaf] = 0;
        foldedIn[node]++;
        forNeighbours(leaf, (_, edge) => {
          edgeShown[edge] = 0;
        });
      }
}

export function foldOnSift() {
  if (state.folded.size) foldAway();
}

function leavesOf(node) {
  const leaves = new Set();
  forNeighbours(node, (other) => {
    if (other === node || state.folded.has(other) || state.pinned.has(other)) return;
    let only = true;
    forNeighbours(other, (third) => {
      if (third !== node && third !== other) only = false;
    });
    if (only) leaves.add(other);
  });
  return leaves;
}

// Neighbours that pass every filter but lie outside the surroundings that are shown.
function outsideOf(node) {
  const found = new Set();
  if (!state.around) return found;
  const said = state.publisher ? publishers().get(state.publisher) : null;
  for (let k = linkStart[node]; k < linkStart[node + 1]; k++) {
    const other = linkNode[k],
      e = linkEdge[k];
    if (!nodeShown[other] && edgeThere[e] && !state.off.type.has(N.type[other]) && claimPasses(e, said))
      found.add(other);
  }
  return found;
}

const hiddenAt = (node) => (state.folded.has(node) ? foldedIn[node] : outsideOf(node).size);

function expand(node) {
  if (!state.folded.delete(node)) state.opened.add(node);
  changed("filter");
}

function collapse(node) {
  if (!state.opened.delete(node)) state.folded.add(node);
  changed("filter");
}

export function toggleFold(node) {
  if (hiddenAt(node)) expand(node);
  else if (state.opened.has(node) || leavesOf(node).size) collapse(node);
}

function togglePin(node) {
  if (!state.pinned.delete(node)) state.pinned.add(node);
  changed("filter");
}

export function foldButtons(node) {
  const hidden = hiddenAt(node),
    leaves = state.folded.has(node) ? 0 : leavesOf(node).size;
  const button = (key, text, action, more = {}) => {
    const made = el("button.step.wide", { type: "button", onclick: action, ...more }, text);
    made.dataset.key = key;
    return made;
  };
  return el(
    "div.around",
    { role: "group", "aria-label": W.arrange },
    hidden ? button("expand", sayCount("expand", hidden), () => expand(node)) : null,
    leaves || state.opened.has(node)
      ? button("collapse", state.opened.has(node) ? W.collapse_opened : sayCount("collapse", leaves), () =>
          collapse(node),
        )
      : null,
    button("pin", W.pin, () => togglePin(node), { "aria-pressed": String(state.pinned.has(node)), title: W.pin_hint }),
    state.moved.has(node) ? button("back", W.put_back, () => putBack([node])) : null,
  );
}

// Where a name was put by hand. On an upright screen the picture lies on its side; the address does not know of that.
export const homeX = upright ? N.y : N.x,
  homeY = upright ? N.x : N.y;
export const canonical = (x, y) => (upright ? [y, x] : [x, y]);

export function put(node, x, y) {
  X[node] = x;
  Y[node] = y;
  network?.body.data.nodes.update({ id: node, x, y });
  if (x === homeX[node] && y === homeY[node]) state.moved.delete(node);
  else state.moved.add(node);
}

export function putBack(nodes) {
  for (const node of nodes) put(node, homeX[node], homeY[node]);
  changed("moved");
}

export function nudge(node, [dx, dy]) {
  const step = 24 / Math.max(camera.scale, 0.05);
  put(node, X[node] + dx * step, Y[node] + dy * step);
  changed("moved");
}
