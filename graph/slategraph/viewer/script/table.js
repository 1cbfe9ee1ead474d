// The same content to read instead of look at: two tables that can be sorted.
import { D, E, N, edgeCount, hasPast, isWork, linkEdge, linkStart, nodeCount, range } from "./data.js";
import {
  KINDS,
  PAGE_ROWS,
  W,
  byText,
  claimText,
  dateName,
  nameOf,
  say,
  shorten,
  termName,
  typeName,
  workName,
} from "./words.js";
import { $, bdi, el } from "./dom.js";
import { changed, choose, edgeShown, nodeShown, state } from "./state.js";
import { colourKinds } from "./looks.js";
import { glyph } from "./search.js";
import { chip } from "./reports.js";

const TABLES = {
  claims: {
    rows: () => range(edgeCount).filter((e) => edgeShown[e]),
    open: (e) => choose("edge", e),
    columns: [
      { key: "subject", value: (e) => N.label[E.from[e]], cell: (e) => nameCell(E.from[e]) },
      {
        key: "predicate",
        value: (e) => termName(KINDS.predicate, E.predicate[e]),
        cell: (e) => openCell(e, shorten(termName(KINDS.predicate, E.predicate[e]), 40)),
      },
      {
        key: "object",
        value: (e) => N.label[E.to[e]],
        cell: (e) => [
          nameCell(E.to[e]),
          workName(e) ? el("span.in-work", {}, ` ${W.in_work} `, bdi(workName(e), "i")) : null,
        ],
      },
      { key: "status", value: (e) => E.status[e], cell: (e) => chip(KINDS.status, E.status[e]) },
      { key: "certainty", value: (e) => E.certainty[e], cell: (e) => chip(KINDS.certainty, E.certainty[e]) },
      {
        key: "belief",
        value: (e) => E.belief[e],
        cell: (e) => (E.belief[e] < 0 ? "" : say("percent", { n: Math.round(E.belief[e] * 100) })),
        number: true,
      },
      { key: "since", value: (e) => D.dates[E.since[e]], cell: (e) => dateName(D.dates[E.since[e]]), date: true },
      { key: "sources", value: (e) => E.sources[e], cell: (e) => String(E.sources[e]), number: true },
    ],
  },
  names: {
    rows: () => range(nodeCount).filter((i) => nodeShown[i]),
    open: (i) => choose("node", i),
    columns: [
      { key: "name", value: (i) => N.label[i], cell: (i) => nameCell(i) },
      {
        key: "type",
        value: (i) => typeName(N.type[i]),
        cell: (i) => el("span.kind-cell", {}, glyph(N.type[i]), shorten(typeName(N.type[i]), 40)),
      },
      {
        key: "aliases",
        value: (i) => N.aliases[i] ?? "",
        cell: (i) => bdi(shorten((N.aliases[i] ?? "").split(" ; ").join(", "), 120)),
      },
      { key: "stage", value: (i) => N.stage[i] ?? "", cell: (i) => shorten(N.stage[i] ?? "", 60) },
      { key: "release_date", value: (i) => N.release_date[i] ?? "", cell: (i) => dateName(N.release_date[i] ?? "") },
      { key: "claim_count", value: (i) => shownDegree(i), cell: (i) => String(shownDegree(i)), number: true },
    ],
  },
};
export const table = { kind: "claims", sort: null, down: false, limit: PAGE_ROWS };

function shownDegree(node) {
  return new Set(linkEdge.subarray(linkStart[node], linkStart[node + 1]).filter((e) => edgeShown[e])).size;
}

export const nameCell = (node) =>
  el(
    "button.name" + (isWork(node) ? ".work" : ""),
    { type: "button", onclick: () => choose("node", node) },
    bdi(nameOf(node)),
  );
const openCell = (edge, text) =>
  el(
    "button.relation",
    { type: "button", "aria-label": say("show_claim", { name: claimText(edge) }), onclick: () => choose("edge", edge) },
    text,
  );

export function sortedRows() {
  const { rows, columns } = TABLES[table.kind],
    column = columns.find(({ key }) => key === table.sort);
  const found = rows();
  if (!column) return found;
  const values = new Map(found.map((row) => [row, column.value(row)]));
  const order =
    typeof values.values().next().value === "number"
      ? (a, b) => values.get(a) - values.get(b)
      : (a, b) => byText(values.get(a), values.get(b));
  return found.sort((a, b) => (table.down ? order(b, a) : order(a, b)) || a - b);
}

function headCell({ key, number }) {
  const sorted = table.sort === key,
    direction = sorted ? (table.down ? "descending" : "ascending") : "none";
  const button = el(
    "button",
    {
      type: "button",
      onclick: () => {
        table.down = sorted ? !table.down : Boolean(number);
        table.sort = key;
        drawTable(key);
      },
    },
    W[`column_${key}`],
    el("span.arrow", { "aria-hidden": "true" }, sorted ? (table.down ? " ↓" : " ↑") : ""),
  );
  button.dataset.sort = key;
  return el("th" + (number ? ".number" : ""), { scope: "col", "aria-sort": direction }, button);
}

function drawTable(focusOn = null) {
  if (state.view !== "table") return;
  const { columns } = TABLES[table.kind],
    rows = sortedRows();
  const cells = (row) =>
    columns.map(({ cell, number, date }) => el("td" + (number ? ".number" : date ? ".date" : ""), {}, cell(row)));
  const body = el(
    "tbody",
    {},
    rows.slice(0, table.limit).map((row) => el("tr", {}, cells(row))),
  );
  const more =
    rows.length > table.limit
      ? el(
          "button.reset.useful",
          {
            type: "button",
            onclick: () => {
              table.limit += 4 * PAGE_ROWS;
              drawTable();
            },
          },
          say("more_rows", { n: (rows.length - table.limit).toLocaleString("en") }),
        )
      : null;
  const tabs = Object.keys(TABLES).map((kind) =>
    el(
      "button.step.wide",
      {
        type: "button",
        "aria-pressed": String(kind === table.kind),
        onclick: () => {
          Object.assign(table, { kind, sort: null, down: false, limit: PAGE_ROWS });
          drawTable();
        },
      },
      W[`table_${kind}`],
    ),
  );
  const scroll = $("table").scrollTop;
  $("table").replaceChildren(
    el("div.tabs", { role: "group", "aria-label": W.table }, tabs),
    el(
      "table",
      {},
      el("caption.unseen", {}, W[`table_${table.kind}`]),
      el("thead", {}, el("tr", {}, columns.map(headCell))),
      body,
    ),
    ...[more].filter(Boolean),
  );
  colourKinds($("table"));
  $("table").scrollTop = scroll;
  if (focusOn) $("table").querySelector(`[data-sort="${focusOn}"]`)?.focus();
}

export const VIEWS = () => ["picture", "table", ...(hasPast ? ["timeline"] : [])];

export function show(view) {
  state.view = view;
  changed("view");
}

export function makeTable() {
  if (!hasPast) $("timeline-button").remove();
  for (const view of VIEWS()) $(`${view}-button`).addEventListener("click", () => show(view));
}

export function followTable(what) {
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
