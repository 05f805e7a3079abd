/**
 * The product that stands written out within an opened step: opening, closing, and which of its entries is followed.
 *
 * @import {Cell, Plan, View} from "#app/types.js"
 * @import {Product} from "#app/state/products.js"
 * @import {Page} from "#app/state/page.js"
 */

import { sideShown } from "#app/state/beside.js";
import { isOpen, openedAt, setOpen } from "#app/state/opened.js";
import { productBefore, productOf } from "#app/state/products.js";
import { unitAtEnd, wayOf } from "#app/state/productway.js";
import { clamp } from "#app/state/stops.js";

/** @typedef {"forward" | "backward" | "share"} Direction what is written out: values, gradients, this step's ∂L/∂W */

/**
 * The product that stands open; null where none does, or the net has no such product.
 *
 * @param {Page} page
 * @returns {Product | null}
 */
export function openedProduct({ plan, view }) {
  const { open, product, show = "columns" } = view.value;
  return open && show === "columns" && plan.value ? productOf(plan.value, product) : null;
}

/**
 * Nearest of all: a product written out. Opens its step, too.
 *
 * @param {Page} page
 * @param {number} [id] of its node; without one, the product that leads to the chosen number
 */
export function openProduct(page, id) {
  const plan = page.plan.value;
  if (!plan || sideShown(page) !== page) return; // B has none
  const found = id === undefined ? productBefore(plan, page.view.value.cell?.node ?? null) : productOf(plan, id);
  if (!found) return;
  setOpen(page, true);
  page.view.value = { ...page.view.value, product: found.id, entry: null };
}

/**
 * Back to the opened step.
 *
 * @param {Page} page
 */
export function closeProduct({ view }) {
  view.value = { ...view.value, product: null, entry: null };
}

/**
 * @param {Page} page
 * @param {Direction} writes
 */
export function setDirection({ view }, writes) {
  view.value = { ...view.value, writes };
}

/**
 * The row that is followed: the chosen unit, as far as the product has it.
 *
 * @param {Plan} plan
 * @param {Product} product
 * @param {Pick<View, "cell">} view
 */
export function rowOf(plan, { id, rows }, { cell }) {
  if (!cell) return 0;
  const way = wayOf(plan, id, cell.node);
  const last = way.paces.at(-1);
  const offset = last && last.name === cell.node && !last.node.scalar ? last.offset : 0;
  return Math.max(0, Math.min(rows - 1, cell.unit - offset));
}

/**
 * The number to ask about when a row is chosen: what it becomes, if it becomes a unit of something that has a name.
 *
 * @param {Plan} plan
 * @param {Product} product
 * @param {Cell | null} cell the number asked about so far
 * @param {number} t
 * @param {number} row
 * @returns {Cell}
 */
export function cellOf(plan, { id, node }, cell, t, row) {
  const way = wayOf(plan, id, cell?.node ?? null);
  const end = way.paces.at(-1);
  if (!end)
    return { node: plan.equations.some(({ name }) => name === node.name) ? `${node.name}` : `o:${id}`, t, unit: row };
  if (!end.name || end.node.scalar) return { node: `o:${id}`, t, unit: row };
  return { node: end.name, t, unit: unitAtEnd(way, row) };
}

/**
 * @param {Page} page
 * @param {{row?: number, column?: number}} entry counted from 0
 */
export function chooseEntry(page, { row, column }) {
  const [plan, itinerary, stop, product] = [
    page.plan.value,
    page.itinerary.value,
    page.stop.value,
    openedProduct(page),
  ];
  if (!plan || !itinerary || !stop || !product) return;
  const { view } = page;
  const at =
    row === undefined ? view.value.cell : cellOf(plan, product, view.value.cell, openedAt(itinerary, stop), row);
  view.value = { ...view.value, cell: at, ...(column === undefined ? {} : { entry: column }) };
}

/**
 * Zooming while a step stands open: nearer to the product that leads to the chosen number, further back to the step,
 * and out of it.
 *
 * @param {Page} page
 * @param {1 | -1} way 1: nearer
 * @returns {boolean} whether that was all
 */
export function zoomWithin(page, way) {
  if (!isOpen(page) || (page.view.value.show ?? "columns") !== "columns") return false;
  const product = openedProduct(page);
  if (way > 0 && !product) openProduct(page);
  else if (way < 0 && product) closeProduct(page);
  else if (way < 0) setOpen(page, false);
  return true;
}

/**
 * Another row of the open product; in an opened step, another unit of every vector.
 *
 * @param {Page} page
 * @param {1 | -1} way
 */
export function walkRows(page, way) {
  const [plan, product] = [page.plan.value, openedProduct(page)];
  if (!plan) return;
  if (product) {
    chooseEntry(page, { row: clamp(rowOf(plan, product, page.view.value) + way, product.rows) });
    return;
  }
  const { cell } = page.view.value;
  const largest = Math.max(1, ...plan.equations.map(({ size }) => size));
  const size = plan.equations.find(({ name }) => name === cell?.node)?.size ?? largest;
  const t = page.itinerary.value && page.stop.value ? openedAt(page.itinerary.value, page.stop.value) : 1;
  const node = cell?.node ?? plan.rows[plan.rows.length - 1];
  page.view.value = { ...page.view.value, cell: { node, t, unit: clamp((cell?.unit ?? 0) + way, size) } };
}

/**
 * Another column of the open product: another entry of its vector.
 *
 * @param {Page} page
 * @param {1 | -1} way
 */
export function walkColumns(page, way) {
  const product = openedProduct(page);
  if (!product) return;
  const { value: shown } = page.followed;
  chooseEntry(page, { column: clamp((page.view.value.entry ?? shown) + way, product.columns) });
}

/**
 * An operation of the opened step is pointed at: a product is written out, any other one asked about.
 *
 * @param {Page} page
 * @param {number | null} id of its node
 * @returns {boolean} whether there is one
 */
export function askOperation(page, id) {
  const [plan, itinerary, stop] = [page.plan.value, page.itinerary.value, page.stop.value];
  const node = plan?.nodes.find((one) => one.id === id);
  if (!plan || !itinerary || !stop || !node || sideShown(page) !== page) return false;
  if (productOf(plan, node.id)) {
    openProduct(page, node.id);
    return true;
  }
  const named = plan.equations.some(({ name }) => name === node.name);
  const unit = clamp(page.view.value.cell?.unit ?? 0, node.size);
  const cell = { node: named ? `${node.name}` : `o:${node.id}`, t: openedAt(itinerary, stop), unit };
  page.view.value = { ...page.view.value, cell };
  return true;
}
