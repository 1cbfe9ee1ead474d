// Looking closer: the surroundings of one name, and the way from one name to another.
import { W, nameOf, say, sayCount } from "./words.js";
import { $, bdi, el, spoken } from "./dom.js";
import { changed, goAround, goBack, seeAll, shortestPath, state } from "./state.js";
import { fit } from "./picture.js";
import { combobox } from "./search.js";
import { claimRow, nodeButton } from "./panel.js";

export function aroundButtons(node) {
  const buttons = [1, 2, 3].map((steps) =>
    el(
      "button.step",
      {
        type: "button",
        "aria-pressed": String(state.around?.node === node && state.around.steps === steps),
        "aria-label": sayCount("around_steps", steps),
        onclick: () => {
          goAround(node, steps);
          fit();
        },
      },
      String(steps),
    ),
  );
  return el(
    "div.around",
    { role: "group", "aria-label": W.around_label },
    el("span", { "aria-hidden": "true" }, W.around_label),
    buttons,
    state.around
      ? el(
          "button.step.wide",
          {
            type: "button",
            onclick: () => {
              seeAll();
              fit();
            },
          },
          W.around_all,
        )
      : null,
  );
}

export function pathField(node) {
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
    placeholder: W.path_hint,
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
      el("p.note.none", { role: "alert" }, text),
    );
    return;
  }
  state.chosen = path;
  changed("chosen");
  fit(path.nodes);
  $("panel").focus();
}

export function pathPanel({ from, to, edges, nodes }) {
  const steps = edges.map((edge) => claimRow(edge, -1));
  return [
    el("p.kicker", {}, el("span", {}, edges.length ? sayCount("path_steps", edges.length) : W.path_same)),
    el("h2.sentence", {}, nodeButton(from), el("span.relation", {}, ` ${W.to} `), nodeButton(to)),
    el("ol.claims", {}, steps),
    nodes.length > 1
      ? el("button.reset.useful", { type: "button", onclick: () => findPath(to, from) }, W.path_turn)
      : null,
  ];
}

// The strip over the picture that says that only a part is shown.
function showStrip() {
  const { around } = state;
  $("strip").hidden = !around;
  if (!around) return $("strip").replaceChildren();
  const text = el("span", {}, sayCount("around_steps", around.steps), " ", W.around_of, " ", bdi(nameOf(around.node)));
  const back = state.past.some(Boolean)
    ? el(
        "button.step.wide",
        {
          type: "button",
          onclick: () => {
            goBack();
            fit();
          },
        },
        W.back,
      )
    : null;
  const all = el(
    "button.step.wide",
    {
      type: "button",
      onclick: () => {
        seeAll();
        fit();
      },
    },
    W.around_all,
  );
  $("strip").replaceChildren(text, ...[back, all].filter(Boolean));
}

export function showSurroundings(what) {
  if (what === "filter") showStrip();
}
