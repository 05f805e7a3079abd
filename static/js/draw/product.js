/**
 * Draws a written-out product: numbers on their colours in SVG, typeset names over them, and the whole matrix as a
 * picture where only a window of it has numbers.
 *
 * @import {Box, NumberCell, ProductScene, Words} from "#app/types.js"
 * @import {Theme} from "#app/draw/ramps.js"
 */

import { fit } from "#app/draw/cells.js";
import { group, keyed, svg } from "#app/draw/keyed.js";
import { createMatrixMap } from "#app/draw/matrixmap.js";
import { createOverlay } from "#app/draw/overlay.js";
import { colour, needsWhite } from "#app/draw/ramps.js";

/** @param {HTMLElement} root */
export function createProduct(root) {
  const canvas = root.appendChild(document.createElement("canvas"));
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const picture = root.appendChild(svg("svg"));
  picture.setAttribute("aria-hidden", "true"); // the same is said in words and in a table
  const notes = root.appendChild(document.createElement("div"));
  notes.className = "notes";
  notes.setAttribute("aria-hidden", "true");

  /** @type {Theme} */
  let theme = "light";
  const fills = keyed(group(picture, "cells"), "rect", (/** @type {NumberCell} */ cell) => ({
    class: `cell ${cell.kind} ${cell.value === null ? "unreached" : ""}`,
    x: cell.x + 1,
    y: cell.y + 1,
    width: Math.max(1, cell.width - 2),
    height: Math.max(1, cell.height - 2),
    rx: 2,
    fill: cell.value === null || cell.kind === "rest" ? "none" : colour(cell.ramp, theme, cell.value, cell.limit),
  }));
  const lines = keyed(group(picture, "lines"), "path", (/** @type {ProductScene["lines"][0]} */ { tone, d }) => ({
    class: tone,
    d,
  }));
  const boxes = keyed(group(picture, "boxes"), "rect", (/** @type {Box} */ { tone, radius, ...place }) => ({
    class: tone,
    ...at(place),
    rx: radius,
  }));
  const letters = keyed(group(picture, "letters"), "text", (/** @type {NumberCell} */ cell) => ({
    class: `number ${cell.kind} ${cell.tone} ${inkOn(cell, theme)}`,
    x: cell.x + cell.width / 2,
    y: cell.y + cell.height / 2,
    text: cell.text,
  }));
  const words = keyed(group(picture, "letters"), "text", (/** @type {Words} */ { tone, x, y, text, anchor }) => ({
    class: tone,
    x,
    y,
    text,
    "text-anchor": anchor,
  }));
  const overlay = createOverlay(notes);
  const paintMap = createMatrixMap();

  /**
   * @param {ProductScene} scene
   * @param {Theme} now
   * @param {import("#app/layout/product/map.js").MapNumbers} numbers
   */
  return function draw(scene, now, numbers) {
    theme = now;
    picture.setAttribute("viewBox", `0 0 ${scene.width} ${scene.height}`);
    picture.setAttribute("width", String(scene.width));
    picture.setAttribute("height", String(scene.height));
    root.style.height = `${scene.height}px`;
    root.style.setProperty("--larger", String(scene.larger));
    fit(canvas, context, scene.width, scene.height);
    if (scene.map) paintMap(context, scene.map, numbers, theme);
    fills(scene.cells);
    lines(scene.lines);
    boxes(scene.boxes);
    letters(scene.cells);
    words(scene.words);
    overlay(scene.notes.map((note) => ({ word: "", ...note })));
  };
}

/** @param {{x: number, y: number, width: number, height: number}} place */
function at({ x, y, width, height }) {
  return { x, y, width, height };
}

/**
 * @param {NumberCell} cell
 * @param {Theme} theme
 */
function inkOn({ kind, value, ramp, limit }, theme) {
  if (value === null || kind === "rest") return "";
  return needsWhite(ramp, theme, value, limit) ? "white" : "black";
}
