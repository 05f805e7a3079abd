/**
 * The ledger: under the graph a cell for every (loss at t, copy at k), empty where no path leads; the rows' sums at the
 * right, the columns' sums below, in the corner all of it.
 *
 *     ∂E/∂W = Σ_t Σ_k cell(t, k)        shown: ⟨cell, G⟩/‖G‖, signed; all of them add up to ‖G‖, G = ∂E/∂W
 *
 * @import {Box} from "#app/types.js"
 * @import {LaidGround, LaidParts, Place, Spot} from "#app/gradient.js"
 * @import {Ledger} from "#app/layout/gradient/ledgerplaces.js"
 */

import { factorNotes } from "#app/layout/gradient/factornotes.js";
import { pathOf } from "#app/layout/gradient/factors.js";
import { gridOf } from "#app/layout/gradient/ledgergrid.js";
import { numbersFit } from "#app/layout/gradient/ledgernumbers.js";
import { ledgerOf, NAMES } from "#app/layout/gradient/ledgerplaces.js";
import { ledgerSums } from "#app/layout/gradient/ledgersums.js";
import { ledgerTitles } from "#app/layout/gradient/ledgertitles.js";
import { normCurve, normRoom } from "#app/layout/gradient/normcurve.js";
import { cutMarks } from "#app/layout/gradient/scissors.js";
import { whatIsLeft } from "#app/layout/gradient/whatisleft.js";

const MOST = 220; // pixels of the plot of norms

/**
 * @param {LaidGround} ground
 * @returns {LaidParts}
 */
export function ledgerParts(ground) {
  const [{ room }, plot] = [ground, normRoom(ground)];
  const ledger = ledgerOf(plot ? { ...ground, room: { ...room, height: room.height - plot } } : ground);
  if (!ledger) return {};
  const { place, hover } = ground;
  const path = pathOf(ground, ledger.parameter, place, ledger.stages);
  const end = ledger.sumsTop + ledger.sumsHeight + NAMES;
  const norms = plot ? normCurve(ground, { y: end, height: Math.min(MOST, room.y + room.height - end) }) : null;
  const sums = ledgerSums(ledger);
  const titles = ledgerTitles(ledger);
  const factors = factorNotes(ground, ledger.parameter, ledger.stages);
  const { rows, tops } = ledger;
  const cuts = cutMarks(ground, path, {
    top: ground.band.get("loss")?.y ?? ground.room.y,
    own: tops[rows.indexOf(place.t) + 1], // the chosen loss's own cells end there
    bottom: tops[tops.length - 1],
  });
  return {
    path: path.nodes.size ? path : null,
    grids: [gridOf(ledger)],
    boxes: [...frames(ledger), ...sums.boxes, ...crossOf(ledger, hover ?? place), ...cuts.boxes],
    words: [...sums.words, ...titles.words, ...cuts.words, ...whatIsLeft(ledger), ...(norms?.words ?? [])],
    captions: [...titles.captions, ...(norms?.captions ?? [])],
    curve: norms?.curve ?? null,
    notes: [...titles.notes, ...factors],
    outlines: [...chosenOf(ledger, place, "chosen"), ...(hover ? chosenOf(ledger, hover, "pointed") : [])],
    spots: [...spotsOf(ledger), ...cuts.spots],
    bottom: end,
  };
}

/**
 * Around the cells that can be reached, so that a pale number is told from an empty place; and where cells are small,
 * around all of them.
 *
 * @param {Ledger} ledger
 * @returns {Box[]}
 */
function frames(ledger) {
  const { rows, copies, at, tops, edges } = ledger;
  if (!numbersFit(ledger)) {
    const size = { width: edges[edges.length - 1] - edges[0], height: tops[tops.length - 1] - tops[0] };
    return [{ key: "ledger", tone: "laid-cell", x: edges[0], y: tops[0], ...size, radius: 0 }];
  }
  const inset = tops[1] - tops[0] > 24 ? 1.5 : 0.5;
  return rows.flatMap((t, n) =>
    Array.from({ length: copies.last - copies.first + 1 }, (_, m) => ({
      key: `cell-${n}-${m}`,
      tone: "laid-cell",
      x: edges[m] + inset,
      y: tops[n] + inset,
      width: edges[m + 1] - edges[m] - 2 * inset,
      height: tops[n + 1] - tops[n] - 2 * inset,
      radius: 2,
    })).filter((_, m) => at(t, copies.first + m) !== null),
  );
}

/**
 * The row and the column of a cell, faintly, up to their sums.
 *
 * @param {Ledger} ledger
 * @param {Place} place
 * @returns {Box[]}
 */
function crossOf({ rows, copies, tops, edges, sumsTop, sumsHeight, ground }, { t, k }) {
  /** @type {Box[]} */
  const found = [];
  const n = rows.indexOf(t);
  if (n >= 0) {
    const [x, y] = [edges[0], tops[n]];
    const width = ground.room.width - 4 - x;
    found.push({ key: "cross-row", tone: "laid-cross", x, y, width, height: tops[n + 1] - y, radius: 3 });
  }
  if (k >= copies.first && k <= copies.last) {
    const [x, y] = [edges[k - copies.first], tops[0]];
    const width = edges[k - copies.first + 1] - x;
    found.push({ key: "cross-column", tone: "laid-cross", x, y, width, height: sumsTop + sumsHeight - y, radius: 3 });
  }
  return found;
}

/**
 * @param {Ledger} ledger
 * @param {Place} place
 * @param {string} tone
 * @returns {Box[]}
 */
function chosenOf({ rows, copies, tops, edges }, { t, k }, tone) {
  const n = rows.indexOf(t);
  if (n < 0 || k < copies.first || k > copies.last) return [];
  const [x, y] = [edges[k - copies.first], tops[n]];
  const [width, height] = [edges[k - copies.first + 1] - x, tops[n + 1] - y];
  const [wide, tall] = [Math.max(6, width), Math.max(6, height)];
  const corner = { x: x - (wide - width) / 2, y: y - (tall - height) / 2 };
  return [{ key: `laid-${tone}`, tone: `outline laid-${tone}`, ...corner, width: wide, height: tall, radius: 3 }];
}

/** @param {Ledger} ledger @returns {Spot[]} */
function spotsOf({ rows, tops, edges, ground }) {
  if (!rows.length) return [];
  const [x, y] = [edges[0], tops[0]];
  const size = { width: edges[edges.length - 1] - x, height: tops[tops.length - 1] - y };
  return [{ x, y, ...size, to: {}, cells: { losses: rows, each: tops[1] - tops[0], axis: ground.axis } }];
}
