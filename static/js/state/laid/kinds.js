/**
 * The views of the mode "Gradient", in the order of the lecture: what a link may set of each, and what it asks.
 * A view is a line here, in layout/gradient/kinds.js and in panels/laid/kinds.js.
 *
 * @import {LaidKind} from "#app/gradient.js"
 */

import { bound } from "#app/state/laid/bound.js";
import { chain } from "#app/state/laid/chain.js";
import { ledger } from "#app/state/laid/ledger.js";
import { memory } from "#app/state/laid/memory.js";
import { paths } from "#app/state/laid/paths.js";

/** @type {Record<string, LaidKind>} */
export const KINDS = { ledger, chain, bound, paths, memory };
