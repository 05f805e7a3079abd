/**
 * Where everything in an opened step stands, as columns and rows: as the text's hints say, or else arranged by
 * itself. Every equation has its rows; operations stand left of what they make, and a row higher than what they read.
 *
 * @import {Plan} from "#app/types.js"
 * @import {OpenedGraph, Stand} from "#app/state/openedgraph.js"
 */

/** @typedef {{column: number, row: number}} Place */

/**
 * @typedef {object} Places
 * @property {Map<string, Place>} at by key; outputs above the frame, the token and terminals have only a column
 * @property {string[]} anchors names whose rows the closed columns share
 * @property {number} least first row
 * @property {number} most last row
 * @property {number} columns
 */

const FIRST = 2.3; // leaves room for what comes in on the left
const CLOSE = 1.3; // to the vector that an operation makes: its number stands there
const WIDE = 2.3; // columns from one operation to the next, with room for a label

/**
 * @param {Plan} plan
 * @param {OpenedGraph} graph
 * @returns {Places}
 */
export function placesOf(plan, graph) {
  return hinted(plan, graph) ?? arranged(plan, graph);
}

/**
 * @param {Plan} plan
 * @param {OpenedGraph} graph
 * @returns {Places | null} null where the hints leave something out
 */
function hinted({ places, equations }, { stands }) {
  if (!places) return null;
  /** @type {Map<string, Place>} */
  const at = new Map();
  for (const { key, kind, id, name } of stands.values()) {
    if (kind === "entry" || kind === "exit") continue;
    const place = kind === "operation" ? places.operations[id] : places.vectors[name];
    if (!place) return null;
    at.set(key, { column: place[0], row: place[1] });
  }
  const states = equations.filter(({ delayed, name }) => delayed && stands.get(`v:${name}`)?.kind === "vector");
  const inside = [...at].filter(([key]) => key !== "x" && stands.get(key)?.kind !== "bars").map(([, place]) => place);
  return bounded(at, states.map(({ name }) => name), inside); // biome-ignore format: one line to read
}

/**
 * @param {Map<string, Place>} at
 * @param {string[]} anchors
 * @param {Place[]} inside
 * @returns {Places}
 */
function bounded(at, anchors, inside) {
  const rows = inside.map(({ row }) => row);
  return {
    at,
    anchors,
    least: Math.min(...rows),
    most: Math.max(...rows),
    columns: Math.max(...[...at.values()].map(({ column }) => column)),
  };
}

/**
 * @param {Plan} plan
 * @param {OpenedGraph} graph
 * @returns {Places}
 */
function arranged(plan, graph) {
  const { stands } = graph;
  const columns = columnsOf(graph);
  /** @type {Map<string, Place>} */
  const at = new Map();
  /** @type {Place[]} */
  const inside = [];
  let row = 0;
  for (const name of plan.rows) {
    const mine = [...stands.values()].filter(
      (one) => one.equation === name && columns.has(one.key) && one.kind !== "bars",
    );
    /** @type {Map<number, Stand[]>} */
    const stacks = new Map();
    for (const stand of mine) {
      const column = /** @type {number} */ (columns.get(stand.key));
      stacks.set(column, [...(stacks.get(column) ?? []), stand]);
    }
    const tall = Math.max(0, ...[...stacks.values()].map(({ length }) => length));
    if (!tall) continue;
    for (const [column, stack] of stacks) {
      stack.forEach(({ key }, k) => {
        const place = { column, row: row + (tall - stack.length) / 2 + k };
        at.set(key, place);
        inside.push(place);
      });
    }
    row += tall + 0.25;
  }
  for (const [key, column] of columns) if (!at.has(key)) at.set(key, { column, row: -1 });
  const anchors = plan.rows.filter((name) => stands.get(`v:${name}`)?.kind === "vector");
  return bounded(at, anchors, inside);
}

/**
 * The longest way to each stand: one column further for each operation of one equation, none on to the next equation,
 * which stands above or below.
 *
 * @param {OpenedGraph} graph
 */
function columnsOf({ stands, links, order }) {
  /** @type {Map<string, number>} */
  const columns = new Map();
  const into = grouped(links);
  const settle = (/** @type {Stand} */ { key, kind, equation }) => {
    let column = FIRST;
    for (const { from } of into.get(key) ?? []) {
      const other = stands.get(from);
      if (!other || !columns.has(from) || from === "x") continue;
      const before = /** @type {number} */ (columns.get(from));
      column = Math.max(column, before + (other.equation !== equation ? 0 : kind === "operation" ? WIDE : CLOSE));
    }
    columns.set(key, column);
  };
  for (const key of order) {
    const stand = /** @type {Stand} */ (stands.get(key));
    settle(stand);
    const vector = [...stands.values()].find(
      ({ kind, id }) => (kind === "vector" || kind === "bars") && id === stand.id,
    );
    if (vector) settle(vector);
  }
  for (const stand of stands.values()) if (stand.kind === "vector" && !columns.has(stand.key)) settle(stand);
  if (stands.has("x")) columns.set("x", 0.9);
  return columns;
}

/**
 * @param {OpenedGraph["links"]} links
 */
function grouped(links) {
  /** @type {Map<string, OpenedGraph["links"]>} */
  const found = new Map();
  for (const link of links) found.set(link.to, [...(found.get(link.to) ?? []), link]);
  return found;
}
