/**
 * The row of a written-out product that is followed, as a sentence for those who do not see it.
 *
 * @import {Page} from "#app/state/page.js"
 */

import { spoken } from "#app/layout/figures.js";
import { glanceAt } from "#app/layout/opened/values.js";
import { columnParts, entryAt, rowParts } from "#app/layout/product/reading.js";
import { sightOf } from "#app/layout/product/sight.js";
import { openedSteps } from "#app/state/opened.js";
import { plainName } from "#app/state/operations.js";
import { openedProduct } from "#app/state/product.js";
import { product as words } from "#app/words/product.js";

const TOLD = 3; // parts, largest first

/** @param {Page} page @returns {string} "" where none is open, or its numbers are not there yet */
export function productSentence(page) {
  const [run, itinerary, cursor, view] = [page.run.peek(), page.itinerary.peek(), page.cursor.peek(), page.view.peek()];
  const product = run && openedProduct(page);
  if (!run || !itinerary?.stops[cursor] || !product) return "";
  const sight = { run, itinerary, cursor, view, opening: page.opening.peek(), stepOf: openedSteps(page) };
  const { reading, writes, row, column } = sightOf(glanceAt(sight), product, view);
  const { name } = product.matrix;
  if (writes === "backward") {
    const parts = columnParts(reading, column);
    if (!parts || !reading.back) return "";
    return words.toldBack({ matrix: name, column: column + 1, sum: spoken(reading.back[column]), count: parts.length });
  }
  const parts = rowParts(reading, row);
  const { operand, value } = reading;
  if (!parts || !operand || !value) return "";
  const order = Array.from(parts.keys()).sort((a, b) => Math.abs(parts[b]) - Math.abs(parts[a]));
  const largest = order.slice(0, TOLD).map((j) => ({
    column: j + 1,
    weight: spoken(entryAt(reading, row, j)),
    vector: spoken(operand[j]),
    part: spoken(parts[j]),
  }));
  const vector = plainName(run.plan, product).split(" @ ")[1];
  return words.told({ matrix: name, row: row + 1, vector, sum: spoken(value[row]), largest, count: parts.length });
}
