// The panel: everything known of the chosen name or claim.
import { D, E, N, degree, isWork, linkEdge, linkStart } from "./data.js";
import {
  KINDS,
  W,
  claimText,
  dateName,
  nameOf,
  say,
  sayCount,
  shorten,
  termName,
  typeName,
  workName,
} from "./words.js";
import { $, bdi, el, link, narrow, webAddress } from "./dom.js";
import { choose, edgeShown, edgeThere, state } from "./state.js";
import { dayName, eventsOf } from "./time.js";
import { colourKinds } from "./looks.js";
import { badge } from "./timebar.js";
import { foldButtons } from "./fold.js";
import { box, fit, flyTo } from "./picture.js";
import { inView } from "./pointer.js";
import { glyph } from "./search.js";
import { closeButton } from "./filters.js";
import { chip, everToldOf, namesOf, reportList, reportsOf } from "./reports.js";
import { aroundButtons, pathField, pathPanel } from "./focus.js";
import { level } from "./timeline.js";

const MOST_CLAIMS = 60;
const CATALOGUES = {
  "wikidata.org": "Wikidata",
  "imdb.com": "IMDb",
  "themoviedb.org": "TMDB",
  "wikipedia.org": "Wikipedia",
};

const catalogueName = (host) =>
  Object.entries(CATALOGUES).find(([domain]) => host === domain || host.endsWith(`.${domain}`))?.[1] ?? host;

export function nodeButton(node) {
  return el(
    "button.name" + (isWork(node) ? ".work" : ""),
    {
      type: "button",
      "aria-label": say("go_to", { name: nameOf(node) }),
      onclick: () => {
        choose("node", node);
        flyTo(node);
      },
    },
    bdi(nameOf(node)),
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
          addresses.map((address) => link(catalogueName(address.hostname), address)),
        ),
      ),
    );
  return facts.length ? el("dl.facts", {}, facts) : null;
}

function nodePanel(node) {
  const aliases = (N.aliases[node] ?? "").split(" ; ").filter(Boolean);
  const told = reportsOf("node", node);
  return [
    el("p.kicker", {}, glyph(N.type[node]), el("span", {}, shorten(typeName(N.type[node]), 40))),
    el("h2" + (isWork(node) ? ".work" : ""), { dir: "auto" }, N.label[node]),
    aliases.length
      ? el(
          "p.aka",
          {},
          `${W.also} `,
          aliases.slice(0, 30).flatMap((name, k) => [k ? ", " : "", bdi(name)]),
        )
      : null,
    nodeFacts(node),
    degree(node) ? aroundButtons(node) : null,
    foldButtons(node),
    degree(node) ? pathField(node) : null,
    told.length ? literalClaims(told, namesOf(node)) : null,
    claimList(node),
  ];
}

// Stage and release date have no line in the picture; their reports stand here.
function literalClaims(told, names) {
  const groups = new Map();
  for (const report of told) {
    const key = `${report.predicate} ${report.object}`;
    if (groups.has(key)) groups.get(key).push(report);
    else groups.set(key, [report]);
  }
  const items = [...groups.values()].map((reports) =>
    el(
      "div.told",
      {},
      el(
        "p.sentence",
        {},
        el("strong", {}, shorten(reports[0].predicate, 40), ": ", bdi(dateName(reports[0].object))),
        " ",
        chip(KINDS.certainty, reports[0].certainty),
      ),
      reportList(reports, names),
    ),
  );
  return el(
    "details.claim.literal",
    {},
    el("summary", {}, W.project_told, " · ", sayCount("reports", told.length)),
    items,
  );
}

const strength = (e) => -E.status[e] * 10 - E.certainty[e] + Math.max(0, E.belief[e]);

export function claimsOf(node) {
  const edges = [...new Set(linkEdge.subarray(linkStart[node], linkStart[node + 1]))].filter((e) => edgeThere[e]);
  return edges.sort((a, b) => E.predicate[a] - E.predicate[b] || strength(b) - strength(a) || a - b);
}

function openClaim(edge) {
  const ends = [E.from[edge], E.to[edge]];
  choose("edge", edge);
  if (state.view === "picture" && !ends.every(inView)) fit(ends, false, 0.9);
}

export function claimRow(edge, node) {
  const outward = E.from[edge] === node,
    other = outward ? E.to[edge] : E.from[edge];
  const relation = el("span.relation", {}, shorten(termName(KINDS.predicate, E.predicate[edge]), 40));
  const here = el("span.here", {}, bdi(shorten(N.label[node] ?? "", 24)));
  const sentence =
    node < 0
      ? [nodeButton(E.from[edge]), " ", relation, " ", nodeButton(E.to[edge])]
      : outward
        ? [relation, " ", nodeButton(other)]
        : [nodeButton(other), " ", relation, " ", here];
  const hint = E.sources[edge] ? sayCount("sources", E.sources[edge]) : W.details;
  const more = el(
    "button.more",
    { type: "button", "aria-label": `${hint}: ${claimText(edge)}`, onclick: () => openClaim(edge) },
    hint,
  );
  const work = workName(edge) ? el("span.in-work", {}, ` ${W.in_work} `, bdi(workName(edge), "i")) : null;
  return el(
    "li.claim" + (edgeShown[edge] ? "" : ".filtered"),
    {},
    el("p.sentence", {}, sentence, work),
    el(
      "p.meta",
      {},
      edgeThere[edge]
        ? [chip(KINDS.status, E.status[edge]), chip(KINDS.certainty, E.certainty[edge]), beliefBar(edge)]
        : W.not_yet,
      more,
    ),
  );
}

function beliefBar(edge) {
  if (E.belief[edge] < 0) return null;
  const percent = Math.round(E.belief[edge] * 100),
    name = `${W.belief} ${say("percent", { n: percent })}`,
    bar = el("span.meter", { role: "img", "aria-label": name, title: name }, el("span"));
  bar.firstChild.style.width = `${percent}%`;
  return bar;
}

function claimList(node) {
  const edges = claimsOf(node),
    list = el("ul.claims");
  if (!edges.length) return el("p.note", {}, W.no_claims);
  const add = (start) => {
    list.append(...edges.slice(start, start + MOST_CLAIMS).map((edge) => claimRow(edge, node)));
    const left = edges.length - start - MOST_CLAIMS;
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
                add(start + MOST_CLAIMS);
              },
            },
            say("more_claims", { n: Math.min(left, MOST_CLAIMS) }),
          ),
        ),
      );
  };
  add(0);
  return [el("h3", {}, `${W.claims} `, el("span.count", {}, edges.length.toLocaleString("en"))), list];
}

function edgePanel(edge) {
  const told = reportsOf("edge", edge),
    later = everToldOf("edge", edge).length - told.length,
    names = [...namesOf(E.from[edge]), ...namesOf(E.to[edge])];
  const last = later ? (told[0]?.day ?? "") : D.dates[E.last[edge]],
    dates = [D.dates[E.first[edge]], last].filter(Boolean).map((date) => dateName(date));
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
      workName(edge)
        ? el(
            "span.in-work",
            {},
            ` ${W.in_work} `,
            typeof E.work[edge] === "number" ? nodeButton(E.work[edge]) : bdi(workName(edge), "i"),
          )
        : null,
    ),
    edgeThere[edge]
      ? el("p.chips", {}, chip(KINDS.status, E.status[edge]), chip(KINDS.certainty, E.certainty[edge]))
      : el("p.note", {}, W.not_yet),
    edgeThere[edge] && facts.length ? el("dl.facts", {}, facts) : null,
    edgePast(edge),
    el("h3", {}, `${W.reports} `, el("span.count", {}, String(told.length))),
    told.length ? reportList(told, names) : el("p.note", {}, W.no_reports),
    later ? el("p.note", {}, sayCount("later_reports", later)) : null,
  ];
}

// How a claim got where it is.
function edgePast(edge) {
  const events = eventsOf(edge).filter(({ day }) => day <= state.day);
  if (events.length < 2) return null;
  const rows = events.map(({ day, kind, after }) =>
    el("li.entry", {}, badge(kind), el("div", {}, el("span", {}, dayName(day)), el("p.chips", {}, level(after)))),
  );
  return [el("h3", {}, W.course), el("ol.course", {}, rows)];
}

// What is asked anew while somebody works in the panel keeps its place and its focus.
function keepPlace(panel, action) {
  const at = document.activeElement,
    inside = panel.contains(at),
    scroll = panel.querySelector(".scroll")?.scrollTop ?? 0;
  const name = (control) => control.getAttribute("aria-label") ?? control.dataset.key ?? control.textContent;
  const wanted = inside && at !== panel ? name(at) : null;
  action();
  if (panel.hidden) return;
  panel.querySelector(".scroll").scrollTop = scroll;
  if (inside)
    (
      [...panel.querySelectorAll("button, input, summary, a")].find((control) => name(control) === wanted) ?? panel
    ).focus();
}

function showPanel() {
  const panel = $("panel"),
    { chosen } = state;
  panel.hidden = chosen === null;
  if (!chosen) return panel.replaceChildren();
  const body =
    chosen.kind === "path"
      ? pathPanel(chosen)
      : chosen.kind === "node"
        ? nodePanel(chosen.index)
        : edgePanel(chosen.index);
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

export function followPanel(what) {
  if (what === "chosen") showPanel();
  else if ((what === "filter" || what === "moved") && state.chosen && state.chosen.kind !== "path")
    keepPlace($("panel"), showPanel);
}
