/**
 * Another net for a set-up: its own text stays while a library net is shown; sizes follow what the server says of the
 * net; parameters that were learned give way to those that ship for the other net, if any do.
 *
 * @import {LibraryEntry, Setup} from "#app/types.js"
 */

/**
 * @param {Setup} setup
 * @param {string} net of the library, or "" for one's own text
 * @param {LibraryEntry[]} library
 * @param {string} shown the text of the net that is shown: what one's own begins as
 * @returns {Partial<Setup>}
 */
export function otherNet(setup, net, library, shown) {
  const { text, net: before, base } = setup;
  const weights = setup.weights && (library.find(({ name }) => name === net)?.weights ?? "");
  const { parameters: _, random: __, ...given } = setup.given; // another net has other ones
  const change = net ? { net, text, given } : { net, text: text || shown, base: text ? base : before };
  return { ...change, sizes: {}, weights, changes: [] };
}

/**
 * What a net is called: as the library has it, or as its text says.
 *
 * @param {import("#app/types.js").Plan | null} plan
 * @param {LibraryEntry[]} library
 * @returns {string} empty where nothing says
 */
export function nameOfNet(plan, library) {
  const { name, title } = plan?.net ?? {};
  return library.find((one) => one.name === name)?.title ?? title ?? name ?? "";
}
