/**
 * A picture as the text of an SVG file: letters stay letters, every colour stands where it is used, nothing needs a
 * style sheet, a script or another file.
 *
 * @import {ArrowShape, CellsShape, Lettering, NameShape, Paint, Picture, Shape, TextShape} from "#app/types.js"
 * @import {Face} from "#app/export/letterwidths.js"
 */

import { setName } from "#app/export/names.js";
import { escaped, number, tag } from "#app/export/xml.js";

const FEW = 64; // cells that are drawn one by one; more become one small image
const WORDS = "'Inter Variable', Inter, 'Helvetica Neue', Arial, sans-serif";

/** @type {Record<Face, {family: string, style: string, weight: number}>} */
const FACES = {
  math: { family: "KaTeX_Math, 'Latin Modern Math', 'STIX Two Math', 'Times New Roman', serif", style: "italic", weight: 400 },
  main: { family: "KaTeX_Main, 'Latin Modern Math', 'STIX Two Math', 'Times New Roman', serif", style: "normal", weight: 400 },
  italic: { family: "KaTeX_Main, 'Latin Modern Roman', 'STIX Two Text', 'Times New Roman', serif", style: "italic", weight: 400 },
  bold: { family: "KaTeX_Main, 'Latin Modern Roman', 'STIX Two Text', 'Times New Roman', serif", style: "normal", weight: 700 },
}; // biome-ignore format: one table

/**
 * @typedef {object} Frame
 * @property {string} title
 * @property {string} about what is shown, and how to come back to it
 * @property {number} [times] as many pixels for a pixel
 * @property {string} [fonts] rules that carry fonts within them
 * @property {(cells: CellsShape) => string} image cells as the address of a picture that holds itself
 */

/**
 * @param {Picture} picture
 * @param {Frame} frame
 * @returns {string}
 */
export function svgOf({ left, top, width, height, paper, shapes }, { title, about, times = 1, fonts = "", image }) {
  const size = {
    width: number(width * times),
    height: number(height * times),
    viewBox: [left, top, width, height].map(number).join(" "),
  };
  const ground = paper ? tag("rect", { ...room({ x: left, y: top, width, height }), fill: paper }) : "";
  const head = [
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"${Object.entries(size)
      .map(([key, value]) => ` ${key}="${value}"`)
      .join("")} role="img">`,
    `<title>${escaped(title)}</title>`,
    `<desc>${escaped(about)}</desc>`,
    fonts ? `<style>${escaped(fonts)}</style>` : "",
    ground,
  ];
  return `${[...head, ...layers(shapes, image), "</svg>"].filter(Boolean).join("\n")}\n`;
}

/**
 * What follows each other in one layer is one group.
 *
 * @param {Shape[]} shapes
 * @param {Frame["image"]} image
 */
function layers(shapes, image) {
  /** @type {string[]} */
  const lines = [];
  /** @type {Map<string, number>} */
  const counts = new Map();
  shapes.forEach((shape, k) => {
    if (shape.layer !== shapes[k - 1]?.layer) {
      const count = (counts.get(shape.layer) ?? 0) + 1;
      counts.set(shape.layer, count);
      if (k) lines.push("</g>");
      lines.push(`<g id="${escaped(shape.layer.replaceAll(" ", "-"))}${count > 1 ? `-${count}` : ""}">`);
    }
    lines.push(drawn(shape, image));
  });
  return shapes.length ? [...lines, "</g>"] : lines;
}

/**
 * @param {Shape} shape
 * @param {Frame["image"]} image
 * @returns {string}
 */
function drawn(shape, image) {
  const inside = shape.about ? `<title>${escaped(shape.about)}</title>` : "";
  switch (shape.kind) {
    case "rect":
      return tag("rect", { ...room(shape), rx: number(shape.radius), ...painted(shape.paint) }, inside);
    case "path":
      return tag("path", { d: shape.d, ...painted(shape.paint) }, inside);
    case "circle":
      return tag(
        "circle",
        { cx: number(shape.x), cy: number(shape.y), r: number(shape.r), ...painted(shape.paint) },
        inside,
      );
    case "arrow":
      return arrow(shape, inside);
    case "text":
      return words(shape);
    case "name":
      return name(shape);
    case "cells":
      return cells(shape, image, inside);
  }
}

/** @param {ArrowShape} shape @param {string} inside */
function arrow({ d, paint, head, tip }, inside) {
  const line = tag("path", { d, ...painted(paint) }, inside);
  return head && tip
    ? `${line}${tag("path", { d: head, ...painted({ fill: tip, stroke: null, width: 0, dash: [] }) })}`
    : line;
}

/** @param {TextShape} shape */
function words({ x, y, text, anchor, letters }) {
  const at = { x: number(x), y: number(y), "text-anchor": anchor, "font-family": WORDS };
  return tag("text", { ...at, ...lettered(letters) }, escaped(text));
}

/**
 * Each piece of a name moves from where the one before it ended, so that the whole can stand left, right or around
 * its place without knowing how wide the letters of another program are.
 *
 * @param {NameShape} shape
 */
function name({ x, y, pieces, anchor, letters, words: beside }) {
  let low = 0; // how far below the line the last piece stands
  const down = (/** @type {number} */ to) => {
    const by = to - low;
    low = to;
    return by ? number(by) : undefined;
  };
  const set = (/** @type {string} */ tex, /** @type {number} */ gap) =>
    setName(tex).pieces.map(({ text, face, size, rise, shift }, k) => {
      const { family, style, weight } = FACES[face];
      const by = shift * letters.size + (k ? 0 : gap);
      const attributes = {
        dx: Math.abs(by) > 0.02 ? number(by) : undefined,
        dy: down(-rise * letters.size),
        "font-family": family,
        "font-size": number(size * letters.size),
        "font-style": style === "italic" ? style : undefined,
        "font-weight": weight === 400 ? undefined : weight,
      };
      return tag("tspan", attributes, escaped(text));
    });
  const spoken = (/** @type {string} */ word) => {
    const attributes = { dx: number(beside.gap), dy: down(0), "font-family": WORDS, ...lettered(beside) };
    return tag("tspan", attributes, escaped(word));
  };
  const inside = pieces.flatMap(({ tex, word }, k) => [
    ...set(tex, k ? beside.gap : 0),
    ...(word ? [spoken(word)] : []),
  ]);
  const at = { x: number(x), y: number(y), "text-anchor": anchor, ...painted(inked(letters)) };
  return tag("text", at, inside.join(""));
}

/** @param {Lettering} letters @returns {Paint} */
function inked({ colour, halo }) {
  return { fill: colour, stroke: halo?.colour ?? null, width: halo?.width ?? 0, dash: [] };
}

/** @param {Lettering} letters */
function lettered(letters) {
  const { size, weight, halo, tabular } = letters;
  return {
    "font-size": number(size),
    ...(weight === 400 ? {} : { "font-weight": weight }),
    ...painted(inked(letters)),
    ...(halo ? { "paint-order": "stroke" } : {}),
    ...(tabular ? { style: "font-variant-numeric:tabular-nums" } : {}),
  };
}

/**
 * @param {CellsShape} shape
 * @param {Frame["image"]} image
 * @param {string} inside
 */
function cells(shape, image, inside) {
  const { columns, rows, colours, x, y, width, height } = shape;
  if (columns * rows > FEW) {
    const href = image(shape);
    const look = {
      preserveAspectRatio: "none",
      "image-rendering": "optimizeSpeed", // sharp squares, as older programs say it
      style: "image-rendering:pixelated",
      "xlink:href": href,
    };
    return tag("image", { ...room(shape), ...look }, inside);
  }
  const [wide, high] = [width / columns, height / rows];
  const all = Array.from({ length: columns * rows }, (_, k) => {
    const [column, row] = [k % columns, Math.floor(k / columns)];
    const fill = hex(colours, 3 * k);
    return tag("rect", { ...room({ x: x + column * wide, y: y + row * high, width: wide, height: high }), fill });
  });
  return `<g shape-rendering="crispEdges">${inside}${all.join("")}</g>`;
}

/** @param {Uint8Array} colours @param {number} at */
export function hex(colours, at) {
  return `#${[0, 1, 2].map((c) => colours[at + c].toString(16).padStart(2, "0")).join("")}`;
}

/** @param {{x: number, y: number, width: number, height: number}} given */
function room({ x, y, width, height }) {
  return { x: number(x), y: number(y), width: number(width), height: number(height) };
}

/** @param {Paint} paint */
function painted({ fill, stroke, width, dash }) {
  return {
    ...coloured("fill", fill ?? "none"),
    ...(stroke ? { ...coloured("stroke", stroke), "stroke-width": number(width) } : {}),
    ...(stroke && dash.length ? { "stroke-dasharray": dash.map(number).join(" ") } : {}),
  };
}

/**
 * A colour that lets something through is two attributes: not every program reads eight digits.
 *
 * @param {"fill" | "stroke"} what
 * @param {string} colour
 */
function coloured(what, colour) {
  if (colour.length !== 9) return { [what]: colour };
  return { [what]: colour.slice(0, 7), [`${what}-opacity`]: number(Number.parseInt(colour.slice(7), 16) / 255) };
}
