/**
 * The cells of a written-out product with what stands around them: numbers of rows and columns, names, arrows, and the
 * outlines of what is followed.
 *
 * @import {Box, NumberCell, ProductScene, Words} from "#app/types.js"
 * @import {Ground} from "#app/layout/product/scene.js"
 * @import {Table} from "#app/layout/product/tables.js"
 * @import {Track} from "#app/layout/product/tracks.js"
 */

import { texWidth } from "#app/layout/lettering.js";
import { scale } from "#app/layout/product/measures.js";
import { largestPart } from "#app/layout/product/reading.js";
import { cellText } from "#app/layout/product/text.js";
import { sumOn } from "#app/layout/product/tracks.js";

/** @typedef {Pick<ProductScene, "cells" | "boxes" | "words" | "notes" | "lines">} Pieces */

/**
 * @param {Ground} ground
 * @returns {Pieces}
 */
export function cellsOf(ground) {
  const { sight } = ground;
  /** @type {NumberCell[]} */
  const cells = [...matrix(ground), ...top(ground), ...side(ground), ...parts(ground)];
  return {
    cells,
    boxes: outlines(ground, cells),
    words: [...numbers(ground), ...signs(ground)],
    notes: names(ground),
    lines: sight.writes === "backward" ? [...arrows(ground, -1), ...leftwards(ground)] : arrows(ground, 1),
  };
}

/**
 * @param {Ground} ground
 * @returns {NumberCell[]}
 */
function matrix({ sight, tables, rows, columns }) {
  const { ramp, limit, power, at } = tables.matrix;
  const { row, column, writes, decimals } = sight;
  const follows = (/** @type {number} */ i, /** @type {number} */ j) =>
    writes === "forward" ? i === row : writes === "backward" ? j === column : i === row && j === column;
  return rows.shown.flatMap(({ at: i, start: y, size: height }) =>
    columns.shown.map(({ at: j, start: x, size: width }) => {
      const value = at(i, j);
      return {
        key: `m ${i - rows.span.first} ${j - columns.span.first}`,
        kind: /** @type {const} */ ("matrix"),
        tone: follows(i, j) ? (i === row && j === column ? "strong cross" : "strong") : "",
        row: i, column: j, x, y, width, height, value, ramp, limit,
        text: cellText(value, power, decimals),
      }; // biome-ignore format: a table
    }),
  );
}

/**
 * A cell of a vector, or of parts: what a track stands for.
 *
 * @param {Ground} ground
 * @param {Table} table
 * @param {Track} track
 * @param {Partial<NumberCell> & Pick<NumberCell, "key" | "kind" | "x" | "y" | "width" | "height">} place
 * @returns {NumberCell}
 */
function numbered({ sight }, { numbers, power, ramp, limit }, track, place) {
  const value = place.value ?? (numbers && track.at >= 0 ? numbers[track.at] : null);
  const text = cellText(value, power, sight.decimals);
  return { tone: "", row: -1, column: -1, ramp, limit, ...place, value, text };
}

/**
 * @param {Ground} ground
 * @returns {NumberCell[]}
 */
function top(ground) {
  const { columns, tables, head, tall, sight } = ground;
  return columns.shown.map((track) =>
    numbered(ground, tables.top, track, {
      key: `top ${track.at - columns.span.first}`,
      kind: "operand",
      tone: track.at === sight.column && sight.writes !== "forward" ? "strong" : "",
      column: track.at,
      x: track.start,
      y: head,
      width: track.size,
      height: tall,
    }),
  );
}

/**
 * @param {Ground} ground
 * @returns {NumberCell[]}
 */
function side(ground) {
  const { rows, tables, side: x, wide: width, sight } = ground;
  return rows.shown.map((track) =>
    numbered(ground, tables.side, track, {
      key: `side ${track.at - rows.span.first}`,
      kind: "product",
      tone: track.at === sight.row ? "strong" : "",
      row: track.at,
      x,
      y: track.start,
      width,
      height: track.size,
    }),
  );
}

/**
 * The parts of the row or the column that is followed, with the sums of those that have no cell, and their sum.
 *
 * @param {Ground} ground
 * @returns {NumberCell[]}
 */
function parts(ground) {
  const { sight, tables, columns, rows, foot, tall, side: x, wide, head, measures } = ground;
  const table = tables.parts;
  if (!table?.numbers) return [];
  const { numbers } = table;
  const along = sight.writes === "forward";
  const tracks = along ? columns : rows;
  const largest = largestPart(numbers);
  const after = x + wide + measures.gap;
  const cells = tracks.all.map((track) => {
    const isRest = track.at < 0;
    return numbered(ground, table, track, {
      key: `part ${isRest ? track.at : track.at - tracks.span.first}`,
      kind: isRest ? "rest" : "part",
      tone: isRest ? "rest" : track.at === largest ? "strong largest" : "strong",
      row: along ? sight.row : track.at,
      column: along ? track.at : sight.column,
      ...(isRest ? { value: sumOn(track, tracks.span, numbers) } : {}),
      ...(along
        ? { x: track.start, y: foot, width: track.size, height: tall }
        : { x: after, y: track.start, width: wide, height: track.size }),
    });
  });
  const total = (along ? tables.side : tables.top).numbers?.[along ? sight.row : sight.column] ?? null;
  const whole = { at: -3, start: 0, size: 0, count: 1 };
  const place = along ? { x, y: foot } : { x: after, y: head };
  const sum = numbered(ground, table, whole, {
    key: "sum", kind: along ? "product" : "operand", tone: "strong sum", row: along ? sight.row : -1,
    column: along ? -1 : sight.column, ...place, width: wide, height: tall, value: total,
  }); // biome-ignore format: one line to read
  return [...cells, sum];
}

/**
 * @param {Ground} ground
 * @param {NumberCell[]} cells
 * @returns {Box[]}
 */
function outlines(ground, cells) {
  const { sight, rows, columns, head, tall, side: x, wide } = ground;
  const { row, column, writes } = sight;
  const [i, j] = [rows.shown.find(({ at }) => at === row), columns.shown.find(({ at }) => at === column)];
  if (!i || !j) return [];
  const [first, last] = [columns.shown[0], columns.shown[columns.shown.length - 1]];
  const [upper, lower] = [rows.shown[0], rows.shown[rows.shown.length - 1]];
  /** @type {(key: string, x: number, y: number, width: number, height: number) => Box} */
  const box = (key, left, y, width, height) => ({
    key: `outline ${key}`, tone: `follow ${writes}`, x: left - 2, y: y - 2, width: width + 4, height: height + 4, radius: 5,
  }); // biome-ignore format: one line to read
  const cross = cells.filter(({ kind, row: r, column: c }) => kind === "matrix" && r === row && c === column);
  const found = cross.map((one) => ({
    ...box("cross", one.x + 2, one.y + 2, one.width - 4, one.height - 4),
    tone: "cross",
    radius: 3,
  }));
  if (writes === "forward") {
    found.push(
      box("row", first.start, i.start, last.start + last.size - first.start, i.size),
      box("side", x, i.start, wide, i.size),
    );
  } else if (writes === "backward") {
    found.push(
      box("column", j.start, upper.start, j.size, lower.start + lower.size - upper.start),
      box("top", j.start, head, j.size, tall),
    );
  } else {
    found.push(box("top", j.start, head, j.size, tall), box("side", x, i.start, wide, i.size));
  }
  return found;
}

/**
 * The numbers of rows and columns, and how many are not shown.
 *
 * @param {Ground} ground
 * @returns {Words[]}
 */
function numbers({ rows, columns, measures, sight }) {
  const { labels, letters } = measures;
  const across = columns.all.map(({ at, start, size, count }) => ({
    key: `column ${at < 0 ? at : at - columns.span.first}`,
    tone: at === sight.column ? "index chosen" : "index",
    x: start + size / 2,
    y: labels / 2,
    text: at < 0 ? `⋯ ${count.toLocaleString("en")}` : (at + 1).toLocaleString("en"),
    anchor: /** @type {const} */ ("middle"),
  }));
  const down = rows.all.map(({ at, start, size, count }) => ({
    key: `row ${at < 0 ? at : at - rows.span.first}`,
    tone: at === sight.row ? "index chosen" : "index",
    x: columns.all[0].start - 0.6 * letters,
    y: start + size / 2,
    text: at < 0 ? `⋮ ${count.toLocaleString("en")}` : (at + 1).toLocaleString("en"),
    anchor: /** @type {const} */ ("end"),
  }));
  return [...across, ...down];
}

/**
 * Plus between the parts, equals before the sum; × before a column of parts.
 *
 * @param {Ground} ground
 * @returns {Words[]}
 */
function signs({ sight, tables, rows, columns, foot, tall, side: x, wide, head, measures }) {
  if (!tables.parts?.numbers) return [];
  /** @type {(key: string, x: number, y: number, text: string) => Words} */
  const sign = (key, left, y, text) => ({ key: `sign ${key}`, tone: "sign", x: left, y, text, anchor: "middle" });
  const chosen = rows.shown.find(({ at }) => at === sight.row);
  if (sight.writes === "backward") {
    const after = x + wide + measures.gap;
    return [
      sign("equals", after - measures.gap / 2, head + tall / 2, "="),
      ...rows.all.slice(1).map(({ start }, k) => sign(`plus ${k}`, after - 0.4 * measures.gap, start, "+")),
    ];
  }
  return [
    ...(chosen ? [sign("equals above", x - measures.gap / 2, chosen.start + chosen.size / 2, "=")] : []),
    sign("equals", x - measures.gap / 2, foot + tall / 2, "="),
    ...columns.all.slice(1).map(({ start }, k) => sign(`plus ${k}`, start, foot - measures.gap / 2, "+")),
  ];
}

/**
 * @param {Ground} ground
 * @returns {ProductScene["notes"]}
 */
function names({ sight, tables, rows, left, head, tall, side: x, wide, measures }) {
  const { names: tex, reading, writes, width } = sight;
  const { matrix } = reading.product;
  const { labels, arrows: band, name } = measures;
  const [above, first] = [labels / 2, rows.all[0]];
  const role = writes === "share" ? "gradient" : `role-${matrix.role}`;
  const back = writes === "backward" ? "gradient" : "";
  const delta = writes === "forward" ? "" : "gradient";
  const middle = Math.min(x + wide / 2, width - texWidth(tex.side, name) / 2);
  /** @type {(key: string, tex: string, x: number, y: number, tone: string, names?: string) => ProductScene["notes"][0]} */
  const note = (key, text, at, y, tone, names) => ({ key, tex: text, x: at, y, tone, names });
  return [
    note("top", tex.top, left, head + tall / 2, `name ${back}`),
    note("matrix", tex.matrix, left, first.start - band / 2, `name ${role}`, matrix.name),
    note("side", tex.side, middle, above, `above ${delta}`),
    ...(tables.top.power ? [note("top power", scale(tables.top.power), left, above, `name small ${back}`)] : []),
    ...(tables.matrix.power
      ? [note("matrix power", scale(tables.matrix.power), left, first.start + first.size / 2, `name small ${role}`)]
      : []),
    ...(tables.side.power
      ? [note("side power", scale(tables.side.power), x + wide / 2, head + tall / 2, `above small ${delta}`)]
      : []),
  ];
}

/**
 * Between the vector and the matrix: down on the way forward, up on the way back.
 *
 * @param {Ground} ground
 * @param {1 | -1} way
 */
function arrows({ columns, head, tall, measures, sight }, way) {
  const [above, below] = [head + tall + 2, head + tall + measures.arrows - 3];
  const [tail, tip] = way > 0 ? [above, below] : [below, above];
  const size = measures.arrows / 4;
  const role = way > 0 ? sight.reading.product.matrix.role : "backward";
  return columns.shown.map(({ at, start, size: width }) => {
    const x = start + width / 2;
    const d = `M${x},${tail}L${x},${tip}M${x - size},${tip - way * size}L${x},${tip}L${x + size},${tip - way * size}`;
    return { key: `arrow ${at - columns.span.first}`, tone: `arrow ${role}`, d };
  });
}

/**
 * From δ into the rows.
 *
 * @param {Ground} ground
 */
function leftwards({ rows, columns, side: x, measures }) {
  const [tail, tip, size] = [x - 3, columns.end + 4, measures.arrows / 4];
  return rows.shown.map(({ at, start, size: height }) => {
    const y = start + height / 2;
    const d = `M${tail},${y}L${tip},${y}M${tip + size},${y - size}L${tip},${y}L${tip + size},${y + size}`;
    return { key: `back ${at - rows.span.first}`, tone: "arrow backward", d };
  });
}
