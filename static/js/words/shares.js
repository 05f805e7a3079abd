/** The words of a parameter that is lit, and of its shares. */

export const shareWords = {
  later: "at each step: appears on the way back",
  laterBriefly: "on the way back",
  waiting: "at each step: when the whole run has arrived",
  /** @param {number} t @param {string} along @param {string} norm */
  step: (t, along, norm) => `at t = ${t}: ${along}, norm ${norm}`,
  /** @param {number} t @param {string} norm */
  stepNorm: (t, norm) => `at t = ${t}: norm ${norm}`,
  together: "at each step; together",
  togetherBriefly: "together",
  zero: "is zero at every step",
  cancel: "cancel: the sum is zero, so these are norms",
  broken: "not finite: the sum has no direction",
  /** @param {string} whole */
  equals: (whole) => `= ${whole}`,
  pinned: "The parameter that is pinned",
  unpin: "Unpin",
  pinHint: "Click or Enter keeps a parameter lit while you step; Esc lets it go.",
  value: "value",
  whole: "together",
  sumOfNorms: "norms, added",
  /** @param {number} t */
  atStep: (t) => `share at t = ${t}`,
  /** @param {number} t */
  normAtStep: (t) => `its norm at t = ${t}`,
  note: "A step’s share counts what points along the whole gradient: shares add up to its norm, the shares’ own norms do not.",
  beside: "with each name, when the way back is done: the norm of its gradient",
  roles: { input: "input", recurrent: "recurrent", output: "output", bias: "bias", other: "other" },
  /** @param {string} name @param {string} shape @param {string} role */
  parameter: (name, shape, role) => `${name}, ${shape}, ${role}`,
  /** @param {number} t @param {string} share */
  shareAt: (t, share) => `share at t = ${t}: ${share}`,
  /** @param {string} share @param {string} whole */
  of: (share, whole) => `${share} of ${whole}`,
  /** @param {string} name @param {number} t @param {string} share @param {string} norm */
  told: (name, t, share, norm) => `Share of ${name} at step ${t}: ${share}, its norm ${norm}.`,
  /** @param {string} name @param {string} whole */
  toldWhole: (name, whole) => `The shares of ${name} add up to ${whole}.`,
};
