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
  const losses = run.losses?.map((loss, k) => (veil.hidesLoss(k + 1) ? Number.NaN : loss)) ?? null;
  const hasHiddenLoss = losses?.some((loss, k) => Number.isNaN(loss) && run.hasLoss?.[k]);
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
    losses,
    loss: hasHiddenLoss ? Number.NaN : run.loss,
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
 * The norm of what is wholly hidden would tell how large it is.
 *
 * @param {Series} series
 * @param {Veil} veil
 * @param {string} node
 */
function veiledNorms(series, veil, node) {
  if (!veil.touches("gradient", node)) return series;
  const size = veil.plan.equations.find(({ name }) => name === node)?.size ?? 1;
  return changedSeries(series, veil, (t) => !anyUnit(size, (unit) => !veil.hides("gradient", node, t, unit)));
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
  const kept = values.slice();
  let [largest, smallest] = [0, Number.POSITIVE_INFINITY];
  for (let k = 0; k < kept.length; k += 1) {
    if (hides(first + Math.floor(k / width), k % width)) kept[k] = Number.NaN;
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
  return {
    shape: tensor.shape,
    values: Float64Array.from(tensor.values, (value, k) => (isHidden(k) ? Number.NaN : value)),
  };
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
  const values = Float64Array.from(tensor.values, (value, k) => (veil.hidesEntry(name, at(k)) ? Number.NaN : value));
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
  return Boolean(cell && veil?.hides(of, cell.node, cell.t, cell.unit));
}
