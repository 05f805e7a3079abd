/**
 * The panel of each view, and its words.
 *
 * @import {Run} from "#app/types.js"
 * @import {Laid, LaidAnswer, LaidWords, Place} from "#app/gradient.js"
 */

import { BoundPanel } from "#app/panels/laid/bound.js";
import { boundTold } from "#app/panels/laid/boundtold.js";
import { ChainPanel } from "#app/panels/laid/chain.js";
import { chainTold } from "#app/panels/laid/chaintold.js";
import { LedgerPanel } from "#app/panels/laid/ledger.js";
import { ledgerTold } from "#app/panels/laid/ledgertold.js";
import { MemoryPanel } from "#app/panels/laid/memory.js";
import { memoryTold } from "#app/panels/laid/memorytold.js";
import { PathsPanel } from "#app/panels/laid/paths.js";
import { pathsTold } from "#app/panels/laid/pathstold.js";
import { boundAbout } from "#app/words/gradient/bound.js";
import { chainAbout } from "#app/words/gradient/chain.js";
import { ledgerAbout } from "#app/words/gradient/ledger.js";
import { memoryAbout } from "#app/words/gradient/memory.js";
import { pathsAbout } from "#app/words/gradient/paths.js";

/** @typedef {{shown: {answer: LaidAnswer, run: Run}, laid: Laid, place: Place, write?: (value: number | null | undefined) => string}} Told what is told of, and how numbers are written */

/** @type {Record<string, {Panel: unknown, words: LaidWords, told?: (told: Told) => string}>} Panel: a component with {page, shown, laid, place}; told: the chosen place as a sentence */
export const PANELS = {
  ledger: { Panel: LedgerPanel, words: ledgerAbout, told: ledgerTold },
  chain: { Panel: ChainPanel, words: chainAbout, told: chainTold },
  bound: { Panel: BoundPanel, words: boundAbout, told: boundTold },
  paths: { Panel: PathsPanel, words: pathsAbout, told: pathsTold },
  memory: { Panel: MemoryPanel, words: memoryAbout, told: memoryTold },
};
