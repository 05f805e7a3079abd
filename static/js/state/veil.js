/**
 * What is hidden until it is clicked, and a run with those numbers taken out: whatever draws, writes, says or exports
 * reads the veiled run, so that a hidden number is nowhere. In its place stands NaN, which makes everything that is
 * computed from it NaN as well; on the page it is written as a question mark.
 *
 * Where a number of an output that sums up to one is hidden, all of that output are; and where the loss of a step reads
 * a hidden number, that loss is hidden, and their sum.
 *
 * @import {Block, Cell, Hide, Plan, Run, Series, Shown, Tensor} from "#app/types.js"
 */

import { usersOf } from "#app/state/shares.js";
import { covered, isCovered } from "#app/state/unknown.js";
import { tellsOf } from "#app/state/veiltells.js";

/** @typedef {"value" | "gradient"} Of which of a node's two numbers */

/**
 * @typedef {object} Veil
 * @property {Plan} plan
 * @property {(of: Of, node: string, t: number, unit: number) => boolean} hides
 * @property {(of: Of, node: string) => boolean} touches whether any number of a node may be hidden
 * @property {(name: string, at: number[]) => boolean} hidesEntry of a parameter
 * @property {(t: number) => boolean} hidesLoss
 * @property {Set<string>} parameters that have a hidden entry
 * @property {WeakMap<Block, Block>} blocks of values and of gradients, veiled
 */

/**
 * @param {Plan} plan
 * @param {Hide[]} hidden
 * @param {Shown[]} shown what has been clicked
 * @returns {Veil}
 */
export function createVeil(plan, hidden, shown) {
  const wide = new Set(plan.equations.filter(sumsToOne).map(({ name }) => name));
  const named = new Set(plan.equations.map(({ name }) => name));
  const rules = /** @type {import("#app/types.js").HideNode[]} */ (hidden.filter((rule) => !("parameter" in rule)));
  const entries = new Set(hidden.flatMap((rule) => ("parameter" in rule ? [keyOfEntry(rule.parameter, rule.at)] : [])));
  const clicked = new Set(shown.map(({ of, node, t, unit }) => `${of} ${node} ${t} ${wide.has(node) ? "*" : unit}`));
  /** @type {Map<string, import("#app/types.js").HideNode[]>} */
  const byNode = new Map();
  for (const name of [...named, "x"]) {
    const own = rules.filter(({ node }) => node === name || (node === undefined && named.has(name)));
    if (own.length) byNode.set(name, own);
  }
  const touches = (/** @type {Of} */ of, /** @type {string} */ node) =>
    (byNode.get(node) ?? []).some((rule) => of === "gradient" || rule.of !== "gradient");
  const hides = (
    /** @type {Of} */ of,
    /** @type {string} */ node,
    /** @type {number} */ t,
    /** @type {number} */ unit,
  ) => {
    const own = byNode.get(node);
    if (!own) return false;
    const isWide = wide.has(node);
    const isMeant = own.some(
      (rule) =>
        (of === "gradient" || rule.of !== "gradient") &&
        (rule.t === undefined ? t >= (rule.since ?? 1) && t <= plan.T : t === rule.t) &&
        (rule.unit === undefined || isWide || rule.unit === unit),
    );
    return isMeant && !clicked.has(`${of} ${node} ${t} ${isWide ? "*" : unit}`);
  };
  const read = plan.edges.filter(({ to }) => to === "loss").map(({ from, shift }) => ({ from, shift }));
  const sizes = new Map(plan.equations.map(({ name, size }) => [name, size]));
  const hidesLoss = (/** @type {number} */ t) =>
    read.some(
      ({ from, shift }) =>
        byNode.has(from) && anyUnit(sizes.get(from) ?? 1, (unit) => hides("value", from, t + shift, unit)),
    );
  return {
    plan,
    hides,
    touches,
    hidesEntry: (name, at) => entries.has(keyOfEntry(name, at)),
    hidesLoss,
    parameters: new Set(hidden.flatMap((rule) => ("parameter" in rule ? [rule.parameter] : []))),
    blocks: new WeakMap(),
  };
}

/**
 * Whether anything is still hidden: all of it may have been clicked by now.
 *
 * @param {Veil} veil
 * @param {Hide[]} hidden
 */
export function hidesAny(veil, hidden) {
  const { plan } = veil;
  const isLeft = (/** @type {string} */ node, /** @type {Hide} */ rule) => {
    if ("parameter" in rule) return true;
    const size = node === "x" ? (plan.input?.size ?? 1) : (plan.equations.find(({ name }) => name === node)?.size ?? 1);
    const passes = /** @type {Of[]} */ (plan.loss && node !== "x" ? ["value", "gradient"] : ["value"]);
    const [first, last] = rule.t === undefined ? [rule.since ?? 1, plan.T] : [rule.t, rule.t];
    for (let t = first; t <= last; t += 1) {
      if (passes.some((of) => anyUnit(size, (unit) => veil.hides(of, node, t, unit)))) return true;
    }
    return false;
  };
  return hidden.some((rule) => {
    if ("parameter" in rule) return true;
    return rule.node === undefined ? plan.equations.some(({ name }) => isLeft(name, rule)) : isLeft(rule.node, rule);
  });
}

/** @param {{range: string, size: number}} equation */
export function sumsToOne({ range, size }) {
  return range === "probability" && size > 1;
}

/**
 * @param {Run} run
 * @param {Veil} veil
 * @returns {Run}
 */
export function veiledRun(run, veil) {
  const { T } = run.plan;
  const losses = run.losses && covered(run.losses, (k) => veil.hidesLoss(k + 1));
  const hidesTotal = losses?.some((_, k) => isCovered(losses, k) && run.hasLoss?.[k]) ?? false;
  const first = run.firstNonfinite;
  const ofFirst = first?.pass === "backward" ? "gradient" : "value";
  return {
    ...run,
    veil,
    values: mapped(run.values, (series, node) => veiledSeries(series, veil, "value", node)),
    grads: mapped(run.grads, (series, node) => veiledSeries(series, veil, "gradient", node)),
    norms: mapped(run.norms, (series, node) => veiledNorms(series, veil, node)),
    inputs: run.inputs && veiledSeries(run.inputs, veil, "value", "x"),
    initial: mapped(run.initial, (tensor, node) => veiledInitial(tensor, veil, "value", node, T)),
    initialGrads: mapped(run.initialGrads, (tensor, node) => veiledInitial(tensor, veil, "gradient", node, T)),
    parameters: mapped(run.parameters, (tensor, name) => veiledEntries(tensor, veil, name)),
    parameterGrads: mapped(run.parameterGrads, (tensor, name) => veiledEntries(tensor, veil, name)),
    shares: mapped(run.shares, (rows, name) => veiledShares(rows, veil, name, false)),
    shareNorms: mapped(run.shareNorms, (rows, name) => veiledShares(rows, veil, name, true)),
    losses,
    loss: hidesTotal ? Number.NaN : run.loss,
    hidesTotal,
    lossSeries: run.lossSeries && changedSeries(run.lossSeries, veil, (t) => veil.hidesLoss(t)),
    firstNonfinite: first && veil.hides(ofFirst, first.node, first.t, first.unit) ? null : run.firstNonfinite,
  };
}

/**
 * @template V
 * @param {Map<string, V>} table
 * @param {(value: V, name: string) => V} change
 */
function mapped(table, change) {
  return new Map([...table].map(([name, value]) => [name, change(value, name)]));
}

/**
 * @param {Series} series
 * @param {Veil} veil
 * @param {Of} of
 * @param {string} node
 * @returns {Series}
 */
function veiledSeries(series, veil, of, node) {
  return veil.touches(of, node) ? changedSeries(series, veil, (t, unit) => veil.hides(of, node, t, unit)) : series;
}

/**
 * The norm of a vector would tell how large its only hidden number is, or all of them together.
 *
 * @param {Series} series
 * @param {Veil} veil
 * @param {string} node
 */
function veiledNorms(series, veil, node) {
  if (!veil.touches("gradient", node)) return series;
  const size = veil.plan.equations.find(({ name }) => name === node)?.size ?? 1;
  return changedSeries(series, veil, (t) => anyUnit(size, (unit) => veil.hides("gradient", node, t, unit)));
}

/**
 * What a step adds to a parameter's gradient is made of the gradients of those who use it: its norm would tell one that
 * is hidden, its share along the whole those of all units. Where a share is hidden at one step alone, the others would
 * tell it: together they are the norm of the whole.
 *
 * @param {Float64Array} rows a number a step
 * @param {Veil} veil
 * @param {string} parameter
 * @param {boolean} isNorm
 */
function veiledShares(rows, veil, parameter, isNorm) {
  const users = usersOf(veil.plan, [parameter]).filter((name) => veil.touches("gradient", name));
  const sizes = users.map((name) => veil.plan.equations.find((equation) => equation.name === name)?.size ?? 1);
  const hides = (/** @type {number} */ t) =>
    users.some((user, k) =>
      isNorm
        ? anyUnit(sizes[k], (unit) => veil.hides("gradient", user, t, unit))
        : !anyUnit(sizes[k], (unit) => !veil.hides("gradient", user, t, unit)),
    );
  const steps = users.length ? Array.from(rows, (_, k) => k).filter((k) => hides(k + 1)) : [];
  const isAlone = steps.length === 1 && !isNorm;
  return steps.length ? covered(rows, (k) => isAlone || steps.includes(k)) : rows;
}

/**
 * The same series without what is hidden; each block is looked through once, and a run that grows adds to what is known.
 *
 * @param {Series} series
 * @param {Veil} veil
 * @param {(t: number, unit: number) => boolean} hides
 * @returns {Series}
 */
function changedSeries(series, veil, hides) {
  let [largest, smallest] = [0, Number.POSITIVE_INFINITY];
  const blocks = series.blocks.map((block) => {
    const known = veil.blocks.get(block) ?? veiledBlock(block, series.width, hides);
    veil.blocks.set(block, known);
    [largest, smallest] = [Math.max(largest, known.largest ?? 0), Math.min(smallest, known.smallest ?? smallest)];
    return known;
  });
  return { width: series.width, blocks, largest, smallest, veiled: true };
}

/**
 * @param {Block} block
 * @param {number} width
 * @param {(t: number, unit: number) => boolean} hides
 * @returns {Block}
 */
function veiledBlock({ first, last, values }, width, hides) {
  const kept = covered(values, (k) => hides(first + Math.floor(k / width), k % width));
  let [largest, smallest] = [0, Number.POSITIVE_INFINITY];
  for (let k = 0; k < kept.length; k += 1) {
    const size = Math.abs(kept[k]);
    if (size > largest && size < Number.POSITIVE_INFINITY) largest = size;
    if (size > 0 && size < smallest) smallest = size;
  }
  return { first, last, values: kept, largest, smallest };
}

/**
 * @param {Tensor} tensor rows h(0), h(−1), …
 * @param {Veil} veil
 * @param {Of} of
 * @param {string} node
 * @param {number} T
 * @returns {Tensor}
 */
function veiledInitial(tensor, veil, of, node, T) {
  if (!veil.touches(of, node)) return tensor;
  const size = tensor.shape.at(-1) ?? 1;
  const isHidden = (/** @type {number} */ k) => {
    const [row, unit] = [Math.floor(k / size), k % size];
    return veil.hides(of, node, -row, unit) || veil.hides(of, node, T + 1 + row, unit);
  };
  return { shape: tensor.shape, values: covered(/** @type {Float64Array} */ (tensor.values), isHidden) };
}

/**
 * @param {Tensor} tensor
 * @param {Veil} veil
 * @param {string} name
 * @returns {Tensor}
 */
function veiledEntries(tensor, veil, name) {
  if (!veil.parameters.has(name)) return tensor;
  const columns = tensor.shape.length > 1 ? tensor.shape[1] : 0;
  const at = (/** @type {number} */ k) =>
    columns ? [Math.floor(k / columns), k % columns] : tensor.shape.length ? [k] : [];
  const values = covered(/** @type {Float64Array} */ (tensor.values), (k) => veil.hidesEntry(name, at(k)));
  return { shape: tensor.shape, values };
}

/**
 * @param {number} size
 * @param {(unit: number) => boolean} is
 */
export function anyUnit(size, is) {
  for (let unit = 0; unit < size; unit += 1) if (is(unit)) return true;
  return false;
}

/**
 * @param {string} name
 * @param {number[]} at
 */
function keyOfEntry(name, at) {
  return `${name} ${at.join(" ")}`;
}

/**
 * Whether what stands at a place is hidden.
 *
 * @param {Veil | null | undefined} veil
 * @param {Of} of
 * @param {Cell | null} cell
 */
export function isHidden(veil, of, cell) {
  if (!cell || !veil) return false;
  const { node, t, unit } = cell;
  const operation = node.startsWith("o:") ? Number(node.slice(2)) : null;
  return operation === null ? veil.hides(of, node, t, unit) : tellsOf(veil).node(operation, of, t, unit);
}
