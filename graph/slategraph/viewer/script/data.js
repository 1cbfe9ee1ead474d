// The page's data: columns of nodes and edges, and who is joined to whom.

export const D = JSON.parse(document.getElementById("data").textContent);
export const N = D.nodes,
  E = D.edges;
export const nodeCount = N.id.length,
  edgeCount = E.id.length;

// The days on which anything changed; the last is today.
export const DAYS = D.days,
  LATEST = DAYS.length - 1;
export const hasPast = LATEST > 0;
export const range = (count) => Array.from({ length: count }, (_, k) => k);

for (const key of ["status", "certainty", "sources", "since"]) E[key] = Int32Array.from(E[key]);

// Reports are read when somebody first asks for them; many of them come packed, and are unpacked behind the first picture.
export const PACKED = document.getElementById("reports").dataset.packed;
let readReports = PACKED ? { nodes: {}, edges: {}, sources: [], speakers: [], readers: [] } : null;
export const R = () => (readReports ??= JSON.parse(document.getElementById("reports").textContent));

export async function unpackReports() {
  if (!PACKED) return;
  const bytes = Uint8Array.from(atob(document.getElementById("reports").textContent), (letter) => letter.charCodeAt(0));
  readReports = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream(PACKED))).json();
}

// For each node its edges, one after another: those of node i are linkEdge[linkStart[i]] up to linkStart[i + 1].
export const linkStart = new Int32Array(nodeCount + 1);
export const linkEdge = new Int32Array(2 * edgeCount);
export const linkNode = new Int32Array(2 * edgeCount);

function joinUp() {
  for (let e = 0; e < edgeCount; e++) {
    linkStart[E.from[e] + 1]++;
    linkStart[E.to[e] + 1]++;
  }
  for (let i = 0; i < nodeCount; i++) linkStart[i + 1] += linkStart[i];
  const next = linkStart.slice();
  for (let e = 0; e < edgeCount; e++) {
    const a = E.from[e],
      b = E.to[e];
    linkEdge[next[a]] = e;
    linkNode[next[a]++] = b;
    linkEdge[next[b]] = e;
    linkNode[next[b]++] = a;
  }
}
joinUp();

export const degree = (node) => linkStart[node + 1] - linkStart[node];

// How far each edge bends from the straight line, in units of the picture, so that parallel ones lie apart.
export const bend = new Float32Array(edgeCount);

function spread() {
  const beside = new Map();
  for (let e = 0; e < edgeCount; e++) {
    const a = Math.min(E.from[e], E.to[e]),
      b = Math.max(E.from[e], E.to[e]);
    const key = a * nodeCount + b;
    const group = beside.get(key);
    if (group) group.push(e);
    else beside.set(key, [e]);
  }
  for (const group of beside.values()) {
    const self = E.from[group[0]] === E.to[group[0]];
    if (group.length === 1 && !self) continue;
    const gap = Math.min(22, 240 / group.length);
    group.forEach((e, k) => {
      const side = E.from[e] <= E.to[e] ? 1 : -1;
      bend[e] = self ? (k + 1) * gap : side * (k - (group.length - 1) / 2) * gap;
    });
  }
}
spread();

const WORKS = new Set(["Film", "Series", "Book", "Play", "Game", "Franchise"]);
export const isWork = (node) => WORKS.has(D.types[N.type[node]].name);
