// Setting up, in the order in which a reader needs things.
import { PACKED, nodeCount, unpackReports } from "./data.js";
import { $, narrow } from "./dom.js";
import { changed, choose, forgetPublishers, onChange, onSift, state } from "./state.js";
import { colourKinds, readColours } from "./looks.js";
import { makeTime, showTime } from "./timebar.js";
import { foldOnSift, putBack } from "./fold.js";
import { clearPlate } from "./plate.js";
import { box, fit, makePicture, network, zoomBy } from "./picture.js";
import { makeSearch } from "./search.js";
import { makeFilters, openFilters, showFilters, tellShown } from "./filters.js";
import { showSurroundings } from "./focus.js";
import { followPanel } from "./panel.js";
import { followTable, makeTable } from "./table.js";
import { followTimeline } from "./timeline.js";
import { fromFragment, makeShare, openMenu } from "./share.js";

function themeNow() {
  const wanted = document.documentElement.dataset.theme;
  return wanted === "auto" ? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light") : wanted;
}

function retheme() {
  readColours();
  colourKinds(document);
  changed("theme");
}

function makeTheme() {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", retheme);
  $("theme-button").addEventListener("click", () => {
    document.documentElement.dataset.theme = themeNow() === "dark" ? "light" : "dark";
    retheme();
  });
}

function makeKeys() {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches?.("input:not([type=checkbox]), textarea, select");
    if (event.key === "/" && !typing) {
      event.preventDefault();
      $("search").focus();
    }
    if (event.key !== "Escape") return;
    if (!$("share-menu").hidden) return openMenu(false);
    if (narrow.matches && !$("filters").hidden) openFilters(false);
    else if (state.chosen) {
      choose(null);
      box.focus();
    }
  });
}

function ready() {
  requestAnimationFrame(() => document.documentElement.setAttribute("data-ready", ""));
}

function openReports() {
  unpackReports().then(() => {
    document.documentElement.setAttribute("data-complete", "");
    forgetPublishers();
    if (PACKED && location.hash.length > 1) fromFragment(location.hash.slice(1));
    else if (PACKED && (state.chosen || state.view === "timeline")) changed("chosen");
  });
}

function start() {
  onSift(foldOnSift);
  for (const listener of [
    showTime,
    clearPlate,
    showFilters,
    showSurroundings,
    followPanel,
    followTable,
    followTimeline,
  ])
    onChange(listener);
  readColours();
  makeTheme();
  makeKeys();
  makeSearch();
  makeFilters();
  makeTable();
  makeShare();
  makeTime();
  colourKinds(document);
  tellShown();
  if (!nodeCount) {
    $("empty").hidden = false;
    document.body.classList.add("without");
    return ready();
  }
  makePicture();
  $("zoom-in").addEventListener("click", () => zoomBy(1.4));
  $("zoom-out").addEventListener("click", () => zoomBy(1 / 1.4));
  $("fit").addEventListener("click", () => fit());
  $("put-back").addEventListener("click", () => {
    putBack([...state.moved]);
    $("fit").focus();
  });
  onChange(() => {
    $("put-back").hidden = !state.moved.size;
  });
  network.once("afterDrawing", ready);
  if (location.hash.length > 1) fromFragment(location.hash.slice(1));
  else fit(undefined, true);
  setTimeout(openReports, 0);
}
start();
