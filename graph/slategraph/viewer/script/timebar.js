// The bar over time: a slider over the days of the reports, with how much changed on each.
import { DAYS, LATEST, hasPast } from "./data.js";
import { W, dateName } from "./words.js";
import { $, el, narrow, spoken, svg } from "./dom.js";
import { changed, state } from "./state.js";
import {
  UNDATED,
  change,
  changedOn,
  dayName,
  dayText,
  goTo,
  isDay,
  noteChanges,
  pause,
  play,
  player,
  realDay,
} from "./time.js";
import { BADGES, CAME, CHANGES, FIRMED } from "./looks.js";
import { show } from "./table.js";

const SINCE = ["1d", "7d", "1m", "3m", "1y"];
export const isUp = (kind) => kind === CAME || kind === FIRMED;

export function badge(kind) {
  return svg(
    "svg",
    { viewBox: "-9 -9 18 18", class: `badge ${isUp(kind) ? "up" : "down"}`, "aria-hidden": "true" },
    svg("circle", { r: 8 }),
    svg("path", { d: BADGES[CHANGES[kind]] }),
  );
}

// Bars as high as much changed, and the years below.
function drawActivity() {
  const counts = DAYS.map((_, day) => changedOn(day).length),
    most = Math.log1p(Math.max(1, ...counts));
  const d = counts
    .map((count, day) => (count ? `M${day} 1V${(1 - 0.1 - (0.9 * Math.log1p(count)) / most).toFixed(3)}` : ""))
    .join("");
  $("activity").setAttribute("viewBox", `-0.5 0 ${DAYS.length} 1`);
  $("activity").replaceChildren(svg("path", { d, "vector-effect": "non-scaling-stroke" }));
  $("activity").style.strokeWidth = Math.max(1, Math.min(7, 500 / DAYS.length));
  const gap = 40 / Math.max(1, $("years").clientWidth);
  let last = -1;
  const years = DAYS.flatMap((day, k) => {
    const at = (k + 0.5) / DAYS.length;
    if (day === UNDATED || (k && DAYS[k - 1].slice(0, 4) === day.slice(0, 4)) || at - last < gap || at > 0.97)
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
  const parts = CHANGES.map((name, kind) =>
    kind && change.counts[kind]
      ? el(
          "span.tally",
          {},
          badge(kind),
          change.counts[kind].toLocaleString("en"),
          el("span.word", {}, ` ${W[`kind_${name}`]}`),
        )
      : null,
  );
  return parts.filter(Boolean);
}

function showDay() {
  if (!hasPast) return;
  $("day").value = state.day;
  $("day").setAttribute("aria-valuetext", dayText());
  $("day-now").textContent = narrow.matches ? dayName(state.day) : dayText();
  const found = changesLine(),
    told = state.since || state.day < LATEST;
  $("day-changes").replaceChildren(...(told ? (found.length ? found : [W.no_changes]) : []));
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

export function makeTime() {
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
    ["later", 1],
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

export function showTime(what) {
  if (what === "filter") {
    noteChanges();
    showDay();
  }
}
