/** The cheapest first; of equals, the one that came first. */
export function createHeap() {
  /** @type {[number, number, number][]} */
  let items = [];
  let count = 0;
  const less = (/** @type {number} */ a, /** @type {number} */ b) =>
    items[a][0] < items[b][0] || (items[a][0] === items[b][0] && items[a][1] < items[b][1]);
  const swap = (/** @type {number} */ a, /** @type {number} */ b) => {
    [items[a], items[b]] = [items[b], items[a]];
  };
  return {
    clear: () => {
      items = [];
      count = 0;
    },
    size: () => items.length,
    push: (/** @type {number} */ spent, /** @type {number} */ state) => {
      items.push([spent, count, state]);
      count += 1;
      let at = items.length - 1;
      while (at > 0 && less(at, (at - 1) >> 1)) {
        swap(at, (at - 1) >> 1);
        at = (at - 1) >> 1;
      }
    },
    /** @returns {[number, number]} */
    pop: () => {
      const [spent, , state] = items[0];
      const last = /** @type {[number, number, number]} */ (items.pop());
      if (items.length) {
        items[0] = last;
        let at = 0;
        for (;;) {
          const [left, right] = [2 * at + 1, 2 * at + 2];
          let least = at;
          if (left < items.length && less(left, least)) least = left;
          if (right < items.length && less(right, least)) least = right;
          if (least === at) break;
          swap(at, least);
          at = least;
        }
      }
      return [spent, state];
    },
  };
}
