/**
 * Which sizes a net leaves open is the server's knowledge: it refuses a spec that lacks one and says which to give,
 * one that names a size the net has not, and one whose sizes are at odds with its data. The set-up follows it.
 *
 * @import {Mistake, Setup} from "#app/types.js"
 */

const USUAL = 8;
const MISSING = /\bgive (?:.*? or )?sizes\.([\p{L}_][\p{L}\p{N}_]*)/u;
const AT_ODDS = /\(sizes\)/; // where one of two clashing sizes came from
const FOREIGN = /^sizes(?:\.|: there is no |, )([\p{L}_][\p{L}\p{N}_]*)/u;

/**
 * @param {Mistake} mistake
 * @param {Setup} setup
 * @param {Record<string, number>} remembered sizes given before, for any net
 * @param {boolean} mayDrop whether all sizes may be left out, so that only those that are needed are asked for again
 * @returns {Record<string, number> | null} other sizes to try, or null: the mistake is not about them
 */
export function sizesAfter({ message }, { sizes }, remembered, mayDrop = false) {
  const missing = message.match(MISSING)?.[1];
  if (missing && !(missing in sizes)) return { ...sizes, [missing]: remembered[missing] ?? USUAL };
  const foreign = message.match(FOREIGN)?.[1];
  if (foreign && foreign in sizes) {
    const { [foreign]: _, ...others } = sizes;
    return others;
  }
  return mayDrop && AT_ODDS.test(message) && Object.keys(sizes).length ? {} : null;
}
