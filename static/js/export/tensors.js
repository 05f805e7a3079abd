/**
 * A run as named tensors: the names of the stream's messages, whole.
 *
 * @import {Run, Series, Tensor} from "#app/types.js"
 * @import {NamedTensor} from "#app/wire/safetensors.js"
 */

/**
 * @param {Run} run
 * @returns {NamedTensor[]}
 */
export function tensorsOf(run) {
  const { plan, losses, hasLoss, inputs, inputPresent, targets, targetPresent } = run;
  const mask = (/** @type {string} */ name, /** @type {Uint8Array | null} */ values) =>
    values ? [{ name, shape: [values.length], parts: [values] }] : [];
  return [
    ...tensors("parameters", run.parameters),
    ...tensors("initial", run.initial),
    ...(inputs ? [ofSeries("inputs", inputs)] : []),
    ...(targets ? [ofSeries("targets", targets)] : []),
    ...[...run.values].map(([name, series]) => ofSeries(`values/${name}`, series)),
    ...(losses ? [{ name: "losses", shape: [plan.T], parts: [losses] }] : []),
    ...[...run.grads].map(([name, series]) => ofSeries(`grads/${name}`, series)),
    ...[...run.norms].map(([name, series]) => ofSeries(`norms/${name}`, series, true)),
    ...tensors("parameter_grads", run.parameterGrads),
    ...tensors("initial_grads", run.initialGrads),
    ...mask("input_present", inputPresent),
    ...mask("target_present", targetPresent),
    ...mask("has_loss", hasLoss),
  ];
}

/**
 * What goes with them, as texts.
 *
 * @param {Run} run
 * @param {{version: string, spec: Record<string, unknown> | null}} around
 * @returns {Record<string, string>}
 */
export function tensorsAbout({ plan, loss, veil, complete, firstNonfinite, values, grads }, { version, spec }) {
  const { net, tokens, target_tokens, vocabulary, spec_hash, T } = plan;
  const about = {
    unspool: version,
    spec_hash,
    net: net.text,
    T: String(T),
    tokens: JSON.stringify(tokens),
    target_tokens: JSON.stringify(target_tokens),
    vocabulary: JSON.stringify(vocabulary),
    first_nonfinite: JSON.stringify(firstNonfinite),
    complete: String(complete),
    ...(veil ? { hidden: "where a number is hidden on the page, NaN stands in this file" } : {}),
    ...(loss === null ? {} : { loss: String(loss) }),
    ...(spec ? { spec: JSON.stringify(spec) } : {}),
  };
  if (complete) return about;
  const spans = [...prefixed("values", values), ...prefixed("grads", grads)];
  return { ...about, steps: JSON.stringify(Object.fromEntries(spans)) };
}

/**
 * Which steps have arrived.
 *
 * @param {string} prefix
 * @param {Map<string, Series>} table
 * @returns {[string, [number, number]][]}
 */
function prefixed(prefix, table) {
  return [...table].map(([name, { blocks }]) => [
    `${prefix}/${name}`,
    [blocks[0]?.first ?? 1, blocks.at(-1)?.last ?? 0],
  ]);
}

/**
 * @param {string} prefix
 * @param {Map<string, Tensor>} table
 * @returns {NamedTensor[]}
 */
function tensors(prefix, table) {
  return [...table].map(([name, { shape, values }]) => ({ name: `${prefix}/${name}`, shape, parts: [values] }));
}

/**
 * @param {string} name
 * @param {Series} series
 * @param {boolean} [flat] one number a step
 * @returns {NamedTensor}
 */
function ofSeries(name, { width, blocks }, flat = false) {
  const rows = blocks.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  return { name, shape: flat ? [rows] : [rows, width], parts: blocks.map(({ values }) => values) };
}
