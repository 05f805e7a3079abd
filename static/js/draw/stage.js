/**
 * Puts a scene on the stage: numbers on a canvas, lines and letters in SVG above it, typeset names above both.
 * Elements are kept by key; colours come from CSS custom properties.
 *
 * @import {Run, Scene} from "#app/types.js"
 * @import {Palette} from "#app/draw/cells.js"
 */

import { createCells } from "#app/draw/cells.js";
import { gridWords } from "#app/draw/gridwords.js";
import { group, keyed, svg } from "#app/draw/keyed.js";
import {
  box,
  carriesParameters,
  curveLine,
  dot,
  edgeHead,
  edgeHit,
  edgeLine,
  notesOf,
  playheadLine,
  ruleLine,
  words,
} from "#app/draw/marks.js";
import { createOverlay } from "#app/draw/overlay.js";
import { createUnfolded } from "#app/draw/unfolded.js";

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
  const hits = keyed(group(picture, "edges"), "path", edgeHit);
  const unfolded = createUnfolded(picture, notes);
  const numbers = keyed(group(picture, "letters"), "text", words);
  const playhead = keyed(group(picture, "playheads"), "path", playheadLine);
  const letters = keyed(group(picture, "letters"), "text", words);
  const outlines = keyed(group(picture, "outlines"), "rect", box);
  const overlay = createOverlay(notes);

  /**
   * @param {Scene} scene
   * @param {Palette} palette
   * @param {Run} run
   */
  return function draw(scene, palette, run) {
    const { width, height, axis, gutter, curve } = scene;
    root.classList.toggle("open", scene.notes !== undefined && !scene.grids);
    size(root, picture, width, height);
    const kind = scene.playhead?.kind ?? "forward";
    if (root.dataset.kind !== kind) root.dataset.kind = kind;
    paint(scene, palette, run);
    const right = Math.max(axis.end, axis.start);
    rules((curve?.rules ?? []).map(({ key, y }) => ({ key, y, left: axis.start, right })));
    ticks(
      (curve?.rules ?? []).map(({ key, y, text }) => ({ key, tone: "tick", x: gutter - 6, y, text, anchor: "end" })),
    );
    boxes(scene.boxes);
    edges(scene.edges);
    heads(scene.edges);
    hits(scene.edges.filter(carriesParameters));
    curves(curve?.lines ?? []);
    dots(
      (curve?.lines ?? []).flatMap(({ key, place, side, dots: all }) =>
        all.map((d) => ({ ...d, key: `${key}-${d.key}`, place, side })),
      ),
    );
    unfolded(scene.unfolded);
    numbers((scene.grids ?? []).flatMap((grid) => gridWords(grid, palette.theme)));
    letters(scene.words);
    playhead(scene.playhead ? [{ ...scene.playhead, key: "playhead", height }] : []);
    outlines(scene.outlines);
    overlay(notesOf(scene));
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
