/**
 * What of a product is looked at: its numbers at the playhead, the row and the column that are followed, its names.
 *
 * @import {View} from "#app/types.js"
 * @import {Glance} from "#app/layout/opened/values.js"
 * @import {ProductSight} from "#app/layout/product/scene.js"
 * @import {Product} from "#app/state/products.js"
 */

import { equationNamed } from "#app/layout/opened/values.js";
import { largestPart, readingOf, rowParts } from "#app/layout/product/reading.js";
import { texOf } from "#app/layout/product/tex.js";
import { rampOf } from "#app/layout/ramp.js";
import { rowOf } from "#app/state/product.js";

/** @typedef {Omit<ProductSight, "width" | "height" | "larger">} Looked */

/**
 * @param {Glance} glance
 * @param {Product} product
 * @param {View} view
 * @returns {Looked}
 */
export function sightOf(glance, product, view) {
  const { run, t } = glance;
  const reading = readingOf(glance, product);
  const row = rowOf(run.plan, product, view);
  const operand = texOf(run.plan, product.operand, t);
  return {
    reading,
    writes: run.plan.loss ? (view.writes ?? "forward") : "forward",
    row,
    column: columnOf(view.entry, reading, row),
    names: namesOf(view.writes ?? "forward", product.matrix.tex, operand),
    operandRamp: operandRamp(glance, product),
    decimals: view.decimals ?? null,
  };
}

/**
 * @param {number | null | undefined} entry
 * @param {import("#app/layout/product/reading.js").Reading} reading
 * @param {number} row
 */
function columnOf(entry, reading, row) {
  const { product, picked } = reading;
  if (typeof entry === "number") return Math.min(product.columns - 1, entry);
  return picked >= 0 ? picked : largestPart(rowParts(reading, row));
}

/**
 * @param {NonNullable<View["writes"]>} writes
 * @param {string} matrix
 * @param {string} operand
 */
function namesOf(writes, matrix, operand) {
  if (writes === "backward") return { top: String.raw`${matrix}^{\top}\delta`, matrix, side: String.raw`\delta` };
  if (writes === "share")
    return { top: operand, matrix: String.raw`\delta\,${closed(operand)}^{\top}`, side: String.raw`\delta` };
  return { top: operand, matrix, side: `${matrix}\\,${closed(operand)}` };
}

/**
 * In brackets where it is more than a name.
 *
 * @param {string} tex
 */
export function closed(tex) {
  return / |,|\[/u.test(tex.replace(/\\,/gu, "")) ? `(${tex})` : tex;
}

/**
 * The ramp that the operand has everywhere else.
 *
 * @param {Glance} glance
 * @param {Product} product
 */
function operandRamp({ run }, { source }) {
  if (!source || source.kind === "operation") return null;
  if (source.name === "x") return rampOf(undefined, run.inputs);
  if (source.name === "y") return rampOf(undefined, run.targets);
  return rampOf(equationNamed(run.plan, source.name), run.values.get(source.name));
}
