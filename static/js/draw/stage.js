/**
 * Puts a scene on the stage: numbers on a canvas, lines and letters in SVG above it, typeset names above both.
 * Elements are kept by key; colours come from CSS custom properties.
 *
 * @import {Box, Edge, Run, Scene, Words} from "#app/types.js"
 * @import {Palette} from "#app/draw/cells.js"
 */

import { createCells } from "#app/draw/cells.js";
import { group, keyed, svg } from "#app/draw/keyed.js";
import { createOverlay } from "#app/draw/overlay.js";

/** @param {HTMLElement} root */
export function createStage(root) {
  const canvas = root.appendChild(document.createElement("canvas"));
  const picture = root.appendChild(svg("svg"));
  picture.setAttribute("aria-hidden", "true"); // the same is said in words beside it
  const notes = root.appendChild(document.createElement("div"));
  notes.className = "notes";
  notes.setAttribute("aria-hidden", "true");

  const paint = createCells(canvas);
  const rules = keyed(group(picture, "rules"), "path", ruleLine);
  const ticks = keyed(group(picture, "ticks"), "text", words);
  const boxes = keyed(group(picture, "boxes"), "rect", box);
  const curves = keyed(group(picture, "curves"), "path", curveLine);
  const dots = keyed(group(picture, "curves"), "circle", dot);
  const edges = keyed(group(picture, "edges"), "path", edgeLine);
  const heads = keyed(group(picture, "edges"), "path", edgeHead);
  const letters = keyed(group(picture, "letters"), "text", words);
  const playhead = keyed(group(picture, "playheads"), "path", playheadLine);
  const outlines = keyed(group(picture, "outlines"), "rect", box);
  const overlay = createOverlay(notes);

  /**
   * @param {Scene} scene
   * @param {Palette} palette
   * @param {Run} run
   */
  return function draw(scene, palette, run) {
    const { width, height, axis, gutter, curve } = scene;
    root.classList.toggle("open", scene.notes !== undefined);
    size(root, picture, width, height);
    root.dataset.kind = scene.playhead?.kind ?? "forward";
    paint(scene, palette, run);
    const right = Math.max(axis.end, axis.start);
    rules((curve?.rules ?? []).map(({ key, y }) => ({ key, y, left: axis.start, right })));
    ticks(
      (curve?.rules ?? []).map(({ key, y, text }) => ({ key, tone: "tick", x: gutter - 6, y, text, anchor: "end" })),
    );
    boxes(scene.boxes);
    edges(scene.edges);
    heads(scene.edges);
    curves(curve?.lines ?? []);
    dots(
      (curve?.lines ?? []).flatMap(({ key, place, dots: all }) =>
        all.map((d) => ({ ...d, key: `${key}-${d.key}`, place })),
      ),
    );
    letters(scene.words);
    playhead(scene.playhead ? [{ ...scene.playhead, key: "playhead", height }] : []);
    outlines(scene.outlines);
    overlay([...labelNotes(scene), ...initialNotes(scene), ...curveNotes(scene), ...openedNotes(scene)]);
  };
}

/**
 * @param {HTMLElement} root
 * @param {Element} picture
 * @param {number} width
 * @param {number} height
 */
function size(root, picture, width, height) {
  const now = `0 0 ${width} ${height}`;
  if (picture.getAttribute("viewBox") === now) return;
  picture.setAttribute("viewBox", now);
  picture.setAttribute("width", String(width));
  picture.setAttribute("height", String(height));
  root.style.height = `${height}px`;
  root.style.minWidth = root.classList.contains("open") ? `${width}px` : "";
}

/** @param {Box} item */
const box = ({ tone, x, y, width, height, radius }) => ({ class: tone, x, y, width, height, rx: radius });

/** @param {Words} item */
const words = ({ tone, x, y, text, anchor }) => ({ class: tone, x, y, text, "text-anchor": anchor });

/** @param {Edge} item */
const edgeLine = ({ tone, d, width, names = "" }) => ({
  class: `line ${tone}`,
  d,
  "stroke-width": width,
  "data-names": names,
});

/** @param {Edge} item */
const edgeHead = ({ tone, head, names = "" }) => ({ class: `head ${tone}`, d: head, "data-names": names });

/** @param {{key: string, y: number, left: number, right: number}} item */
const ruleLine = ({ y, left, right }) => ({ d: `M${left},${y + 0.5}H${right}` });

/** @param {{key: string, d: string, place: number}} item */
const curveLine = ({ d, place }) => ({ class: `curve place-${place}`, d });

/** @param {{key: string, x: number, y: number, place: number}} item */
const dot = ({ x, y, place }) => ({ class: `dot place-${place}`, cx: x, cy: y, r: place ? 3 : 5 });

/** @param {{key: string, x: number, kind: string, height: number}} item */
const playheadLine = ({ x, kind, height }) => ({ class: `playhead ${kind}`, d: `M${x},0V${height}` });

/** @param {Scene} scene */
function openedNotes({ notes = [] }) {
  return notes.map((note) => ({ ...note, key: `open-${note.key}`, word: "", tone: `open ${note.tone}` }));
}

/** @param {Scene} scene */
function labelNotes({ labels }) {
  return labels.map(({ key, names, tex, word, y }) => ({
    key,
    names,
    tex,
    word,
    x: 14,
    y,
    tone: key.startsWith("lane-") ? "row lane" : "row",
  }));
}

/** @param {Scene} scene */
function initialNotes({ initialNames }) {
  return initialNames.map(({ key, tex, x, y, side }) => ({ key, tex, word: "", x, y, tone: `initial ${side}` }));
}

/** @param {Scene} scene */
function curveNotes({ curve, axis }) {
  return (curve?.lines ?? []).flatMap(({ key, tex, place, label }) => {
    if (!label) return [];
    const x = Math.max(axis.start + 40, Math.min(label.x, axis.end - 40));
    return [{ key, tex: normTex(tex), word: "", x, y: label.y, tone: `norm place-${place}` }];
  });
}

/** @param {string} tex */
function normTex(tex) {
  return String.raw`\lVert\partial L/\partial ${tex}\rVert`;
}
