// Reports: what each source said of a claim, in its own words.
import { D, DAYS, LATEST, N, R } from "./data.js";
import { KINDS, W, dateName, say, shorten, termName } from "./words.js";
import { bdi, el, link, webAddress } from "./dom.js";
import { state } from "./state.js";

// A report of a name bears a predicate and its value too; the day from which it counts comes last, where it is not its date.
export function readReport([source, status, certainty, quotation, speaker, reader, confidence, ...rest]) {
  const [publisher, published, url, title] = R().sources[source],
    [predicate, object] = rest.length > 1 ? rest : [];
  return {
    day: (rest.length % 2 ? rest.at(-1) : "") || published,
    publisher,
    published,
    url,
    title,
    status,
    certainty,
    quotation,
    speaker: R().speakers[speaker],
    reader: R().readers[reader],
    confidence,
    predicate,
    object,
  };
}

const newestFirst = (a, b) => (a.published < b.published ? 1 : a.published > b.published ? -1 : 0);
export const everToldOf = (kind, index) => (R()[`${kind}s`][index] ?? []).map(readReport).sort(newestFirst);
// Those known on the day that is looked at.
export const reportsOf = (kind, index) =>
  everToldOf(kind, index).filter(({ day }) => state.day >= LATEST || day <= DAYS[state.day]);

export const chip = (kind, place) =>
  el(
    `span.chip.${kind.key}`,
    { "data-name": D[kind.plural][place].name || null, title: D[kind.plural][place].comment || null },
    shorten(termName(kind, place), 30),
  );

// The quotation with the names that it speaks of set off.
function quotation(text, names) {
  const quote = el("blockquote", { dir: "auto" });
  const wanted = names
    .filter((name) => name.length > 2)
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const parts = wanted.length ? text.split(new RegExp(`(${wanted.join("|")})`, "iu")) : [text];
  quote.append(...parts.map((part, k) => (k % 2 ? el("mark", {}, part) : part)).filter((part) => part !== ""));
  return quote;
}

export function namesOf(node) {
  const names = [N.label[node].replace(/ \([^)]*\)$/, ""), ...(N.aliases[node] ?? "").split(" ; ")];
  const last = D.types[N.type[node]].name === "Person" ? [names[0].split(" ").at(-1)] : [];
  return [...names, ...last]
    .map((name) => name.trim())
    .filter((name) => name && name.length < 200)
    .slice(0, 20);
}

function sourceLine(report) {
  const address = report.url ? webAddress(report.url) : null;
  const publisher = el(
    "span.publisher",
    {},
    bdi(shorten(report.publisher || (address ? address.hostname : W.unknown_source), 60)),
  );
  const date = report.published
    ? el("time", { datetime: /^[\d-]+$/.test(report.published) ? report.published : null }, dateName(report.published))
    : el("span", {}, W.undated);
  const title = report.title ? shorten(report.title, 200) : "";
  const headline = address
    ? link(title || W.open_article, address, title || `${W.open_article}: ${address.hostname}`)
    : title
      ? bdi(title, "cite")
      : null;
  return el("p.source", {}, publisher, " · ", date, headline ? el("span.headline", {}, headline) : null);
}

function howRead(report) {
  const parts = [];
  if (report.speaker) parts.push(el("span.speaker", {}, say("said_by", { name: shorten(report.speaker, 80) })));
  if (report.reader)
    parts.push(
      el("span", {}, report.reader === "hand" ? W.by_hand : say("by_reader", { name: shorten(report.reader, 60) })),
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
    howRead(report),
  );
}

export const reportList = (reports, names) =>
  el(
    "ul.reports",
    {},
    reports.map((report) => reportItem(report, names)),
  );
