/**
 * A product written out: its switches, and its numbers in sentences.
 */

export const product = {
  writes: "What of the product is written out",
  forward: "forward W v",
  backward: "backward Wᵀδ",
  share: "share of ∂L/∂W",
  which: "Product",
  numbers: "The numbers of the product",
  close: "Back to the step",
  waiting: "Asking the server …",
  notYetBackward: "What comes back appears once the playhead has passed this step on the way back.",
  notReached: "Not reached yet.",
  idle: "At this step its phase takes the other branch: nothing reads this product.",
  /** @param {number} row @param {number} count */
  row: (row, count) => `Row ${row} adds up ${count === 1 ? "one part" : `${count.toLocaleString("en")} parts`}`,
  /** @param {number} column @param {number} count */
  column: (column, count) =>
    `Column ${column} sends back ${count === 1 ? "one part" : `${count.toLocaleString("en")} parts`}`,
  largest: "the largest part of the row",
  /** @param {number} column @param {string | null | undefined} token */
  picked: (column, token) => `The vector is one-hot: it picks column ${column}${token ? ` (“${token}”)` : ""}.`,
  /** @param {number} row */
  rowTable: (row) => `Row ${row} as a table`,
  /** @param {number} column */
  columnTable: (column) => `Column ${column} as a table`,
  parts: { entry: "column", weight: "W", vector: "v", part: "part", sum: "sum so far" },
  backParts: { entry: "row", weight: "W", vector: "δ", part: "part", sum: "sum so far" },
  /** @param {number} first @param {number} last @param {number} of */
  range: (first, last, of) =>
    `${first.toLocaleString("en")} to ${last.toLocaleString("en")} of ${of.toLocaleString("en")}`,
  earlier: "earlier entries",
  later: "later entries",
  way: "Where it goes",
  wayBack: "How δ arises",
  sum: "sum",
  slope: "slope",
  /** @param {string} names */
  elsewhere: (names) => `Also read by ${names}.`,
  intoProduct: "All of its entries go into every entry of the next product.",
  open: "Write it out",
  thisStep: "this step’s share",
  allSteps: "all steps together",
  allStepsLater: "once the way back is done",
  along: "along this product",
  whole: "all that comes back",
  /** @param {string} matrix @param {number} row @param {number} column */
  entry: (matrix, row, column) => `${matrix}[${row},${column}]`,
  /**
   * The followed row, as a voice reads it.
   *
   * @param {{matrix: string, row: number, vector: string, sum: string, largest: {column: number, weight: string, vector: string, part: string}[], count: number}} told
   */
  told: ({ matrix, row, vector, sum, largest, count }) =>
    `Row ${row} of ${matrix} times ${vector} is ${sum}, of ${count} part${count === 1 ? "" : "s"}. Largest: ${largest
      .map((one) => `column ${one.column}, ${one.weight} times ${one.vector} is ${one.part}`)
      .join("; ")}.`,
  /**
   * @param {{matrix: string, column: number, sum: string, count: number}} told
   */
  toldBack: ({ matrix, column, sum, count }) =>
    `Column ${column} of ${matrix} times the gradient of the product is ${sum}, of ${count} part${count === 1 ? "" : "s"}: what goes back to entry ${column}.`,
};
