/**
 * Text and names as LaTeX takes them, in ASCII alone: what LaTeX has no command for is written by its number, so that
 * every document compiles and nothing is lost.
 *
 *     latexText("50 % of größe")   50 \% of gr\"{o}\ss{}e
 */

import { spelled } from "#app/export/names.js";
import { SIGNS } from "#app/export/texsigns.js";

/** @type {Record<string, string>} */
const SPECIAL = {
  "#": "\\#", "%": "\\%", "&": "\\&", _: "\\_", $: "\\$", "{": "\\{", "}": "\\}",
  "~": "\\textasciitilde{}", "^": "\\textasciicircum{}", "\\": "\\textbackslash{}",
  "<": "\\textless{}", ">": "\\textgreater{}", "|": "\\textbar{}", "`": "\\textasciigrave{}",
  "–": "--", "—": "---", "’": "'", "‘": "`", "“": "``", "”": "''", "…": "\\ldots{}", "⋯": "$\\cdots$", "\u00a0": "~",
  "−": "$-$", "×": "$\\times$", "∞": "$\\infty$", "‖": "$\\Vert$", "↵": "$\\hookleftarrow$", "␣": "\\textvisiblespace{}",
  "→": "$\\rightarrow$", "←": "$\\leftarrow$", "·": "$\\cdot$", "≤": "$\\leq$", "≥": "$\\geq$", "√": "$\\surd$",
  ß: "\\ss{}", æ: "\\ae{}", Æ: "\\AE{}", ø: "\\o{}", Ø: "\\O{}", œ: "\\oe{}", Œ: "\\OE{}", ł: "\\l{}", Ł: "\\L{}",
  ı: "\\i{}", "¿": "?`", "¡": "!`", "£": "\\pounds{}", "©": "\\copyright{}", "§": "\\S{}", "°": "$^{\\circ}$",
}; // biome-ignore format: one table

/** Marks over and under a letter. @type {Record<string, string>} */
const MARKS = {
  "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=", "\u0306": "u", "\u0307": ".",
  "\u0308": '"', "\u030A": "r", "\u030B": "H", "\u030C": "v", "\u0327": "c", "\u0328": "k",
}; // biome-ignore format: one table

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const LOWERED = "₀₁₂₃₄₅₆₇₈₉";

/** Letters and signs of mathematics by the command that makes them. @type {Map<string, string>} */
const COMMANDS = new Map(
  Object.entries(SIGNS)
    .filter(([name, [letter]]) => /^[a-zA-Z]{2,}$/u.test(name) && letter.charCodeAt(0) > 127)
    .map(([name, [letter]]) => [letter, name]),
);

/**
 * @param {string} text
 * @returns {string}
 */
export function latexText(text) {
  const parts = text.split(/([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+|[₀-₉]+)/u); // every second one is digits
  return parts.map((part, k) => (k % 2 ? power(part) : Array.from(part, letter).join(""))).join("");
}

/** @param {string} digits raised or lowered */
function power(digits) {
  const plain = Array.from(digits, (digit) => {
    if (digit === "⁻") return "-";
    return String(Math.max(RAISED.indexOf(digit), LOWERED.indexOf(digit)));
  });
  return `$${LOWERED.includes(digits[0]) ? "_" : "^"}{${plain.join("")}}$`;
}

/** @param {string} sign */
function letter(sign) {
  if (Object.hasOwn(SPECIAL, sign)) return SPECIAL[sign];
  const code = /** @type {number} */ (sign.codePointAt(0));
  if (code >= 32 && code < 127) return sign;
  if (/\s/u.test(sign)) return " ";
  const [base, mark, ...more] = sign.normalize("NFD");
  if (/^[a-zA-Z]$/u.test(base) && !more.length && mark && Object.hasOwn(MARKS, mark)) {
    return `\\${MARKS[mark]}{${base === "i" && mark !== "\u0328" ? "\\i" : base}}`;
  }
  const command = COMMANDS.get(sign) ?? COMMANDS.get(sign === "‖" ? "∥" : sign);
  if (command) return `$\\${command}$`;
  return `\\letter{${code.toString(16).toUpperCase().padStart(4, "0")}}`;
}

/**
 * A name of the page as mathematics for LaTeX; as readable text where its braces do not match.
 *
 * @param {string} tex
 * @returns {string} without the dollars
 */
export function latexMath(tex) {
  const plain = tex
    .replace(/\\htmlClass\{[^{}]*\}/gu, "")
    .replaceAll("\\lVert", "\\Vert ")
    .replaceAll("\\rVert", "\\Vert ");
  if (!isBalanced(plain) || /[%#&~$]|\\(?:[%#&$\\~^]|input|write|def|csname|end|begin)/u.test(plain)) {
    return `\\text{${latexText(spelled(tex))}}`;
  }
  return plain.replace(/[^\x20-\x7E]+/gu, (letters) => Array.from(letters, mathLetter).join("")).trim();
}

/** @param {string} sign @returns {string} */
function mathLetter(sign) {
  const command = COMMANDS.get(sign);
  return command ? `\\${command} ` : `\\text{${latexText(sign)}}`;
}

/** @param {string} tex */
function isBalanced(tex) {
  let depth = 0;
  for (const token of tex.match(/\\.|[{}]/gsu) ?? []) {
    if (token === "{") depth += 1;
    if (token === "}") depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0 && !/\\$/u.test(tex.replaceAll("\\\\", ""));
}
