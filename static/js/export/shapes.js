/**
 * A scene as a list of shapes, in the order in which they are drawn, each with its colours: what the page shows as
 * canvas, SVG and HTML, in one description that SVG and TikZ are written from.
 *
 * @import {Bar, Box, Edge, Looks, Paint, Scene, Shape, Vector, Words} from "#app/types.js"
 */

import { gridWords } from "#app/draw/gridwords.js";
import { box, curveLine, dot, edgeHead, edgeLine, notesOf, playheadLine, ruleLine, words } from "#app/draw/marks.js";
import { gridShapes } from "#app/export/grids.js";
import { laneShapes, vectorCells } from "#app/export/heat.js";
import { nameShape, textShape } from "#app/export/letters.js";
import { unfoldedShapes } from "#app/export/unfolded.js";

/**
 * @param {Scene} scene
 * @param {Looks} looks
 * @param {{top: number, bottom: number, fineness: import("#app/export/heat.js").Fineness}} sight
 * @returns {Shape[]}
 */
export function shapesOf(scene, looks, { top, bottom, fineness }) {
  const { curve, axis, gutter } = scene;
  const rules = curve?.rules ?? [];
  const lines = curve?.lines ?? [];
  const right = Math.max(axis.end, axis.start);
  const kept = scene.boxes.filter(({ tone, width, height }) => !isFrame(tone) && width > 0 && height > 0); // SVG draws no others
  const dots = lines.flatMap(({ place, side, dots: all, tex }) => all.map((one) => ({ ...one, place, side, tex })));
  const all = [
    ...bandShapes(scene, looks, top, bottom),
    ...scene.boxes.filter(({ tone }) => isFrame(tone)).map((one) => boxShape(one, looks, "frames")),
    ...laneShapes(scene, looks, fineness),
    ...(scene.unfolded ? [] : scene.vectors.flatMap((vector) => vectorShapes(vector, scene, looks))),
    ...(scene.grids ?? []).flatMap((grid) => gridShapes(grid, looks)),
    ...scene.bars.map((bar) => barShape(bar, looks)),
    ...rules.map(({ key, y }) => pathShape("rules", ruleLine({ key, y, left: axis.start, right }), looks)),
    ...rules.map(({ key, y, text }) =>
      wordShape({ key, tone: "tick", x: gutter - 6, y, text, anchor: "end" }, looks, "ticks"),
    ),
    ...kept.map((one) => boxShape(one, looks, "boxes")),
    ...scene.edges.map((edge) => arrowShape(edge, looks)),
    ...lines.map((line) => ({ ...pathShape("curves", curveLine(line), looks), about: line.node })),
    ...dots.map((one) => dotShape(one, looks)),
    ...unfoldedShapes(scene, looks),
    ...(scene.grids ?? [])
      .flatMap((grid) => gridWords(grid, looks.theme))
      .map((one) => wordShape(one, looks, "letters")),
    ...scene.words.map((one) => wordShape(one, looks, "letters")),
    ...playheadShapes(scene, looks, top, bottom),
    ...scene.outlines.map((one) => boxShape(one, looks, "outlines")),
    ...notesOf(scene).flatMap((note) => nameShape(note, looks)),
  ];
  return all.filter(isSeen);
}

/** @param {Shape} shape */
function isSeen(shape) {
  if (shape.kind === "cells") return true;
  if (shape.kind === "text" || shape.kind === "name") return !/^#.{6}00$/u.test(shape.letters.colour);
  return shape.paint.fill !== null || shape.paint.stroke !== null;
}

/** The page paints these on its canvas, under the numbers. @param {string} tone */
function isFrame(tone) {
  return tone.startsWith("frame") || tone.startsWith("pill");
}

/**
 * @param {Scene} scene
 * @param {Looks} looks
 * @param {number} top
 * @param {number} bottom
 * @returns {Shape[]}
 */
function bandShapes({ playhead }, { palette }, top, bottom) {
  if (!playhead?.band) return [];
  const { x, width } = playhead.band;
  const y = Math.max(top, playhead.top ?? 0);
  const fill = palette[`${playhead.kind}-band`] ?? null;
  const room = { x, y, width, height: Math.min(bottom, playhead.bottom ?? bottom) - y, radius: 0 };
  return [{ kind: "rect", layer: "band", tone: playhead.kind, ...room, paint: filled(fill) }];
}

/**
 * @param {Scene} scene
 * @param {Looks} looks
 * @param {number} top
 * @param {number} bottom
 * @returns {Shape[]}
 */
function playheadShapes({ playhead }, looks, top, bottom) {
  if (!playhead) return [];
  const cropped = { top: Math.max(top, playhead.top ?? 0), bottom: Math.min(bottom, playhead.bottom ?? bottom) };
  return [pathShape("playheads", playheadLine({ ...playhead, ...cropped, key: "", height: bottom }), looks)];
}

/**
 * @param {Box} item
 * @param {Looks} looks
 * @param {string} layer
 * @returns {Shape}
 */
function boxShape(item, looks, layer) {
  const { tone, x, y, width, height, radius } = item;
  const paint = plain(looks.mark("rect", layer === "frames" ? "boxes" : layer, box(item)));
  const under = layer === "frames" && !paint.fill ? { fill: looks.palette.card } : {};
  return { kind: "rect", layer, tone, x, y, width, height, radius, paint: { ...paint, ...under } };
}

/**
 * @param {Vector} vector
 * @param {Scene} scene
 * @param {Looks} looks
 * @returns {Shape[]}
 */
export function vectorShapes(vector, { axis, larger, unfolded }, looks) {
  const { values, t, node, x, y, width, height } = vector;
  if (!values) return [];
  const about = `${node}, t = ${t}`;
  const base = { layer: "vectors", tone: `vector ${node}` };
  const ink = looks.palette.ink;
  const cells = vectorCells(vector, looks.theme, looks.palette.empty);
  const crosses = crossesOf(vector);
  const frame = { fill: null, stroke: ink, width: unfolded ? 1 : larger > 1 ? 1.5 * larger : 1.25, dash: [] };
  /** @type {Shape[]} */
  const shapes = [{ ...base, kind: "cells", about, x, y, width, height, ...cells }];
  if (crosses)
    shapes.push({ ...base, kind: "path", d: crosses, paint: { fill: null, stroke: ink, width: 1, dash: [] } });
  if (t >= 1 && t <= axis.T) shapes.push({ ...base, kind: "rect", x, y, width, height, radius: 0, paint: frame });
  return shapes;
}

/** Over what is infinite or not a number: its colour alone would not say so. @param {Vector} vector */
function crossesOf({ values, hidden, x, y, width, height }) {
  const all = Array.from(values ?? []);
  const each = height / all.length;
  return all
    .map((value, unit) => {
      if (Number.isFinite(value) || hidden?.includes(unit)) return "";
      const [top, bottom] = [round(y + unit * each), round(y + (unit + 1) * each)];
      return `M${round(x)},${top}L${round(x + width)},${bottom}M${round(x + width)},${top}L${round(x)},${bottom}`;
    })
    .join("");
}

/**
 * @param {Bar} bar
 * @param {Looks} looks
 * @returns {Shape}
 */
function barShape({ cell, tone, x, y, width, height }, { palette, theme }) {
  const broken = theme === "dark" ? "#40e0a0" : "#00a36c";
  const fill = tone === "best" ? palette.output : tone === "broken" ? broken : palette["other-bar"];
  const about = `${cell.node}, t = ${cell.t}, unit ${cell.unit + 1}`;
  return {
    kind: "rect",
    layer: "bars",
    tone: `bar ${tone}`,
    about,
    x,
    y,
    width,
    height,
    radius: 0,
    paint: filled(fill),
  };
}

/**
 * @param {Edge} edge
 * @param {Looks} looks
 * @param {string} [layer] where the page draws it
 * @param {number} [dealt] of the copy it belongs to
 * @returns {import("#app/types.js").ArrowShape}
 */
export function arrowShape(edge, looks, layer = "edges", dealt = 1) {
  const { tone, title, d, head } = edge;
  const paint = plain(looks.mark("path", layer, { ...edgeLine(edge), "--dealt": dealt }));
  const tip = head ? looks.mark("path", layer, { ...edgeHead(edge), "--dealt": dealt }).fill : null;
  return { kind: "arrow", layer: "edges", tone, about: title, paint, d, head: tip ? head : "", tip };
}

/**
 * @param {string} layer
 * @param {Record<string, string | number>} attributes
 * @param {Looks} looks
 * @returns {Shape}
 */
function pathShape(layer, attributes, looks) {
  const tone = String(attributes.class ?? layer);
  return { kind: "path", layer, tone, d: String(attributes.d), paint: plain(looks.mark("path", layer, attributes)) };
}

/**
 * @param {{key: string, x: number, y: number, place: number}} one
 * @param {Looks} looks
 * @returns {Shape}
 */
function dotShape(one, looks) {
  const look = looks.mark("circle", "curves", dot(one));
  const { x, y, place } = one;
  return {
    kind: "circle",
    layer: "curves",
    tone: `dot place-${place}`,
    name: "",
    x,
    y,
    r: look.radius,
    paint: plain(look),
  };
}

/**
 * @param {Words} item
 * @param {Looks} looks
 * @param {string} layer
 * @returns {Shape}
 */
function wordShape(item, looks, layer) {
  return textShape(item, looks.mark("text", layer, words(item)).letters, layer);
}

/** @param {Paint} look @returns {Paint} */
export function plain({ fill, stroke, width, dash }) {
  return { fill, stroke, width, dash };
}

/** @param {string | null} fill @returns {Paint} */
export function filled(fill) {
  return { fill, stroke: null, width: 0, dash: [] };
}

/** @param {number} x */
function round(x) {
  return Math.round(x * 100) / 100;
}
