// What the reader has chosen, and what that leaves to be seen. Whoever shows something registers with `onChange`.
import { D, DAYS, E, LATEST, N, R, degree, edgeCount, linkEdge, linkNode, linkStart, nodeCount } from "./data.js";

export const state = {
  off: { type: new Set(), predicate: new Set(), status: new Set(), certainty: new Set() },
  belief: 0, // the least belief, in per cent
  sources: 0, // the least number of sources
  publisher: "", // only what this one said
  around: null, // { node, steps }: only the surroundings of one name
  chosen: null, // { kind: "node" | "edge", index } or { kind: "path", from, to, nodes, edges }
  view: "picture", // or "table" or "timeline"
  past: [], // what `around` was before, to go back to
  day: D.days.length - 1, // the number of the day that is looked at; the last is as it is now
  since: "", // a day, or how long before `day`: what changed since then stands out
  folded: new Set(), // names whose leaves are folded into them
  opened: new Set(), // names that show their neighbours although these lie outside the surroundings
  pinned: new Set(), // names that stay in view whatever is filtered
  moved: new Set(), // names that were dragged
};

export const nodeShown = new Uint8Array(nodeCount).fill(1);
export const edgeShown = new Uint8Array(edgeCount).fill(1);
export const edgeThere = new Uint8Array(edgeCount).fill(1); // on the day that is looked at
export const shown = { nodes: nodeCount, edges: edgeCount };
const listeners = [];
export const onChange = (listener) => listeners.push(listener);

// What hides more once the filters are applied.
const sifters = [];
export const onSift = (sifter) => sifters.push(sifter);

// The claims that a publisher made or passed on, each with the first day of it; read from the reports when first asked for.
let published = null;
export function publishers() {
  if (published) return published;
  published = new Map();
  for (const [edge, reports] of Object.entries(R().edges)) {
    for (const told of reports) {
      const [name, date] = R().sources[told[0]],
        day = told[7] || date;
      if (!name) continue;
      if (!published.has(name)) published.set(name, new Map());
      const claims = published.get(name),
        known = claims.get(Number(edge));
      if (known === undefined || day < known) claims.set(Number(edge), day);
    }
  }
  return published;
}

export function forgetPublishers() {
  published = null;
}

const hasSaid = (said, e) => said.has(e) && (state.day >= LATEST || said.get(e) <= DAYS[state.day]);

const edgePasses = (e, said) => edgeThere[e] && nodeShown[E.from[e]] && nodeShown[E.to[e]] && claimPasses(e, said);

export function claimPasses(e, said) {
  const { off, belief, sources } = state;
  return (
    !off.predicate.has(E.predicate[e]) &&
    !off.status.has(E.status[e]) &&
    !off.certainty.has(E.certainty[e]) &&
    (E.belief[e] < 0 || E.belief[e] * 100 >= belief - 0.5) &&
    E.sources[e] >= sources &&
    (!said || hasSaid(said, e))
  );
}

// A name goes with its last claim; one that never had a claim stays.
function dropOrphans() {
  const kept = new Uint8Array(nodeCount);
  for (let e = 0; e < edgeCount; e++)
    if (edgeShown[e]) {
      kept[E.from[e]] = 1;
      kept[E.to[e]] = 1;
    }
  for (let i = 0; i < nodeCount; i++) if (nodeShown[i] && !kept[i] && degree(i)) nodeShown[i] = 0;
}

export function sift() {
  for (let i = 0; i < nodeCount; i++) nodeShown[i] = state.off.type.has(N.type[i]) ? 0 : 1;
  const said = state.publisher ? publishers().get(state.publisher) : null;
  for (let e = 0; e < edgeCount; e++) edgeShown[e] = edgePasses(e, said) ? 1 : 0;
  dropOrphans();
  if (state.around) keepAround(state.around);
  for (const sifter of sifters) sifter();
  for (const i of state.pinned) nodeShown[i] = 1;
  shown.nodes = nodeShown.reduce((sum, one) => sum + one, 0);
  shown.edges = edgeShown.reduce((sum, one) => sum + one, 0);
}

function keepAround({ node, steps }) {
  const near = reach(node, steps);
  for (const open of state.opened)
    if (near[open] >= 0)
      forNeighbours(open, (other) => {
        if (near[other] < 0) near[other] = steps + 1;
      });
  for (let i = 0; i < nodeCount; i++) nodeShown[i] = near[i] >= 0 ? 1 : 0;
  for (let e = 0; e < edgeCount; e++) if (near[E.from[e]] < 0 || near[E.to[e]] < 0) edgeShown[e] = 0;
}

// Each neighbour over a shown claim, with that claim; a neighbour over two claims comes twice.
export function forNeighbours(node, visit) {
  for (let k = linkStart[node]; k < linkStart[node + 1]; k++)
    if (edgeShown[linkEdge[k]]) visit(linkNode[k], linkEdge[k]);
}

// Over how many shown claims each name is reached from one, and -1 where it is not within `steps`.
function reach(start, steps) {
  const far = new Int32Array(nodeCount).fill(-1);
  far[start] = 0;
  for (let frontier = [start], step = 1; frontier.length && step <= steps; step++) {
    const next = [];
    for (const node of frontier)
      for (let k = linkStart[node]; k < linkStart[node + 1]; k++)
        if (edgeShown[linkEdge[k]] && far[linkNode[k]] < 0) {
          far[linkNode[k]] = step;
          next.push(linkNode[k]);
        }
    frontier = next;
  }
  return far;
}

// The shortest way from one name to another over what is shown; of equally short ones the best believed.
export function shortestPath(from, to) {
  const far = reach(to, Infinity);
  if (far[from] < 0) return null;
  const best = new Map([[from, { trust: 0, edge: -1, before: -1 }]]);
  let frontier = [from];
  for (let left = far[from] - 1; left >= 0; left--) {
    const next = new Set();
    for (const node of frontier)
      for (let k = linkStart[node]; k < linkStart[node + 1]; k++) {
        const other = linkNode[k],
          edge = linkEdge[k];
        if (!edgeShown[edge] || far[other] !== left) continue;
        const trust = best.get(node).trust + Math.max(0, E.belief[edge]);
        if (!best.has(other) || trust > best.get(other).trust) {
          best.set(other, { trust, edge, before: node });
          next.add(other);
        }
      }
    frontier = [...next];
  }
  const nodes = [to],
    edges = [];
  for (let node = to; node !== from; node = best.get(node).before) {
    edges.unshift(best.get(node).edge);
    nodes.unshift(best.get(node).before);
  }
  return { kind: "path", from, to, nodes, edges };
}

// `what` is "filter", "chosen", "view", "moved" or "theme".
export function changed(what) {
  if (what === "filter") sift();
  for (const listener of listeners) listener(what);
}

export function choose(kind, index) {
  state.chosen = kind === null ? null : { kind, index };
  changed("chosen");
}

export const isChosen = (kind, index) =>
  state.chosen !== null && state.chosen.kind === kind && state.chosen.index === index;

export function goAround(node, steps) {
  if (state.around?.node !== node) state.past.push(state.around);
  state.around = { node, steps };
  state.opened.clear();
  changed("filter");
}

export function goBack() {
  state.around = state.past.pop() ?? null;
  changed("filter");
}

export function seeAll() {
  state.past.length = 0;
  state.around = null;
  state.opened.clear();
  changed("filter");
}

export const anyOff = () =>
  state.folded.size > 0 ||
  Object.values(state.off).some((set) => set.size) ||
  state.belief > 0 ||
  state.sources > 0 ||
  state.publisher !== "";

export function resetFilters() {
  for (const set of Object.values(state.off)) set.clear();
  Object.assign(state, { belief: 0, sources: 0, publisher: "" });
  state.folded.clear();
}
