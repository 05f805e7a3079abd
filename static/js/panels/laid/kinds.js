/**
 * The panel of each view, and its words.
 *
 * @import {LaidWords} from "#app/gradient.js"
 */

import { LedgerPanel } from "#app/panels/laid/ledger.js";
import { ledgerAbout } from "#app/words/gradient/ledger.js";

/** @type {Record<string, {Panel: unknown, words: LaidWords}>} Panel: a component with {page, shown, laid, place} */
export const PANELS = { ledger: { Panel: LedgerPanel, words: ledgerAbout } };
