/**
 * A moment of the passes, in words.
 *
 * @import {Plan, Stop} from "#app/types.js"
 */

import { capital } from "#app/words/capital.js";
import { count } from "#app/words/count.js";
import { words } from "#app/words/page.js";
import { phasesAt } from "#app/words/phases.js";

/**
 * The current stop as a sentence.
 *
 * @param {Plan} plan
 * @param {Stop} stop
 * @param {string} loss
 */
export function stopSentence(plan, stop, loss) {
  const { T, tokens, target_tokens } = plan;
  if (stop.kind === "loss") return `Loss. The sum over all steps is ${loss}.`;
  if (stop.kind === "gradients") return "The parameters’ gradients are complete.";
  const pass = stop.walks > 1 ? `${capital(stop.kind)} pass ${stop.walk + 1} of ${stop.walks}` : capital(stop.kind);
  const token = tokens?.[stop.t - 1];
  const target = target_tokens?.[stop.t - 1];
  const parts = [`${pass}, step ${stop.t} of ${T}.`];
  if (token) parts[0] = `${pass}, step ${stop.t} of ${T}, token “${token}”.`;
  const phases = phasesAt(plan, stop.t);
  if (phases) parts.push(`${capital(phases)}.`);
  if (stop.kind === "forward" && target) parts.push(`The target is “${target}”.`);
  return parts.join(" ");
}

/**
 * The same, short, beside the transport.
 *
 * @param {Stop} stop
 * @param {number} T
 * @param {string} loss
 */
export function stopName(stop, T, loss) {
  if (stop.kind === "loss") return `loss = ${loss}`;
  if (stop.kind === "gradients") return "all gradients";
  return `t = ${count(stop.t)} of ${count(T)}`;
}

/** @param {Stop} stop */
export function passName({ walk, walks }) {
  return walks > 1 ? `pass ${walk + 1} of ${walks}` : "";
}

/**
 * @param {Plan} plan
 * @param {Stop} stop
 */
export function title(plan, stop) {
  const place = stop.t ? `${stop.kind}, t = ${stop.t} of ${plan.T}` : stop.kind;
  return `${place} · ${plan.net.title ?? plan.net.name ?? words.ownNet} · Unspool`;
}
