// The picture as SVG: the painter draws on this stand-in for a canvas, which writes down what it is told.
import { D } from "./data.js";
import { shorten } from "./words.js";
import { SVG, svg } from "./dom.js";
import { BADGES, BADGE_PATHS, MARKS, MARK_PATHS, PATHS, SHAPES, colours } from "./looks.js";
import { camera } from "./paint.js";
import { paintWhole } from "./plate.js";
import { network } from "./picture.js";
import { fileName, save } from "./share.js";

class VectorCanvas {
  constructor(width, height) {
    this.root = svg("svg", { xmlns: SVG, viewBox: `0 0 ${width} ${height}`, width, height });
    this.matrix = [1, 0, 0, 1, 0, 0];
    this.kept = [];
    this.d = "";
    Object.assign(this, {
      fillStyle: "#000",
      strokeStyle: "#000",
      lineWidth: 1,
      lineCap: "butt",
      lineJoin: "miter",
      globalAlpha: 1,
      font: "12px sans-serif",
      textAlign: "left",
      dash: [],
    });
    this.ruler = document.createElement("canvas").getContext("2d");
  }

  static KEPT = [
    "matrix",
    "fillStyle",
    "strokeStyle",
    "lineWidth",
    "lineCap",
    "lineJoin",
    "globalAlpha",
    "font",
    "textAlign",
    "dash",
  ];
  save() {
    this.kept.push(VectorCanvas.KEPT.map((key) => this[key]));
  }
  restore() {
    const values = this.kept.pop() ?? [];
    VectorCanvas.KEPT.forEach((key, k) => {
      if (k in values) this[key] = values[k];
    });
  }
  setTransform(...matrix) {
    this.matrix = matrix;
  }
  translate(x, y) {
    const [a, b, c, d, e, f] = this.matrix;
    this.matrix = [a, b, c, d, a * x + c * y + e, b * x + d * y + f];
  }
  setLineDash(dash) {
    this.dash = dash;
  }
  measureText(text) {
    this.ruler.font = this.font;
    return this.ruler.measureText(text);
  }

  beginPath() {
    this.d = "";
  }
  moveTo(x, y) {
    this.d += `M${short(x)} ${short(y)}`;
  }
  lineTo(x, y) {
    this.d += `L${short(x)} ${short(y)}`;
  }
  quadraticCurveTo(cx, cy, x, y) {
    this.d += `Q${short(cx)} ${short(cy)} ${short(x)} ${short(y)}`;
  }
  arc(x, y, r) {
    this.d += `M${short(x + r)} ${short(y)}A${short(r)} ${short(r)} 0 1 1 ${short(x - r)} ${short(y)}A${short(r)} ${short(r)} 0 1 1 ${short(x + r)} ${short(y)}`;
  }
  fillRect(x, y, width, height) {
    this.put("rect", { x: short(x), y: short(y), width: short(width), height: short(height), fill: this.fillStyle });
  }
  fill(path) {
    this.put("path", { d: path ? DRAWN.get(path) : this.d, fill: this.fillStyle });
  }
  stroke(path) {
    this.put("path", { d: path ? DRAWN.get(path) : this.d, fill: "none", ...this.pen() });
  }
  fillText(text, x, y) {
    this.letters(text, x, y, { fill: this.fillStyle });
  }
  strokeText(text, x, y) {
    this.letters(text, x, y, { fill: "none", ...this.pen() });
  }

  pen() {
    const pen = {
      stroke: this.strokeStyle,
      "stroke-width": short(this.lineWidth),
      "stroke-linecap": this.lineCap,
      "stroke-linejoin": this.lineJoin,
    };
    return this.dash.length ? { ...pen, "stroke-dasharray": this.dash.join(" ") } : pen;
  }

  letters(text, x, y, paint) {
    const [, style, weight, size, family] = /^(italic )?(\d+ )?([\d.]+)px (.*)$/s.exec(this.font) ?? [
      "",
      "",
      "",
      "12",
      "sans-serif",
    ];
    const anchor = this.textAlign === "center" ? "middle" : "start";
    this.put(
      "text",
      {
        x: short(x),
        y: short(y + Number(size) * 0.35),
        "font-size": size,
        "font-family": family,
        "text-anchor": anchor,
        ...(style ? { "font-style": "italic" } : {}),
        ...(weight ? { "font-weight": weight.trim() } : {}),
        ...paint,
      },
      text,
    );
  }

  put(tag, attributes, text) {
    const plain = this.matrix.every((value, k) => value === [1, 0, 0, 1, 0, 0][k]);
    const more = {
      ...(plain ? {} : { transform: `matrix(${this.matrix.map(short).join(" ")})` }),
      ...(this.globalAlpha < 1 ? { opacity: short(this.globalAlpha) } : {}),
    };
    const element = svg(tag, { ...attributes, ...more });
    if (text) element.textContent = text;
    this.root.append(element);
  }
}

const short = (value) => Number(value.toFixed(2));
const DRAWN = new Map(
  [
    [PATHS, SHAPES],
    [MARK_PATHS, MARKS],
    [BADGE_PATHS, BADGES],
  ].flatMap(([paths, lines]) => Object.keys(paths).map((name) => [paths[name], lines[name]])),
);

function asSvg() {
  const canvas = new VectorCanvas(camera.width, camera.height),
    before = camera.ratio;
  canvas.fillStyle = colours.paper;
  canvas.fillRect(0, 0, camera.width, camera.height);
  camera.ratio = 1;
  paintWhole(canvas);
  camera.ratio = before;
  canvas.root.prepend(svg("title", {}, shorten(D.title, 200)));
  return new XMLSerializer()
    .serializeToString(canvas.root)
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");
}

export const saveSvg = () => {
  if (network) save(new Blob([asSvg()], { type: "image/svg+xml" }), fileName("svg"));
};
