/**
 * The board as LaTeX (amsmath), for slides and notes.
 *
 * @import {BoardEntry, BoardLine} from "#app/types.js"
 */

import { plainTex } from "#app/layout/board/stages.js";

const SIGNS = { "": "", "=": "= ", "≈": String.raw`\approx ` };

/** @param {BoardEntry[]} entries */
export function texOf(entries) {
  return entries.map(({ title, lines }) => `% ${title}\n${aligned(lines)}`).join("\n\n");
}

/** @param {BoardLine[]} lines */
function aligned(lines) {
  const rows = lines.flatMap(({ left, stages, note }) => {
    const said = note && !stages.length ? [String.raw`&\quad\text{${note}}`] : [];
    return [...stages.map(({ tex, relation }) => `&${SIGNS[relation]}${tex}`), ...said].map((row, k) =>
      k ? row : `${left} ${row}`,
    );
  });
  return plainTex(`\\begin{align*}\n${rows.map((row) => `  ${row}`).join(" \\\\\n")}\n\\end{align*}`);
}
