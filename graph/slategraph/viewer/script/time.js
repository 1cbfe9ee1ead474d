// Travel in time: what was believed on each day. Python decided it, by the same rule as what is believed now.
import { D, DAYS, E, LATEST, N, edgeCount, hasPast } from "./data.js";
import { W, dateName, lastOf, say } from "./words.js";
import { narrow, spoken, stillness } from "./dom.js";
import { changed, edgeThere, state } from "./state.js";
import { CAME, COOLED, FIRMED, NOTHING, WENT, orderEdges } from "./looks.js";

export const UNDATED = "9999-12-31";

const STATE = ["status", "certainty", "belief", "sources", "since"];
const NOW = Object.fromEntries(STATE.map((key) => [key, E[key].slice()]));
export const LITERALS = { stage: "stage", releaseDate: "release_date" };
const NOW_TOLD = Object.fromEntries(Object.values(LITERALS).map((key) => [key, { ...N[key] }]));
export const changing = Object.keys(E.past).map(Number);
export const telling = Object.keys(N.past).map(Number);

const bornOn = (e) => E.born[e] ?? -1;
const stateNow = (e) => ({
  status: NOW.status[e],
  certainty: NOW.certainty[e],
  belief: NOW.belief[e],
  sources: NOW.sources[e],
  since: NOW.since[e],
});

// The states of a claim, each with the number of the day on which it began.
export function statesOf(e) {
  const steps = E.past[e] ?? [bornOn(e)],
    states = [];
  for (let k = 0; k + 1 < steps.length; k += 6)
    states.push({
      day: steps[k],
      status: steps[k + 1],
      certainty: steps[k + 2],
      belief: steps[k + 3],
      sources: steps[k + 4],
      since: steps[k + 5],
    });
  return [...states, { day: steps.at(-1), ...stateNow(e) }];
}

// What was believed of a claim on a day; null before its first report.
export function stateOn(e, day) {
  if (bornOn(e) > day) return null;
  return E.past[e] ? statesOf(e).findLast((state) => state.day <= day) : stateNow(e);
}

function literalOn(node, predicate, day) {
  const steps = N.past[node].filter(([on, name]) => name === predicate && on <= day);
  return steps.length ? steps.at(-1)[2] : "";
}

// Puts the graph back to a day: everything that shows it reads it from the same columns.
export function travel(day) {
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

// What happened to a claim, in the words of a trade: the same four as `slategraph diff` has.
const isThere = (found) =>
  found !== null && D.statuses[found.status].name !== "exited" && D.certainties[found.certainty].name !== "denied";

export function changeOf(before, after) {
  if (before?.status === after?.status && before?.certainty === after?.certainty) return NOTHING;
  const was = isThere(before),
    is = isThere(after);
  if (was !== is || !before || !after) return is ? CAME : WENT;
  const far = D.statuses[after.status].rank - D.statuses[before.status].rank;
  return (far || D.certainties[after.certainty].rank - D.certainties[before.certainty].rank) > 0 ? FIRMED : COOLED;
}

export function eventsOf(e) {
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

// For each day the claims that changed on it.
let daily = null;
export function changedOn(day) {
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

// Days: `2025-02-31`, the last day of a partial date, may be none of the calendar.
export function dayBefore(day, [count, unit]) {
  const [year, month, date] = day.split("-").map(Number);
  const at = new Date(Date.UTC(year, month - 1, Math.min(date, lastOf(year, month))));
  if (unit === "d") at.setUTCDate(at.getUTCDate() - count);
  else {
    const months = at.getUTCFullYear() * 12 + at.getUTCMonth() - count * (unit === "y" ? 12 : 1),
      y = Math.floor(months / 12),
      m = months % 12;
    return new Date(Date.UTC(y, m, Math.min(at.getUTCDate(), lastOf(y, m + 1)))).toISOString().slice(0, 10);
  }
  return at.toISOString().slice(0, 10);
}

export const SPANS = { "1d": [1, "d"], "7d": [7, "d"], "1m": [1, "m"], "3m": [3, "m"], "1y": [1, "y"] };
export const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text);
// Before the undated reports' place at the very end lies the last real day.
export const realDay = (day) => (DAYS[day] === UNDATED && day > 0 ? DAYS[day - 1] : DAYS[day]);
export const sinceDay = () => (SPANS[state.since] ? dayBefore(realDay(state.day), SPANS[state.since]) : state.since);
export const numberOfDay = (text) => DAYS.findLastIndex((day) => day <= text);

// What stands out: what changed since a day, or else what changed on the day that is looked at.
export const change = {
  kind: new Uint8Array(edgeCount),
  glow: new Float32Array(edgeCount),
  counts: [0, 0, 0, 0, 0],
  edges: [],
};
const TRAIL = [1, 0.55, 0.25]; // while playing, the last days fade out

export function noteChanges() {
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
  const candidates = new Set();
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

export function goTo(day) {
  travel(day);
  changed("filter");
}

// Playing: a day with a change after another, without any movement of its own.
export const player = { timer: 0, stride: 1 };

export function play() {
  if (player.timer) return pause();
  player.stride = Math.ceil(DAYS.length / 250);
  player.pace = Math.min(stillness.matches ? 1000 : 600, Math.max(120, 30_000 / DAYS.length));
  player.timer = -1;
  goTo(state.day >= LATEST ? 0 : state.day);
  tick();
}

function tick() {
  const timer = (player.timer = setTimeout(() => {
    if (state.day >= LATEST) return pause();
    goTo(Math.min(LATEST, state.day + player.stride));
    requestAnimationFrame(() => {
      if (player.timer === timer) tick();
    }); // unless it was paused meanwhile
  }, player.pace));
}

export function pause() {
  clearTimeout(player.timer);
  Object.assign(player, { timer: 0, stride: 1 });
  changed("filter");
  spoken(dayText());
}

export const dayName = (day) =>
  DAYS[day] === UNDATED ? W.undated : dateName(DAYS[day], narrow.matches ? 3 : Infinity);
export const dayText = () =>
  state.day >= LATEST ? say("day_latest", { day: dayName(state.day) }) : dayName(state.day);
