/**
 * What each view draws below the graph.
 *
 * @import {LaidGround, LaidParts} from "#app/gradient.js"
 */

import { ledgerParts } from "#app/layout/gradient/ledger.js";

/** @type {Record<string, (ground: LaidGround) => LaidParts>} */
export const PICTURES = { ledger: ledgerParts };
