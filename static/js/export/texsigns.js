/**
 * The words of TeX that the page's mathematics is made of, as letters.
 *
 * @import {Face} from "#app/export/letterwidths.js"
 * @import {Kind} from "#app/export/tex.js"
 */

/** @type {Record<string, string>} over a letter */
export const ACCENTS = { hat: "^", widehat: "^", bar: "¯", overline: "¯", tilde: "~", dot: "˙", vec: "⃗" };

/** @type {Record<string, Face | "word">} */
export const FACES = {
  mathit: "italic",
  mathrm: "main",
  mathbf: "bold",
  boldsymbol: "bold",
  mathsf: "main",
  mathtt: "main",
  mathcal: "main",
  mathnormal: "math",
  text: "word",
  textrm: "word",
  textsf: "word",
  mathop: "main",
};

/** @type {Record<string, number>} in units of the letters' size */
export const SPACES = {
  ",": 3 / 18,
  ":": 4 / 18,
  ";": 5 / 18,
  " ": 0.25,
  "!": -3 / 18,
  quad: 1,
  qquad: 2,
  displaystyle: 0,
  textstyle: 0,
  scriptstyle: 0,
  big: 0,
  Big: 0,
  limits: 0,
  nolimits: 0,
};

/** @type {Record<string, [string, Kind, ("math" | "main")?]>} */
export const SIGNS = {
  ...letters("math", {
    alpha: "α", beta: "β", gamma: "γ", delta: "δ", epsilon: "ϵ", varepsilon: "ε", zeta: "ζ", eta: "η", theta: "θ",
    iota: "ι", kappa: "κ", lambda: "λ", mu: "μ", nu: "ν", xi: "ξ", pi: "π", rho: "ρ", sigma: "σ", tau: "τ",
    upsilon: "υ", phi: "ϕ", varphi: "φ", chi: "χ", psi: "ψ", omega: "ω",
  }), // biome-ignore format: one alphabet
  ...letters("main", {
    Gamma: "Γ", Delta: "Δ", Theta: "Θ", Lambda: "Λ", Xi: "Ξ", Pi: "Π", Sigma: "Σ", Phi: "Φ", Psi: "Ψ", Omega: "Ω",
    partial: "∂", nabla: "∇", infty: "∞", ldots: "…", cdots: "⋯", dots: "…", prime: "′", top: "⊤", ell: "ℓ",
    "|": "∥", Vert: "∥", vert: "|", lvert: "|", rvert: "|", forall: "∀", hbar: "ℏ", colon: ":",
    "{": "{", "}": "}", "%": "%", "#": "#", "&": "&", $: "$", _: "_",
  }), // biome-ignore format: one table
  lVert: ["∥", "open"],
  rVert: ["∥", "close"],
  lbrace: ["{", "open"],
  rbrace: ["}", "close"],
  langle: ["⟨", "open"],
  rangle: ["⟩", "close"],
  sum: ["∑", "op"],
  prod: ["∏", "op"],
  odot: ["⊙", "bin"],
  cdot: ["·", "bin"],
  times: ["×", "bin"],
  circ: ["∘", "bin"],
  ast: ["∗", "bin"],
  pm: ["±", "bin"],
  oplus: ["⊕", "bin"],
  otimes: ["⊗", "bin"],
  le: ["≤", "rel"],
  leq: ["≤", "rel"],
  ge: ["≥", "rel"],
  geq: ["≥", "rel"],
  ne: ["≠", "rel"],
  neq: ["≠", "rel"],
  in: ["∈", "rel"],
  mid: ["∣", "rel"],
  approx: ["≈", "rel"],
  propto: ["∝", "rel"],
  sim: ["∼", "rel"],
  to: ["→", "rel"],
  rightarrow: ["→", "rel"],
  leftarrow: ["←", "rel"],
  "(": ["(", "open"],
  "[": ["[", "open"],
  ")": [")", "close"],
  "]": ["]", "close"],
  "+": ["+", "bin"],
  "-": ["−", "bin"],
  "*": ["∗", "bin"],
  "=": ["=", "rel"],
  "<": ["<", "rel"],
  ">": [">", "rel"],
  ",": [",", "punct"],
  ";": [";", "punct"],
};

/**
 * @param {"math" | "main"} face
 * @param {Record<string, string>} names
 * @returns {Record<string, [string, Kind, "math" | "main"]>}
 */
function letters(face, names) {
  return Object.fromEntries(Object.entries(names).map(([name, letter]) => [name, [letter, "ord", face]]));
}
