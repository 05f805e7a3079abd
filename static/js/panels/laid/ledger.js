/**
 * The ledger's panel: its formula, the chosen cell in symbols, words and numbers, which sums were checked, and what the
 * cells show.
 *
 * @import {Props} from "#app/panels/laid.js"
 */

import { html } from "#vendor/preact.js";

/** @param {Props} props */
export function LedgerPanel({ shown }) {
  return html`<p>${shown.answer.message.parameter}</p>`;
}
