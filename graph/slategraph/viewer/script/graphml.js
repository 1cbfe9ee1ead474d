// The shown part of the network for other programs, as GraphML.
import { D, E, N, edgeCount, nodeCount, range } from "./data.js";
import { edgeShown, nodeShown } from "./state.js";
import { CSV } from "./csv.js";

export const xml = (value) =>
  String(value ?? "")
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
const GRAPHML_NODE = {
  label: (i) => N.label[i],
  type: (i) => D.types[N.type[i]].name,
  aliases: (i) => N.aliases[i],
  same_as: (i) => N.same_as[i],
  stage: (i) => N.stage[i],
  release_date: (i) => N.release_date[i],
};
const GRAPHML_EDGE = ["predicate", "status", "certainty", "belief", "since", "first", "last", "sources", "work"];
const GRAPHML_TYPES = { belief: "double", sources: "int" };

export function asGraphml() {
  const keys = [
    ...Object.keys(GRAPHML_NODE).map((name) => ["node", name]),
    ...GRAPHML_EDGE.map((name) => ["edge", name]),
  ];
  const data = (kind, name, value) =>
    value === undefined || value === "" ? "" : `<data key="${kind}-${name}">${xml(value)}</data>`;
  const nodes = range(nodeCount)
    .filter((i) => nodeShown[i])
    .map(
      (i) =>
        `<node id="${xml(N.id[i])}">${Object.entries(GRAPHML_NODE)
          .map(([name, value]) => data("node", name, value(i)))
          .join("")}</node>`,
    );
  const edges = range(edgeCount)
    .filter((e) => edgeShown[e])
    .map(
      (e) =>
        `<edge id="${xml(E.id[e])}" source="${xml(N.id[E.from[e]])}" target="${xml(N.id[E.to[e]])}">${GRAPHML_EDGE.map((name) => data("edge", name, CSV[name](e))).join("")}</edge>`,
    );
  const declared = keys.map(
    ([kind, name]) =>
      `<key id="${kind}-${name}" for="${kind}" attr.name="${name}" attr.type="${GRAPHML_TYPES[name] ?? "string"}"/>`,
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
    "",
  ].join("\n");
}
