/** The words of the zoom: how much of the time axis is seen. */

import { count } from "#app/words/count.js";

export const zoomWords = {
  /**
   * @param {number} first
   * @param {number} last
   * @param {number} T
   */
  seen: (first, last, T) =>
    first === 1 && last === T ? `all ${count(T)} steps` : `t = ${count(first)} … ${count(last)} of ${count(T)}`,
  /**
   * The same where there is little room.
   *
   * @param {number} first
   * @param {number} last
   */
  steps: (first, last) => `${count(first)} … ${count(last)}`,
  /**
   * @param {number} first
   * @param {number} last
   * @param {number} T
   */
  told: (first, last, T) => `On the stage: steps ${count(first)} to ${count(last)} of ${count(T)}.`,
  /** @param {number} pitch pixels a step */
  scale: (pitch) =>
    pitch >= 1
      ? `${Number(pitch.toPrecision(2))} px a step`
      : `${count(Number((1 / pitch).toPrecision(2)))} steps a pixel`,
  condensed: "Where a pixel stands for several steps it shows:",
  signed: "of signed values the one farthest from zero",
  unit: "of gates and probabilities the largest and under it the smallest",
  magnitude: "of losses the largest",
  broken: "before all else ∞ or NaN, with a mark at the top of the lane",
  units: "The same of units that share a row; of gates and probabilities their mean.",
};
