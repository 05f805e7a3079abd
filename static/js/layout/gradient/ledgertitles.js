/**
 * What stands around the ledger: E_t at the rows, k at the columns, and over it the chosen cell as a product of its
 * factors with its number.
 *
 * @import {Caption, Scene, Words} from "#app/types.js"
 * @import {LaidGround} from "#app/gradient.js"
 * @import {Ledger} from "#app/layout/gradient/ledgerplaces.js"
 */

import { middle } from "#app/layout/axis.js";
import { figure, signed } from "#app/layout/figures.js";
import { chosenName } from "#app/layout/gradient/chosenstep.js";
import { cellTex, endOf, factorsOf, wholeState } from "#app/layout/gradient/factors.js";
import { lettersOf } from "#app/layout/gradient/ledgernumbers.js";
import { isWhole, measureOf, reader, stagesOf } from "#app/layout/gradient/ledgerplaces.js";
import { besideGrid } from "#app/layout/gradient/ledgersums.js";
import { titlesOf } from "#app/layout/gradient/sides.js";
import { texWidth, widthOf } from "#app/layout/lettering.js";
import { roundSteps } from "#app/layout/stepnames.js";
import { gradientTex, normTex, symbol, symbolAt } from "#app/layout/symbols.js";
import { count } from "#app/words/count.js";
import { ledgerWords as said } from "#app/words/gradient/ledger.js";
import { truncationWords } from "#app/words/gradient/truncation.js";

const LETTERS = 15;
const APART = { usual: 20, presenting: 12 }; // pixels from one row's name to the next

/**
 * @param {Ledger} ledger
 * @returns {{words: Words[], captions: Caption[], notes: NonNullable<Scene["notes"]>}}
 */
export function ledgerTitles(ledger) {
  const { ground, sumsTop, parameter, measure } = ledger;
  const { plan } = ground;
  const notes = lossNames(ledger);
  if (measure !== "norms" && !ground.compact) {
    const at = ground.answer.message.entry?.at.map((/** @type {number} */ one) => one + 1);
    const whole = gradientTex(plan, parameter);
    const tex = measure === "along" ? normTex(whole) : `${whole}${at?.length ? `[${at}]` : ""}`;
    notes.push({
      key: "total",
      tex,
      x: besideGrid(ledger),
      y: sumsTop + (ground.presenting ? 21 : 30),
      tone: "laid-total",
    });
  }
  const captions = titlesOf(ground, chosen);
  return { words: [...copyNames(ledger), ...sumNames(ledger, captions), ...fewer(ledger)], captions, notes };
}

/**
 * What the sums are over: at the left of the columns' sums, and over the rows' where the title leaves room.
 *
 * @param {Ledger} ledger
 * @param {Caption[]} captions
 * @returns {Words[]}
 */
function sumNames(ledger, captions) {
  const { ground, tops, sumsTop } = ledger;
  const { presenting, compact, room } = ground;
  const letters = lettersOf(ledger);
  const [left, right] = [namesEnd(ledger), besideGrid(ledger)];
  const fit = (/** @type {string[]} */ texts, /** @type {number} */ wide) =>
    texts.find((text) => widthOf(text, letters) <= wide) ?? "";
  const [losses, copies] = [fit(said.allLosses, left - 4), fit(said.allCopies, room.width - 4 - right)];
  const isFree = presenting || (!compact && captions.every((caption) => endOfCaption(caption) < right));
  /** @type {Words[]} */
  const found = [
    { key: "all-losses", tone: "laid-rest", x: left, y: sumsTop + 9, text: losses, anchor: "end" },
    { key: "all-copies", tone: "laid-rest", x: right, y: tops[0] - 8, text: isFree ? copies : "", anchor: "start" },
  ];
  return found.filter(({ text }) => text);
}

/**
 * Where a title ends, a little generously: a fraction is as wide as its longer half.
 *
 * @param {Caption} caption
 */
function endOfCaption({ x = 0, pieces }) {
  const halves = /\\dfrac\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}\{/gu;
  return pieces.reduce((sum, { tex, word }) => {
    const tall = tex.replaceAll(halves, "{");
    return sum + texWidth(tall, LETTERS + 2) + widthOf(word, LETTERS + 1) + 20;
  }, x);
}

/** Where the rows' names end. @param {Ledger} ledger */
function namesEnd({ ground, edges }) {
  const isSummed = isWhole(ground) || ground.answer.tensors.has("sides");
  return (isSummed ? ground.axis.start : edges[0]) - 8; // beside what is folded, where that is summed up
}

/** @param {Ledger} ledger @returns {NonNullable<Scene["notes"]>} */
function lossNames(ledger) {
  const { ground, rows, tops } = ledger;
  const { plan, place } = ground;
  const each = tops[1] - tops[0];
  const apart = ground.presenting ? APART.presenting : APART.usual;
  const every = roundSteps(apart / each);
  const here = rows.indexOf(place.t);
  const x = namesEnd(ledger);
  const isNamed = (/** @type {number} */ n, /** @type {number} */ t) =>
    t === place.t || (t % every === 0 && (here < 0 || Math.abs(n - here) * each >= apart));
  return rows.flatMap((t, n) => {
    if (every > 1 && !isNamed(n, t)) return [];
    const tone = `laid-row${t === place.t ? " chosen" : ""}`;
    const y = Math.max((tops[n] + tops[n + 1]) / 2, tops[0] + 9); // clear of the title
    return [{ key: `loss-${n}`, tex: symbolAt(plan, "loss", t), x, y, tone }];
  });
}

/** @param {Ledger} ledger @returns {Words[]} */
function copyNames({ ground: { axis, place }, copies, edges, sumsTop, sumsHeight }) {
  const wide = edges[1] - edges[0];
  const name = chosenName(place.k, wide, LETTERS);
  const long = widthOf(name, LETTERS);
  const every = roundSteps((widthOf(count(copies.last), LETTERS) + 12) / wide);
  const y = sumsTop + sumsHeight + 11;
  const chosen = Math.min(middle(axis, place.k), wide < long ? axis.end - long / 2 - 4 : Number.POSITIVE_INFINITY); // a playhead stands at the end
  /** @type {Words[]} */
  const found = [];
  for (let k = copies.first; k <= copies.last; k += 1) {
    const isHere = k === place.k;
    const x = isHere ? chosen : middle(axis, k);
    if (!isHere && (k % every || Math.abs(x - chosen) < (long + widthOf(count(k), LETTERS)) / 2 + 6)) continue;
    const text = isHere ? name : count(k);
    const tone = isHere ? "step laid-k" : "step";
    found.push({ key: `copy-${k - copies.first}`, tone, x, y, text, anchor: "middle" });
  }
  return found;
}

/**
 * Where fewer steps are laid open than are seen: in the empty place beside them.
 *
 * @param {Ledger} ledger
 * @returns {Words[]}
 */
function fewer({ ground: { axis, room }, copies, tops, edges }) {
  const [before, after] = [copies.first - axis.first, axis.last - copies.last];
  if (before <= 0 && after <= 0) return [];
  const isBefore = before >= after;
  const x = isBefore ? edges[0] - 10 : edges[edges.length - 1] + 10;
  const anchor = /** @type {"end" | "start"} */ (isBefore ? "end" : "start");
  const place = { tone: "laid-rest", x: Math.max(0, Math.min(x, room.right)), anchor };
  return said
    .fewer(copies.first, copies.last)
    .map((text, n) => ({ key: `fewer-${n}`, text, y: tops[0] + 14 + 20 * n, ...place }));
}

/**
 * @param {LaidGround} ground
 * @returns {Caption}
 */
function chosen(ground) {
  const { place, title, compact, plan, run, answer } = ground;
  const { parameter } = answer.message;
  const where = { key: "laid-title", tone: "laid-title", x: title.x, y: title.y };
  if (!run.hasLoss?.[place.t - 1]) return { ...where, pieces: [{ tex: "", word: said.noLossAt(place.t) }] };
  const measure = measureOf(ground.laid.measure, answer.tensors, answer.message.direction);
  const read = reader(answer, measure);
  const value = read?.at(place.t, place.k) ?? null;
  const factors = factorsOf(ground, parameter, place);
  const name = factors
    ? cellTex(ground, parameter, place, compact ? 1 : undefined)
    : `${symbolAt(plan, "loss", place.t)} \\to {${symbol(plan, parameter)}}_{(${place.k})}`;
  const number = value === null ? "" : measure === "norms" ? figure(value) : signed(value);
  const told = read?.lost?.(place.t, place.k)
    ? truncationWords.lost(
        number,
        compact ? null : endOf(ground, parameter, place, stagesOf(answer)),
        place.k < place.t,
      )
    : said.told(measure, number, compact);
  const word = value === null ? said.empty(place.t, place.k, factors !== null) : told;
  const state = factors && !compact ? wholeState(plan, factors.names) : "";
  const more = state ? [{ tex: state, word: "" }] : [];
  return { ...where, pieces: [{ tex: name, word }, ...more] };
}
