/**
 * What is printed in a copy of the cell: the token under x, the target over y, the loss at its name, and numbers in as
 * many digits as there is room for.
 *
 * @import {Words} from "#app/types.js"
 * @import {Shelf} from "#app/layout/unfolded/copies.js"
 * @import {Cell} from "#app/layout/unfolded/places.js"
 */

import { figure } from "#app/layout/figures.js";
import { cut, shown, widthOf } from "#app/layout/lettering.js";
import { brief } from "#app/layout/opened/values.js";
import { isAbsent } from "#app/layout/unfolded/absent.js";

const TEXT = 15;

/**
 * The token under x, the target over y, the loss beside its name.
 *
 * @param {Shelf} shelf
 * @param {{t: number, dealt: number, isCurrent: boolean}} where
 * @returns {Words[]}
 */
export function wordsOf({ run, cell, flow, pitch }, { t, isCurrent }) {
  const { plan } = run;
  const { at, radius } = cell;
  const [x, y, loss] = ["x", "y", "loss"].map((name) => at.get(name));
  const beside = y !== undefined && loss !== undefined && y.y === loss.y && cell.graph.aside;
  const wide = beside ? Math.min(pitch - 8, 2 * radius + 12) : pitch - 8;
  const tone = isCurrent ? "current" : "";
  const pale = (/** @type {string} */ name) => (flow.isPassed(name, t) ? "" : "unreached");
  /** @type {Words[]} */
  const words = [];
  if (x && plan.tokens && !isAbsent(run, "x", t)) {
    const text = cut(shown(plan.tokens[t - 1]), TEXT, pitch - 8);
    words.push({ key: "token", tone: `token ${tone} ${pale("x")}`.trim(), x: x.x, y: x.y + radius + 13, text, anchor: "middle" }); // biome-ignore format: one line
  }
  if (y && plan.target_tokens && !isAbsent(run, "y", t)) {
    const text = cut(shown(plan.target_tokens[t - 1]), TEXT, wide);
    words.push({ key: "target", tone: `target ${tone} ${pale("y")}`.trim(), x: y.x, y: y.y - radius - 12, text, anchor: "middle" }); // biome-ignore format: one line
  }
  if (loss && run.losses && run.hasLoss?.[t - 1] && flow.isPassed("loss", t)) {
    const room = beside ? 2 * radius + 12 : Math.min(38, trackBeside(cell) - 14);
    const text = shortly(run.losses[t - 1], TEXT, room);
    const place = beside
      ? { x: loss.x, y: loss.y - radius - 12, anchor: /** @type {const} */ ("middle") }
      : { x: loss.x + 6, y: loss.y - radius - 11, anchor: /** @type {const} */ ("start") };
    words.push({ key: "loss", tone: `loss ${tone}`.trim(), ...place, text });
  }
  return words;
}

/**
 * How far from the loss the first track runs that comes out of the target.
 *
 * @param {Cell} cell
 */
function trackBeside({ graph, track }) {
  const tracks = graph.delays.filter(({ from, way }) => from === "y" && way > 0).map(({ key }) => track.get(key));
  return Math.min(Number.POSITIVE_INFINITY, ...tracks.map((one) => one?.unfolded ?? Number.POSITIVE_INFINITY));
}

/**
 * A number in as many digits as there is room for.
 *
 * @param {number} value
 * @param {number} letters
 * @param {number} room
 */
export function shortly(value, letters, room) {
  const power = Math.floor(Math.log10(Math.abs(value)));
  const one = Number.isFinite(power)
    ? `${Math.round(value / 10 ** power)}e${power}`.replaceAll("-", "−")
    : figure(value);
  const all = [figure(value), brief(value), figure(Number(value.toPrecision(1))).replace(/(\.\d*?)0+$/u, "$1"), one];
  return all.find((text) => widthOf(text, letters) <= room) ?? one;
}
