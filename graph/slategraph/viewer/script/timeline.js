// The timeline, to read: day by day what came, firmed up, cooled and went, of one name or of all that is shown.
import { DAYS, E, N, R, edgeCount, linkEdge, linkStart, range } from "./data.js";
import { KINDS, PAGE_ROWS, W, claimText, dateName, nameOf, say, shorten, termName, workName } from "./words.js";
import { $, bdi, el } from "./dom.js";
import { choose, edgeShown, nodeShown, state } from "./state.js";
import { LITERALS, dayName, eventsOf, numberOfDay, sinceDay, telling } from "./time.js";
import { CAME, CHANGES, WENT } from "./looks.js";
import { badge } from "./timebar.js";
import { chip, readReport } from "./reports.js";
import { nameCell } from "./table.js";

const timeline = { all: false, oldestFirst: false, limit: PAGE_ROWS };

const subject = () => (timeline.all || state.chosen?.kind !== "node" ? -1 : state.chosen.index);

function toldEvents(node) {
  return N.past[node]
    .map(([day, predicate, value, certainty], k, steps) => ({
      day,
      node,
      predicate,
      value,
      certainty,
      before: steps.slice(0, k).findLast(([, name]) => name === predicate)?.[2] ?? "",
    }))
    .filter(({ value, before }) => value !== before);
}

function claimsFor(node) {
  if (node < 0) return range(edgeCount).filter((e) => edgeShown[e]);
  const within = Object.entries(E.work)
    .filter(([, work]) => work === node)
    .map(([e]) => Number(e));
  return [...new Set([...linkEdge.subarray(linkStart[node], linkStart[node + 1]), ...within])];
}

function timelineEvents() {
  const node = subject(),
    from = state.since ? numberOfDay(sinceDay()) : -1;
  const told = telling.filter((other) => (node < 0 ? nodeShown[other] : other === node)).flatMap(toldEvents);
  const claims = state.chosen?.kind === "edge" && !timeline.all ? [state.chosen.index] : claimsFor(node);
  const events = [...claims.flatMap(eventsOf), ...(state.chosen?.kind === "edge" && !timeline.all ? [] : told)].filter(
    ({ day }) => day <= state.day && day > from,
  );
  const back = timeline.oldestFirst ? 1 : -1;
  return events.sort((a, b) => back * (a.day - b.day) || (a.edge ?? -1) - (b.edge ?? -1));
}

export const level = (found) => [chip(KINDS.status, found.status), chip(KINDS.certainty, found.certainty)];

// The two words of a standing; of the one before only what is not the same.
const wordOf = (kind, place) => shorten(termName(kind, place), 30);
const levelText = ({ status, certainty }) => `${wordOf(KINDS.status, status)}, ${wordOf(KINDS.certainty, certainty)}`;
const beforeText = (before, after) =>
  before.status === after.status
    ? wordOf(KINDS.certainty, before.certainty)
    : before.certainty === after.certainty
      ? wordOf(KINDS.status, before.status)
      : levelText(before);

// Who brought the change: the outlet of the report of that day with that status and certainty.
function bringer({ edge, day, after }) {
  const told = (R().edges[edge] ?? [])
    .map(readReport)
    .find(
      (report) => report.day === DAYS[day] && report.status === after.status && report.certainty === after.certainty,
    );
  return told?.publisher ? el("span.publisher", {}, bdi(shorten(told.publisher, 40))) : null;
}

function claimEntry(event) {
  const { edge, kind, before, after } = event;
  const relation = el(
    "button.relation",
    { type: "button", "aria-label": say("show_claim", { name: claimText(edge) }), onclick: () => choose("edge", edge) },
    shorten(termName(KINDS.predicate, E.predicate[edge]), 40),
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
        bringer(event),
      ),
    ),
  );
}

function toldEntry({ node, predicate, value, before, certainty }) {
  const name = W[LITERALS[predicate]] ?? shorten(predicate, 40),
    is = (text) => el("strong", {}, bdi(dateName(text)));
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
        [before ? say("was", { value: dateName(before) }) : "", value ? wordOf(KINDS.certainty, certainty) : ""]
          .filter(Boolean)
          .join("; "),
      ),
    ),
  );
}

function timelineTabs() {
  const { chosen } = state,
    tab = (pressed, action, ...text) =>
      el("button.step.wide", { type: "button", "aria-pressed": String(pressed), onclick: action }, ...text);
  const redraw = (values) => () => {
    Object.assign(timeline, values, { limit: PAGE_ROWS });
    drawTimeline();
  };
  const only = chosen?.kind === "node" ? bdi(nameOf(chosen.index)) : chosen?.kind === "edge" ? W.this_claim : null;
  return el(
    "div.tabs",
    { role: "group", "aria-label": W.timeline },
    only ? tab(!timeline.all, redraw({ all: false }), W.only_name, " ", only) : null,
    tab(timeline.all || !only, redraw({ all: true }), W.all_shown),
    el("span.gap"),
    tab(timeline.oldestFirst, redraw({ oldestFirst: !timeline.oldestFirst }), W.oldest_first),
  );
}

function drawTimeline() {
  if (state.view !== "timeline") return;
  const events = timelineEvents(),
    days = [];
  for (const event of events.slice(0, timeline.limit)) {
    if (days.at(-1)?.day !== event.day) days.push({ day: event.day, entries: [] });
    days.at(-1).entries.push(event.edge === undefined ? toldEntry(event) : claimEntry(event));
  }
  const sections = days.map(({ day, entries }) =>
    el("section.day", {}, el("h2", {}, dayName(day)), el("ul", {}, entries)),
  );
  const left = events.length - timeline.limit;
  const more =
    left > 0
      ? el(
          "button.reset.useful",
          {
            type: "button",
            onclick: () => {
              timeline.limit += 4 * PAGE_ROWS;
              drawTimeline();
            },
          },
          say("more_rows", { n: left.toLocaleString("en") }),
        )
      : null;
  const since = state.since ? el("p.note", {}, say("changed_since", { day: dateName(sinceDay()) })) : null;
  const scroll = $("timeline").scrollTop,
    focus = document.activeElement?.closest("#timeline .tabs")
      ? [...$("timeline").querySelectorAll(".tabs button")].indexOf(document.activeElement)
      : -1;
  $("timeline").replaceChildren(
    timelineTabs(),
    ...[since, ...sections, events.length ? null : el("p.note", {}, W.no_changes), more].filter(Boolean),
  );
  $("timeline").scrollTop = scroll;
  $("timeline").querySelectorAll(".tabs button")[focus]?.focus();
}

export function followTimeline(what) {
  if (what === "view" && state.view !== "timeline") $("timeline").replaceChildren();
  if (what === "chosen" || what === "filter") timeline.limit = PAGE_ROWS;
  if (what === "view" || what === "filter" || what === "chosen") drawTimeline();
}
