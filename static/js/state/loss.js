/**
 * Another loss is another text: the line of the loss is rewritten, and the output before it gets or loses its
 * softmax or sigmoid. Nothing happens that does not stand in the text.
 *
 * @typedef {"softmax" | "sigmoid" | "squared" | "none"} Loss
 */

/** @type {Record<Exclude<Loss, "none">, {function: string, output: string}>} */
const LOSSES = {
  softmax: { function: "cross_entropy", output: "softmax" },
  sigmoid: { function: "binary_cross_entropy", output: "sigmoid" },
  squared: { function: "squared_error", output: "" },
};

const NAME = String.raw`[\p{L}_][\p{L}\p{M}\p{N}_]*`;
const EQUATION = new RegExp(String.raw`^(\s*)(${NAME})(\s*=\s*)([^#]*?)(\s*(?:#.*)?)$`, "u");
const LOSS = new RegExp(String.raw`^(${NAME})\s*\(\s*(${NAME})\s*,\s*(${NAME})\s*\)$`, "u");
const WRAPPED = /^(softmax|sigmoid|σ)\s*\((.*)\)$/u;

/** @typedef {{at: number, before: string, name: string, value: string, after: string}} Line */

/**
 * @param {string} text
 * @returns {Loss | null} null: one that the choice does not offer
 */
export function lossOf(text) {
  const all = linesOf(text);
  const loss = all.find(({ name }) => name === "loss");
  if (!loss) return "none";
  const [, used] = loss.value.match(LOSS) ?? [];
  const found = Object.entries(LOSSES).find(([, row]) => row.function === used);
  return found ? /** @type {Loss} */ (found[0]) : null;
}

/**
 * @param {string} text
 * @param {Loss} kind
 * @returns {{text: string, lines: string[]} | null} the new text and the lines that are new in it; null: not possible
 */
export function withLoss(text, kind) {
  const all = linesOf(text);
  const loss = all.find(({ name }) => name === "loss");
  const rows = text.split("\n");
  if (kind === "none") return loss ? { text: without(rows, loss.at), lines: [] } : { text, lines: [] };
  const output = outputOf(all, loss);
  if (!output) return null;
  const spelled = rewritten(all, output, LOSSES[kind].output);
  if (!spelled) return null;
  const line = `loss = ${LOSSES[kind].function}(${spelled.name}, y)`;
  const lines = [...(spelled.line ? [spelled.line] : []), line];
  if (spelled.isNew) {
    const at = loss?.at ?? rows.length;
    rows.splice(at, loss ? 1 : 0, ...lines);
  } else {
    if (spelled.line) rows[output.at] = spelled.line;
    if (loss) rows[loss.at] = line + loss.after;
    else rows.splice(afterLast(all), 0, line);
  }
  return { text: rows.join("\n"), lines };
}

/**
 * The equation that the loss looks at; without a loss, the one named as an output, or the last one.
 *
 * @param {Line[]} all
 * @param {Line | undefined} loss
 */
function outputOf(all, loss) {
  const rest = all.filter(({ name }) => name !== "loss");
  if (!loss) return rest.find(({ name }) => plain(name) === "yhat") ?? rest.at(-1);
  const [, used, a, b] = loss.value.match(LOSS) ?? [];
  if (!Object.values(LOSSES).some((row) => row.function === used)) return undefined;
  return rest.find(({ name }) => plain(name) === plain(a === "y" ? b : a));
}

/**
 * The output's own line with another function around it. A state that other equations read stays what it is: then a
 * line of its own makes the output.
 *
 * @param {Line[]} all
 * @param {Line} output
 * @param {string} wrap
 * @returns {{name: string, line: string | null, isNew: boolean} | null}
 */
function rewritten(all, { before, name, value, after }, wrap) {
  const inner = unwrapped(value);
  if (inner === null && !wrap) return { name, line: null, isNew: false };
  const isRead = all.some((line) => line.name !== "loss" && reads(line.value, name));
  if (inner === null && isRead) {
    if (all.some((line) => plain(line.name) === "yhat")) return null;
    return { name: "yhat", line: `yhat = ${wrap}(${name})`, isNew: true };
  }
  const bare = (inner ?? value).trim();
  const line = `${before}${wrap ? `${wrap}(${bare})` : bare}${after}`;
  return { name, line: line === `${before}${value}${after}` ? null : line, isNew: false };
}

/** @param {string} value @returns {string | null} what stands in softmax(…) or sigmoid(…), if that is all there is */
function unwrapped(value) {
  const inner = value.match(WRAPPED)?.[2];
  if (inner === undefined) return null;
  let depth = 0;
  for (const letter of inner) {
    depth += Number(letter === "(") - Number(letter === ")");
    if (depth < 0) return null; // softmax(a) + softmax(b)
  }
  return inner;
}

/** @param {string} value @param {string} name */
function reads(value, name) {
  return (value.match(new RegExp(NAME, "gu")) ?? []).some((word) => plain(word) === plain(name));
}

/** @param {string} name */
function plain(name) {
  return name.normalize("NFC") === "ŷ" ? "yhat" : name.normalize("NFC");
}

/** @param {string} text @returns {Line[]} */
function linesOf(text) {
  return text.split("\n").flatMap((row, at) => {
    const [, indent, name, equals, value, after] = row.match(EQUATION) ?? [];
    return name ? [{ at, before: indent + name + equals, name, value, after }] : [];
  });
}

/** @param {Line[]} all */
function afterLast(all) {
  return (all.at(-1)?.at ?? -1) + 1;
}

/** @param {string[]} rows @param {number} at */
function without(rows, at) {
  return rows.filter((_, k) => k !== at).join("\n");
}
