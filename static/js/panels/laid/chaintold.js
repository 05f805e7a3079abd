/**
 * The tile of the chain that is looked at, as a sentence.
 *
 * @import {Told} from "#app/panels/laid/kinds.js"
 */

import { spoken } from "#app/layout/figures.js";
import { lookOf } from "#app/layout/gradient/chainplaces.js";
import { isBeyond, linkOf, plainOf, powerFigure } from "#app/layout/gradient/chainread.js";
import { chainWords as said } from "#app/words/gradient/chain.js";

/** @param {Told} told */
export function chainTold({ shown: { answer, run }, laid }) {
  const link = linkOf(answer);
  if (!link) return said.nothing;
  if (!link.steps.length) return said.none;
  const look = lookOf({ laid, plan: run.plan }, link);
  const i = link.steps[look.at];
  const which = look.matrix === "factor" ? "factor" : look.isWrong ? "wrong" : "product";
  const largest = link.singular(which, look.at)[0];
  const number = isBeyond(largest) ? powerFigure(largest) : spoken(plainOf(largest));
  const from = look.matrix === "factor" ? i - link.head.direction : link.head.start;
  return said.heard(which, i, from, number);
}
