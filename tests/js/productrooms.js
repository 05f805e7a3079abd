/** Which of the three a product writes, and the rooms it is laid out in: a desk, a phone, a projector. */

export const WRITES = /** @type {const} */ (["forward", "backward", "share"]);
export const ROOMS = [
  { width: 780, height: 470, larger: 1 },
  { width: 366, height: 520, larger: 1 },
  { width: 830, height: 500, larger: 2 },
];
