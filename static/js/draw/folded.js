/**
 * Draws the folded graph: lines and circles in SVG, names by KaTeX over them.
 *
 * @import {Edge, FoldedNode, FoldedScene, Words} from "#app/types.js"
 */

import { group, keyed, svg } from "#app/draw/keyed.js";
import { carriesParameters, edgeHit } from "#app/draw/marks.js";
import { createOverlay } from "#app/draw/overlay.js";
import { SQUARE } from "#app/layout/folded/routes.js";

/** @param {HTMLElement} root */
export function createFolded(root) {
  const picture = root.appendChild(svg("svg"));
  picture.setAttribute("aria-hidden", "true");
  const notes = root.appendChild(document.createElement("div"));
  notes.className = "notes";
  notes.setAttribute("aria-hidden", "true");
  const lines = keyed(group(picture, "edges"), "path", (/** @type {Edge} */ { tone, d, width, names = "" }) => ({
    class: `line ${tone}`,
    "data-names": names,
    d,
    "stroke-width": width,
  }));
  const heads = keyed(group(picture, "edges"), "path", (/** @type {Edge} */ { tone, head, names = "" }) => ({
    class: `head ${tone}`,
    "data-names": names,
    d: head,
  }));
  const hits = keyed(group(picture, "edges"), "path", edgeHit);
  const circles = keyed(
    group(picture, "nodes"),
    "circle",
    (/** @type {FoldedNode} */ { name, x, y, radius, tone }) => ({
      class: tone,
      "data-names": name,
      cx: x,
      cy: y,
      r: radius,
    }),
  );
  const squares = keyed(group(picture, "nodes"), "rect", (/** @type {FoldedScene["squares"][0]} */ { key, x, y }) => ({
    class: "delay",
    "data-names": key.split(" ")[0],
    x: x - SQUARE / 2,
    y: y - SQUARE / 2,
    width: SQUARE,
    height: SQUARE,
  }));
  const letters = keyed(group(picture, "letters"), "text", (/** @type {Words} */ { tone, x, y, text, anchor }) => ({
    class: tone,
    x,
    y,
    text,
    "text-anchor": anchor,
  }));
  const overlay = createOverlay(notes);

  /** @param {FoldedScene} scene */
  return function draw(scene) {
    picture.setAttribute("viewBox", `0 0 ${scene.width} ${scene.height}`);
    picture.setAttribute("width", String(scene.width));
    picture.setAttribute("height", String(scene.height));
    root.style.width = `${scene.width}px`;
    root.style.height = `${scene.height}px`;
    lines(scene.edges);
    heads(scene.edges);
    hits(scene.edges.filter(carriesParameters));
    circles(scene.nodes);
    squares(scene.squares);
    letters(scene.words);
    overlay([
      ...scene.nodes.map(({ key, name, tex, x, y, letters }) => {
        const tone = `node letters-${letters}`;
        return { key, names: name, tex, word: "", x, y, tone };
      }),
      ...scene.labels.map(({ key, names, tex, x, y, tone }) => ({
        key,
        names,
        tex,
        word: "",
        x,
        y,
        tone: `on-line ${tone}`,
      })),
    ]);
  };
}
