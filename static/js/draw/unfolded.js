/**
 * Draws the graph between folded and unfolded: one group for each copy of the cell, which is only moved while the
 * graph unfolds, and the delays between the copies.
 *
 * @import {Copy, CopyNode, Edge, Unfolded} from "#app/types.js"
 */

import { group, keyed } from "#app/draw/keyed.js";
import { edgeHead, edgeLine, words } from "#app/draw/marks.js";
import { createOverlay } from "#app/draw/overlay.js";

/**
 * @param {Element} picture
 * @param {HTMLElement} notes
 */
export function createUnfolded(picture, notes) {
  const root = group(picture, "unfolded");
  const deck = group(root, "deck");
  const delays = group(root, "delays");
  const squares = keyed(delays, "rect", square);
  const digits = keyed(delays, "text", digit);
  const names = notes.appendChild(document.createElement("div"));
  const written = createOverlay(names);
  /** @type {Map<string, ReturnType<typeof createCopy>>} */
  const copies = new Map();

  /** @param {Unfolded | undefined} graph */
  return function draw(graph) {
    const { copies: shown = [], ways = [], squares: waiting = [], notes: labels = [] } = graph ?? {};
    squares(waiting);
    digits(waiting.filter(({ lag, width }) => lag > 1 && width > 9));
    written(labels.map((note) => ({ ...note, word: "" })));
    for (const copy of shown) {
      if (!copies.has(copy.key)) copies.set(copy.key, createCopy(deck, notes));
      copies.get(copy.key)?.draw(copy, ways.filter(({ over }) => over === copy.key)); // biome-ignore format: one line
    }
    for (const [key, copy] of copies) {
      if (shown.some((one) => one.key === key)) continue;
      copy.remove();
      copies.delete(key);
    }
  };
}

/**
 * @param {Element} deck
 * @param {HTMLElement} notes
 */
function createCopy(deck, notes) {
  const under = group(deck, "copy");
  const incoming = group(deck, "edges"); // over the card, behind the names
  const root = group(deck, "copy");
  const ways = keyed(incoming, "path", edgeLine);
  const tips = keyed(incoming, "path", edgeHead);
  const cards = keyed(under, "rect", card);
  const edges = group(root, "edges");
  const lines = keyed(edges, "path", edgeLine);
  const heads = keyed(edges, "path", edgeHead);
  const plates = keyed(root, "path", plate);
  const circles = keyed(root, "path", circle);
  const letters = keyed(root, "text", words);
  const numbers = keyed(root, "text", number);
  const names = notes.appendChild(document.createElement("div"));
  names.className = "copy";
  const overlay = createOverlay(names);
  let place = "";
  let dealt = -1;

  /** @param {Copy} copy */
  const move = ({ x, y, scale }) => {
    const now = `${round(x)} ${round(y)} ${round(scale, 1000)}`;
    if (now === place) return;
    place = now;
    for (const one of [under, root]) {
      one.setAttribute("transform", `translate(${round(x)} ${round(y)}) scale(${round(scale, 1000)})`);
    }
    names.style.transform = `translate(${round(x)}px, ${round(y)}px) scale(${round(scale, 1000)})`;
  };

  return {
    /**
     * @param {Copy} copy
     * @param {Edge[]} delays
     */
    draw(copy, delays) {
      move(copy);
      cards(copy.dealt < 0.98 ? [{ ...copy.card, key: "card" }] : []);
      ways(delays);
      tips(delays);
      if (dealt !== copy.dealt) {
        dealt = copy.dealt;
        for (const one of [under, root, names]) one.style.setProperty("--dealt", dealt.toFixed(3));
      }
      lines(copy.edges);
      heads(copy.edges);
      plates(copy.nodes);
      circles(copy.nodes);
      letters(copy.words);
      numbers(copy.nodes.filter((node) => node.number));
      overlay([
        ...copy.nodes.filter(({ hidden }) => !hidden).map(nameNote),
        ...copy.notes.map((note) => ({ ...note, word: "" })),
      ]);
    },
    remove() {
      for (const one of [under, incoming, root, names]) one.remove();
    },
  };
}

/** @param {Copy["card"] & {key: string}} item */
const card = ({ x, y, width, height, radius }) => ({ class: "card", x, y, width, height, rx: radius });

/** Its numbers show through. @param {CopyNode} item */
const plate = ({ name, d, opening, tone }) => ({ class: `plate ${tone}`, d: d + opening, "fill-rule": "evenodd", "data-names": name }); // biome-ignore format: one line

/** @param {CopyNode} item */
const circle = ({ name, d, tone }) => ({ class: `name ${tone}`, d, "data-names": name });

/** @param {CopyNode} item */
const number = ({ number: text, x, at, y, tone }) => ({
  class: `number ${tone}`,
  x,
  y: y + (y - at.y),
  text,
  "text-anchor": "middle",
});

/** @param {CopyNode} node */
const nameNote = ({ key, name, tex, letters, at, tone }) => ({
  key: `${key} ${tex}`,
  names: name,
  tex,
  word: "",
  ...at,
  tone: `in-copy letters-${letters} ${tone}`,
});

/** @param {Unfolded["squares"][0]} item */
const square = ({ names, tone, x, y, width }) => ({
  class: `delay ${tone}`,
  "data-names": names,
  x: round(x - width / 2),
  y: round(y - width / 2),
  width: round(width),
  height: round(width),
});

/** @param {Unfolded["squares"][0]} item */
const digit = ({ x, y, lag, width }) => ({
  class: "digit",
  x: 0,
  y: 0,
  transform: `translate(${round(x)} ${round(y)}) scale(${round(width / 12, 100)})`,
  text: lag,
  "text-anchor": "middle",
});

/**
 * @param {number} value
 * @param {number} [by]
 */
function round(value, by = 10) {
  return Math.round(value * by) / by;
}
