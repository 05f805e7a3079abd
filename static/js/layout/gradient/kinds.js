/**
 * What each view draws below the graph.
 *
 * @import {LaidGround, LaidParts} from "#app/gradient.js"
 */

import { boundParts } from "#app/layout/gradient/bound.js";
import { chainParts } from "#app/layout/gradient/chain.js";
import { ledgerParts } from "#app/layout/gradient/ledger.js";
import { memoryParts } from "#app/layout/gradient/memory.js";
import { pathsParts } from "#app/layout/gradient/paths.js";

/** @type {Record<string, (ground: LaidGround) => LaidParts>} */
export const PICTURES = {
  ledger: ledgerParts,
  chain: chainParts,
  bound: boundParts,
  paths: pathsParts,
  memory: memoryParts,
};
