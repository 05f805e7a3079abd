/**
 * Which numbers of a run depend on what differs from the run before: by the graph alone, from the places that differ
 * along every edge that is read. What depends may still have kept its value; what does not depend cannot have changed.
 *
 * @import {Run} from "#app/types.js"
 * @import {Seeds} from "#app/state/differences.js"
 */

import { incomparable } from "#app/state/before.js";
import { maskOf, namedOf, seedsOf } from "#app/state/differences.js";
import { Spread } from "#app/state/spread.js";
import { changesOf } from "#app/state/surgery.js";

const MOST = 4_000_000; // numbers of all nodes at all steps; beyond it vectors are taken as a whole
const KEPT = 6;

/**
 * @typedef {object} Dependence 1 where a number depends: steps × units (units: 1 where vectors are taken as a whole)
 * @property {Map<string, Uint8Array>} values by name; x and y: where they differ
 * @property {Map<string, Uint8Array>} grads
 * @property {boolean} isCoarse
 */

/** @type {Map<string, Dependence>} a slider that moves asks for the same again and again */
const known = new Map();

/**
 * @param {Run} run
 * @param {Run | null | undefined} before
 * @returns {Dependence | null} null where there is nothing to compare with, or it was another net
 */
export function dependence(run, before) {
  if (!before?.complete || before.plan.spec_hash === run.plan.spec_hash) return null;
  if (incomparable(run, before) || run.plan.net.text !== before.plan.net.text) return null;
  const seeds = seedsOf(run, before);
  const key = JSON.stringify([formOf(run), seeds]);
  const found = known.get(key) ?? spreadFrom(run, seeds);
  known.delete(key);
  known.set(key, found);
  if (known.size > KEPT) known.delete(known.keys().next().value ?? "");
  return found;
}

/**
 * Whether a number depends.
 *
 * @param {Dependence} of
 * @param {"values" | "grads"} kind
 * @param {string} name
 * @param {number} t
 * @param {number} unit
 * @param {number} size of the node
 */
export function depends(of, kind, name, t, unit, size) {
  const mask = of[kind].get(name);
  return mask?.[of.isCoarse ? t - 1 : (t - 1) * size + unit] === 1;
}

/** @param {Run} run what else the way of the spreading hangs on */
function formOf({ plan, targetPresent }) {
  const { T, net, phases, equations } = plan;
  const places = changesOf(plan).map(({ to: _, by: _by, radius: _radius, norm: _norm, ...rest }) => rest); // not how far
  const sizes = [equations.map(({ size }) => size), plan.input?.size, plan.target?.size];
  return [net.text, T, phases, sizes, places, targetPresent && Array.from(targetPresent)];
}

/**
 * @param {Run} run
 * @param {Seeds} seeds
 * @returns {Dependence}
 */
function spreadFrom(run, { marks, tells }) {
  const { plan } = run;
  const all = [...plan.nodes, ...(plan.backward?.nodes ?? [])];
  const isCoarse = plan.T * all.reduce((sum, { size }) => sum + size, 0) > MOST;
  const spread = new Spread(plan, maskOf(run), isCoarse);
  const byId = new Map(all.map((node) => [node.id, node]));
  for (const [node, t, unit] of marks) spread.mark({ node, t, unit: isCoarse ? -1 : unit });
  for (const [user, position, t, unit] of tells) {
    const node = byId.get(user);
    const ts = t ? [t] : Array.from({ length: plan.T }, (_, k) => k + 1);
    if (node) for (const at of ts) spread.tell(node, position, at, isCoarse ? -1 : unit);
  }
  spread.run();
  /** @type {Dependence} */
  const found = { values: new Map(), grads: new Map(), isCoarse };
  for (const [name, node] of namedOf(plan)) found.values.set(name, spread.of(node.id) ?? new Uint8Array(0));
  for (const [name, { node }] of Object.entries(plan.backward?.shown ?? {})) {
    found.grads.set(name, spread.of(node) ?? new Uint8Array(0));
  }
  return found;
}
