(() => {
  // graph/slategraph/viewer/script/data.js
  var D = JSON.parse(document.getElementById("data").textContent);
  var N = D.nodes;
  var E = D.edges;
  var nodeCount = N.id.length;
  var edgeCount = E.id.length;
  var DAYS = D.days;
  var LATEST = DAYS.length - 1;
  var hasPast = LATEST > 0;
  var range = (count) => Array.from({ length: count }, (_, k) => k);
  for (const key of ["status", "certainty", "sources", "since"]) E[key] = Int32Array.from(E[key]);
  var PACKED = document.getElementById("reports").dataset.packed;
  var readReports = PACKED ? { nodes: {}, edges: {}, sources: [], speakers: [], readers: [] } : null;
  var R = () => readReports ??= JSON.parse(document.getElementById("reports").textContent);
  async function unpackReports() {
    if (!PACKED) return;
    const bytes = Uint8Array.from(atob(document.getElementById("reports").textContent), (letter) => letter.charCodeAt(0));
    readReports = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream(PACKED))).json();
  }
  var linkStart = new Int32Array(nodeCount + 1);
  var linkEdge = new Int32Array(2 * edgeCount);
  var linkNode = new Int32Array(2 * edgeCount);
  function joinUp() {
    for (let e = 0; e < edgeCount; e++) {
      linkStart[E.from[e] + 1]++;
      linkStart[E.to[e] + 1]++;
    }
    for (let i = 0; i < nodeCount; i++) linkStart[i + 1] += linkStart[i];
    const next = linkStart.slice();
    for (let e = 0; e < edgeCount; e++) {
      const a = E.from[e], b = E.to[e];
      linkEdge[next[a]] = e;
      linkNode[next[a]++] = b;
      linkEdge[next[b]] = e;
      linkNode[next[b]++] = a;
    }
  }
  joinUp();
  var degree = (node) => linkStart[node + 1] - linkStart[node];
  var bend = new Float32Array(edgeCount);
  function spread() {
    const beside = /* @__PURE__ */ new Map();
    for (let e = 0; e < edgeCount; e++) {
      const a = Math.min(E.from[e], E.to[e]), b = Math.max(E.from[e], E.to[e]);
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
  var WORKS = /* @__PURE__ */ new Set(["Film", "Series", "Book", "Play", "Game", "Franchise"]);
  var isWork = (node) => WORKS.has(D.types[N.type[node]].name);

  // graph/slategraph/viewer/script/words.js
  var W = D.words;
  var say = (key, values = {}) => W[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
  var sayCount = (key, n) => n === 1 ? W[key + "_one"] : say(key + "_many", { n: n.toLocaleString("en") });
  var CONTROLS = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/g;
  function shorten(text, length) {
    const plain = text.slice(0, 4 * length).replace(CONTROLS, " ").trim();
    const letters2 = Array.from(plain);
    return letters2.length > length || text.length > 4 * length ? letters2.slice(0, length - 1).join("").trimEnd() + "…" : plain;
  }
  var labelOf = (node) => shorten(N.label[node], 34) || shorten(N.id[node], 34) || "·";
  var nameOf = (node) => shorten(N.label[node], 80) || labelOf(node);
  var typeName = (type) => D.types[type].label || W.unknown_type;
  var termName = (kind, place) => D[kind.plural][place].label || W["unknown_" + kind.key];
  var KINDS = {
    type: { key: "type", plural: "types" },
    predicate: { key: "predicate", plural: "predicates" },
    status: { key: "status", plural: "statuses" },
    certainty: { key: "certainty", plural: "certainties" }
  };
  var MONTHS = W.months.split(" ");
  var lastOf = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();
  function dateName(text, letters2 = Infinity) {
    const found = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?$/.exec(text);
    if (!found) return shorten(text, 40);
    const [, year, month, day] = found;
    return [
      day && String(Math.min(Number(day), lastOf(year, month))),
      month && MONTHS[Number(month) - 1]?.slice(0, letters2),
      year
    ].filter(Boolean).join(" ");
  }
  function workName(edge) {
    const work = E.work[edge];
    return work === void 0 ? "" : typeof work === "number" ? nameOf(work) : shorten(work, 60);
  }
  function claimText(edge) {
    const words = [nameOf(E.from[edge]), termName(KINDS.predicate, E.predicate[edge]), nameOf(E.to[edge])];
    return words.join(" ") + (workName(edge) ? ` (${W.in_work} ${workName(edge)})` : "");
  }
  var LETTERS = { ß: "ss", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", æ: "ae", œ: "oe", ı: "i" };
  function fold(text) {
    return text.slice(0, 2e3).normalize("NFKD").toLowerCase().replace(/\p{M}+/gu, "").replace(/[ßøđðþłæœı]/g, (c) => LETTERS[c]).replace(/['’.]/g, "").replace(/[^\p{L}\p{N}\p{S}]+/gu, " ").trim();
  }
  var PAGE_ROWS = 150;
  var byText = new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare;

  // graph/slategraph/viewer/script/dom.js
  var $ = (id) => document.getElementById(id);
  function el(tag, options = {}, ...children) {
    const [name, ...classes] = tag.split(".");
    const element = document.createElement(name);
    if (classes.length) element.className = classes.join(" ");
    for (const [key, value] of Object.entries(options)) {
      if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else if (value === true) element.setAttribute(key, "");
      else if (value !== false && value !== null && value !== void 0) element.setAttribute(key, value);
    }
    element.append(...children.flat(Infinity).filter((child) => child !== null && child !== void 0 && child !== ""));
    return element;
  }
  var SVG = "http://www.w3.org/2000/svg";
  function svg(tag, attributes, ...children) {
    const element = document.createElementNS(SVG, tag);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }
  var bdi = (text, tag = "bdi") => el(tag, {}, text);
  function webAddress(text) {
    if (!/^https?:\/\//i.test(text.trim()) || !URL.canParse(text.trim())) return null;
    const address = new URL(text.trim());
    return address.protocol === "https:" || address.protocol === "http:" ? address : null;
  }
  function link(text, address, label) {
    return el(
      "a",
      {
        href: address.href,
        target: "_blank",
        rel: "noopener noreferrer",
        "aria-label": `${label ?? text} (${W.opens_new})`
      },
      bdi(text)
    );
  }
  var stillness = matchMedia("(prefers-reduced-motion: reduce)");
  var upright = innerHeight > 1.25 * innerWidth;
  var narrow = matchMedia("(max-width: 799px)");
  function spoken(text) {
    $("spoken").textContent = text;
  }

  // graph/slategraph/viewer/script/state.js
  var state = {
    off: { type: /* @__PURE__ */ new Set(), predicate: /* @__PURE__ */ new Set(), status: /* @__PURE__ */ new Set(), certainty: /* @__PURE__ */ new Set() },
    belief: 0,
    // the least belief, in per cent
    sources: 0,
    // the least number of sources
    publisher: "",
    // only what this one said
    around: null,
    // { node, steps }: only the surroundings of one name
    chosen: null,
    // { kind: "node" | "edge", index } or { kind: "path", from, to, nodes, edges }
    view: "picture",
    // or "table" or "timeline"
    past: [],
    // what `around` was before, to go back to
    day: D.days.length - 1,
    // the number of the day that is looked at; the last is as it is now
    since: "",
    // a day, or how long before `day`: what changed since then stands out
    folded: /* @__PURE__ */ new Set(),
    // names whose leaves are folded into them
    opened: /* @__PURE__ */ new Set(),
    // names that show their neighbours although these lie outside the surroundings
    pinned: /* @__PURE__ */ new Set(),
    // names that stay in view whatever is filtered
    moved: /* @__PURE__ */ new Set()
    // names that were dragged
  };
  var nodeShown = new Uint8Array(nodeCount).fill(1);
  var edgeShown = new Uint8Array(edgeCount).fill(1);
  var edgeThere = new Uint8Array(edgeCount).fill(1);
  var shown = { nodes: nodeCount, edges: edgeCount };
  var listeners = [];
  var onChange = (listener) => listeners.push(listener);
  var sifters = [];
  var onSift = (sifter) => sifters.push(sifter);
  var published = null;
  function publishers() {
    if (published) return published;
    published = /* @__PURE__ */ new Map();
    for (const [edge, reports] of Object.entries(R().edges)) {
      for (const told of reports) {
        const [name, date] = R().sources[told[0]], day = told[7] || date;
        if (!name) continue;
        if (!published.has(name)) published.set(name, /* @__PURE__ */ new Map());
        const claims = published.get(name), known2 = claims.get(Number(edge));
        if (known2 === void 0 || day < known2) claims.set(Number(edge), day);
      }
    }
    return published;
  }
  function forgetPublishers() {
    published = null;
  }
  var hasSaid = (said, e) => said.has(e) && (state.day >= LATEST || said.get(e) <= DAYS[state.day]);
  var edgePasses = (e, said) => edgeThere[e] && nodeShown[E.from[e]] && nodeShown[E.to[e]] && claimPasses(e, said);
  function claimPasses(e, said) {
    const { off, belief, sources } = state;
    return !off.predicate.has(E.predicate[e]) && !off.status.has(E.status[e]) && !off.certainty.has(E.certainty[e]) && (E.belief[e] < 0 || E.belief[e] * 100 >= belief - 0.5) && E.sources[e] >= sources && (!said || hasSaid(said, e));
  }
  function dropOrphans() {
    const kept = new Uint8Array(nodeCount);
    for (let e = 0; e < edgeCount; e++)
      if (edgeShown[e]) {
        kept[E.from[e]] = 1;
        kept[E.to[e]] = 1;
      }
    for (let i = 0; i < nodeCount; i++) if (nodeShown[i] && !kept[i] && degree(i)) nodeShown[i] = 0;
  }
  function sift() {
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
  function forNeighbours(node, visit) {
    for (let k = linkStart[node]; k < linkStart[node + 1]; k++)
      if (edgeShown[linkEdge[k]]) visit(linkNode[k], linkEdge[k]);
  }
  function reach(start2, steps) {
    const far2 = new Int32Array(nodeCount).fill(-1);
    far2[start2] = 0;
    for (let frontier = [start2], step = 1; frontier.length && step <= steps; step++) {
      const next = [];
      for (const node of frontier)
        for (let k = linkStart[node]; k < linkStart[node + 1]; k++)
          if (edgeShown[linkEdge[k]] && far2[linkNode[k]] < 0) {
            far2[linkNode[k]] = step;
            next.push(linkNode[k]);
          }
      frontier = next;
    }
    return far2;
  }
  function shortestPath(from, to) {
    const far2 = reach(to, Infinity);
    if (far2[from] < 0) return null;
    const best = /* @__PURE__ */ new Map([[from, { trust: 0, edge: -1, before: -1 }]]);
    let frontier = [from];
    for (let left = far2[from] - 1; left >= 0; left--) {
      const next = /* @__PURE__ */ new Set();
      for (const node of frontier)
        for (let k = linkStart[node]; k < linkStart[node + 1]; k++) {
          const other = linkNode[k], edge = linkEdge[k];
          if (!edgeShown[edge] || far2[other] !== left) continue;
          const trust = best.get(node).trust + Math.max(0, E.belief[edge]);
          if (!best.has(other) || trust > best.get(other).trust) {
            best.set(other, { trust, edge, before: node });
            next.add(other);
          }
        }
      frontier = [...next];
    }
    const nodes = [to], edges = [];
    for (let node = to; node !== from; node = best.get(node).before) {
      edges.unshift(best.get(node).edge);
      nodes.unshift(best.get(node).before);
    }
    return { kind: "path", from, to, nodes, edges };
  }
  function changed(what) {
    if (what === "filter") sift();
    for (const listener of listeners) listener(what);
  }
  function choose(kind, index) {
    state.chosen = kind === null ? null : { kind, index };
    changed("chosen");
  }
  var isChosen = (kind, index) => state.chosen !== null && state.chosen.kind === kind && state.chosen.index === index;
  function goAround(node, steps) {
    if (state.around?.node !== node) state.past.push(state.around);
    state.around = { node, steps };
    state.opened.clear();
    changed("filter");
  }
  function goBack() {
    state.around = state.past.pop() ?? null;
    changed("filter");
  }
  function seeAll() {
    state.past.length = 0;
    state.around = null;
    state.opened.clear();
    changed("filter");
  }
  var anyOff = () => state.folded.size > 0 || Object.values(state.off).some((set) => set.size) || state.belief > 0 || state.sources > 0 || state.publisher !== "";
  function resetFilters() {
    for (const set of Object.values(state.off)) set.clear();
    Object.assign(state, { belief: 0, sources: 0, publisher: "" });
    state.folded.clear();
  }

  // graph/slategraph/viewer/script/looks.js
  var SHAPES = {
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
    ellipse: "M1.15 0A1.15 .72 0 1 1 -1.15 0A1.15 .72 0 1 1 1.15 0Z"
  };
  var PATHS = Object.fromEntries(Object.entries(SHAPES).map(([name, d]) => [name, new Path2D(d)]));
  var MARKS = { exited: "M-3.5 5L3.5 -5", denied: "M-4 -4L4 4M-4 4L4 -4" };
  var MARK_PATHS = Object.fromEntries(Object.entries(MARKS).map(([name, d]) => [name, new Path2D(d)]));
  var NOTHING = 0;
  var CAME = 1;
  var FIRMED = 2;
  var COOLED = 3;
  var WENT = 4;
  var CHANGES = ["", "came", "firmed", "cooled", "went"];
  var BADGES = {
    came: "M-4 0H4M0 -4V4",
    firmed: "M-4 2.5L0 -2.5L4 2.5",
    cooled: "M-4 -2.5L0 2.5L4 -2.5",
    went: "M-3.5 -3.5L3.5 3.5M-3.5 3.5L3.5 -3.5"
  };
  var BADGE_PATHS = Object.fromEntries(Object.entries(BADGES).map(([name, d]) => [name, new Path2D(d)]));
  var DASHES = /* @__PURE__ */ new Map([
    ["in-talks", [7, 5]],
    ["considered", [1.5, 4.5]]
  ]);
  var STRENGTHS = /* @__PURE__ */ new Map([
    ["confirmed", 1],
    ["reported", 0.72],
    ["rumored", 0.42],
    ["denied", 0.5]
  ]);
  function lineStyle(status, certainty) {
    const far2 = status < 0 ? "" : D.statuses[status].name, sure = certainty < 0 ? "" : D.certainties[certainty].name;
    const mark = sure === "denied" ? "denied" : far2 === "exited" ? "exited" : "";
    return {
      dash: DASHES.get(far2) ?? [],
      alpha: STRENGTHS.get(sure) ?? 0.8,
      mark,
      colour: sure === "denied" ? "alert" : far2 === "exited" ? "faded" : "line"
    };
  }
  var LINES = D.statuses.map((_, status) => D.certainties.map((__, certainty) => lineStyle(status, certainty)));
  var lineOf = (edge) => LINES[E.status[edge]][E.certainty[edge]];
  var widthOf = (edge) => E.belief[edge] < 0 ? 1.3 : 0.9 + 1.5 * Math.round(E.belief[edge] * 4) / 4;
  var penOf = (edge) => (E.status[edge] * 32 + E.certainty[edge]) * 8 + Math.round(2 * widthOf(edge));
  var edgeOrder = new Int32Array(edgeCount);
  function orderEdges() {
    const starts = /* @__PURE__ */ new Map();
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
  var merit = (node) => degree(node) * (isWork(node) ? 1.5 : 1);
  var labelOrder = Int32Array.from({ length: nodeCount }, (_, i) => i).sort(
    (a, b) => merit(b) - merit(a) || a - b
  );
  var colours = { types: [] };
  function readColours() {
    const style = getComputedStyle(document.documentElement);
    for (const name of ["ink", "paper", "line", "faded", "alert", "accent", "quiet", "up", "down"])
      colours[name] = style.getPropertyValue(`--${name}`).trim();
    colours.sans = style.getPropertyValue("--sans");
    colours.serif = style.getPropertyValue("--serif");
    const dark = style.getPropertyValue("--mode").trim() === "dark";
    colours.types = D.types.map((type) => dark ? type.dark : type.light);
  }
  function colourKinds(root) {
    for (const path of root.querySelectorAll("path.kind")) path.style.fill = colours.types[path.dataset.type];
  }

  // graph/slategraph/viewer/script/time.js
  var UNDATED = "9999-12-31";
  var STATE = ["status", "certainty", "belief", "sources", "since"];
  var NOW = Object.fromEntries(STATE.map((key) => [key, E[key].slice()]));
  var LITERALS = { stage: "stage", releaseDate: "release_date" };
  var NOW_TOLD = Object.fromEntries(Object.values(LITERALS).map((key) => [key, { ...N[key] }]));
  var changing = Object.keys(E.past).map(Number);
  var telling = Object.keys(N.past).map(Number);
  var bornOn = (e) => E.born[e] ?? -1;
  var stateNow = (e) => ({
    status: NOW.status[e],
    certainty: NOW.certainty[e],
    belief: NOW.belief[e],
    sources: NOW.sources[e],
    since: NOW.since[e]
  });
  function statesOf(e) {
    const steps = E.past[e] ?? [bornOn(e)], states = [];
    for (let k = 0; k + 1 < steps.length; k += 6)
      states.push({
        day: steps[k],
        status: steps[k + 1],
        certainty: steps[k + 2],
        belief: steps[k + 3],
        sources: steps[k + 4],
        since: steps[k + 5]
      });
    return [...states, { day: steps.at(-1), ...stateNow(e) }];
  }
  function stateOn(e, day) {
    if (bornOn(e) > day) return null;
    return E.past[e] ? statesOf(e).findLast((state2) => state2.day <= day) : stateNow(e);
  }
  function literalOn(node, predicate, day) {
    const steps = N.past[node].filter(([on, name]) => name === predicate && on <= day);
    return steps.length ? steps.at(-1)[2] : "";
  }
  function travel(day) {
    state.day = Math.max(0, Math.min(LATEST, day));
    for (let e = 0; e < edgeCount; e++) edgeThere[e] = bornOn(e) <= state.day ? 1 : 0;
    for (const e of changing) {
      const found = stateOn(e, state.day);
      if (found) for (const key of STATE) E[key][e] = found[key];
    }
    for (const node of telling)
      for (const [predicate, key] of Object.entries(LITERALS)) {
        if (!N.past[node].some(([, name]) => name === predicate)) continue;
        N[key][node] = state.day === LATEST ? NOW_TOLD[key][node] : literalOn(node, predicate, state.day);
      }
    orderEdges();
  }
  var isThere = (found) => found !== null && D.statuses[found.status].name !== "exited" && D.certainties[found.certainty].name !== "denied";
  function changeOf(before, after) {
    if (before?.status === after?.status && before?.certainty === after?.certainty) return NOTHING;
    const was = isThere(before), is = isThere(after);
    if (was !== is || !before || !after) return is ? CAME : WENT;
    const far2 = D.statuses[after.status].rank - D.statuses[before.status].rank;
    return (far2 || D.certainties[after.certainty].rank - D.certainties[before.certainty].rank) > 0 ? FIRMED : COOLED;
  }
  function eventsOf(e) {
    if (bornOn(e) < 0) return [];
    let before = null;
    const found = [];
    for (const after of statesOf(e)) {
      const kind = changeOf(before, after);
      if (kind) found.push({ day: after.day, edge: e, kind, before, after });
      before = after;
    }
    return found;
  }
  var daily = null;
  function changedOn(day) {
    if (!daily) {
      daily = DAYS.map(() => []);
      for (let e = 0; e < edgeCount; e++)
        if (bornOn(e) >= 0) {
          if (E.past[e]) for (const event of eventsOf(e)) daily[event.day].push(e);
          else daily[bornOn(e)].push(e);
        }
    }
    return daily[day];
  }
  function dayBefore(day, [count, unit]) {
    const [year, month, date] = day.split("-").map(Number);
    const at = new Date(Date.UTC(year, month - 1, Math.min(date, lastOf(year, month))));
    if (unit === "d") at.setUTCDate(at.getUTCDate() - count);
    else {
      const months = at.getUTCFullYear() * 12 + at.getUTCMonth() - count * (unit === "y" ? 12 : 1), y = Math.floor(months / 12), m = months % 12;
      return new Date(Date.UTC(y, m, Math.min(at.getUTCDate(), lastOf(y, m + 1)))).toISOString().slice(0, 10);
    }
    return at.toISOString().slice(0, 10);
  }
  var SPANS = { "1d": [1, "d"], "7d": [7, "d"], "1m": [1, "m"], "3m": [3, "m"], "1y": [1, "y"] };
  var isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text);
  var realDay = (day) => DAYS[day] === UNDATED && day > 0 ? DAYS[day - 1] : DAYS[day];
  var sinceDay = () => SPANS[state.since] ? dayBefore(realDay(state.day), SPANS[state.since]) : state.since;
  var numberOfDay = (text) => DAYS.findLastIndex((day) => day <= text);
  var change = {
    kind: new Uint8Array(edgeCount),
    glow: new Float32Array(edgeCount),
    counts: [0, 0, 0, 0, 0],
    edges: []
  };
  var TRAIL = [1, 0.55, 0.25];
  function noteChanges() {
    change.kind.fill(0);
    change.glow.fill(0);
    change.counts.fill(0);
    change.edges = [];
    if (!hasPast) return;
    if (state.since) return compare(numberOfDay(sinceDay()), state.day, 1);
    if (state.day < LATEST || player.timer)
      TRAIL.slice(0, player.timer ? 3 : 1).forEach((glow, back) => {
        const day = state.day - back * player.stride;
        compare(day - player.stride, day, glow);
      });
  }
  function compare(earlier, later, glow) {
    const candidates = /* @__PURE__ */ new Set();
    for (let day = Math.max(0, earlier + 1); day <= later; day++) for (const e of changedOn(day)) candidates.add(e);
    for (const e of candidates) {
      const kind = changeOf(earlier < 0 ? null : stateOn(e, earlier), stateOn(e, later));
      if (!kind || change.kind[e]) continue;
      change.kind[e] = kind;
      change.glow[e] = glow;
      change.edges.push(e);
      if (glow === 1) change.counts[kind]++;
    }
  }
  function goTo(day) {
    travel(day);
    changed("filter");
  }
  var player = { timer: 0, stride: 1 };
  function play() {
    if (player.timer) return pause();
    player.stride = Math.ceil(DAYS.length / 250);
    player.pace = Math.min(stillness.matches ? 1e3 : 600, Math.max(120, 3e4 / DAYS.length));
    player.timer = -1;
    goTo(state.day >= LATEST ? 0 : state.day);
    tick();
  }
  function tick() {
    const timer = player.timer = setTimeout(() => {
      if (state.day >= LATEST) return pause();
      goTo(Math.min(LATEST, state.day + player.stride));
      requestAnimationFrame(() => {
        if (player.timer === timer) tick();
      });
    }, player.pace);
  }
  function pause() {
    clearTimeout(player.timer);
    Object.assign(player, { timer: 0, stride: 1 });
    changed("filter");
    spoken(dayText());
  }
  var dayName = (day) => DAYS[day] === UNDATED ? W.undated : dateName(DAYS[day], narrow.matches ? 3 : Infinity);
  var dayText = () => state.day >= LATEST ? say("day_latest", { day: dayName(state.day) }) : dayName(state.day);

  // graph/slategraph/viewer/script/fold.js
  var foldedIn = new Int32Array(nodeCount);
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
  function foldOnSift() {
    if (state.folded.size) foldAway();
  }
  function leavesOf(node) {
    const leaves = /* @__PURE__ */ new Set();
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
  function outsideOf(node) {
    const found = /* @__PURE__ */ new Set();
    if (!state.around) return found;
    const said = state.publisher ? publishers().get(state.publisher) : null;
    for (let k = linkStart[node]; k < linkStart[node + 1]; k++) {
      const other = linkNode[k], e = linkEdge[k];
      if (!nodeShown[other] && edgeThere[e] && !state.off.type.has(N.type[other]) && claimPasses(e, said))
        found.add(other);
    }
    return found;
  }
  var hiddenAt = (node) => state.folded.has(node) ? foldedIn[node] : outsideOf(node).size;
  function expand(node) {
    if (!state.folded.delete(node)) state.opened.add(node);
    changed("filter");
  }
  function collapse(node) {
    if (!state.opened.delete(node)) state.folded.add(node);
    changed("filter");
  }
  function toggleFold(node) {
    if (hiddenAt(node)) expand(node);
    else if (state.opened.has(node) || leavesOf(node).size) collapse(node);
  }
  function togglePin(node) {
    if (!state.pinned.delete(node)) state.pinned.add(node);
    changed("filter");
  }
  function foldButtons(node) {
    const hidden = hiddenAt(node), leaves = state.folded.has(node) ? 0 : leavesOf(node).size;
    const button = (key, text, action, more = {}) => {
      const made = el("button.step.wide", { type: "button", onclick: action, ...more }, text);
      made.dataset.key = key;
      return made;
    };
    return el(
      "div.around",
      { role: "group", "aria-label": W.arrange },
      hidden ? button("expand", sayCount("expand", hidden), () => expand(node)) : null,
      leaves || state.opened.has(node) ? button(
        "collapse",
        state.opened.has(node) ? W.collapse_opened : sayCount("collapse", leaves),
        () => collapse(node)
      ) : null,
      button("pin", W.pin, () => togglePin(node), { "aria-pressed": String(state.pinned.has(node)), title: W.pin_hint }),
      state.moved.has(node) ? button("back", W.put_back, () => putBack([node])) : null
    );
  }
  var homeX = upright ? N.y : N.x;
  var homeY = upright ? N.x : N.y;
  var canonical = (x, y) => upright ? [y, x] : [x, y];
  function put(node, x, y) {
    X[node] = x;
    Y[node] = y;
    network?.body.data.nodes.update({ id: node, x, y });
    if (x === homeX[node] && y === homeY[node]) state.moved.delete(node);
    else state.moved.add(node);
  }
  function putBack(nodes) {
    for (const node of nodes) put(node, homeX[node], homeY[node]);
    changed("moved");
  }
  function nudge(node, [dx, dy]) {
    const step = 24 / Math.max(camera.scale, 0.05);
    put(node, X[node] + dx * step, Y[node] + dy * step);
    changed("moved");
  }

  // graph/slategraph/viewer/script/labels.js
  var CELL = 56;
  var taken = /* @__PURE__ */ new Map();
  function cellsOf(box2, visit) {
    for (let x = Math.floor(box2.x / CELL); x <= Math.floor((box2.x + box2.w) / CELL); x++)
      for (let y = Math.floor(box2.y / CELL); y <= Math.floor((box2.y + box2.h) / CELL); y++)
        if (visit(x * 4096 + y)) return true;
    return false;
  }
  function occupy(box2) {
    cellsOf(box2, (key) => {
      const list = taken.get(key);
      if (list) list.push(box2);
      else taken.set(key, [box2]);
    });
  }
  var within = { left: 2, right: 0, bottom: Infinity };
  function isFree(box2) {
    if (box2.x < within.left || box2.x + box2.w > within.right || box2.y > within.bottom) return false;
    const least = box2.node < 0 ? 0 : merit(box2.node) / 4;
    return !cellsOf(
      box2,
      (key) => taken.get(key)?.some(
        (other) => other.node !== box2.node && !(other.sign && merit(other.node) < least) && box2.x < other.x + other.w && other.x < box2.x + box2.w && box2.y < other.y + other.h && other.y < box2.y + box2.h
      )
    );
  }
  var widths = /* @__PURE__ */ new Map();
  function textWidth(ctx, font, text) {
    const key = font + text;
    let width = widths.get(key);
    if (width === void 0) {
      ctx.font = font;
      widths.set(key, width = ctx.measureText(text).width);
    }
    return width;
  }
  function labelFont(node) {
    const size = Math.round(2 * Math.min(17, 11.5 + Math.max(0, SR[node] - 7) * 0.28)) / 2;
    return isWork(node) ? { size: size + 0.5, font: `italic 500 ${size + 0.5}px ${colours.serif}` } : { size, font: `${size}px ${colours.sans}` };
  }
  function placeLabel(ctx, node, must) {
    const text = labelOf(node), { size, font } = labelFont(node);
    const w = textWidth(ctx, font, text) + 6, h = size + 4, r = SR[node], x = SX[node], y = SY[node];
    const d = r * 0.75, side = r * 1.25 + 1, below = y + r + 1, above = y - r - 1 - h;
    const places2 = [
      [x - w / 2, below],
      [x + side, y - h / 2],
      [x - side - w, y - h / 2],
      [x - w / 2, above],
      [x + d, y + d],
      [x - d - w, y + d],
      [x + d, y - d - h],
      [x - d - w, y - d - h],
      [x - w * 0.2, below],
      [x - w * 0.8, below]
    ];
    const spot = places2.find(([left, top]) => isFree({ x: left, y: top, w, h, node })) ?? (must ? places2[0] : null);
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
  function centresOf(chosen) {
    if (!chosen) return [];
    return chosen.kind === "path" ? chosen.nodes : chosen.kind === "edge" ? [E.from[chosen.index], E.to[chosen.index]] : [chosen.index];
  }
  function paintLabels(ctx) {
    taken.clear();
    const first = /* @__PURE__ */ new Set([
      ...centresOf(state.chosen),
      ...state.pinned,
      ...lit.hover?.kind === "node" ? [lit.hover.index] : []
    ]);
    for (let i = 0; i < nodeCount; i++)
      if (nodeShown[i] && SR[i] > 3.5 && (!lit.dims || lit.nodes[i]) && onScreen(i, 0))
        occupy({ x: SX[i] - SR[i], y: SY[i] - SR[i], w: 2 * SR[i], h: 2 * SR[i], node: i, sign: true });
    for (const node of first) if (nodeInLayer(node) && onScreen(node, 0)) placeLabel(ctx, node, true);
    for (const { x, y } of badges) occupy({ x: x - 7, y: y - 7, w: 14, h: 14, node: -nodeCount - edgeCount });
    if (lit.dims) paintPredicates(ctx);
    let placed = 0, refused = 0;
    for (const node of labelOrder) {
      if (placed > 280 || refused > 600) break;
      if (!nodeShown[node] || first.has(node) || !nodeInLayer(node) || lit.dims && !lit.nodes[node] || !onScreen(node, 0))
        continue;
      if (placeLabel(ctx, node, false)) placed++;
      else refused++;
    }
  }
  function paintPredicates(ctx) {
    const font = `11px ${colours.sans}`;
    let written = 0;
    for (const e of edgeOrder) {
      if (!lit.edges[e] || !edgeShown[e] || !edgeInLayer(e) || !edgeInView(e) || written > 80) continue;
      const a = E.from[e], b = E.to[e], text = shorten(termName(KINDS.predicate, E.predicate[e]), 30), w = textWidth(ctx, font, text) + 4;
      if (a !== b && Math.hypot(SX[a] - SX[b], SY[a] - SY[b]) - SR[a] - SR[b] < w * 0.8) continue;
      const at = middle(e), x = at.x, y = at.y + (change.glow[e] >= 0.5 || lineOf(e).mark ? 16 : 0), box2 = { x: x - w / 2, y: y - 8, w, h: 15, node: -1 - e };
      if (!isFree(box2)) continue;
      occupy(box2);
      written++;
      write(ctx, text, x, y, font, colours.quiet);
    }
  }

  // graph/slategraph/viewer/script/paint.js
  var X = Float64Array.from(upright ? N.y : N.x);
  var Y = Float64Array.from(upright ? N.x : N.y);
  var SX = new Float32Array(nodeCount);
  var SY = new Float32Array(nodeCount);
  var SR = new Float32Array(nodeCount);
  var camera = { scale: 1, tx: 0, ty: 0, width: 0, height: 0, ratio: 1, moved: false };
  var lit = { nodes: new Uint8Array(nodeCount), edges: new Uint8Array(edgeCount), dims: false, hover: null };
  var layers = { now: "all", held: new Uint8Array(nodeCount) };
  var nodeInLayer = (i) => layers.now === "all" || layers.held[i] === 1 === (layers.now === "held");
  var edgeInLayer = (e) => layers.now === "all" || (layers.held[E.from[e]] | layers.held[E.to[e]]) === (layers.now === "held" ? 1 : 0);
  function project() {
    const { scale: scale2, tx, ty } = camera;
    const zoom = Math.min(scale2 < 1 ? scale2 ** 0.6 : scale2 ** 0.8, 2.4);
    for (let i = 0; i < nodeCount; i++) {
      SX[i] = X[i] * scale2 + tx;
      SY[i] = Y[i] * scale2 + ty;
      SR[i] = Math.max(1.8, N.size[i] * zoom);
    }
  }
  var onScreen = (i, margin) => SX[i] > -margin && SX[i] < camera.width + margin && SY[i] > -margin && SY[i] < camera.height + margin;
  var control = { x: 0, y: 0 };
  function bow(e) {
    const a = E.from[e], b = E.to[e], dx = SX[b] - SX[a], dy = SY[b] - SY[a], length = Math.hypot(dx, dy) || 1;
    const lift = Math.max(-0.8 * length, Math.min(0.8 * length, 2 * bend[e] * Math.min(camera.scale, 1.2)));
    control.x = (SX[a] + SX[b]) / 2 - dy / length * lift;
    control.y = (SY[a] + SY[b]) / 2 + dx / length * lift;
    return control;
  }
  var loopRadius = (e) => Math.max(6, bend[e] * Math.min(camera.scale, 1.2));
  function trace(ctx, e) {
    const a = E.from[e], b = E.to[e];
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
  function middle(e) {
    const a = E.from[e], b = E.to[e];
    if (a === b) return { x: SX[a], y: SY[a] - SR[a] - loopRadius(e) * 1.7 };
    if (!bend[e]) return { x: (SX[a] + SX[b]) / 2, y: (SY[a] + SY[b]) / 2 };
    const { x, y } = bow(e);
    return { x: (SX[a] + SX[b]) / 4 + x / 2, y: (SY[a] + SY[b]) / 4 + y / 2 };
  }
  function edgeInView(e) {
    const a = E.from[e], b = E.to[e], m = 60;
    return !(Math.max(SX[a], SX[b]) < -m || Math.min(SX[a], SX[b]) > camera.width + m || Math.max(SY[a], SY[b]) < -m || Math.min(SY[a], SY[b]) > camera.height + m);
  }
  var thinning = 1;
  var far = false;
  function paintEdges(ctx, standOut) {
    const marked = [];
    let pen = -1, traced = 0;
    thinning = Math.min(1, Math.max(0.22, Math.sqrt(1200 / shown.edges) * (0.4 + camera.scale)));
    far = camera.scale < 0.22 && shown.edges > 3e3 && !standOut;
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
    const a = E.from[e], b = E.to[e], from = bend[e] ? bow(e) : { x: SX[a], y: SY[a] };
    const angle = Math.atan2(SY[b] - from.y, SX[b] - from.x), gap = SR[b] + 2, cos = Math.cos(angle), sin = Math.sin(angle);
    const x = SX[b] - cos * gap, y = SY[b] - sin * gap, size = 4 + widthOf(e);
    ctx.beginPath();
    ctx.moveTo(x, y);
    ctx.lineTo(x - cos * size - sin * size * 0.5, y - sin * size + cos * size * 0.5);
    ctx.lineTo(x - cos * size + sin * size * 0.5, y - sin * size - cos * size * 0.5);
    ctx.fill();
  }
  var glows = (e) => edgeShown[e] && (!state.chosen || lit.edges[e]);
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
  var badges = [];
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
  function paintTags(ctx) {
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.font = `600 10px ${colours.sans}`;
    for (const i of state.folded) {
      if (!nodeShown[i] || !foldedIn[i] || !nodeInLayer(i) || !onScreen(i, 20)) continue;
      const text = `+${foldedIn[i]}`, w = ctx.measureText(text).width + 10, x = SX[i] + SR[i], y = SY[i] - SR[i];
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
      const x = SX[i] - SR[i] * 0.8, y = SY[i] - SR[i] * 0.8;
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
      if (!nodeShown[i] && !isChosen("node", i) || !nodeInLayer(i) || !onScreen(i, 40)) continue;
      const r = SR[i];
      ctx.globalAlpha = lit.dims && !lit.nodes[i] ? 0.2 : 1;
      ctx.fillStyle = colours.types[N.type[i]];
      if (r < 2.5) {
        ctx.fillRect(SX[i] - r, SY[i] - r, 2 * r, 2 * r);
        continue;
      }
      ctx.setTransform(ratio * r, 0, 0, ratio * r, ratio * SX[i], ratio * SY[i]);
      const path = PATHS[D.types[N.type[i]].shape] ?? PATHS.dot;
      const ring = isChosen("node", i) ? colours.accent : lit.hover?.kind === "node" && lit.hover.index === i ? colours.ink : "";
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
  function paint(ctx, layer = "all") {
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

  // graph/slategraph/viewer/script/plate.js
  var plate = { canvas: null, camera: null, moving: 0, held: [], grabbed: false };
  var OVERSCAN = 0.3;
  var SETTLES_AFTER = 140;
  var isLarge = () => shown.nodes + shown.edges > 900;
  function withCamera(other, action) {
    const before = { ...camera };
    Object.assign(camera, other);
    action();
    Object.assign(camera, before);
    project();
  }
  function expose() {
    const marginX = camera.width * OVERSCAN, marginY = camera.height * OVERSCAN;
    const wide = {
      ...camera,
      tx: camera.tx + marginX,
      ty: camera.ty + marginY,
      width: camera.width + 2 * marginX,
      height: camera.height + 2 * marginY
    };
    plate.canvas = document.createElement("canvas");
    plate.canvas.width = wide.width * camera.ratio;
    plate.canvas.height = wide.height * camera.ratio;
    plate.camera = wide;
    const ctx = plate.canvas.getContext("2d");
    keepWithin(marginX, marginY);
    withCamera(wide, () => paint(ctx, "still"));
  }
  function lay() {
    const k = camera.scale / plate.camera.scale;
    const x = camera.tx - plate.camera.tx * k, y = camera.ty - plate.camera.ty * k, width = plate.camera.width * k, height = plate.camera.height * k;
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
  function setMoving() {
    if (isLarge()) settle();
  }
  function hold(nodes) {
    plate.held = nodes;
    plate.canvas = null;
    layers.held.fill(0);
    for (const i of nodes) layers.held[i] = 1;
  }
  function keepWithin(marginX = 0, marginY = 0) {
    const area = freeArea(), narrowed = narrow.matches;
    within.left = (narrowed ? 2 : area.left - 10) + marginX;
    within.right = (narrowed || $("panel").hidden ? camera.width - 2 : area.right + 6) + marginX;
    within.bottom = narrowed ? area.bottom + marginY : Infinity;
  }
  function paintWhole(ctx) {
    Object.assign(within, { left: 2, right: camera.width - 2, bottom: Infinity });
    paint(ctx);
  }
  function paintFrame(ctx) {
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
  function clearPlate() {
    plate.canvas = null;
  }

  // graph/slategraph/viewer/script/filters.js
  function swatch(kind, place) {
    const picture = svg("svg", { viewBox: "-11 -11 22 22", class: "swatch", "aria-hidden": "true" });
    if (kind.key === "type") {
      const type = D.types[place];
      picture.append(
        svg("path", { d: SHAPES[type.shape] ?? SHAPES.dot, transform: "scale(8)", class: "kind", "data-type": place })
      );
    } else {
      const style = kind.key === "status" ? { ...lineStyle(place, -1), alpha: 1 } : lineStyle(-1, place);
      const line = svg("path", { d: "M-11 0H11", class: `line ${style.colour}` });
      line.style.strokeDasharray = style.dash.join(" ");
      line.style.strokeWidth = 2;
      line.style.opacity = style.alpha;
      picture.append(line);
      if (style.mark) picture.append(svg("path", { d: MARKS[style.mark], class: `mark ${style.colour}` }));
    }
    return picture;
  }
  function counts(kind) {
    const found = new Array(D[kind.plural].length).fill(0);
    if (kind.key !== "type") for (let e = 0; e < edgeCount; e++) found[E[kind.key][e]] += edgeThere[e];
    else for (let i = 0; i < nodeCount; i++) found[N.type[i]] += isNodeThere(i) ? 1 : 0;
    return found;
  }
  function isNodeThere(node) {
    if (state.day >= LATEST || !degree(node)) return true;
    for (let k = linkStart[node]; k < linkStart[node + 1]; k++) if (edgeThere[linkEdge[k]]) return true;
    return false;
  }
  function onceUsed(kind) {
    const places2 = /* @__PURE__ */ new Set();
    if (kind.key === "status" || kind.key === "certainty")
      for (const e of changing) for (const past of statesOf(e)) places2.add(past[kind.key]);
    return places2;
  }
  function filterRow(kind, place, count) {
    const name = kind.key === "type" ? typeName(place) : termName(kind, place);
    const box2 = el("input", { type: "checkbox", onchange: () => toggle(kind, place, box2.checked) });
    box2.checked = !state.off[kind.key].has(place);
    box2.dataset.filter = `${kind.key}:${D[kind.plural][place].name}`;
    const label = el(
      "label",
      { title: D[kind.plural][place].comment || null },
      box2,
      kind.key === "predicate" ? null : swatch(kind, place),
      el("span.name", {}, bdi(shorten(name, 40))),
      el("span.count", {}, count.toLocaleString("en"))
    );
    const only = el(
      "button.only",
      {
        type: "button",
        "aria-label": say("only_label", { name: shorten(name, 40) }),
        onclick: () => keepOnly(kind, place)
      },
      W.only
    );
    return el("div.row", {}, label, only);
  }
  function toggle(kind, place, on) {
    if (on) state.off[kind.key].delete(place);
    else state.off[kind.key].add(place);
    changed("filter");
  }
  function keepOnly(kind, place) {
    const others = D[kind.plural].map((_, other) => other).filter((other) => other !== place);
    state.off[kind.key] = new Set(others);
    changed("filter");
  }
  function filterGroup(kind) {
    const found = counts(kind);
    const once = onceUsed(kind), places2 = found.map((_, place) => place).filter((place) => found[place] || once.has(place));
    if (!places2.length) return null;
    if (kind.key === "type" || kind.key === "predicate") places2.sort((a, b) => found[b] - found[a] || a - b);
    const all = el(
      "button.all",
      {
        type: "button",
        "aria-label": say("all_label", { name: W[kind.key] }),
        onclick: () => {
          state.off[kind.key].clear();
          changed("filter");
        }
      },
      W.all
    );
    all.dataset.all = kind.key;
    return el(
      "fieldset",
      {},
      el("legend", {}, W[kind.key]),
      all,
      ...places2.map((place) => filterRow(kind, place, found[place]))
    );
  }
  function changeLegend() {
    if (!hasPast) return null;
    const rows = CHANGES.map((name, kind) => kind ? el("li", {}, badge(kind), W[`kind_${name}`]) : null).filter(
      Boolean
    );
    return el("fieldset", {}, el("legend", {}, W.change), el("ul.signs", {}, rows));
  }
  function moreFilters() {
    const belief = el("input", { type: "range", min: 0, max: 100, step: 5, value: 0, id: "min-belief" }), shownBelief = el("output", { for: "min-belief", id: "belief-now" });
    belief.addEventListener("input", () => {
      state.belief = Number(belief.value);
      changed("filter");
    });
    const most = Math.min(9, Math.max(0, ...new Set(E.sources)));
    const sources = el(
      "select",
      { id: "min-sources" },
      Array.from({ length: most + 1 }, (_, n) => el("option", { value: n }, String(n)))
    );
    sources.addEventListener("change", () => {
      state.sources = Number(sources.value);
      changed("filter");
    });
    const publisher = el("select", { id: "publisher" }, el("option", { value: "" }, W.any_publisher));
    publisher.addEventListener("focus", () => fillPublishers(publisher));
    publisher.addEventListener("pointerdown", () => fillPublishers(publisher));
    publisher.addEventListener("change", () => {
      state.publisher = publisher.value;
      changed("filter");
    });
    return el(
      "fieldset.finer",
      {},
      el("legend", {}, W.more_filters),
      E.belief.some((value) => value >= 0) ? el("label", {}, el("span", {}, W.min_belief), belief, shownBelief) : null,
      most > 1 ? el("label", {}, el("span", {}, W.min_sources), sources) : null,
      el("label", {}, el("span", {}, W.publisher), publisher)
    );
  }
  function fillPublishers(select) {
    if (select.options.length > 1) return;
    const names = [...publishers().keys()].sort(byText).slice(0, 2e3);
    names.forEach((name) => select.append(el("option", { value: name }, shorten(name, 40))));
  }
  function showFiner() {
    if ($("min-belief")) {
      $("min-belief").value = state.belief;
      $("belief-now").textContent = say("percent", { n: state.belief });
    }
    if ($("min-sources")) $("min-sources").value = state.sources;
    if (state.publisher) fillPublishers($("publisher"));
    if ($("publisher")) $("publisher").value = state.publisher;
  }
  function closeButton(action) {
    return el(
      "button.close",
      { type: "button", "aria-label": W.close, title: W.close, onclick: action },
      svg("svg", { viewBox: "0 0 20 20", "aria-hidden": "true" }, svg("path", { d: "M5 5l10 10M15 5L5 15" }))
    );
  }
  function makeFilters() {
    const body = el(
      "div.scroll",
      {},
      ...["type", "status", "certainty", "predicate"].map((key) => filterGroup(KINDS[key])).filter(Boolean),
      changeLegend(),
      moreFilters(),
      el("p.note", {}, W.legend_note)
    );
    const reset = el("button.reset", { type: "button", id: "reset", onclick: showAll }, W.reset);
    $("filters").append(
      el(
        "header",
        {},
        el("h2", {}, W.filters),
        closeButton(() => openFilters(false))
      ),
      body,
      reset
    );
    $("filters-button").addEventListener("click", () => openFilters($("filters").hidden));
    narrow.addEventListener("change", () => openFilters(!narrow.matches, false));
    showFiner();
    openFilters(!narrow.matches && innerWidth >= 1e3, false);
  }
  function openFilters(open, move2 = true) {
    $("filters").hidden = !open;
    $("filters-button").setAttribute("aria-expanded", String(open));
    if (open && narrow.matches && state.chosen) choose(null);
    if (!move2) return;
    if (open) $("filters").querySelector("input, button")?.focus();
    else $("filters-button").focus();
  }
  function showAll() {
    resetFilters();
    seeAll();
  }
  function showFilters(what) {
    if (what !== "filter") return;
    for (const box2 of $("filters").querySelectorAll("input[type=checkbox]")) {
      const [key, place] = placeOf(box2);
      box2.checked = !state.off[key].has(place);
    }
    for (const all of $("filters").querySelectorAll("[data-all]"))
      all.classList.toggle("useful", state.off[all.dataset.all].size > 0);
    showFiner();
    tellShown();
    recount();
  }
  var counted = LATEST;
  function recount() {
    if (counted === state.day) return;
    counted = state.day;
    const numbers = Object.fromEntries(Object.values(KINDS).map((kind) => [kind.key, counts(kind)]));
    for (const box2 of $("filters").querySelectorAll("input[type=checkbox]")) {
      const [key, place] = placeOf(box2);
      box2.closest(".row").querySelector(".count").textContent = numbers[key][place].toLocaleString("en");
    }
  }
  var places = /* @__PURE__ */ new Map();
  function placeOf(box2) {
    if (!places.has(box2)) {
      const [key, ...name] = box2.dataset.filter.split(":");
      places.set(box2, [key, D[KINDS[key].plural].findIndex((term) => term.name === name.join(":"))]);
    }
    return places.get(box2);
  }
  function tellShown() {
    const numbers = { nodes: shown.nodes, all_nodes: nodeCount, edges: shown.edges, all_edges: edgeCount };
    for (const key of Object.keys(numbers)) numbers[key] = numbers[key].toLocaleString("en");
    const part = anyOff() || state.around || state.day < LATEST;
    const text = shown.nodes || !nodeCount ? say(part ? "shown" : "summary", numbers) : W.nothing_shown;
    $("summary").textContent = text;
    $("reset").classList.toggle("useful", anyOff());
    if (!player.timer) spoken(text);
  }

  // graph/slategraph/viewer/script/reports.js
  function readReport([source, status, certainty, quotation2, speaker, reader, confidence, ...rest]) {
    const [publisher, published2, url, title] = R().sources[source], [predicate, object] = rest.length > 1 ? rest : [];
    return {
      day: (rest.length % 2 ? rest.at(-1) : "") || published2,
      publisher,
      published: published2,
      url,
      title,
      status,
      certainty,
      quotation: quotation2,
      speaker: R().speakers[speaker],
      reader: R().readers[reader],
      confidence,
      predicate,
      object
    };
  }
  var newestFirst = (a, b) => a.published < b.published ? 1 : a.published > b.published ? -1 : 0;
  var everToldOf = (kind, index) => (R()[`${kind}s`][index] ?? []).map(readReport).sort(newestFirst);
  var reportsOf = (kind, index) => everToldOf(kind, index).filter(({ day }) => state.day >= LATEST || day <= DAYS[state.day]);
  var chip = (kind, place) => el(
    `span.chip.${kind.key}`,
    { "data-name": D[kind.plural][place].name || null, title: D[kind.plural][place].comment || null },
    shorten(termName(kind, place), 30)
  );
  function quotation(text, names) {
    const quote = el("blockquote", { dir: "auto" });
    const wanted = names.filter((name) => name.length > 2).sort((a, b) => b.length - a.length).map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const parts = wanted.length ? text.split(new RegExp(`(${wanted.join("|")})`, "iu")) : [text];
    quote.append(...parts.map((part, k) => k % 2 ? el("mark", {}, part) : part).filter((part) => part !== ""));
    return quote;
  }
  function namesOf(node) {
    const names = [N.label[node].replace(/ \([^)]*\)$/, ""), ...(N.aliases[node] ?? "").split(" ; ")];
    const last = D.types[N.type[node]].name === "Person" ? [names[0].split(" ").at(-1)] : [];
    return [...names, ...last].map((name) => name.trim()).filter((name) => name && name.length < 200).slice(0, 20);
  }
  function sourceLine(report) {
    const address = report.url ? webAddress(report.url) : null;
    const publisher = el(
      "span.publisher",
      {},
      bdi(shorten(report.publisher || (address ? address.hostname : W.unknown_source), 60))
    );
    const date = report.published ? el("time", { datetime: /^[\d-]+$/.test(report.published) ? report.published : null }, dateName(report.published)) : el("span", {}, W.undated);
    const title = report.title ? shorten(report.title, 200) : "";
    const headline = address ? link(title || W.open_article, address, title || `${W.open_article}: ${address.hostname}`) : title ? bdi(title, "cite") : null;
    return el("p.source", {}, publisher, " · ", date, headline ? el("span.headline", {}, headline) : null);
  }
  function howRead(report) {
    const parts = [];
    if (report.speaker) parts.push(el("span.speaker", {}, say("said_by", { name: shorten(report.speaker, 80) })));
    if (report.reader)
      parts.push(
        el("span", {}, report.reader === "hand" ? W.by_hand : say("by_reader", { name: shorten(report.reader, 60) }))
      );
    if (report.confidence >= 0 && report.reader !== "hand")
      parts.push(el("span", {}, say("confidence", { n: Math.round(report.confidence * 100) })));
    return parts.length ? el("p.read", {}, parts) : null;
  }
  function reportItem(report, names) {
    return el(
      "li.report",
      {},
      report.quotation ? quotation(report.quotation, names) : null,
      sourceLine(report),
      el("p.chips", {}, chip(KINDS.status, report.status), chip(KINDS.certainty, report.certainty)),
      howRead(report)
    );
  }
  var reportList = (reports, names) => el(
    "ul.reports",
    {},
    reports.map((report) => reportItem(report, names))
  );

  // graph/slategraph/viewer/script/focus.js
  function aroundButtons(node) {
    const buttons = [1, 2, 3].map(
      (steps) => el(
        "button.step",
        {
          type: "button",
          "aria-pressed": String(state.around?.node === node && state.around.steps === steps),
          "aria-label": sayCount("around_steps", steps),
          onclick: () => {
            goAround(node, steps);
            fit();
          }
        },
        String(steps)
      )
    );
    return el(
      "div.around",
      { role: "group", "aria-label": W.around_label },
      el("span", { "aria-hidden": "true" }, W.around_label),
      buttons,
      state.around ? el(
        "button.step.wide",
        {
          type: "button",
          onclick: () => {
            seeAll();
            fit();
          }
        },
        W.around_all
      ) : null
    );
  }
  function pathField(node) {
    const input = el("input", {
      type: "text",
      role: "combobox",
      id: "path-to",
      autocomplete: "off",
      spellcheck: "false",
      "aria-expanded": "false",
      "aria-controls": "path-hits",
      "aria-autocomplete": "list",
      "aria-label": say("path_label", { name: nameOf(node) }),
      placeholder: W.path_hint
    });
    const list = el("div.hits", { id: "path-hits", role: "listbox", "aria-label": W.path_hint, hidden: true });
    combobox(input, list, (other) => findPath(node, other));
    return el("div.path-field", {}, input, list);
  }
  function findPath(from, to) {
    if (state.around && !shortestPath(from, to)) seeAll();
    const path = shortestPath(from, to);
    if (!path) {
      const text = say("path_none", { from: nameOf(from), to: nameOf(to) });
      spoken(text);
      $("panel").querySelector(".note.none")?.remove();
      ($("path-to")?.parentElement ?? $("panel").querySelector(".scroll")).append(
        el("p.note.none", { role: "alert" }, text)
      );
      return;
    }
    state.chosen = path;
    changed("chosen");
    fit(path.nodes);
    $("panel").focus();
  }
  function pathPanel({ from, to, edges, nodes }) {
    const steps = edges.map((edge) => claimRow(edge, -1));
    return [
      el("p.kicker", {}, el("span", {}, edges.length ? sayCount("path_steps", edges.length) : W.path_same)),
      el("h2.sentence", {}, nodeButton(from), el("span.relation", {}, ` ${W.to} `), nodeButton(to)),
      el("ol.claims", {}, steps),
      nodes.length > 1 ? el("button.reset.useful", { type: "button", onclick: () => findPath(to, from) }, W.path_turn) : null
    ];
  }
  function showStrip() {
    const { around } = state;
    $("strip").hidden = !around;
    if (!around) return $("strip").replaceChildren();
    const text = el("span", {}, sayCount("around_steps", around.steps), " ", W.around_of, " ", bdi(nameOf(around.node)));
    const back = state.past.some(Boolean) ? el(
      "button.step.wide",
      {
        type: "button",
        onclick: () => {
          goBack();
          fit();
        }
      },
      W.back
    ) : null;
    const all = el(
      "button.step.wide",
      {
        type: "button",
        onclick: () => {
          seeAll();
          fit();
        }
      },
      W.around_all
    );
    $("strip").replaceChildren(text, ...[back, all].filter(Boolean));
  }
  function showSurroundings(what) {
    if (what === "filter") showStrip();
  }

  // graph/slategraph/viewer/script/timeline.js
  var timeline = { all: false, oldestFirst: false, limit: PAGE_ROWS };
  var subject = () => timeline.all || state.chosen?.kind !== "node" ? -1 : state.chosen.index;
  function toldEvents(node) {
    return N.past[node].map(([day, predicate, value, certainty], k, steps) => ({
      day,
      node,
      predicate,
      value,
      certainty,
      before: steps.slice(0, k).findLast(([, name]) => name === predicate)?.[2] ?? ""
    })).filter(({ value, before }) => value !== before);
  }
  function claimsFor(node) {
    if (node < 0) return range(edgeCount).filter((e) => edgeShown[e]);
    const within2 = Object.entries(E.work).filter(([, work]) => work === node).map(([e]) => Number(e));
    return [.../* @__PURE__ */ new Set([...linkEdge.subarray(linkStart[node], linkStart[node + 1]), ...within2])];
  }
  function timelineEvents() {
    const node = subject(), from = state.since ? numberOfDay(sinceDay()) : -1;
    const told = telling.filter((other) => node < 0 ? nodeShown[other] : other === node).flatMap(toldEvents);
    const claims = state.chosen?.kind === "edge" && !timeline.all ? [state.chosen.index] : claimsFor(node);
    const events = [...claims.flatMap(eventsOf), ...state.chosen?.kind === "edge" && !timeline.all ? [] : told].filter(
      ({ day }) => day <= state.day && day > from
    );
    const back = timeline.oldestFirst ? 1 : -1;
    return events.sort((a, b) => back * (a.day - b.day) || (a.edge ?? -1) - (b.edge ?? -1));
  }
  var level = (found) => [chip(KINDS.status, found.status), chip(KINDS.certainty, found.certainty)];
  var wordOf = (kind, place) => shorten(termName(kind, place), 30);
  var levelText = ({ status, certainty }) => `${wordOf(KINDS.status, status)}, ${wordOf(KINDS.certainty, certainty)}`;
  var beforeText = (before, after) => before.status === after.status ? wordOf(KINDS.certainty, before.certainty) : before.certainty === after.certainty ? wordOf(KINDS.status, before.status) : levelText(before);
  function bringer({ edge, day, after }) {
    const told = (R().edges[edge] ?? []).map(readReport).find(
      (report) => report.day === DAYS[day] && report.status === after.status && report.certainty === after.certainty
    );
    return told?.publisher ? el("span.publisher", {}, bdi(shorten(told.publisher, 40))) : null;
  }
  function claimEntry(event) {
    const { edge, kind, before, after } = event;
    const relation = el(
      "button.relation",
      { type: "button", "aria-label": say("show_claim", { name: claimText(edge) }), onclick: () => choose("edge", edge) },
      shorten(termName(KINDS.predicate, E.predicate[edge]), 40)
    );
    const work = workName(edge) ? el("span.in-work", {}, ` ${W.in_work} `, bdi(workName(edge), "i")) : null;
    return el(
      "li.entry",
      {},
      badge(kind),
      el(
        "div",
        {},
        el("p.sentence", {}, nameCell(E.from[edge]), " ", relation, " ", nameCell(E.to[edge]), work),
        el(
          "p.how",
          {},
          el("span.kind", {}, W[`kind_${CHANGES[kind]}`], ": "),
          before ? `${beforeText(before, after)} → ` : null,
          el("strong", {}, levelText(after)),
          bringer(event)
        )
      )
    );
  }
  function toldEntry({ node, predicate, value, before, certainty }) {
    const name = W[LITERALS[predicate]] ?? shorten(predicate, 40), is = (text) => el("strong", {}, bdi(dateName(text)));
    return el(
      "li.entry",
      {},
      badge(value ? CAME : WENT),
      el(
        "div",
        {},
        el("p.sentence", {}, nameCell(node), ` · ${name}: `, value ? is(value) : W.no_value),
        el(
          "p.how",
          {},
          [before ? say("was", { value: dateName(before) }) : "", value ? wordOf(KINDS.certainty, certainty) : ""].filter(Boolean).join("; ")
        )
      )
    );
  }
  function timelineTabs() {
    const { chosen } = state, tab = (pressed, action, ...text) => el("button.step.wide", { type: "button", "aria-pressed": String(pressed), onclick: action }, ...text);
    const redraw2 = (values) => () => {
      Object.assign(timeline, values, { limit: PAGE_ROWS });
      drawTimeline();
    };
    const only = chosen?.kind === "node" ? bdi(nameOf(chosen.index)) : chosen?.kind === "edge" ? W.this_claim : null;
    return el(
      "div.tabs",
      { role: "group", "aria-label": W.timeline },
      only ? tab(!timeline.all, redraw2({ all: false }), W.only_name, " ", only) : null,
      tab(timeline.all || !only, redraw2({ all: true }), W.all_shown),
      el("span.gap"),
      tab(timeline.oldestFirst, redraw2({ oldestFirst: !timeline.oldestFirst }), W.oldest_first)
    );
  }
  function drawTimeline() {
    if (state.view !== "timeline") return;
    const events = timelineEvents(), days = [];
    for (const event of events.slice(0, timeline.limit)) {
      if (days.at(-1)?.day !== event.day) days.push({ day: event.day, entries: [] });
      days.at(-1).entries.push(event.edge === void 0 ? toldEntry(event) : claimEntry(event));
    }
    const sections = days.map(
      ({ day, entries }) => el("section.day", {}, el("h2", {}, dayName(day)), el("ul", {}, entries))
    );
    const left = events.length - timeline.limit;
    const more = left > 0 ? el(
      "button.reset.useful",
      {
        type: "button",
        onclick: () => {
          timeline.limit += 4 * PAGE_ROWS;
          drawTimeline();
        }
      },
      say("more_rows", { n: left.toLocaleString("en") })
    ) : null;
    const since = state.since ? el("p.note", {}, say("changed_since", { day: dateName(sinceDay()) })) : null;
    const scroll = $("timeline").scrollTop, focus = document.activeElement?.closest("#timeline .tabs") ? [...$("timeline").querySelectorAll(".tabs button")].indexOf(document.activeElement) : -1;
    $("timeline").replaceChildren(
      timelineTabs(),
      ...[since, ...sections, events.length ? null : el("p.note", {}, W.no_changes), more].filter(Boolean)
    );
    $("timeline").scrollTop = scroll;
    $("timeline").querySelectorAll(".tabs button")[focus]?.focus();
  }
  function followTimeline(what) {
    if (what === "view" && state.view !== "timeline") $("timeline").replaceChildren();
    if (what === "chosen" || what === "filter") timeline.limit = PAGE_ROWS;
    if (what === "view" || what === "filter" || what === "chosen") drawTimeline();
  }

  // graph/slategraph/viewer/script/panel.js
  var MOST_CLAIMS = 60;
  var CATALOGUES = {
    "wikidata.org": "Wikidata",
    "imdb.com": "IMDb",
    "themoviedb.org": "TMDB",
    "wikipedia.org": "Wikipedia"
  };
  var catalogueName = (host) => Object.entries(CATALOGUES).find(([domain]) => host === domain || host.endsWith(`.${domain}`))?.[1] ?? host;
  function nodeButton(node) {
    return el(
      "button.name" + (isWork(node) ? ".work" : ""),
      {
        type: "button",
        "aria-label": say("go_to", { name: nameOf(node) }),
        onclick: () => {
          choose("node", node);
          flyTo(node);
        }
      },
      bdi(nameOf(node))
    );
  }
  function fact(term, ...values) {
    return [el("dt", {}, term), el("dd", {}, ...values)];
  }
  function nodeFacts(node) {
    const facts = [];
    if (N.stage[node]) facts.push(fact(W.stage, bdi(shorten(N.stage[node], 60))));
    if (N.release_date[node]) facts.push(fact(W.release_date, bdi(dateName(N.release_date[node]))));
    const addresses = (N.same_as[node] ?? "").split(/\s+/).map(webAddress).filter(Boolean).slice(0, 20);
    if (addresses.length)
      facts.push(
        fact(
          W.elsewhere,
          el(
            "span.links",
            {},
            addresses.map((address) => link(catalogueName(address.hostname), address))
          )
        )
      );
    return facts.length ? el("dl.facts", {}, facts) : null;
  }
  function nodePanel(node) {
    const aliases = (N.aliases[node] ?? "").split(" ; ").filter(Boolean);
    const told = reportsOf("node", node);
    return [
      el("p.kicker", {}, glyph(N.type[node]), el("span", {}, shorten(typeName(N.type[node]), 40))),
      el("h2" + (isWork(node) ? ".work" : ""), { dir: "auto" }, N.label[node]),
      aliases.length ? el(
        "p.aka",
        {},
        `${W.also} `,
        aliases.slice(0, 30).flatMap((name, k) => [k ? ", " : "", bdi(name)])
      ) : null,
      nodeFacts(node),
      degree(node) ? aroundButtons(node) : null,
      foldButtons(node),
      degree(node) ? pathField(node) : null,
      told.length ? literalClaims(told, namesOf(node)) : null,
      claimList(node)
    ];
  }
  function literalClaims(told, names) {
    const groups = /* @__PURE__ */ new Map();
    for (const report of told) {
      const key = `${report.predicate} ${report.object}`;
      if (groups.has(key)) groups.get(key).push(report);
      else groups.set(key, [report]);
    }
    const items = [...groups.values()].map(
      (reports) => el(
        "div.told",
        {},
        el(
          "p.sentence",
          {},
          el("strong", {}, shorten(reports[0].predicate, 40), ": ", bdi(dateName(reports[0].object))),
          " ",
          chip(KINDS.certainty, reports[0].certainty)
        ),
        reportList(reports, names)
      )
    );
    return el(
      "details.claim.literal",
      {},
      el("summary", {}, W.project_told, " · ", sayCount("reports", told.length)),
      items
    );
  }
  var strength = (e) => -E.status[e] * 10 - E.certainty[e] + Math.max(0, E.belief[e]);
  function claimsOf(node) {
    const edges = [...new Set(linkEdge.subarray(linkStart[node], linkStart[node + 1]))].filter((e) => edgeThere[e]);
    return edges.sort((a, b) => E.predicate[a] - E.predicate[b] || strength(b) - strength(a) || a - b);
  }
  function openClaim(edge) {
    const ends = [E.from[edge], E.to[edge]];
    choose("edge", edge);
    if (state.view === "picture" && !ends.every(inView)) fit(ends, false, 0.9);
  }
  function claimRow(edge, node) {
    const outward = E.from[edge] === node, other = outward ? E.to[edge] : E.from[edge];
    const relation = el("span.relation", {}, shorten(termName(KINDS.predicate, E.predicate[edge]), 40));
    const here = el("span.here", {}, bdi(shorten(N.label[node] ?? "", 24)));
    const sentence = node < 0 ? [nodeButton(E.from[edge]), " ", relation, " ", nodeButton(E.to[edge])] : outward ? [relation, " ", nodeButton(other)] : [nodeButton(other), " ", relation, " ", here];
    const hint = E.sources[edge] ? sayCount("sources", E.sources[edge]) : W.details;
    const more = el(
      "button.more",
      { type: "button", "aria-label": `${hint}: ${claimText(edge)}`, onclick: () => openClaim(edge) },
      hint
    );
    const work = workName(edge) ? el("span.in-work", {}, ` ${W.in_work} `, bdi(workName(edge), "i")) : null;
    return el(
      "li.claim" + (edgeShown[edge] ? "" : ".filtered"),
      {},
      el("p.sentence", {}, sentence, work),
      el(
        "p.meta",
        {},
        edgeThere[edge] ? [chip(KINDS.status, E.status[edge]), chip(KINDS.certainty, E.certainty[edge]), beliefBar(edge)] : W.not_yet,
        more
      )
    );
  }
  function beliefBar(edge) {
    if (E.belief[edge] < 0) return null;
    const percent2 = Math.round(E.belief[edge] * 100), name = `${W.belief} ${say("percent", { n: percent2 })}`, bar = el("span.meter", { role: "img", "aria-label": name, title: name }, el("span"));
    bar.firstChild.style.width = `${percent2}%`;
    return bar;
  }
  function claimList(node) {
    const edges = claimsOf(node), list = el("ul.claims");
    if (!edges.length) return el("p.note", {}, W.no_claims);
    const add = (start2) => {
      list.append(...edges.slice(start2, start2 + MOST_CLAIMS).map((edge) => claimRow(edge, node)));
      const left = edges.length - start2 - MOST_CLAIMS;
      if (left > 0)
        list.append(
          el(
            "li",
            {},
            el(
              "button.reset.useful",
              {
                type: "button",
                onclick: (event) => {
                  event.currentTarget.parentElement.remove();
                  add(start2 + MOST_CLAIMS);
                }
              },
              say("more_claims", { n: Math.min(left, MOST_CLAIMS) })
            )
          )
        );
    };
    add(0);
    return [el("h3", {}, `${W.claims} `, el("span.count", {}, edges.length.toLocaleString("en"))), list];
  }
  function edgePanel(edge) {
    const told = reportsOf("edge", edge), later = everToldOf("edge", edge).length - told.length, names = [...namesOf(E.from[edge]), ...namesOf(E.to[edge])];
    const last = later ? told[0]?.day ?? "" : D.dates[E.last[edge]], dates = [D.dates[E.first[edge]], last].filter(Boolean).map((date) => dateName(date));
    const facts = [];
    if (edgeThere[edge] && E.belief[edge] >= 0)
      facts.push(fact(W.belief, beliefBar(edge), ` ${say("percent", { n: Math.round(E.belief[edge] * 100) })}`));
    if (D.dates[E.since[edge]]) facts.push(fact(W.since, dateName(D.dates[E.since[edge]])));
    if (dates.length) facts.push(fact(W.first_last, [...new Set(dates)].join(" – ")));
    return [
      el("p.kicker", {}, el("span", {}, W.claim)),
      el(
        "h2.sentence",
        {},
        nodeButton(E.from[edge]),
        " ",
        el("span.relation", {}, shorten(termName(KINDS.predicate, E.predicate[edge]), 60)),
        " ",
        nodeButton(E.to[edge]),
        workName(edge) ? el(
          "span.in-work",
          {},
          ` ${W.in_work} `,
          typeof E.work[edge] === "number" ? nodeButton(E.work[edge]) : bdi(workName(edge), "i")
        ) : null
      ),
      edgeThere[edge] ? el("p.chips", {}, chip(KINDS.status, E.status[edge]), chip(KINDS.certainty, E.certainty[edge])) : el("p.note", {}, W.not_yet),
      edgeThere[edge] && facts.length ? el("dl.facts", {}, facts) : null,
      edgePast(edge),
      el("h3", {}, `${W.reports} `, el("span.count", {}, String(told.length))),
      told.length ? reportList(told, names) : el("p.note", {}, W.no_reports),
      later ? el("p.note", {}, sayCount("later_reports", later)) : null
    ];
  }
  function edgePast(edge) {
    const events = eventsOf(edge).filter(({ day }) => day <= state.day);
    if (events.length < 2) return null;
    const rows = events.map(
      ({ day, kind, after }) => el("li.entry", {}, badge(kind), el("div", {}, el("span", {}, dayName(day)), el("p.chips", {}, level(after))))
    );
    return [el("h3", {}, W.course), el("ol.course", {}, rows)];
  }
  function keepPlace(panel, action) {
    const at = document.activeElement, inside = panel.contains(at), scroll = panel.querySelector(".scroll")?.scrollTop ?? 0;
    const name = (control2) => control2.getAttribute("aria-label") ?? control2.dataset.key ?? control2.textContent;
    const wanted = inside && at !== panel ? name(at) : null;
    action();
    if (panel.hidden) return;
    panel.querySelector(".scroll").scrollTop = scroll;
    if (inside)
      ([...panel.querySelectorAll("button, input, summary, a")].find((control2) => name(control2) === wanted) ?? panel).focus();
  }
  function showPanel() {
    const panel = $("panel"), { chosen } = state;
    panel.hidden = chosen === null;
    if (!chosen) return panel.replaceChildren();
    const body = chosen.kind === "path" ? pathPanel(chosen) : chosen.kind === "node" ? nodePanel(chosen.index) : edgePanel(chosen.index);
    const close = closeButton(() => {
      choose(null);
      box.focus();
    });
    panel.replaceChildren(el("header", {}, close), el("div.scroll", {}, body.flat().filter(Boolean)));
    colourKinds(panel);
    if (narrow.matches) {
      $("filters").hidden = true;
      $("filters-button").setAttribute("aria-expanded", "false");
    }
  }
  function followPanel(what) {
    if (what === "chosen") showPanel();
    else if ((what === "filter" || what === "moved") && state.chosen && state.chosen.kind !== "path")
      keepPlace($("panel"), showPanel);
  }

  // graph/slategraph/viewer/script/csv.js
  function csvCell(value) {
    const text = String(value ?? "").replace(/\u0000/g, "");
    const harmless = /^[\s\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]*[=+\-@＝＋－＠\t\r|%]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
    return `"${harmless.replace(/"/g, '""')}"`;
  }
  var CSV = {
    subject: (e) => N.label[E.from[e]],
    subject_type: (e) => D.types[N.type[E.from[e]]].name,
    predicate: (e) => D.predicates[E.predicate[e]].name,
    object: (e) => N.label[E.to[e]],
    object_type: (e) => D.types[N.type[E.to[e]]].name,
    work: (e) => typeof E.work[e] === "number" ? N.label[E.work[e]] : E.work[e],
    status: (e) => D.statuses[E.status[e]].name,
    certainty: (e) => D.certainties[E.certainty[e]].name,
    belief: (e) => E.belief[e] < 0 ? "" : E.belief[e],
    since: (e) => D.dates[E.since[e]],
    first: (e) => D.dates[E.first[e]],
    last: (e) => D.dates[E.last[e]],
    sources: (e) => E.sources[e],
    subject_id: (e) => N.id[E.from[e]],
    object_id: (e) => N.id[E.to[e]],
    claim: (e) => E.id[e]
  };
  function asCsv() {
    const rows = range(edgeCount).filter((e) => edgeShown[e]).map(
      (e) => Object.values(CSV).map((value) => csvCell(value(e))).join(",")
    );
    return [Object.keys(CSV).join(","), ...rows].join("\r\n") + "\r\n";
  }

  // graph/slategraph/viewer/script/graphml.js
  var xml = (value) => String(value ?? "").replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "�").replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
  var GRAPHML_NODE = {
    label: (i) => N.label[i],
    type: (i) => D.types[N.type[i]].name,
    aliases: (i) => N.aliases[i],
    same_as: (i) => N.same_as[i],
    stage: (i) => N.stage[i],
    release_date: (i) => N.release_date[i]
  };
  var GRAPHML_EDGE = ["predicate", "status", "certainty", "belief", "since", "first", "last", "sources", "work"];
  var GRAPHML_TYPES = { belief: "double", sources: "int" };
  function asGraphml() {
    const keys = [
      ...Object.keys(GRAPHML_NODE).map((name) => ["node", name]),
      ...GRAPHML_EDGE.map((name) => ["edge", name])
    ];
    const data = (kind, name, value) => value === void 0 || value === "" ? "" : `<data key="${kind}-${name}">${xml(value)}</data>`;
    const nodes = range(nodeCount).filter((i) => nodeShown[i]).map(
      (i) => `<node id="${xml(N.id[i])}">${Object.entries(GRAPHML_NODE).map(([name, value]) => data("node", name, value(i))).join("")}</node>`
    );
    const edges = range(edgeCount).filter((e) => edgeShown[e]).map(
      (e) => `<edge id="${xml(E.id[e])}" source="${xml(N.id[E.from[e]])}" target="${xml(N.id[E.to[e]])}">${GRAPHML_EDGE.map((name) => data("edge", name, CSV[name](e))).join("")}</edge>`
    );
    const declared = keys.map(
      ([kind, name]) => `<key id="${kind}-${name}" for="${kind}" attr.name="${name}" attr.type="${GRAPHML_TYPES[name] ?? "string"}"/>`
    );
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
      ...declared,
      '<graph edgedefault="directed">',
      ...nodes,
      ...edges,
      "</graph>",
      "</graphml>",
      ""
    ].join("\n");
  }

  // graph/slategraph/viewer/script/vector.js
  var VectorCanvas = class _VectorCanvas {
    constructor(width, height) {
      this.root = svg("svg", { xmlns: SVG, viewBox: `0 0 ${width} ${height}`, width, height });
      this.matrix = [1, 0, 0, 1, 0, 0];
      this.kept = [];
      this.d = "";
      Object.assign(this, {
        fillStyle: "#000",
        strokeStyle: "#000",
        lineWidth: 1,
        lineCap: "butt",
        lineJoin: "miter",
        globalAlpha: 1,
        font: "12px sans-serif",
        textAlign: "left",
        dash: []
      });
      this.ruler = document.createElement("canvas").getContext("2d");
    }
    static KEPT = [
      "matrix",
      "fillStyle",
      "strokeStyle",
      "lineWidth",
      "lineCap",
      "lineJoin",
      "globalAlpha",
      "font",
      "textAlign",
      "dash"
    ];
    save() {
      this.kept.push(_VectorCanvas.KEPT.map((key) => this[key]));
    }
    restore() {
      const values = this.kept.pop() ?? [];
      _VectorCanvas.KEPT.forEach((key, k) => {
        if (k in values) this[key] = values[k];
      });
    }
    setTransform(...matrix) {
      this.matrix = matrix;
    }
    translate(x, y) {
      const [a, b, c, d, e, f] = this.matrix;
      this.matrix = [a, b, c, d, a * x + c * y + e, b * x + d * y + f];
    }
    setLineDash(dash) {
      this.dash = dash;
    }
    measureText(text) {
      this.ruler.font = this.font;
      return this.ruler.measureText(text);
    }
    beginPath() {
      this.d = "";
    }
    moveTo(x, y) {
      this.d += `M${short(x)} ${short(y)}`;
    }
    lineTo(x, y) {
      this.d += `L${short(x)} ${short(y)}`;
    }
    quadraticCurveTo(cx, cy, x, y) {
      this.d += `Q${short(cx)} ${short(cy)} ${short(x)} ${short(y)}`;
    }
    arc(x, y, r) {
      this.d += `M${short(x + r)} ${short(y)}A${short(r)} ${short(r)} 0 1 1 ${short(x - r)} ${short(y)}A${short(r)} ${short(r)} 0 1 1 ${short(x + r)} ${short(y)}`;
    }
    fillRect(x, y, width, height) {
      this.put("rect", { x: short(x), y: short(y), width: short(width), height: short(height), fill: this.fillStyle });
    }
    fill(path) {
      this.put("path", { d: path ? DRAWN.get(path) : this.d, fill: this.fillStyle });
    }
    stroke(path) {
      this.put("path", { d: path ? DRAWN.get(path) : this.d, fill: "none", ...this.pen() });
    }
    fillText(text, x, y) {
      this.letters(text, x, y, { fill: this.fillStyle });
    }
    strokeText(text, x, y) {
      this.letters(text, x, y, { fill: "none", ...this.pen() });
    }
    pen() {
      const pen = {
        stroke: this.strokeStyle,
        "stroke-width": short(this.lineWidth),
        "stroke-linecap": this.lineCap,
        "stroke-linejoin": this.lineJoin
      };
      return this.dash.length ? { ...pen, "stroke-dasharray": this.dash.join(" ") } : pen;
    }
    letters(text, x, y, paint2) {
      const [, style, weight, size, family] = /^(italic )?(\d+ )?([\d.]+)px (.*)$/s.exec(this.font) ?? [
        "",
        "",
        "",
        "12",
        "sans-serif"
      ];
      const anchor = this.textAlign === "center" ? "middle" : "start";
      this.put(
        "text",
        {
          x: short(x),
          y: short(y + Number(size) * 0.35),
          "font-size": size,
          "font-family": family,
          "text-anchor": anchor,
          ...style ? { "font-style": "italic" } : {},
          ...weight ? { "font-weight": weight.trim() } : {},
          ...paint2
        },
        text
      );
    }
    put(tag, attributes, text) {
      const plain = this.matrix.every((value, k) => value === [1, 0, 0, 1, 0, 0][k]);
      const more = {
        ...plain ? {} : { transform: `matrix(${this.matrix.map(short).join(" ")})` },
        ...this.globalAlpha < 1 ? { opacity: short(this.globalAlpha) } : {}
      };
      const element = svg(tag, { ...attributes, ...more });
      if (text) element.textContent = text;
      this.root.append(element);
    }
  };
  var short = (value) => Number(value.toFixed(2));
  var DRAWN = new Map(
    [
      [PATHS, SHAPES],
      [MARK_PATHS, MARKS],
      [BADGE_PATHS, BADGES]
    ].flatMap(([paths, lines]) => Object.keys(paths).map((name) => [paths[name], lines[name]]))
  );
  function asSvg() {
    const canvas = new VectorCanvas(camera.width, camera.height), before = camera.ratio;
    canvas.fillStyle = colours.paper;
    canvas.fillRect(0, 0, camera.width, camera.height);
    camera.ratio = 1;
    paintWhole(canvas);
    camera.ratio = before;
    canvas.root.prepend(svg("title", {}, shorten(D.title, 200)));
    return new XMLSerializer().serializeToString(canvas.root).replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "�");
  }
  var saveSvg = () => {
    if (network) save(new Blob([asSvg()], { type: "image/svg+xml" }), fileName("svg"));
  };

  // graph/slategraph/viewer/script/turtle.js
  var LOCAL = /^[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?$/;
  var UNSAFE_IRI = /[\u0000-\u0020<>"{}|^`\\\ud800-\udfff]/gu;
  var percent = (letter) => Array.from(new TextEncoder().encode(letter), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join(
    ""
  );
  var iri = (address) => `<${address.replace(UNSAFE_IRI, percent)}>`;
  function resource(id) {
    const [, prefix, rest] = /^([a-z]+):(.*)$/s.exec(id) ?? [];
    if (!prefix || !Object.hasOwn(D.prefixes, prefix)) return `<urn:slategraph:${encodeURIComponent(id.toWellFormed())}>`;
    return LOCAL.test(rest) ? `${prefix}:${rest}` : iri(D.prefixes[prefix] + rest);
  }
  var ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "	": "\\t" };
  var letters = (text) => `"${text.toWellFormed().replace(/[\\"\n\r\t]/g, (letter) => ESCAPES[letter]).replace(/[\u0000-\u001f\u007f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`;
  var known = (name) => LOCAL.test(name) ? `sg:${name}` : resource(name);
  var DATES = { 4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date" };
  var dated = (text) => /^\d{4}(-\d\d(-\d\d)?)?$/.test(text) ? `${letters(text)}^^${DATES[text.length]}` : letters(text);
  function about(node) {
    const same = (N.same_as[node] ?? "").split(/\s+/).map(webAddress).filter(Boolean).map(({ href }) => `schema:sameAs ${iri(href)}`);
    const aliases = (N.aliases[node] ?? "").split(" ; ").filter(Boolean).map((name) => `skos:altLabel ${letters(name)}`);
    const type = D.types[N.type[node]].name, told = N.stage[node] ?? "", stage = Object.hasOwn(D.stages, told) ? D.stages[told] : told;
    return [
      type && `a ${known(type)}`,
      `rdfs:label ${letters(N.label[node])}`,
      ...aliases,
      ...same,
      stage && `sg:stage ${LOCAL.test(stage) ? `stage:${stage}` : letters(stage)}`,
      N.release_date[node] && `sg:releaseDate ${dated(N.release_date[node])}`
    ].filter(Boolean);
  }
  function holds(e) {
    return D.statuses[E.status[e]].name === "attached" && D.certainties[E.certainty[e]].name !== "denied";
  }
  var scale = (kind, name) => LOCAL.test(name) ? `${kind}:${name}` : letters(name);
  function standing(e) {
    const far2 = D.statuses[E.status[e]].name, sure = D.certainties[E.certainty[e]].name, since = D.dates[E.since[e]];
    const work = E.work[e] === void 0 ? "" : resource(typeof E.work[e] === "number" ? N.id[E.work[e]] : E.work[e]);
    return [
      "a sg:Standing",
      `rdf:subject ${resource(N.id[E.from[e]])}`,
      `rdf:predicate ${known(D.predicates[E.predicate[e]].name)}`,
      `rdf:object ${resource(N.id[E.to[e]])}`,
      work && `sg:work ${work}`,
      far2 && `sg:status ${scale("status", far2)}`,
      sure && `sg:certainty ${scale("certainty", sure)}`,
      E.belief[e] >= 0 && `sg:belief ${E.belief[e].toFixed(2)}`,
      since && `sg:since ${dated(since)}`,
      `sg:sources ${E.sources[e]}`
    ].filter(Boolean);
  }
  var block = (subject2, properties) => `${subject2}
    ${properties.join(" ;\n    ")} .
`;
  function asTurtle() {
    const head = Object.entries(D.prefixes).map(([prefix, address]) => `@prefix ${prefix}: ${iri(address)} .`);
    const nodes = range(nodeCount).filter((i) => nodeShown[i]), edges = range(edgeCount).filter((e) => edgeShown[e]);
    const plain = edges.filter(holds).map(
      (e) => `${resource(N.id[E.from[e]])} ${known(D.predicates[E.predicate[e]].name)} ${resource(N.id[E.to[e]])} .`
    );
    return [
      ...head,
      "",
      ...nodes.map((i) => block(resource(N.id[i]), about(i))),
      ...new Set(plain),
      "",
      ...edges.map((e) => block(resource(E.id[e]), standing(e)))
    ].join("\n");
  }
  var saveTurtle = () => save(new Blob([asTurtle()], { type: "text/turtle;charset=utf-8" }), fileName("ttl"));

  // graph/slategraph/viewer/script/share.js
  var MOST_MOVED = 300;
  var NUMBER = (text) => {
    const value = Number(text);
    return Number.isFinite(value) ? value : 0;
  };
  function asFragment() {
    const parts = new URLSearchParams(), { chosen, around } = state;
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
  function fromFragment(text) {
    const parts = new URLSearchParams(text), node = (key) => parts.has(key) ? N.id.indexOf(parts.get(key)) : -1;
    resetFilters();
    for (const entry of parts.getAll("hide")) {
      const [key, ...name] = entry.split(":"), place = Object.hasOwn(KINDS, key) ? D[KINDS[key].plural].findIndex((term) => term.name === name.join(":")) : -1;
      if (place >= 0) state.off[key].add(place);
    }
    state.belief = Math.min(100, Math.max(0, NUMBER(parts.get("belief"))));
    state.sources = Math.max(0, NUMBER(parts.get("sources")));
    state.publisher = parts.has("publisher") && publishers().has(parts.get("publisher")) ? parts.get("publisher") : "";
    state.around = node("around") >= 0 ? { node: node("around"), steps: Math.min(3, Math.max(1, NUMBER(parts.get("steps")))) } : null;
    state.opened.clear();
    for (const key of ["folded", "opened", "pinned"])
      state[key] = new Set(
        parts.getAll(key).map((id) => N.id.indexOf(id)).filter((i) => i >= 0)
      );
    if (hasPast) readTime(parts);
    putAll(parts.getAll("put"));
    state.view = VIEWS().includes(parts.get("view")) ? parts.get("view") : "picture";
    changed("filter");
    if (node("from") >= 0 && node("to") >= 0) state.chosen = shortestPath(node("from"), node("to"));
    else if (node("name") >= 0) state.chosen = { kind: "node", index: node("name") };
    else
      state.chosen = parts.has("claim") && E.id.includes(parts.get("claim")) ? { kind: "edge", index: E.id.indexOf(parts.get("claim")) } : null;
    changed("chosen");
    changed("view");
    look(parts);
  }
  function readTime(parts) {
    const since = parts.get("since") ?? "", day = parts.get("day") ?? "";
    state.since = Object.hasOwn(SPANS, since) || isDay(since) ? since : "";
    travel(isDay(day) ? Math.max(0, numberOfDay(day)) : LATEST);
  }
  function putAll(entries) {
    for (const i of [...state.moved]) put(i, homeX[i], homeY[i]);
    for (const entry of entries.slice(0, MOST_MOVED)) {
      const [x, y, ...id] = entry.split(","), i = N.id.indexOf(id.join(","));
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
    else fit(void 0, true);
  }
  var canShare = /^(file|https?):$/.test(location.protocol);
  var keeping = 0;
  function keepAddress() {
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
    const copied = navigator.clipboard ? await navigator.clipboard.writeText(address).then(
      () => true,
      () => false
    ) : false;
    tell(copied || copyBySelection(address) ? W.copied : W.not_copied);
  }
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
  function save(blob, name) {
    const address = URL.createObjectURL(blob), anchor = el("a", { href: address, download: name });
    document.body.append(anchor);
    anchor.click();
    anchor.remove();
    setTimeout(() => URL.revokeObjectURL(address), 1e4);
  }
  var fileName = (suffix) => `${fold(D.title).replace(/ /g, "-").slice(0, 60) || "slate"}.${suffix}`;
  function savePicture() {
    if (!network) return;
    const canvas = document.createElement("canvas"), before = camera.ratio;
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
  var saveCsv = () => save(new Blob(["\uFEFF", asCsv()], { type: "text/csv;charset=utf-8" }), fileName("csv"));
  var saveGraphml = () => save(new Blob([asGraphml()], { type: "application/xml" }), fileName("graphml"));
  function openMenu(open) {
    $("share-menu").hidden = !open;
    $("share-button").setAttribute("aria-expanded", String(open));
    if (open) $("share-menu").querySelector("button").focus();
  }
  function makeShare() {
    const entries = [
      ["copy_link", copyLink],
      ["save_png", savePicture],
      ["save_svg", saveSvg],
      ["save_csv", saveCsv],
      ["save_turtle", saveTurtle],
      ["save_graphml", saveGraphml]
    ].filter(([key]) => key !== "copy_link" || canShare);
    $("share-menu").append(
      ...entries.map(
        ([key, action]) => el(
          "button",
          {
            type: "button",
            id: key,
            onclick: () => {
              openMenu(false);
              $("share-button").focus();
              action();
            }
          },
          W[key]
        )
      )
    );
    $("share-button").addEventListener("click", () => openMenu($("share-menu").hidden));
    $("share-menu").addEventListener("keydown", (event) => {
      const all = [...$("share-menu").children], at = all.indexOf(document.activeElement);
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

  // graph/slategraph/viewer/script/pointer.js
  function pick(x, y, reach2) {
    let best = null, nearest = Infinity;
    for (let i = 0; i < nodeCount; i++) {
      if (!nodeShown[i] && !isChosen("node", i)) continue;
      const distance = Math.hypot(SX[i] - x, SY[i] - y) - SR[i];
      if (distance < reach2 && distance < nearest) {
        nearest = distance;
        best = { kind: "node", index: i };
      }
    }
    return best ?? pickEdge(x, y, reach2);
  }
  function pickEdge(x, y, reach2) {
    let best = null, nearest = reach2 + 1;
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
    const a = E.from[e], b = E.to[e];
    if (a === b) return Math.abs(Math.hypot(x - SX[a], y - SY[a] + SR[a] + loopRadius(e) * 0.7) - loopRadius(e));
    if (!bend[e]) return toSegment(x, y, SX[a], SY[a], SX[b], SY[b]);
    const c = bow(e);
    let px = SX[a], py = SY[a], best = Infinity;
    for (let k = 1; k <= 10; k++) {
      const t = k / 10, u = 1 - t, qx = u * u * SX[a] + 2 * u * t * c.x + t * t * SX[b], qy = u * u * SY[a] + 2 * u * t * c.y + t * t * SY[b];
      best = Math.min(best, toSegment(x, y, px, py, qx, qy));
      px = qx;
      py = qy;
    }
    return best;
  }
  function toSegment(x, y, ax, ay, bx, by) {
    const dx = bx - ax, dy = by - ay, length = dx * dx + dy * dy;
    const t = length ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
    return Math.hypot(x - ax - t * dx, y - ay - t * dy);
  }
  function light() {
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
    const width = $("tip").offsetWidth, height = $("tip").offsetHeight;
    $("tip").style.left = `${Math.max(6, Math.min(x + 14, innerWidth - width - 6))}px`;
    $("tip").style.top = `${y + 18 + height > innerHeight ? y - height - 10 : y + 18}px`;
  }
  function tipLines({ kind, index }) {
    if (kind === "node") {
      const text = el("strong" + (isWork(index) ? ".work" : ""), {}, bdi(nameOf(index)));
      return [
        text,
        el("span", {}, `${shorten(typeName(N.type[index]), 30)} · ${sayCount("claims", claimsOf(index).length)}`)
      ];
    }
    const far2 = termName(KINDS.status, E.status[index]), sure = termName(KINDS.certainty, E.certainty[index]);
    return [
      el("strong", {}, bdi(claimText(index))),
      el(
        "span",
        {},
        [
          shorten(far2, 30),
          shorten(sure, 30),
          sayCount("sources", E.sources[index]),
          W[`kind_${CHANGES[change.kind[index]]}`]
        ].filter(Boolean).join(" · ")
      )
    ];
  }
  function pointer() {
    let last = null;
    box.addEventListener("pointermove", (event) => {
      if (event.buttons || event.pointerType === "touch") return hover(null);
      const waiting2 = last !== null;
      last = event;
      if (!waiting2)
        requestAnimationFrame(() => {
          const { left, top } = box.getBoundingClientRect(), { clientX, clientY } = last;
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
  function moved() {
    camera.moved = true;
    keepAddress();
  }
  function follow(i) {
    const { x, y } = network.getPosition(i);
    X[i] = x;
    Y[i] = y;
    state.moved.add(i);
  }
  var DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  function neighbourTowards([dx, dy]) {
    const from = state.chosen?.kind === "node" ? state.chosen.index : -1;
    const x = from < 0 ? camera.width / 2 : SX[from], y = from < 0 ? camera.height / 2 : SY[from];
    let best = -1, nearest = Infinity;
    for (let i = 0; i < nodeCount; i++) {
      if (i === from || !nodeShown[i]) continue;
      const ahead = (SX[i] - x) * dx + (SY[i] - y) * dy, aside = Math.abs((SX[i] - x) * dy) + Math.abs((SY[i] - y) * dx);
      const cost = from < 0 ? Math.abs(ahead) + aside : ahead + 2.5 * aside;
      if ((from < 0 || ahead > aside * 0.4) && cost < nearest) {
        nearest = cost;
        best = i;
      }
    }
    return best;
  }
  function pictureKey(event) {
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
  function inView(node) {
    const area = freeArea();
    return SX[node] > area.left && SX[node] < area.right && SY[node] > area.top && SY[node] < area.bottom;
  }

  // graph/slategraph/viewer/script/picture.js
  var network = null;
  var box = $("picture");
  var visOptions = {
    autoResize: true,
    physics: false,
    layout: { improvedLayout: false },
    interaction: {
      hover: false,
      dragNodes: true,
      selectConnectedEdges: false,
      tooltipDelay: 1e9,
      zoomSpeed: 0.7,
      keyboard: false
    },
    nodes: { font: { multi: false }, label: void 0 }
  };
  function visNode(i) {
    const nothing = () => {
    };
    return {
      id: i,
      x: X[i],
      y: Y[i],
      shape: "custom",
      ctxRenderer: () => {
        const side = nodeShown[i] ? (2 * SR[i] + 4) / camera.scale : 0;
        return { drawNode: nothing, nodeDimensions: { width: side, height: side } };
      }
    };
  }
  function readCamera() {
    const canvas = box.querySelector("canvas"), centre = network.getViewPosition();
    camera.scale = network.getScale();
    camera.width = canvas.clientWidth;
    camera.height = canvas.clientHeight;
    camera.ratio = canvas.width / Math.max(canvas.clientWidth, 1);
    camera.tx = camera.width / 2 - centre.x * camera.scale;
    camera.ty = camera.height / 2 - centre.y * camera.scale;
  }
  var waiting = false;
  function redraw() {
    if (waiting || !network) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      network.redraw();
    });
  }
  function freeArea() {
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
  function move(position, scale2, still) {
    const area = freeArea();
    const offset = {
      x: (area.left + area.right - box.clientWidth) / 2,
      y: (area.top + area.bottom - box.clientHeight) / 2
    };
    const calm = still || stillness.matches || nodeCount > 8e3;
    if (!calm) setMoving();
    network.moveTo({
      position,
      scale: scale2,
      offset,
      animation: calm ? false : { duration: 450, easingFunction: "easeInOutCubic" }
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
  function fit(nodes = allShown(), still = false, largest = 1.3) {
    if (!network || !nodes.length) return;
    const { x0, y0, x1, y1 } = bounds(nodes), area = freeArea();
    const scale2 = Math.min(
      (area.right - area.left - (narrow.matches ? 60 : 150)) / (x1 - x0 + 30),
      (area.bottom - area.top - 50) / (y1 - y0 + 30),
      largest
    );
    move({ x: (x0 + x1) / 2, y: (y0 + y1) / 2 }, Math.max(scale2, 0.01), still);
  }
  function fly(node, still = false) {
    if (network) move({ x: X[node], y: Y[node] }, Math.min(1.6, Math.max(network.getScale(), 0.75)), still);
  }
  var flyTo = (node) => {
    if (state.view === "picture") fly(node);
  };
  function zoomBy(factor) {
    if (!network) return;
    const scale2 = Math.min(8, Math.max(0.01, network.getScale() * factor));
    network.moveTo({ scale: scale2, animation: stillness.matches ? false : { duration: 160, easingFunction: "easeOutQuad" } });
    redraw();
    moved();
  }
  function makePicture() {
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

  // graph/slategraph/viewer/script/search.js
  var MOST_HITS = 12;
  var folded = null;
  var searchTexts = () => folded ??= N.label.map((label, i) => ({
    name: fold(label),
    others: (N.aliases[i] ?? "").split(" ; ").map(fold).filter(Boolean)
  }));
  function quality(text, query, words) {
    if (text === query) return 100;
    if (text.startsWith(query)) return 80;
    if (` ${text}`.includes(` ${query}`)) return 60;
    if (words.every((word) => ` ${text}`.includes(` ${word}`))) return 40;
    return text.includes(query) ? 20 : 0;
  }
  function matches(query) {
    const words = query.split(" "), found = [];
    searchTexts().forEach(({ name, others }, node) => {
      let best = quality(name, query, words), alias = -1;
      others.forEach((other, k) => {
        const value = quality(other, query, words) - 5;
        if (value > best) {
          best = value;
          alias = k;
        }
      });
      if (best > 0) found.push({ node, alias, rank: best + Math.min(degree(node), 40) / 10 });
    });
    return found.sort((a, b) => b.rank - a.rank || a.node - b.node);
  }
  function glyph(type) {
    return svg(
      "svg",
      { viewBox: "-11 -11 22 22", class: "swatch", "aria-hidden": "true" },
      svg("path", {
        d: SHAPES[D.types[type].shape] ?? SHAPES.dot,
        transform: "scale(8)",
        class: "kind",
        "data-type": type
      })
    );
  }
  function hitRow({ node, alias }, id, onTake) {
    const row = el(
      "div.hit",
      {
        role: "option",
        id,
        "aria-selected": "false",
        onmousedown: (event) => {
          event.preventDefault();
          onTake();
        }
      },
      glyph(N.type[node]),
      el("span.name" + (isWork(node) ? ".work" : ""), {}, bdi(nameOf(node)))
    );
    if (alias >= 0)
      row.append(el("span.aka", {}, bdi(shorten(N.aliases[node].split(" ; ").filter((name) => fold(name))[alias], 40))));
    row.append(el("span.kind", {}, nodeShown[node] ? shorten(typeName(N.type[node]), 20) : W.hidden_here));
    return row;
  }
  function combobox(input, list, take) {
    let hits = [], active = -1;
    const idOf = (k) => `${list.id}-${k}`;
    function open(wanted) {
      list.hidden = !wanted;
      input.setAttribute("aria-expanded", String(wanted));
      mark();
    }
    function mark() {
      for (const row2 of list.querySelectorAll("[role=option]"))
        row2.setAttribute("aria-selected", String(row2.id === idOf(active)));
      const row = $(idOf(active));
      if (row && !list.hidden) {
        input.setAttribute("aria-activedescendant", row.id);
        row.scrollIntoView({ block: "nearest" });
      } else input.removeAttribute("aria-activedescendant");
    }
    function ask() {
      const query = fold(input.value), found = query ? matches(query) : [];
      hits = found.slice(0, MOST_HITS);
      active = hits.length ? 0 : -1;
      const rows = hits.map((hit, k) => hitRow(hit, idOf(k), () => pickHit(k)));
      if (found.length > MOST_HITS)
        rows.push(el("div.more", {}, say("search_more", { n: (found.length - MOST_HITS).toLocaleString("en") })));
      if (query && !found.length) rows.push(el("div.more", {}, W.search_none));
      list.replaceChildren(...rows);
      colourKinds(list);
      open(Boolean(query));
      spoken(
        !query ? "" : found.length === 1 ? W.search_count_one : found.length ? say("search_count", { n: found.length }) : W.search_none
      );
    }
    function pickHit(k) {
      if (!hits[k]) return;
      open(false);
      input.value = nameOf(hits[k].node);
      input.select();
      take(hits[k].node);
    }
    function onKey(event) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) return ask();
        if (hits.length) active = (active + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length;
        mark();
      } else if (event.key === "Enter") {
        event.preventDefault();
        if (list.hidden) ask();
        pickHit(active);
      } else if (event.key === "Escape") {
        if (list.hidden && !input.value) return;
        event.stopPropagation();
        if (list.hidden) input.value = "";
        open(false);
      }
    }
    input.addEventListener("input", ask);
    input.addEventListener("focus", () => {
      searchTexts();
      if (input.value) input.select();
    });
    input.addEventListener("keydown", onKey);
    input.addEventListener("blur", () => open(false));
  }
  function makeSearch() {
    combobox($("search"), $("hits"), (node) => {
      choose("node", node);
      if (state.view === "picture") flyTo(node);
    });
  }

  // graph/slategraph/viewer/script/table.js
  var TABLES = {
    claims: {
      rows: () => range(edgeCount).filter((e) => edgeShown[e]),
      open: (e) => choose("edge", e),
      columns: [
        { key: "subject", value: (e) => N.label[E.from[e]], cell: (e) => nameCell(E.from[e]) },
        {
          key: "predicate",
          value: (e) => termName(KINDS.predicate, E.predicate[e]),
          cell: (e) => openCell(e, shorten(termName(KINDS.predicate, E.predicate[e]), 40))
        },
        {
          key: "object",
          value: (e) => N.label[E.to[e]],
          cell: (e) => [
            nameCell(E.to[e]),
            workName(e) ? el("span.in-work", {}, ` ${W.in_work} `, bdi(workName(e), "i")) : null
          ]
        },
        { key: "status", value: (e) => E.status[e], cell: (e) => chip(KINDS.status, E.status[e]) },
        { key: "certainty", value: (e) => E.certainty[e], cell: (e) => chip(KINDS.certainty, E.certainty[e]) },
        {
          key: "belief",
          value: (e) => E.belief[e],
          cell: (e) => E.belief[e] < 0 ? "" : say("percent", { n: Math.round(E.belief[e] * 100) }),
          number: true
        },
        { key: "since", value: (e) => D.dates[E.since[e]], cell: (e) => dateName(D.dates[E.since[e]]), date: true },
        { key: "sources", value: (e) => E.sources[e], cell: (e) => String(E.sources[e]), number: true }
      ]
    },
    names: {
      rows: () => range(nodeCount).filter((i) => nodeShown[i]),
      open: (i) => choose("node", i),
      columns: [
        { key: "name", value: (i) => N.label[i], cell: (i) => nameCell(i) },
        {
          key: "type",
          value: (i) => typeName(N.type[i]),
          cell: (i) => el("span.kind-cell", {}, glyph(N.type[i]), shorten(typeName(N.type[i]), 40))
        },
        {
          key: "aliases",
          value: (i) => N.aliases[i] ?? "",
          cell: (i) => bdi(shorten((N.aliases[i] ?? "").split(" ; ").join(", "), 120))
        },
        { key: "stage", value: (i) => N.stage[i] ?? "", cell: (i) => shorten(N.stage[i] ?? "", 60) },
        { key: "release_date", value: (i) => N.release_date[i] ?? "", cell: (i) => dateName(N.release_date[i] ?? "") },
        { key: "claim_count", value: (i) => shownDegree(i), cell: (i) => String(shownDegree(i)), number: true }
      ]
    }
  };
  var table = { kind: "claims", sort: null, down: false, limit: PAGE_ROWS };
  function shownDegree(node) {
    return new Set(linkEdge.subarray(linkStart[node], linkStart[node + 1]).filter((e) => edgeShown[e])).size;
  }
  var nameCell = (node) => el(
    "button.name" + (isWork(node) ? ".work" : ""),
    { type: "button", onclick: () => choose("node", node) },
    bdi(nameOf(node))
  );
  var openCell = (edge, text) => el(
    "button.relation",
    { type: "button", "aria-label": say("show_claim", { name: claimText(edge) }), onclick: () => choose("edge", edge) },
    text
  );
  function sortedRows() {
    const { rows, columns } = TABLES[table.kind], column = columns.find(({ key }) => key === table.sort);
    const found = rows();
    if (!column) return found;
    const values = new Map(found.map((row) => [row, column.value(row)]));
    const order = typeof values.values().next().value === "number" ? (a, b) => values.get(a) - values.get(b) : (a, b) => byText(values.get(a), values.get(b));
    return found.sort((a, b) => (table.down ? order(b, a) : order(a, b)) || a - b);
  }
  function headCell({ key, number }) {
    const sorted = table.sort === key, direction = sorted ? table.down ? "descending" : "ascending" : "none";
    const button = el(
      "button",
      {
        type: "button",
        onclick: () => {
          table.down = sorted ? !table.down : Boolean(number);
          table.sort = key;
          drawTable(key);
        }
      },
      W[`column_${key}`],
      el("span.arrow", { "aria-hidden": "true" }, sorted ? table.down ? " ↓" : " ↑" : "")
    );
    button.dataset.sort = key;
    return el("th" + (number ? ".number" : ""), { scope: "col", "aria-sort": direction }, button);
  }
  function drawTable(focusOn = null) {
    if (state.view !== "table") return;
    const { columns } = TABLES[table.kind], rows = sortedRows();
    const cells = (row) => columns.map(({ cell, number, date }) => el("td" + (number ? ".number" : date ? ".date" : ""), {}, cell(row)));
    const body = el(
      "tbody",
      {},
      rows.slice(0, table.limit).map((row) => el("tr", {}, cells(row)))
    );
    const more = rows.length > table.limit ? el(
      "button.reset.useful",
      {
        type: "button",
        onclick: () => {
          table.limit += 4 * PAGE_ROWS;
          drawTable();
        }
      },
      say("more_rows", { n: (rows.length - table.limit).toLocaleString("en") })
    ) : null;
    const tabs = Object.keys(TABLES).map(
      (kind) => el(
        "button.step.wide",
        {
          type: "button",
          "aria-pressed": String(kind === table.kind),
          onclick: () => {
            Object.assign(table, { kind, sort: null, down: false, limit: PAGE_ROWS });
            drawTable();
          }
        },
        W[`table_${kind}`]
      )
    );
    const scroll = $("table").scrollTop;
    $("table").replaceChildren(
      el("div.tabs", { role: "group", "aria-label": W.table }, tabs),
      el(
        "table",
        {},
        el("caption.unseen", {}, W[`table_${table.kind}`]),
        el("thead", {}, el("tr", {}, columns.map(headCell))),
        body
      ),
      ...[more].filter(Boolean)
    );
    colourKinds($("table"));
    $("table").scrollTop = scroll;
    if (focusOn) $("table").querySelector(`[data-sort="${focusOn}"]`)?.focus();
  }
  var VIEWS = () => ["picture", "table", ...hasPast ? ["timeline"] : []];
  function show(view) {
    state.view = view;
    changed("view");
  }
  function makeTable() {
    if (!hasPast) $("timeline-button").remove();
    for (const view of VIEWS()) $(`${view}-button`).addEventListener("click", () => show(view));
  }
  function followTable(what) {
    if (what === "view") {
      for (const view of VIEWS()) {
        $(`${view}-button`).setAttribute("aria-pressed", String(view === state.view));
        if (view !== "picture") $(view).hidden = view !== state.view;
      }
      document.body.classList.toggle("reading", state.view !== "picture");
      if (state.view !== "table") $("table").replaceChildren();
    }
    if (what === "view" || what === "filter") {
      table.limit = PAGE_ROWS;
      drawTable();
    }
  }

  // graph/slategraph/viewer/script/timebar.js
  var SINCE = ["1d", "7d", "1m", "3m", "1y"];
  var isUp = (kind) => kind === CAME || kind === FIRMED;
  function badge(kind) {
    return svg(
      "svg",
      { viewBox: "-9 -9 18 18", class: `badge ${isUp(kind) ? "up" : "down"}`, "aria-hidden": "true" },
      svg("circle", { r: 8 }),
      svg("path", { d: BADGES[CHANGES[kind]] })
    );
  }
  function drawActivity() {
    const counts2 = DAYS.map((_, day) => changedOn(day).length), most = Math.log1p(Math.max(1, ...counts2));
    const d = counts2.map((count, day) => count ? `M${day} 1V${(1 - 0.1 - 0.9 * Math.log1p(count) / most).toFixed(3)}` : "").join("");
    $("activity").setAttribute("viewBox", `-0.5 0 ${DAYS.length} 1`);
    $("activity").replaceChildren(svg("path", { d, "vector-effect": "non-scaling-stroke" }));
    $("activity").style.strokeWidth = Math.max(1, Math.min(7, 500 / DAYS.length));
    const gap = 40 / Math.max(1, $("years").clientWidth);
    let last = -1;
    const years = DAYS.flatMap((day, k) => {
      const at = (k + 0.5) / DAYS.length;
      if (day === UNDATED || k && DAYS[k - 1].slice(0, 4) === day.slice(0, 4) || at - last < gap || at > 0.97)
        return [];
      last = at;
      const year = el("span", {}, day.slice(0, 4));
      year.style.left = `${at * 100}%`;
      return [year];
    });
    $("years").replaceChildren(...years);
  }
  function fillSince() {
    const options = [["", W.since_none], ...SINCE.map((span) => [span, W[`since_${span}`]]), ["here", W.since_here]];
    if (isDay(state.since)) options.splice(1, 0, [state.since, dateName(state.since)]);
    $("since").replaceChildren(...options.map(([value, text]) => el("option", { value }, text)));
    $("since").value = state.since;
  }
  function changesLine() {
    const parts = CHANGES.map(
      (name, kind) => kind && change.counts[kind] ? el(
        "span.tally",
        {},
        badge(kind),
        change.counts[kind].toLocaleString("en"),
        el("span.word", {}, ` ${W[`kind_${name}`]}`)
      ) : null
    );
    return parts.filter(Boolean);
  }
  function showDay() {
    if (!hasPast) return;
    $("day").value = state.day;
    $("day").setAttribute("aria-valuetext", dayText());
    $("day-now").textContent = narrow.matches ? dayName(state.day) : dayText();
    const found = changesLine(), told = state.since || state.day < LATEST;
    $("day-changes").replaceChildren(...told ? found.length ? found : [W.no_changes] : []);
    $("day-changes").hidden = !told;
    $("play").setAttribute("aria-label", player.timer ? W.pause : W.play);
    $("play").title = player.timer ? W.pause : W.play;
    $("play").classList.toggle("playing", player.timer !== 0);
    $("earlier").disabled = state.day <= 0;
    $("later").disabled = state.day >= LATEST;
    if ($("since").value !== state.since) fillSince();
  }
  function setSince(value) {
    state.since = value === "here" ? realDay(state.day) : value;
    fillSince();
    changed("filter");
  }
  function makeTime() {
    if (!hasPast) return;
    $("time").hidden = false;
    document.body.classList.add("timed");
    $("day").max = LATEST;
    $("day").addEventListener("input", () => {
      stopPlaying();
      goTo(Number($("day").value));
    });
    $("play").addEventListener("click", play);
    for (const [id, step] of [
      ["earlier", -1],
      ["later", 1]
    ])
      $(id).addEventListener("click", () => {
        stopPlaying();
        goTo(state.day + step);
        spoken(dayText());
      });
    $("since").addEventListener("change", () => setSince($("since").value));
    $("day-changes").addEventListener("click", () => show("timeline"));
    narrow.addEventListener("change", showDay);
    fillSince();
    showDay();
    new ResizeObserver(drawActivity).observe($("years"));
  }
  function stopPlaying() {
    if (player.timer) pause();
  }
  function showTime(what) {
    if (what === "filter") {
      noteChanges();
      showDay();
    }
  }

  // graph/slategraph/viewer/script/main.js
  function themeNow() {
    const wanted = document.documentElement.dataset.theme;
    return wanted === "auto" ? matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light" : wanted;
  }
  function retheme() {
    readColours();
    colourKinds(document);
    changed("theme");
  }
  function makeTheme() {
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", retheme);
    $("theme-button").addEventListener("click", () => {
      document.documentElement.dataset.theme = themeNow() === "dark" ? "light" : "dark";
      retheme();
    });
  }
  function makeKeys() {
    document.addEventListener("keydown", (event) => {
      const typing = event.target.matches?.("input:not([type=checkbox]), textarea, select");
      if (event.key === "/" && !typing) {
        event.preventDefault();
        $("search").focus();
      }
      if (event.key !== "Escape") return;
      if (!$("share-menu").hidden) return openMenu(false);
      if (narrow.matches && !$("filters").hidden) openFilters(false);
      else if (state.chosen) {
        choose(null);
        box.focus();
      }
    });
  }
  function ready() {
    requestAnimationFrame(() => document.documentElement.setAttribute("data-ready", ""));
  }
  function openReports() {
    unpackReports().then(() => {
      document.documentElement.setAttribute("data-complete", "");
      forgetPublishers();
      if (PACKED && location.hash.length > 1) fromFragment(location.hash.slice(1));
      else if (PACKED && (state.chosen || state.view === "timeline")) changed("chosen");
    });
  }
  function start() {
    onSift(foldOnSift);
    for (const listener of [
      showTime,
      clearPlate,
      showFilters,
      showSurroundings,
      followPanel,
      followTable,
      followTimeline
    ])
      onChange(listener);
    readColours();
    makeTheme();
    makeKeys();
    makeSearch();
    makeFilters();
    makeTable();
    makeShare();
    makeTime();
    colourKinds(document);
    tellShown();
    if (!nodeCount) {
      $("empty").hidden = false;
      document.body.classList.add("without");
      return ready();
    }
    makePicture();
    $("zoom-in").addEventListener("click", () => zoomBy(1.4));
    $("zoom-out").addEventListener("click", () => zoomBy(1 / 1.4));
    $("fit").addEventListener("click", () => fit());
    $("put-back").addEventListener("click", () => {
      putBack([...state.moved]);
      $("fit").focus();
    });
    onChange(() => {
      $("put-back").hidden = !state.moved.size;
    });
    network.once("afterDrawing", ready);
    if (location.hash.length > 1) fromFragment(location.hash.slice(1));
    else fit(void 0, true);
    setTimeout(openReports, 0);
  }
  start();
})();
