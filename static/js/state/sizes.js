/**
 * Which sizes a net leaves open is the server's knowledge: it refuses a spec that lacks one and says which to give,
 * and one that names a size the net has not. The set-up follows it.
 *
 * @import {Mistake, Setup} from "#app/types.js"
 */

const USUAL = 8;
const MISSING = /\bgive (?:.*? or )?sizes\.([\p{L}_][\p{L}\p{N}_]*)/u;
const FOREIGN = /^sizes(?:\.|: there is no |, )([\p{L}_][\p{L}\p{N}_]*)/u;

/**
 * @param {Mistake} mistake
 * @param {Setup} setup
 * @param {Record<string, number>} remembered sizes given before, for any net
 * @returns {Record<string, number> | null} other sizes to try, or null: the mistake is not about them
 */
export function sizesAfter({ message }, { sizes }, remembered) {
  const missing = message.match(MISSING)?.[1];
  if (missing && !(missing in sizes)) return { ...sizes, [missing]: remembered[missing] ?? USUAL };
  const foreign = message.match(FOREIGN)?.[1];
  if (foreign && foreign in sizes) {
    const { [foreign]: _, ...others } = sizes;
    return others;
  }
  return null;
}
