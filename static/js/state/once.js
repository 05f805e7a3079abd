/**
 * What is made of something that never changes is made once, and kept as long as that lives.
 */

/**
 * @template {object} A
 * @template B
 * @typedef {(of: A, key: string, make: () => B) => B} Shelf what is made of one thing, by a key of all else it depends on
 */

/**
 * @template {object} A
 * @template B
 * @param {(of: A) => B} make
 * @returns {(of: A) => B}
 */
export function once(make) {
  /** @type {WeakMap<A, {made: B}>} */
  const known = new WeakMap();
  return (of) => {
    const found = known.get(of) ?? { made: make(of) };
    known.set(of, found);
    return found.made;
  };
}

/**
 * @template {object} A
 * @template {object} B
 * @template C
 * @param {(one: A, other: B) => C} make
 * @returns {(one: A, other: B) => C}
 */
export function onceOfTwo(make) {
  const beside = once((/** @type {A} */ one) => once((/** @type {B} */ other) => make(one, other)));
  return (one, other) => beside(one)(other);
}

/**
 * @template {object} A
 * @template B
 * @param {number} [most] things with different keys that are kept of one; then it begins anew
 * @returns {Shelf<A, B>}
 */
export function shelf(most = Number.POSITIVE_INFINITY) {
  const keptOf = once((/** @type {A} */ _) => /** @type {Map<string, {made: B}>} */ (new Map()));
  return (of, key, make) => {
    const kept = keptOf(of);
    const found = kept.get(key) ?? { made: make() };
    if (kept.size >= most && !kept.has(key)) kept.clear();
    kept.set(key, found);
    return found.made;
  };
}
