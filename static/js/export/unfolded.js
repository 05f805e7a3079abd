/**
 * The graph between folded and unfolded as shapes: copy after copy, as they lie on one another. Where they stand side
 * by side each circle has a name of its own, by its step.
 *
 * @import {Copy, CopyNode, Edge, Looks, Scene, Shape, Unfolded, Vector} from "#app/types.js"
 */

import { nameShape, textShape } from "#app/export/letters.js";
import { movedPath } from "#app/export/paths.js";
import { arrowShape, plain, vectorShapes } from "#app/export/shapes.js";

const STANDS = 0.98; // dealt: nothing lies under it any more

/**
 * @param {Scene} scene
 * @param {Looks} looks
 * @returns {Shape[]}
 */
export function unfoldedShapes(scene, looks) {
  const graph = scene.unfolded;
  if (!graph) return [];
  const isApart = graph.copies.length === 1 || graph.copies.every(({ dealt }) => dealt > STANDS);
  const names = graph.notes.flatMap(({ scale, ...note }) =>
    nameShape({ ...note, word: "" }, looks).map((shape) => larger(shape, scale)),
  );
  return [
    ...graph.copies.flatMap((copy) => copyShapes(copy, graph, scene.vectors, looks, isApart, scene)),
    ...graph.squares.flatMap((square) => squareShapes(square, looks)),
    ...graph.copies.flatMap((copy) => copyNames(copy, looks)),
    ...names,
  ];
}

/**
 * @param {Copy} copy
 * @param {Unfolded} graph
 * @param {Vector[]} vectors
 * @param {Looks} looks
 * @param {boolean} isApart
 * @param {Scene} scene
 * @returns {Shape[]}
 */
function copyShapes(copy, { ways }, vectors, looks, isApart, scene) {
  const { x, y, scale, dealt, t } = copy;
  const at = { x, y, scale };
  const drawn = (/** @type {Edge} */ edge) => arrowShape(edge, looks, "unfolded edges", dealt);
  return [
    ...(dealt < STANDS ? [cardShape(copy, looks)] : []),
    ...ways.filter(({ over }) => over === copy.key).map(drawn),
    ...copy.edges.map((edge) => ({
      ...drawn(edge),
      d: movedPath(edge.d, at),
      head: edge.head && movedPath(edge.head, at),
    })),
    ...copy.nodes.flatMap((node) => [
      circleShape(node, copy, looks, isApart),
      ...vectors
        .filter((vector) => vector.node === node.name && vector.t === t)
        .flatMap((vector) => vectorShapes(vector, scene, looks)),
    ]),
    ...copy.words.map((word) => wordShape(word, copy, looks)),
    ...copy.nodes.filter(({ number }) => number).map((node) => numberShape(node, copy, looks)),
  ];
}

/** @param {Copy} copy @param {Looks} looks @returns {Shape} */
function cardShape({ x, y, scale, dealt, card }, looks) {
  const paint = plain(looks.mark("rect", "unfolded copy", { class: "card", "--dealt": dealt }));
  const room = { x: x + scale * card.x, y: y + scale * card.y, width: scale * card.width, height: scale * card.height };
  return { kind: "rect", layer: "graph", tone: "card", ...room, radius: scale * card.radius, paint };
}

/**
 * @param {CopyNode} node
 * @param {Copy} copy
 * @param {Looks} looks
 * @param {boolean} isApart
 * @returns {Shape}
 */
function circleShape({ name, x, y, d, tone }, copy, looks, isApart) {
  const named = { "data-names": name, "--dealt": copy.dealt };
  const { fill } = looks.mark("path", "unfolded copy", { class: `plate ${tone}`, ...named });
  const line = looks.mark("path", "unfolded copy", { class: `name ${tone}`, ...named });
  const [right] = (d.match(/-?[\d.]+/u) ?? ["0"]).map(Number); // a circle begins at its right
  const place = { x: copy.x + copy.scale * x, y: copy.y + copy.scale * y, r: copy.scale * (right - x) };
  const about = `${name}, t = ${copy.t}`;
  return {
    kind: "circle",
    layer: "graph",
    tone,
    name: isApart ? `${name} ${copy.t}` : "",
    about,
    ...place,
    paint: { ...plain(line), fill },
  };
}

/** @param {Copy["words"][0]} word @param {Copy} copy @param {Looks} looks @returns {Shape} */
function wordShape(word, { x, y, scale, dealt }, looks) {
  const { letters } = looks.mark("text", "unfolded copy", { class: word.tone, "--dealt": dealt });
  const at = { x: x + scale * word.x, y: y + scale * word.y };
  return textShape({ ...word, ...at }, { ...letters, size: scale * letters.size }, "graph");
}

/** @param {CopyNode} node @param {Copy} copy @param {Looks} looks @returns {Shape} */
function numberShape({ number: text, x, at, y, tone, key }, copy, looks) {
  const words = { key, text, x, y: y + (y - at.y), tone: `number ${tone}`, anchor: /** @type {const} */ ("middle") };
  return wordShape(words, copy, looks);
}

/** @param {Unfolded["squares"][0]} square @param {Looks} looks @returns {Shape[]} */
function squareShapes({ names, x, y, width, lag }, looks) {
  if (!(width > 0.5)) return [];
  const paint = plain(looks.mark("rect", "unfolded delays", { class: "delay", "data-names": names }));
  const about = `${names}, ${lag} ${lag === 1 ? "step" : "steps"}`;
  const room = { x: x - width / 2, y: y - width / 2, width, height: width, radius: 0 };
  /** @type {Shape} */
  const square = { kind: "rect", layer: "delays", tone: "delay", about, ...room, paint };
  if (lag <= 1 || width <= 9) return [square];
  const { letters } = looks.mark("text", "unfolded delays", { class: "digit" });
  const digit = { key: "", tone: "digit", x, y, text: String(lag), anchor: /** @type {const} */ ("middle") };
  return [square, textShape(digit, { ...letters, size: (letters.size * width) / 12 }, "delays")];
}

/** @param {Copy} copy @param {Looks} looks @returns {Shape[]} */
function copyNames({ x, y, scale, dealt, nodes, notes }, looks) {
  const inside = nodes
    .filter(({ hidden }) => !hidden)
    .map(({ key, tex, letters, at, tone }) => ({ key, tex, ...at, tone: `in-copy letters-${letters} ${tone}` }));
  return [...inside, ...notes].flatMap((note) => {
    const at = { x: x + scale * note.x, y: y + scale * note.y };
    return nameShape({ ...note, ...at, word: "" }, looks, dealt).map((shape) => larger(shape, scale));
  });
}

/** What is typeset, where the copy it belongs to is not as large as usual. @param {Shape} shape @param {number} scale @returns {Shape} */
function larger(shape, scale) {
  if (shape.kind !== "name" || scale === 1) return shape;
  const rise = shape.drop * (scale - 1);
  return { ...shape, y: shape.y + rise, letters: { ...shape.letters, size: shape.letters.size * scale } };
}
