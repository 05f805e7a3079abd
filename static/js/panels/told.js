/**
 * Steps, nodes and units in words, with numbers as one would read them out.
 *
 * @import {Itinerary, Plan, Run, Stop} from "#app/types.js"
 * @import {Place} from "#app/state/tree.js"
 */

import { spoken } from "#app/layout/figures.js";
import { labelOf } from "#app/layout/symbols.js";
import { answer } from "#app/state/answer.js";
import { holds, reach } from "#app/state/reach.js";
import { at } from "#app/state/series.js";
import { gatesOf, gradientOf, spreadOf } from "#app/state/summary.js";
import { heldAt, setSteps } from "#app/state/surgery.js";
import { anyUnit, isHidden } from "#app/state/veil.js";
import { changeWords } from "#app/words/change.js";
import { stopSentence } from "#app/words/moments.js";
import { words } from "#app/words/page.js";
import { told } from "#app/words/told.js";

/**
 * The current stop: where it is, how far the gates are open, how large the gradient is.
 *
 * @param {Run} run
 * @param {Stop} stop
 * @param {string[]} curve nodes whose gradient norm is of interest
 */
export function sentenceOf(run, stop, curve) {
  const sentences = [stopSentence(run.plan, stop, spoken(run.loss, run.hidesTotal ?? false))];
  if (stop.kind === "forward") {
    for (const { equation, mean, atLimit, size } of gatesOf(run, stop.t)) {
      sentences.push(told.gate(nameOf(run, equation.name), spoken(mean), atLimit, size));
    }
  }
  if (stop.kind === "backward") {
    for (const name of curve) {
      const found = gradientOf(run, name, stop.t);
      if (found)
        sentences.push(told.norm(labelOf(run.plan, name), spoken(found.norm), compared(found.times), run.plan.T));
    }
  }
  const { firstNonfinite: first } = run;
  if (first && stop.t === first.t && stop.kind === first.pass) sentences.push(told.broken);
  return sentences.join(" ");
}

/**
 * @param {Run} run
 * @param {Itinerary} itinerary
 * @param {number} cursor
 * @param {Place} place
 */
export function placeTold(run, itinerary, cursor, { level, t, node, unit }) {
  const { plan } = run;
  if (level === 1) return told.net(plan.net.title ?? plan.net.name ?? words.ownNet, plan.T, plan.rows.length);
  const passed = reach(itinerary, cursor);
  if (level === 2) {
    const loss =
      passed.loss || holds(passed.values.get(plan.rows[0]), t) ? run.lossSeries && at(run.lossSeries, t) : null;
    return told.step(
      t,
      plan.tokens?.[t - 1],
      typeof loss === "number" ? spoken(loss, run.veil?.hidesLoss(t) ?? false) : null,
    );
  }
  const { value, gradient, norm } = answer(run, itinerary, cursor, { node, t, unit });
  const hides = (/** @type {"value" | "gradient"} */ of, at = unit) => isHidden(run.veil, of, { node, t, unit: at });
  const say = (/** @type {"value" | "gradient"} */ of, /** @type {number} */ number) => spoken(number, hides(of));
  const done = doneTo(plan, node, t, level === 4 ? unit : null);
  if (level === 4)
    return `${told.unit(unit + 1, value === undefined ? words.notReached : say("value", value), gradient === undefined ? null : say("gradient", gradient))}${done}`;
  const equation = plan.equations.find(({ name }) => name === node);
  const spread = equation && value !== undefined ? spreadOf(run, equation, t) : null;
  const inside = (/** @type {"value" | "gradient"} */ of) => anyUnit(equation?.size ?? 0, (at) => hides(of, at));
  const most = (/** @type {number} */ number) => spoken(number, inside("value"));
  const middle = spread ? told.spread(most(spread.mean), most(spread.low), most(spread.high)) : null;
  const said = told.node(
    nameOf(run, node),
    middle ?? (equation ? words.notReached : null),
    norm === undefined ? null : spoken(norm, inside("gradient")),
  );
  return said + done;
}

/**
 * What a person did to it: held, silenced, set.
 *
 * @param {Plan} plan
 * @param {string} node
 * @param {number} t
 * @param {number | null} unit null: any of them
 */
function doneTo(plan, node, t, unit) {
  if (setSteps(plan, node).has(t)) return `, ${changeWords.wasSet}`;
  const size = plan.equations.find(({ name }) => name === node)?.size ?? 0;
  const held = size ? heldAt(plan, node, size) : null;
  if (!held) return "";
  const from = (t - 1) * size;
  if (unit === null) return held.is.subarray(from, from + size).includes(1) ? `, ${changeWords.someHeld}` : "";
  if (!held.is[from + unit]) return "";
  return `, ${held.silent[from + unit] ? changeWords.silent : changeWords.heldAt(spoken(held.value[from + unit]))}`;
}

/**
 * @param {Run} run
 * @param {string} name
 */
function nameOf({ plan }, name) {
  const equation = plan.equations.find((one) => one.name === name);
  const word = equation ? (equation.word ?? words.roles[equation.role]) : words.input;
  return `${word} ${labelOf(plan, name)}`;
}

/** @param {number} times */
function compared(times) {
  if (!(times > 0) || !Number.isFinite(times) || Math.abs(Math.log(times)) < Math.log(1.5)) return null;
  return times > 1 ? { factor: spoken(times), larger: true } : { factor: spoken(1 / times), larger: false };
}
