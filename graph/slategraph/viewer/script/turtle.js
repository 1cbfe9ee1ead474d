// What is shown as Turtle. What holds is a plain triple; of every claim its standing is told beside it.
import { D, E, N, edgeCount, nodeCount, range } from "./data.js";
import { webAddress } from "./dom.js";
import { edgeShown, nodeShown } from "./state.js";
import { fileName, save } from "./share.js";

const LOCAL = /^[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?$/;
const UNSAFE_IRI = /[\u0000-\u0020<>"{}|^`\\\ud800-\udfff]/gu;

const percent = (letter) =>
  Array.from(new TextEncoder().encode(letter), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join(
    "",
  );
const iri = (address) => `<${address.replace(UNSAFE_IRI, percent)}>`;

// An id as a term: short where that is safe, and below an address of nobody's where it is none of the graph's own.
export function resource(id) {
  const [, prefix, rest] = /^([a-z]+):(.*)$/s.exec(id) ?? [];
  if (!prefix || !Object.hasOwn(D.prefixes, prefix)) return `<urn:slategraph:${encodeURIComponent(id.toWellFormed())}>`;
  return LOCAL.test(rest) ? `${prefix}:${rest}` : iri(D.prefixes[prefix] + rest);
}

const ESCAPES = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
export const letters = (text) =>
  `"${text
    .toWellFormed()
    .replace(/[\\"\n\r\t]/g, (letter) => ESCAPES[letter])
    .replace(/[\u0000-\u001f\u007f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`)}"`;
const known = (name) => (LOCAL.test(name) ? `sg:${name}` : resource(name));
const DATES = { 4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date" };
const dated = (text) =>
  /^\d{4}(-\d\d(-\d\d)?)?$/.test(text) ? `${letters(text)}^^${DATES[text.length]}` : letters(text);

function about(node) {
  const same = (N.same_as[node] ?? "")
    .split(/\s+/)
    .map(webAddress)
    .filter(Boolean)
    .map(({ href }) => `schema:sameAs ${iri(href)}`);
  const aliases = (N.aliases[node] ?? "")
    .split(" ; ")
    .filter(Boolean)
    .map((name) => `skos:altLabel ${letters(name)}`);
  const type = D.types[N.type[node]].name,
    told = N.stage[node] ?? "",
    stage = Object.hasOwn(D.stages, told) ? D.stages[told] : told;
  return [
    type && `a ${known(type)}`,
    `rdfs:label ${letters(N.label[node])}`,
    ...aliases,
    ...same,
    stage && `sg:stage ${LOCAL.test(stage) ? `stage:${stage}` : letters(stage)}`,
    N.release_date[node] && `sg:releaseDate ${dated(N.release_date[node])}`,
  ].filter(Boolean);
}

function holds(e) {
  return D.statuses[E.status[e]].name === "attached" && D.certainties[E.certainty[e]].name !== "denied";
}

const scale = (kind, name) => (LOCAL.test(name) ? `${kind}:${name}` : letters(name));

function standing(e) {
  const far = D.statuses[E.status[e]].name,
    sure = D.certainties[E.certainty[e]].name,
    since = D.dates[E.since[e]];
  const work = E.work[e] === undefined ? "" : resource(typeof E.work[e] === "number" ? N.id[E.work[e]] : E.work[e]);
  return [
    "a sg:Standing",
    `rdf:subject ${resource(N.id[E.from[e]])}`,
    `rdf:predicate ${known(D.predicates[E.predicate[e]].name)}`,
    `rdf:object ${resource(N.id[E.to[e]])}`,
    work && `sg:work ${work}`,
    far && `sg:status ${scale("status", far)}`,
    sure && `sg:certainty ${scale("certainty", sure)}`,
    E.belief[e] >= 0 && `sg:belief ${E.belief[e].toFixed(2)}`,
    since && `sg:since ${dated(since)}`,
    `sg:sources ${E.sources[e]}`,
  ].filter(Boolean);
}

const block = (subject, properties) => `${subject}\n    ${properties.join(" ;\n    ")} .\n`;

export function asTurtle() {
  const head = Object.entries(D.prefixes).map(([prefix, address]) => `@prefix ${prefix}: ${iri(address)} .`);
  const nodes = range(nodeCount).filter((i) => nodeShown[i]),
    edges = range(edgeCount).filter((e) => edgeShown[e]);
  const plain = edges
    .filter(holds)
    .map(
      (e) => `${resource(N.id[E.from[e]])} ${known(D.predicates[E.predicate[e]].name)} ${resource(N.id[E.to[e]])} .`,
    );
  return [
    ...head,
    "",
    ...nodes.map((i) => block(resource(N.id[i]), about(i))),
    ...new Set(plain),
    "",
    ...edges.map((e) => block(resource(E.id[e]), standing(e))),
  ].join("\n");
}

export const saveTurtle = () => save(new Blob([asTurtle()], { type: "text/turtle;charset=utf-8" }), fileName("ttl"));
