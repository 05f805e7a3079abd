/**
 * The shapes of the mode "Gradient": what is laid open, what the server answers, what a view draws.
 * One view is one kind: the ledger, the chain of Jacobians, the bound, the paths, what an output remembers.
 */

import type {
  Axis,
  Band,
  Box,
  Caption,
  Column,
  Edge,
  Plan,
  Run,
  Scene,
  Stop,
  Tensor,
  View,
  Words,
} from "#app/types.js";

/** What is laid open, as the address has it. t and k are the same two steps in every kind. */
export interface Laid {
  kind: string;
  t?: number | null; // of the loss, or the later state; null: the last one that has a loss
  k?: number | null; // of the copy, or the earlier state (0: the initial one); null: a few steps before t
  node?: string | null;
  parameter?: string | null;
  [field: string]: unknown; // fields of single kinds, each checked by its kind's table
}

/** One answer of POST /api/gradient/<kind>. */
export interface LaidAnswer {
  kind: string;
  asked: string; // the question, spec included, as it was sent
  // biome-ignore lint/suspicious/noExplicitAny: each kind reads its own message
  message: { kind: string; spec_hash: string; [key: string]: any };
  tensors: Map<string, Tensor>;
  run: Run | null; // the run that it belongs to, as it was last seen
}

/** What a kind knows of itself, without drawing anything. */
export interface LaidKind {
  // biome-ignore lint/suspicious/noExplicitAny: what a link brings may be anything
  fields: Record<string, (value: any) => boolean>; // its own fields of Laid: what a link may set
  question: (asking: Asking) => Record<string, unknown>; // beside the spec
  most?: (plan: Plan, laid: Laid) => number; // steps of a window, where its answer has to be small
  copy?: (plan: Plan, laid: Laid, t: number) => number | null; // k where nobody has chosen one
  moves?: { vertical: "t" | "k"; horizontal: "t" | "k" }; // what ↑ ↓ and Shift ← → move; t and k where absent
  initial?: ("t" | "k")[]; // which of the two may be the step of an initial value
  ofState?: boolean; // of one state, from k to t: the other way round where that reads backwards
  withoutLoss?: boolean; // it asks nothing of the loss
  ofInput?: boolean; // it asks about x
  isWhole?: boolean; // all steps are seen until somebody zooms
  drawsBoth?: boolean; // where two runs are compared, both
  isAhead?: boolean; // asked as soon as something of the net is changed, and drawn before its run has come
}

export interface Asking {
  plan: Plan;
  laid: Laid;
  window: { first: number; last: number } | null; // the steps that are looked at, with a margin; null: all
  place: Place;
  hasLoss: Uint8Array | null; // of each step
  checking: boolean; // whether complex step and central difference are asked of what is chosen
}

/** The two steps that every view is about. */
export interface Place {
  t: number;
  k: number;
}

/** What a view is given to lay out. */
export interface LaidGround {
  run: Run;
  plan: Plan;
  answer: LaidAnswer;
  laid: Laid;
  place: Place;
  hover: Place | null; // the cell under the pointer
  axis: Axis;
  columns: Column[]; // empty where steps are strips
  stop: Stop;
  view: View;
  room: { left: number; right: number; width: number; y: number; height: number }; // left…right: of the axis; width: of the stage
  title: { x: number; y: number; height: number }; // the line for what is chosen: y in its middle
  band: Map<string, Band>; // of the rows above: "loss", "row-h", "x"
  gutter: number;
  other: LaidGround | null; // the second run's, where two are drawn on one axis
  compact: boolean; // a narrow stage: no room for words
  presenting: boolean;
}

/** What a view adds to the scene. Everything may be absent. */
export interface LaidParts {
  boxes?: Box[];
  edges?: Edge[];
  words?: Words[];
  captions?: Caption[];
  notes?: NonNullable<Scene["notes"]>;
  outlines?: Box[];
  grids?: Grid[];
  curve?: Scene["curve"]; // lines on a log axis
  spots?: Spot[];
  path?: Path | null; // what is lit in the graph above
  bottom?: number; // where it ends, if it needs more than its room
  leaves?: number; // from here down it is not on the time axis: the playhead ends there
}

/** Cells of numbers as colours, on the canvas: rows × columns, edges in pixels. */
export interface Grid {
  key: string;
  across: number[]; // where each column begins, and the last one ends
  down: number[]; // the same of the rows
  values: ArrayLike<number>; // row after row
  reached?: ArrayLike<number> | null; // 0: not drawn
  lost?: ArrayLike<number> | null; // 1: grey and hatched
  ramp: "signed" | "unit" | "magnitude";
  limit: number;
  own?: boolean; // the limit is this one's own, so that the legend has no scale for it
  gap: number; // pixels between cells
  texts?: string[] | null; // what is written in each, where there is room
}

/** A place that can be chosen: a click sets `to` in what is laid open. */
export interface Spot {
  x: number;
  y: number;
  width: number;
  height: number;
  to: Partial<Laid>;
  cells?: { losses: number[]; each: number; axis: Axis }; // rows of a grid over the axis: t by height, k by x
  entries?: Entries; // of a matrix: `at` is set to the row and column
  drags?: Axis | null; // over it a span of steps is chosen by dragging: k and t
}

/** Where the entries of a drawn matrix are: from `first`, as many as `counts`; `turned`: it is drawn transposed. */
export interface Entries {
  across: number[];
  down: number[];
  first: [number, number];
  counts: [number, number];
  turned: boolean;
}

/** Names at steps, and the ways between them, that lie on some path. Keys as `${name}@${t}`, ways by `${way.key}@${t}`. */
export interface Path {
  nodes: Set<string>;
  ways: Set<string>;
  first: number; // least and largest step on it
  last: number;
  gone?: { nodes: Set<string>; ways: Set<string> }; // what truncation took of it
  ends?: Set<string>; // of the ways that are gone: those on which it ends
}

/** The graph with few rows: what is read at another step, x, and the loss. */
export interface Way {
  key: string;
  from: string;
  to: string;
  shift: number;
  role: string;
  parameters: string[];
  through: Set<string>; // names of the same step that lie between
}

/** Of an explaining text: words, a formula, or a link that moves the page. */
export type Piece = string | { tex: string } | { say: string; to: Lead | ((shown: LaidAnswer, plan: Plan) => Lead) };

export interface Lead {
  laid?: Partial<Omit<Laid, "t" | "k">> & {
    t?: number | "first" | "last" | null;
    k?: number | "first" | "last" | null;
  };
  view?: Partial<View>;
  setup?: Record<string, unknown>;
  snip?: "middle" | "none"; // scissors on every state there
  stop?: number | "loss" | "end";
}

/** The words of a kind. */
export interface LaidWords {
  name: string; // of the switch
  title: string;
  about: string; // of the button
  text: Piece[][]; // paragraphs
}

export type { Band };
