/**
 * The words of the set-up.
 */

/** Of the set-up panel. */
export const setupWords = {
  title: "Set-up",
  more: "More …",
  close: "Close",
  library: "Library",
  own: "Own",
  source: "Source",
  editEquations: "Edit the equations",
  input: "Input x",
  sources: { sentence: "a sentence", numbers: "pasted numbers", none: "none" },
  readBy: { words: "words", characters: "characters", spaces: "what stands between spaces" },
  numbers: "Numbers",
  numbersHint: "A row a step; cells between tabs, commas or spaces. A dash alone: a step without input.",
  steps: "steps",
  vocabulary: "First in the vocabulary",
  sentenceHint: "A dash alone between spaces: a step without input.",
  vocabularyHint: "Words between spaces. Sentences that share it share their parameters.",
  targets: "Targets y",
  aims: {
    next: "the next token",
    nextRow: "the next row",
    end: "one label at the end",
    each: "one label a step",
    numbers: "numbers",
    none: "none",
  },
  drawn: "drawn at random",
  /** @param {string} name of a weight file */
  learned: (name) => `learned: ${name.replaceAll("_", " ")}`,
  label: "Label",
  labelOfSentence: "the number in the sentence",
  labels: "Labels",
  labelsHint: "One a step, between spaces; a dash where there is none.",
  wantedHint: "A row a step; a dash alone: no target there.",
  loss: "Loss",
  losses: {
    softmax: "softmax cross-entropy",
    sigmoid: "binary cross-entropy",
    squared: "squared error",
    none: "none: forward only",
    own: "as the equations say",
  },
  lossByHand: "These equations are too different to rewrite by themselves: please write the loss in the equations.",
  lossRemoved: "The line of the loss was taken out of the equations.",
  rewritten: "These lines of the equations were rewritten:",
  sizes: "Sizes and parameters",
  /** @param {number} count */
  known: (count) => `The ${count.toLocaleString("en")} words that this net knows`,
  initial: "Values before the first step",
  /** @param {string} name */
  initialOf: (name) => name,
  initialHint: "Zero where nothing stands; else a number for each unit.",
  given: "From the opened file",
  givenHint: "These are used as the file has them.",
  /** @param {string} key */
  remove: (key) => `Remove ${key}`,
  share: "Keep and share",
  copy: "Copy link",
  copied: "Copied",
  copyByHand: "Press Ctrl+C (⌘C) to copy this link:",
  save: "Save spec",
  open: "Open spec",
  openHint: "Or drop a spec file anywhere on the page.",
  /** @param {string} name */
  notSpec: (name) => `${name} is no spec: a spec is a JSON object with a net and its inputs or tokens.`,
  /** @param {string} name */
  notBeside: (name) =>
    `${name}: what stands under “beside” is no spec, a JSON object with a net and its inputs or tokens. Nothing was opened.`,
  /** @param {string} name */
  tooLarge: (name) => `${name} is larger than 32 MB, the limit for a spec.`,
  summary: { numbers: "pasted numbers", none: "no input" },
};

/** Of pasted numbers; each follows its place: “inputs, row 2, column 3: ”. */
export const pastedWords = {
  /** @param {string} cell */
  notNumber: (cell) => `“${cell.length > 40 ? `${cell.slice(0, 40)}…` : cell}” is not a number`,
  /** @param {string} cell */
  large: (cell) => `${cell} is too large for a number`,
  empty: "is empty; a whole row without numbers is a dash",
  /**
   * @param {number | undefined} has
   * @param {number} first
   * @param {number | undefined} needs
   */
  ragged: (has, first, needs) => `has ${has} number${has === 1 ? "" : "s"} but row ${first} has ${needs}`,
};
