/**
 * Steps, nodes and units in words, as the tree and the announcements tell them.
 */

import { capital } from "#app/words/capital.js";

/** Steps, nodes and units in words, as the tree and the announcements tell them. */
export const told = {
  /** @param {string} name @param {string} mean @param {number} atLimit @param {number} size */
  gate: (name, mean, atLimit, size) =>
    `${capital(name)}: mean ${mean}${atLimit ? `, ${atLimit} of ${size} units at their limit` : ""}.`,
  /** @param {string} name @param {string} norm @param {{factor: string, larger: boolean} | null} compared @param {number} T */
  norm: (name, norm, compared, T) =>
    `Gradient norm of ${name} ${norm}${compared ? `, ${compared.factor} times ${compared.larger ? "larger" : "smaller"} than at step ${T}` : ""}.`,
  broken: "Here numbers left the finite range.",
  /** @param {string} name @param {number} T @param {number} nodes */
  net: (name, T, nodes) => `${name}: ${T} step${T === 1 ? "" : "s"}, ${nodes} node${nodes === 1 ? "" : "s"} each`,
  /** @param {number} t @param {string | null | undefined} token @param {string | null} loss */
  step: (t, token, loss) => `Step ${t}${token ? `, token “${token}”` : ""}${loss ? `, loss ${loss}` : ""}`,
  /** @param {string} mean @param {string} low @param {string} high */
  spread: (mean, low, high) => `mean ${mean}, from ${low} to ${high}`,
  /** @param {string} name @param {string | null} values @param {string | null} norm */
  node: (name, values, norm) =>
    `${capital(name)}${values ? `: ${values}` : ""}${norm ? `. Gradient norm ${norm}` : ""}`,
  /** @param {number} unit @param {string} value @param {string | null} gradient */
  unit: (unit, value, gradient) => `Unit ${unit}: ${value}${gradient ? `, gradient ${gradient}` : ""}`,
};
