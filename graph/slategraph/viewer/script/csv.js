// The shown claims as a sheet.
import { D, E, N, edgeCount, range } from "./data.js";
import { edgeShown } from "./state.js";

// A cell that a spreadsheet would take for a formula gets an apostrophe before it.
export function csvCell(value) {
  const text = String(value ?? "").replace(/\u0000/g, "");
  const harmless =
    /^[\s\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]*[=+\-@＝＋－＠\t\r|%]/.test(text) &&
    !/^-?\d+(\.\d+)?$/.test(text)
      ? `'${text}`
      : text;
  return `"${harmless.replace(/"/g, '""')}"`;
}

export const CSV = {
  subject: (e) => N.label[E.from[e]],
  subject_type: (e) => D.types[N.type[E.from[e]]].name,
  predicate: (e) => D.predicates[E.predicate[e]].name,
  object: (e) => N.label[E.to[e]],
  object_type: (e) => D.types[N.type[E.to[e]]].name,
  work: (e) => (typeof E.work[e] === "number" ? N.label[E.work[e]] : E.work[e]),
  status: (e) => D.statuses[E.status[e]].name,
  certainty: (e) => D.certainties[E.certainty[e]].name,
  belief: (e) => (E.belief[e] < 0 ? "" : E.belief[e]),
  since: (e) => D.dates[E.since[e]],
  first: (e) => D.dates[E.first[e]],
  last: (e) => D.dates[E.last[e]],
  sources: (e) => E.sources[e],
  subject_id: (e) => N.id[E.from[e]],
  object_id: (e) => N.id[E.to[e]],
  claim: (e) => E.id[e],
};

export function asCsv() {
  const rows = range(edgeCount)
    .filter((e) => edgeShown[e])
    .map((e) =>
      Object.values(CSV)
        .map((value) => csvCell(value(e)))
        .join(","),
    );
  return [Object.keys(CSV).join(","), ...rows].join("\r\n") + "\r\n";
}
