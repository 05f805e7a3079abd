/**
 * A picture as a LaTeX document with one tikzpicture, for slides: plain LaTeX and TikZ compile it, and a person can go on with it. One line for each
 * thing, styles by name, the page's colours by name, the nodes of a graph by theirs.
 *
 * @import {ArrowShape, CellsShape, CircleShape, NameShape, Picture, RectShape, Shape, TextShape} from "#app/types.js"
 */

import { latexMath, latexText } from "#app/export/latex.js";
import { partsOf, tikzPath } from "#app/export/paths.js";
import { hex } from "#app/export/svg.js";
import { createAnchors } from "#app/export/tikzanchors.js";
import { createStyles, LETTERS } from "#app/export/tikzstyles.js";
import { number } from "#app/export/xml.js";

export const UNIT = 0.5; // points of print for a pixel
const MARGIN = 4; // points around the picture
const SLACK = 6; // pixels: TeX would break a page that is filled to the last point

/** @typedef {ReturnType<typeof createStyles>} Styles */
/** @typedef {ReturnType<typeof createAnchors>} Anchors */

/**
 * @param {Picture} picture
 * @param {{title: string, about: string, hint: string}} said
 * @returns {string}
 */
export function tikzOf({ left, top, width, height, paper, shapes, palette }, { title, about, hint }) {
  const styles = createStyles(palette, UNIT);
  const anchors = createAnchors(shapes);
  const ground = paper
    ? [`\\fill[${styles.colour(paper)}] ${at([left, top])} rectangle ${at([left + width, top + height])};`]
    : [];
  const body = [...ground, ...layered(nodesFirst(shapes, anchors), styles, anchors)];
  const frame = `${at([left, top])} rectangle ${at([left + width, top + height])}`;
  const page = (/** @type {number} */ pixels) => number(pixels * UNIT + 2 * MARGIN);
  return [
    ...[title, ...wrapped(about), ...wrapped(hint)].map((line) => `% ${commented(line)}`),
    "\\documentclass{article}",
    `\\usepackage[papersize={${page(width)}pt,${page(height + SLACK)}pt},margin=${MARGIN}pt]{geometry}`,
    "\\usepackage{amsmath,tikz}",
    "\\usetikzlibrary{arrows.meta}",
    "\\pagestyle{empty}",
    "\\setlength{\\parindent}{0pt}",
    "\\setlength{\\topskip}{0pt}",
    ...styles.colours(),
    ...MACROS,
    "\\begin{document}",
    "\\begin{tikzpicture}[x=\\pixel, y=-\\pixel, line join=round,",
    ...styles.styles().map((line) => `  ${line},`),
    "]",
    `\\useasboundingbox ${frame};`,
    ...body,
    "\\end{tikzpicture}",
    "\\end{document}",
    "",
  ].join("\n");
}

const MACROS = [
  "% one pixel of the page",
  `\\newlength\\pixel \\setlength\\pixel{${UNIT}pt}`,
  "% x, y, width and height of a cell, number of columns, colours row after row",
  "\\newdimen\\cellx \\newdimen\\celly \\newcount\\cellcolumn",
  "\\newcommand\\cells[6]{\\pgfscope\\cellx=#1\\pixel \\celly=-#2\\pixel \\cellcolumn=0",
  "  \\foreach \\hue in {#6} {\\definecolor{cell}{HTML}{\\hue}\\pgfsetfillcolor{cell}%",
  "    \\pgfpathrectangle{\\pgfqpoint{\\cellx}{\\celly}}{\\pgfqpoint{#3\\pixel}{-#4\\pixel}}\\pgfusepath{fill}%",
  "    \\global\\advance\\cellcolumn by 1 \\global\\advance\\cellx by #3\\pixel",
  "    \\ifnum\\cellcolumn=#5 \\global\\cellcolumn=0 \\global\\cellx=#1\\pixel \\global\\advance\\celly by -#4\\pixel \\fi}%",
  "  \\endpgfscope}",
  '% a letter that LaTeX has no command for; with LuaLaTeX and a font that has it: \\renewcommand\\letter[1]{\\char"#1}',
  "\\newcommand\\letter[1]{{\\tiny U+#1}}",
];

/**
 * Lines name their nodes: these come before the first line, but over all that lies under the graph.
 *
 * @param {Shape[]} shapes
 * @param {Anchors} anchors
 */
function nodesFirst(shapes, anchors) {
  const isNode = (/** @type {Shape} */ shape) => shape.kind === "circle" && anchors.named(shape) !== null;
  const begin = shapes.findIndex((shape) => shape.kind === "arrow" || isNode(shape));
  const [under, graph] = [shapes.slice(0, Math.max(0, begin)), shapes.slice(Math.max(0, begin))];
  return [...under, ...graph.filter(isNode), ...graph.filter((shape) => !isNode(shape))];
}

/**
 * @param {Shape[]} shapes
 * @param {Styles} styles
 * @param {Anchors} anchors
 */
function layered(shapes, styles, anchors) {
  return shapes.flatMap((shape, k) => [
    ...(shape.layer === shapes[k - 1]?.layer ? [] : [`% ${shape.layer}`]),
    ...drawn(shape, styles, anchors),
  ]);
}

/**
 * @param {Shape} shape
 * @param {Styles} styles
 * @param {Anchors} anchors
 * @returns {string[]}
 */
function drawn(shape, styles, anchors) {
  switch (shape.kind) {
    case "rect":
      return [rect(shape, styles, anchors)];
    case "path":
      return [`\\path[${styles.line("line", shape)}] ${tikzPath(partsOf(shape.d), at)};`];
    case "circle":
      return [circle(shape, styles, anchors)];
    case "arrow":
      return [arrow(shape, styles, anchors)];
    case "text":
      return [words(shape, styles)];
    case "name":
      return anchors.holds(shape) ? [] : [name(shape, styles)]; // it stands in its circle
    case "cells":
      return [cells(shape)];
  }
}

/** @param {RectShape} shape @param {Styles} styles @param {Anchors} anchors */
function rect(shape, styles, anchors) {
  const { x, y, width, height, about } = shape;
  const node = anchors.named(shape);
  if (!node)
    return `\\path[${styles.box(shape)}] ${at([x, y])} rectangle ${at([x + width, y + height])};${noted(about)}`;
  return `\\node[${styles.node(shape, Math.max(width, height))}] (${node}) at ${at([x + width / 2, y + height / 2])} {};${noted(about)}`;
}

/** @param {CircleShape} shape @param {Styles} styles @param {Anchors} anchors */
function circle(shape, styles, anchors) {
  const { x, y, r } = shape;
  const node = anchors.named(shape);
  if (!node) return `\\path[${styles.dot(shape)}] ${at([x, y])} circle[radius=${number(r * UNIT)}pt];`;
  const inside = anchors.inside(shape);
  const text = inside ? `${styles.scaled(inside.letters)}{$${latexMath(inside.pieces[0].tex)}$}` : "";
  const hue = inside ? `, text=${styles.colour(inside.letters.colour)}` : "";
  return `\\node[circle, ${styles.node(shape, 2 * r)}${hue}] (${node}) at ${at([x, y])} {${text}};`;
}

/** @param {ArrowShape} shape @param {Styles} styles @param {Anchors} anchors */
function arrow(shape, styles, anchors) {
  const parts = partsOf(shape.d);
  const head = partsOf(shape.head);
  if (!parts.length)
    return `\\fill[${styles.colour(shape.tip ?? "#000000")}] ${tikzPath(head, at)};${noted(shape.about)}`;
  const tip = head[0]?.points[0];
  if (tip) parts[parts.length - 1].points.splice(-1, 1, tip);
  const { path, round } = anchors.path(parts, at);
  const bend = round ? `, rounded corners=${number(round * UNIT)}pt` : "";
  return `\\draw[${styles.arrow(shape)}${bend}] ${path};${noted(shape.about)}`;
}

/** @param {TextShape} shape @param {Styles} styles */
function words(shape, styles) {
  return `\\node[${styles.words("words", shape)}] at ${at([shape.x, shape.y])} {${latexText(shape.text)}};`;
}

/** @param {NameShape} shape @param {Styles} styles */
function name(shape, styles) {
  const { x, y, pieces, words: beside, letters } = shape;
  const gap = `\\hspace{${number((beside.gap * LETTERS) / letters.size)}pt}`; // scaled with the node
  const size = `\\sffamily${beside.size / letters.size > 0.75 ? "\\small" : "\\footnotesize"}`;
  const all = pieces.flatMap(({ tex, word }) => [
    ...(tex ? [`$${latexMath(tex)}$`] : []),
    ...(word ? [`{${size}\\color{${styles.colour(beside.colour)}}${latexText(word)}}`] : []),
  ]);
  return `\\node[${styles.words("name", shape)}] at ${at([x, y])} {${all.join(gap)}};`;
}

/** @param {CellsShape} shape */
function cells({ x, y, width, height, columns, rows, colours, about }) {
  const hues = Array.from({ length: columns * rows }, (_, k) =>
    hex(colours, 3 * k)
      .slice(1)
      .toUpperCase(),
  );
  const room = [x, y, width / columns, height / rows].map((length) => `{${number(length)}}`).join("");
  return `\\cells${room}{${columns}}{${hues.join(",")}}${noted(about)}`;
}

/** @param {import("#app/export/paths.js").Point} point */
function at([x, y]) {
  return `(${number(x)},${number(y)})`;
}

/** @param {string | undefined} about */
function noted(about) {
  return about ? ` % ${commented(about)}` : "";
}

/** One line, whatever it was. @param {string} text */
function commented(text) {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();
}

/** @param {string} text */
function wrapped(text) {
  return text.split("\n").filter(Boolean);
}
