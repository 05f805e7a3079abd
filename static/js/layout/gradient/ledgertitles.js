/**
 * What stands around the ledger: E_t at the rows, k at the columns, and over it the chosen cell as a product of its
 * factors with its number.
 *
 * @import {Caption, Scene, Words} from "#app/types.js"
 * @import {Ledger} from "#app/layout/gradient/ledger.js"
 */

import { middle } from "#app/layout/axis.js";
import { figure, signed } from "#app/layout/figures.js";
import { cellTex } from "#app/layout/gradient/celltex.js";
import { texWidth, widthOf } from "#app/layout/lettering.js";
import { roundSteps } from "#app/layout/stepnames.js";
import { normTex, symbol, symbolAt } from "#app/layout/symbols.js";
import { count } from "#app/words/count.js";
import { ledgerWords as said } from "#app/words/gradient/ledger.js";

const LETTERS = 15;
const APART = 20; // pixels from one name to the next

/**
 * @param {Ledger} ledger
 * @returns {{words: Words[], captions: Caption[], notes: NonNullable<Scene["notes"]>}}
 */
export function ledgerTitles(ledger) {
  const { ground, losses, copies, tops, edges, sumsTop, sumsHeight, parameter, measure } = ledger;
  const { plan, axis, place, gutter, run, room } = ground;
  /** @type {{words: Words[], captions: Caption[], notes: NonNullable<Scene["notes"]>}} */
  const found = { words: [], captions: [], notes: [] };
  const everyRow = roundSteps(APART / (tops[1] - tops[0]));
  for (let t = losses.first; t <= losses.last; t += 1) {
    if (!run.hasLoss?.[t - 1] || (t % everyRow && t !== place.t && everyRow > 1)) continue;
    if (everyRow > 1 && t !== place.t && Math.abs(t - place.t) * (tops[1] - tops[0]) < APART) continue;
    const n = t - losses.first;
    const y = (tops[n] + tops[n + 1]) / 2;
    found.notes.push({
      key: `loss-${n}`,
      tex: symbolAt(plan, "loss", t),
      x: gutter - 8,
      y,
      tone: `laid-row${t === place.t ? " chosen" : ""}`,
    });
  }
  const y = sumsTop + sumsHeight + 12;
  const wide = edges[1] - edges[0];
  const everyColumn = roundSteps((widthOf(count(copies.last), LETTERS) + 12) / wide);
  for (let k = copies.first; k <= copies.last; k += 1) {
    if (everyColumn > 1 && k % everyColumn && k !== place.k) continue;
    if (everyColumn > 1 && k !== place.k && Math.abs(k - place.k) * wide < 40) continue;
    const text = k === place.k || (k === copies.first && wide > 60) ? `k = ${count(k)}` : count(k);
    found.words.push({
      key: `copy-${k - copies.first}`,
      tone: `step${k === place.k ? " current" : ""}`,
      x: middle(axis, k),
      y,
      text,
      anchor: "middle",
    });
  }
  const value = ledger.at(place.t, place.k);
  const isSeen = place.t >= losses.first && place.t <= losses.last && place.k >= copies.first && place.k <= copies.last;
  const number = !isSeen
    ? said.outside
    : value === null
      ? said.unreached
      : `${said.measures[/** @type {"along"} */ (measure)]} ${measure === "norms" ? figure(value) : signed(value)}`;
  found.captions.push({
    key: "laid-title",
    tone: "share laid-title",
    x: Math.min(gutter, 14 + 0 * texWidth(symbol(plan, parameter), LETTERS)),
    y: room.y + 10,
    pieces: [{ tex: cellTex(plan, ledger, place), word: number }],
  });
  if (measure === "along")
    found.notes.push({
      key: "total",
      tex: normTex(String.raw`\partial ${symbol(plan, "loss")}/\partial ${symbol(plan, parameter)}`),
      x: Math.max(edges[edges.length - 1], axis.end) + 8,
      y: sumsTop + 28,
      tone: "laid-total",
    });
  return found;
}
