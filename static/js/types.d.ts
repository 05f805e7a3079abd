/**
 * The shapes that travel through the page, in the order of its rooms: wire → state → layout → draw.
 * Only shapes stand here, never functions. Steps count from 1, units from 0 (the screen shows them from 1).
 */

import type { Grid, Laid, Spot } from "#app/gradient.js";

// ── wire: what the server sends (plan and message formats of the stream) ────────────────────────

export interface Tensor {
  shape: number[];
  values: Float64Array | Uint8Array; // row after row
}

export interface Message {
  n: number;
  kind: "plan" | "forward" | "loss" | "backward" | "gradients";
  [key: string]: unknown;
}

/** A message with its tensors, as one binary frame holds them. */
export interface Parcel {
  message: Message;
  tensors: Map<string, Tensor>;
}

/** Why a spec was refused, and where in the net's text (from 1), if it has a place. */
export interface Mistake {
  message: string;
  line?: number | null;
  column?: number | null;
}

export type Role = "gate" | "state" | "output" | "hidden";
export type Range = "unit" | "signed" | "probability" | "positive" | "any";
export type ParameterRole = "input" | "recurrent" | "output" | "bias" | "other";

export interface Equation {
  name: string;
  line: number;
  text: string;
  tex: string;
  size: number;
  role: Role;
  range: Range;
  delayed: boolean; // some equation reads it at another step
  word?: string | null; // "forget", where the library's text has a hint
  symbol?: string; // the name's TeX without a step, where a notation has its own
  timed?: [string, string]; // TeX before and after the step: h_{ and }, or h^{( and )}
  unit?: [string, string, string] | null; // TeX before the step, between it and a unit's letter, and after that
  label?: string; // the name in plain letters
}

export interface Parameter {
  name: string;
  shape: number[];
  role: ParameterRole;
  equation: string;
  tex: string;
  label?: string; // the name in plain letters, where a notation has its own
}

/** How a notation writes one name. */
export interface Spelling {
  symbol: string;
  timed: [string, string];
  unit?: [string, string, string] | null;
  label: string;
}

/** A pack: how it writes each name and formula of this net. It renames and typesets, and computes nothing. */
export interface Notation {
  name: string;
  title: string;
  note: string; // where its conventions differ from this net's, with TeX between $ signs
  nodes: Record<string, Spelling & { tex: string; word: string | null }>;
  parameters: Record<string, { tex: string; label: string }>;
  given: Record<string, Spelling>; // x, y and the loss
  times: string; // the sign of products unit by unit
  circled: string; // the same in a circle of a graph
  loss: string | null; // its formula
  total: string | null; // that of the whole sequence
  rows: string[];
  order: string[]; // of the equations, as it is used to list them
}

/** Between named things (x, y, equations, loss). shift −1: read one step earlier. */
export interface PlanEdge {
  from: string;
  to: string;
  shift: number;
  parameters: string[];
  when?: When[]; // the phases in which it is read, all of them; absent or empty: at every step
}

/** A phase that is on, or off. */
export interface When {
  phase: string;
  is: boolean;
}

/** One operation on operands; also parameters, numbers and the input, which are not computed. */
export interface PlanNode {
  id: number;
  op: string;
  name: string | null; // of an equation, or of a parameter
  equation: string | null;
  size: number;
  scalar: boolean;
  number: number | null;
  timed?: boolean;
  args: PlanRef[];
}

export interface PlanRef {
  node: number;
  shift: number;
}

/** The backward pass: the adjoint's nodes, which are ∂L/∂ of which forward nodes, and where parameters are used. */
export interface PlanBackward {
  nodes: PlanNode[];
  of: [number, number][]; // forward node, the node that is its gradient
  shown: Record<string, PlanRef>; // by name
  uses: { parameter: string; back: PlanRef; operand: PlanRef | null }[]; // ∂L/∂W gets back_t operand_tᵀ
}

/** How an operation is written: #1, #2 … are its operands. */
export interface Template {
  tex: string;
  needs: number[]; // how tightly each operand must bind; the last one counts for all that follow
  binds: number;
  chalk?: string; // with single numbers put in
  term?: string; // of an operation over all units: what one unit adds
  around?: string; // what stands around: #s the sum of the terms, #v the terms one below the other, #n their number
}

/** Where a text's hints put vectors (by name) and operations (by id) of an opened step: column, row. */
export interface Places {
  vectors: Record<string, [number, number]>;
  operations: Record<string, [number, number]>;
}

export interface Sweep {
  direction: 1 | -1;
  nodes: string[];
}

export interface Plan {
  T: number;
  phases?: Record<string, boolean[]>; // at which steps each is on
  changes?: Record<string, unknown>[]; // what a person held, silenced, cut, detached or set, as the spec has it
  phase_words?: Record<string, string[]>; // what each is called where it is on, and where it is off
  equations: Equation[];
  loss: { line: number; text: string; tex: string; total: string } | null; // tex of one step, total of all
  rows: string[]; // order on the stage, top first; x is below them all
  notations?: Notation[]; // those that have something to say of this net
  notation?: string; // the pack that this plan is written in; absent: as the text has it
  given?: Record<string, Spelling>; // x, y and the loss, where a notation writes them
  order?: string[]; // of the equations where they are listed
  circled?: string; // the sign of products unit by unit in a circle
  parameters: Parameter[];
  edges: PlanEdge[];
  nodes: PlanNode[];
  backward: PlanBackward | null; // null without a loss
  operations: Record<string, Template>;
  places: Places | null;
  input: { size: number } | null;
  target: { size: number } | null;
  sweeps: Sweep[];
  backward_sweeps: Sweep[];
  tokens: (string | null)[] | null;
  target_tokens: (string | null)[] | null;
  vocabulary: string[] | null;
  net: { name: string | null; title: string | null; text: string };
  messages: number;
  spec_hash: string;
  changes?: Record<string, unknown>[]; // of the spec: what is held, cut, detached …
}

export interface LibraryEntry {
  name: string;
  title: string;
  about: string;
  source: string;
  text: string;
  weights: string | null; // the weight file that ships for it
}

/** A ready example: a spec, and how the page opens it. */
export interface Example {
  name: string;
  row: number; // of the lecture
  place: number;
  title: string;
  look: string; // what to look for
  spec: Record<string, unknown>;
  view: Partial<View>;
  stop: number | "end" | null; // index of a stop; null: the end of the forward pass
  edges: PlanEdge[];
  ends: string[]; // the net's outputs
  beside?: Record<string, unknown> | null; // the spec of the run that it opens beside
}

// ── state: what the page knows ──────────────────────────────────────────────────────────────────

/** Consecutive steps first…last of one node, as one message brought them. */
export interface Block {
  first: number;
  last: number;
  values: Float64Array; // (last − first + 1) × width
  largest?: number; // of a block without its hidden numbers
  smallest?: number;
}

/** One node's rows over time, as far as they have arrived; blocks are sorted and never change. */
export interface Series {
  width: number;
  blocks: Block[];
  largest: number; // largest finite magnitude so far
  smallest: number; // smallest positive finite magnitude so far, ∞ if none
  veiled?: boolean; // numbers are hidden: NaN stands for them
}

export interface Nonfinite {
  node: string;
  t: number;
  unit: number;
  pass: string;
}

/** Everything received of one run. A new object for each message; nothing in it ever changes. */
export interface Run {
  plan: Plan;
  received: number; // number of the last message
  parameters: Map<string, Tensor>;
  initial: Map<string, Tensor>; // rows h(0), h(−1), …
  inputs: Series | null;
  inputPresent: Uint8Array | null;
  targets: Series | null;
  targetPresent: Uint8Array | null;
  values: Map<string, Series>;
  grads: Map<string, Series>;
  norms: Map<string, Series>; // width 1
  loss: number | null;
  losses: Float64Array | null;
  lossSeries: Series | null; // only the steps that have one
  hasLoss: Uint8Array | null;
  parameterGrads: Map<string, Tensor>;
  initialGrads: Map<string, Tensor>;
  shares: Map<string, Float64Array>; // of each parameter, a step's share along its gradient: they add up to its norm
  shareNorms: Map<string, Float64Array>; // the shares' own norms
  firstNonfinite: Nonfinite | null;
  complete: boolean;
  isChange?: true; // of differences from the run before
  veil?: import("#app/state/veil.js").Veil | null; // what of it is hidden
  hidesTotal?: boolean; // whether the loss over all steps is
}

/** Sweeps that one walk over the steps can show together. */
export interface Walk {
  kind: "forward" | "backward";
  direction: 1 | -1;
  nodes: string[];
}

/** One moment of the passes. t is 0 where the moment belongs to no step. */
export interface Stop {
  kind: "forward" | "loss" | "backward" | "gradients";
  walk: number; // which walk of its kind
  walks: number; // of how many
  t: number;
  direction: 1 | -1;
}

export interface Itinerary {
  T: number;
  walks: Walk[];
  stops: Stop[];
}

/** Inclusive steps; empty where first > last. */
export interface Span {
  first: number;
  last: number;
}

/** One step as the server opens it: by node id, and by "user:position" for what comes back along an operand. */
export interface OpenedStep {
  t: number;
  nodes: Map<number, { value: Float64Array; grad: Float64Array | null; norm: number | null }>;
  edges: Map<string, { grad: Float64Array; norm: number }>;
  backward: Map<number, Float64Array>; // what the backward pass's own nodes are at this step
  slopes: Map<number, Float64Array>; // of functions of one number, at each unit
  curves: Map<string, { limit: number; values: Float64Array }[]>; // by function: evenly from −limit to limit
}

/** One formula of a line of the board, and how it stands to what the line says. */
export interface Stage {
  tex: string;
  relation: "" | "=" | "≈"; // ≈: some number in it was rounded for show
  kind: "formula" | "numbers" | "result" | "words";
}

/** One line of the board: what it says something of, and the stages from the formula to the result. */
export interface BoardLine {
  key: string;
  left: string; // TeX
  stages: Stage[];
  note: string; // in words, may be empty
}

/** What is written at one stop. */
export interface BoardEntry {
  key: string;
  title: string;
  pass: "forward" | "backward";
  lines: BoardLine[];
  current: boolean;
}

/** What the playhead has passed: nothing outside it may be shown. */
export interface Reach {
  values: Map<string, Span>;
  grads: Map<string, Span>;
  loss: boolean; // the sum over the steps
  gradients: boolean; // the parameters' gradients
}

export interface Cell {
  node: string;
  t: number;
  unit: number;
}

/** A number whose answer is pinned. label: of an operation without a name, as lists call it. */
export type Pin = (Cell & { label?: string }) | { parameter: string; at: number[] };

/** What is hidden until it is clicked; what is left out is meant wholly (all nodes, all steps, all units). */
export type Hide = HideNode | { parameter: string; at: number[] };

export interface HideNode {
  node?: string;
  t?: number;
  since?: number; // from this step on
  unit?: number;
  of?: "gradient"; // the gradient alone
}

/** One number that has been clicked. */
export interface Shown extends Cell {
  of: "value" | "gradient";
}

/** What the person has set, as typed; a spec is made from it. */
export interface Setup {
  net: string; // a library name, or "" for their own text
  text: string; // their own equations; kept while a library net is shown
  base: string; // the library net that their text began as, "" for none
  sizes: Record<string, number>;
  seed: number;
  scale: number;
  weights: string; // a weight file that ships, "" where parameters are drawn; it brings its own vocabulary
  source: "sentence" | "numbers" | "none"; // where x comes from
  sentence: string;
  by: "words" | "characters" | "spaces";
  numbers: string; // pasted rows of x
  steps: number; // how many where there is no x
  aim: "next" | "end" | "each" | "numbers" | "none"; // what the targets are
  label: string; // at the end
  labels: string; // one a step, between spaces
  wanted: string; // pasted rows of y
  vocabulary: string; // tokens that come first in it, between spaces
  initial: Record<string, string>; // numbers as typed, by name
  phases: Record<string, string>; // by name, a 1 or a 0 a step: the last one goes on; "": the first half
  changes: Record<string, unknown>[]; // what is held, silenced, set, cut or detached, as the spec says it
  given: Record<string, unknown>; // from an opened file: keys of the spec that no field can say
}

/** A function that a net's text may call. */
export interface OfferedFunction {
  name: string;
  about: string;
  arity: number;
}

/** What an editor's check found: the names that the text defines, and its parameters. */
export interface Checked {
  names: string[];
  parameters: string[];
}

/** What the stage shows: vectors over time, the graph that unfolds, everything written out, or the gradient laid open. */
export type Show = "columns" | "graph" | "board" | "gradient";

/** Where one looks on the time axis. */
export interface Camera {
  pitch: number; // pixels a step, at letters of usual size; 0: as few as show all steps
  centre: number; // the step in the middle of the stage, whole in the middle of that step
}

/** What a person looks at, and how; all of it stands in the address, none of it changes the run. */
export interface View {
  curve: string[]; // nodes whose gradient norm is drawn
  cell: Cell | null; // the number being asked about
  lanes: "values" | "gradients";
  shapes?: boolean; // whether shapes are written at edges and rows
  changes?: boolean; // whether changes against the run before stand in the numbers' places
  show?: Show; // columns where absent
  fold?: number; // of the graph: 0 folded … 1 unfolded (where absent)
  open?: boolean; // whether the step under the playhead stands opened into its operations
  side?: "a" | "b"; // of two runs, the one that stands on the board and as an opened step (a where absent)
  product?: number | null; // within the open step: the product (id of its node in the plan) that stands written out
  entry?: number | null; // of the vector in it: the column that is followed, from 0; null: that of the largest part
  writes?: "forward" | "backward" | "share"; // values, gradients, or this step's share of ∂L/∂W (values where absent)
  laid?: Laid | null; // what of the gradient is laid open
  camera?: Camera | null; // what of the time axis is seen; null: as many columns as are legible, around the playhead
  parameter?: string | null; // whose share at each step is shown; several between spaces are taken together
  notation?: string | null; // the pack that names and typesets; null: as the text has it
  example?: string | null; // the ready example this began as
  hidden?: Hide[];
  shown?: Shown[]; // of what is hidden
  pins?: Pin[]; // answers that stand side by side
  pinsOpen?: boolean; // whether they stand with what made them
  decimals?: number | null; // how many are shown; null: as many as are significant
}

export type Connection =
  | { kind: "idle" }
  | { kind: "connecting" }
  | { kind: "streaming" }
  | { kind: "away"; seconds: number }
  | { kind: "complete" };

// ── layout: a scene, plain data that can be printed and compared ────────────────────────────────

/** The one time axis. Steps first…last have `pitch` pixels each, those outside share what is left. */
export interface Axis {
  T: number;
  first: number;
  last: number;
  pitch: number;
  left: number; // where step `first` begins
  before: number; // pixels a step left of the window
  after: number; // pixels a step right of it
  start: number; // where step 1 begins
  end: number; // where step T ends
  room?: number; // pixels that there are for it, if more than from start to end
  fold?: number; // least pixels of a folded side
  narrowest?: number; // least pixels a step, where what is drawn needs them
  widest?: number; // most pixels a step
  edges?: number[]; // where the steps of the window begin, and the last one ends, if they are not equally wide
}

export interface Band {
  key: string;
  kind:
    | "phase"
    | "target"
    | "loss"
    | "output"
    | "arrows"
    | "vector"
    | "token"
    | "lane"
    | "curve"
    | "steps"
    | "gap"
    | "laid";
  node: string | null;
  y: number;
  height: number;
}

/** A vector standing on the stage: units from top to bottom. */
export interface Vector {
  key: string;
  node: string;
  t: number; // 0 and below: an initial value
  x: number;
  y: number;
  width: number;
  height: number;
  values: ArrayLike<number> | null; // null: not reached
  series?: Series | null; // that they are of, where it is not the run's own
  hidden?: number[]; // units that are hidden until they are clicked
  ramp: RampName;
  limit: number; // magnitude at the end of the ramp
}

export type RampName = "signed" | "unit" | "magnitude";

export interface Bar {
  key: string;
  cell: Cell;
  x: number;
  y: number;
  width: number;
  height: number;
  tone: "best" | "other" | "broken" | "hidden";
}

export interface Column {
  key: string;
  t: number;
  x: number; // middle
  left: number;
  right: number;
  reached: boolean;
  current: boolean;
}

export interface Box {
  key: string;
  tone: string; // space-separated classes
  x: number;
  y: number;
  width: number;
  height: number;
  radius: number;
  names?: string; // what lights up with it
}

export interface Edge {
  key: string;
  tone: string;
  d: string; // the line
  head: string; // the arrowhead, closed
  names?: string; // what runs along it, between spaces: a node and its parameters
  width: number;
  title: string;
}

export interface Words {
  key: string;
  tone: string;
  x: number;
  y: number;
  text: string;
  anchor: "start" | "middle" | "end";
}

/** A heat strip of one node over all steps: units from top to bottom. */
export interface Lane {
  key: string;
  node: string;
  y: number;
  height: number;
  series: Series | null;
  reached: Span;
  ramp: RampName;
  limit: number;
  present?: Uint8Array | null; // where given, 0 at steps that have no numbers
}

export interface CurveLine {
  key: string;
  node: string;
  tex: string;
  place: number; // 0, 1, 2 …: decides colour and dash
  side?: "a" | "b"; // of two runs in one plot: then the side decides the dash
  d: string;
  dots: { key: string; x: number; y: number }[];
  label: { x: number; y: number } | null;
}

/** A line of names and words. */
export interface Caption {
  key: string;
  tone: string;
  x?: number; // absent: where the rows' names begin
  y: number;
  pieces: { tex: string; word: string }[]; // word stands behind tex; each may be empty
}

/** A row's name in the gutter. */
export interface RowLabel {
  key: string;
  names?: string; // what lights up with it
  tex: string;
  word: string;
  y: number;
}

export interface Playhead {
  x: number;
  kind: "forward" | "backward";
  top?: number; // 0 where absent
  bottom?: number; // the stage's where absent
  gap?: { top: number; bottom: number }; // a line of words that it leaves free
  band: { x: number; width: number } | null;
}

export interface Scene {
  larger: number; // how many times larger than usual letters and lines are: presentation mode
  width: number;
  height: number;
  axis: Axis;
  shared?: Axis; // of which it is a part, where another run stands on the same one
  gutter: number;
  columns: Column[];
  vectors: Vector[];
  bars: Bar[];
  boxes: Box[];
  edges: Edge[];
  words: Words[];
  lanes: Lane[];
  laneSpans: { key: string; source: Span; x: number; width: number }[];
  curve: { lines: CurveLine[]; rules: { key: string; y: number; text: string }[]; band: Band } | null;
  labels: RowLabel[];
  initialNames: { key: string; tex: string; x: number; y: number; side: "before" | "after" }[];
  notes?: { key: string; tex: string; x: number; y: number; tone: string; names?: string }[]; // typeset in an opened step
  captions?: Caption[]; // of the share lane
  unfolded?: Unfolded; // the graph, where it is shown
  grids?: Grid[]; // of the gradient laid open
  below?: number; // where the room for its view begins
  spots?: Spot[]; // what can be chosen there
  playhead: Playhead | null;
  outlines: Box[]; // around the chosen cell
}

/** A name in a copy of the cell, around the copy's own middle. */
export interface CopyNode {
  key: string;
  name: string;
  tex: string;
  x: number;
  y: number;
  d: string; // the circle
  opening: string; // where its numbers show through
  tone: string;
  hidden: boolean; // under a later copy, which is being dealt: its letters are not seen
  letters: number; // in pixels
  at: { x: number; y: number }; // of the name within the circle
  number: string; // its one number, "" where it has more or has not been reached
}

/** One copy of the cell: what it holds keeps its place, the copy moves. */
export interface Copy {
  key: string;
  t: number;
  x: number; // of its middle
  y: number; // of its lowest rank
  scale: number;
  dealt: number; // from 0, on the deck, to 1, in its column
  nodes: CopyNode[];
  edges: Edge[];
  words: Words[];
  notes: CopyNote[];
  card: { x: number; y: number; width: number; height: number; radius: number }; // under it, while it is dealt
}

export interface CopyNote {
  key: string;
  names: string;
  tex: string;
  tone: string;
  x: number;
  y: number;
}

/** The graph between folded and unfolded. */
export interface Unfolded {
  p: number;
  copies: Copy[];
  ways: (Edge & { over: string })[]; // delays between copies, each drawn over the later of the two
  squares: { key: string; names: string; tone: string; x: number; y: number; width: number; lag: number }[];
  notes: (CopyNote & { scale: number })[]; // what is written at the delays
  spots: { node: string; t: number; x: number; y: number; radius: number; size: number }[]; // numbers that can be chosen
  top: number; // pixels that the controls need there
  height: number; // of the stage that it was laid out for
  folded: number; // steps of the run that still lie on the deck
}

/** A number of a product in its place. */
export interface NumberCell {
  key: string;
  kind: "matrix" | "operand" | "product" | "part" | "rest"; // rest: the sum of the parts that have no cell
  tone: string; // space-separated classes
  row: number; // −1 where it has none
  column: number;
  x: number;
  y: number;
  width: number;
  height: number;
  value: number | null; // null: not reached
  text: string;
  ramp: RampName;
  limit: number;
}

/** The whole matrix as a picture, and the window of which the numbers are shown. */
export interface ProductMap {
  x: number;
  y: number;
  width: number;
  height: number;
  rows: number;
  columns: number;
  frame: Box; // around those that have numbers
  limit: number;
}

/** A product written out. */
export interface ProductScene {
  larger: number;
  width: number;
  height: number;
  cells: NumberCell[];
  boxes: Box[];
  lines: { key: string; tone: string; d: string }[];
  words: Words[];
  notes: { key: string; tex: string; x: number; y: number; tone: string; names?: string }[];
  map: ProductMap | null;
  rows: Span; // those that have cells, from 0
  columns: Span;
}

export interface FoldedNode {
  key: string;
  name: string;
  tex: string;
  x: number;
  y: number;
  radius: number;
  tone: string;
  letters: 18 | 14 | 10; // what fits into the circle
}

export interface FoldedScene {
  width: number;
  height: number;
  nodes: FoldedNode[];
  edges: Edge[];
  squares: { key: string; x: number; y: number; tone: string; steps: number }[];
  words: Words[];
  labels: (CopyNote & { width: number; height: number })[];
}

// ── export: a scene as shapes, from which any picture is written ────────────────────────────────

/** Lines and areas; colours as #rrggbb or #rrggbbaa, null for none. */
export interface Paint {
  fill: string | null;
  stroke: string | null;
  width: number;
  dash: number[]; // empty: a whole line
}

export interface Lettering {
  size: number;
  colour: string;
  weight: number;
  halo: { colour: string; width: number } | null; // around the letters
  tabular: boolean; // all digits equally wide
}

/** What a shape is called in lists and files: its layer of the picture, and its tone on the page. */
interface Shaped {
  layer: string;
  tone: string;
  about?: string; // in words, where it has any
}

export type RectShape = Shaped & { kind: "rect"; paint: Paint; radius: number } & Room;
export type PathShape = Shaped & { kind: "path"; paint: Paint; d: string };
export type ArrowShape = Shaped & { kind: "arrow"; paint: Paint; d: string; head: string; tip: string | null };
export type CircleShape = Shaped & { kind: "circle"; paint: Paint; name: string; x: number; y: number; r: number };
export type TextShape = Shaped & {
  kind: "text";
  x: number;
  y: number; // of the baseline
  text: string;
  anchor: "start" | "middle" | "end";
  letters: Lettering;
};

/** Typeset in mathematics, with a word beside it. */
export type NameShape = Shaped & {
  kind: "name";
  x: number;
  y: number; // of the baseline
  drop: number; // of the baseline under the point it was put to
  anchor: "start" | "middle" | "end";
  letters: Lettering;
  pieces: { tex: string; word: string }[]; // one behind the other; the first one is the name
  words: Lettering & { gap: number }; // how the words are set, and the room between two things
};

/** Numbers as colours: rgb, row after row. */
export type CellsShape = Shaped & { kind: "cells"; columns: number; rows: number; colours: Uint8Array } & Room;

export type Shape = RectShape | PathShape | ArrowShape | CircleShape | TextShape | NameShape | CellsShape;

interface Room {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Picture {
  left: number; // where what is seen begins
  top: number;
  width: number;
  height: number;
  paper: string | null; // null: see-through
  shapes: Shape[];
  palette: Record<string, string>; // the page's colours by name: #rrggbb
}

/** How the page's style sheets draw a mark. */
export interface Look extends Paint {
  letters: Lettering;
  radius: number; // of a circle
}

/** How they set a name: where its baseline is, seen from the point it is put to, and what stands behind it. */
export interface NoteLook {
  letters: Lettering;
  word: Lettering & { gap: number };
  anchor: "start" | "middle" | "end";
  drop: number;
  plate: { fill: string; before: number; after: number; top: number; height: number; radius: number } | null;
}

/** The page's style sheets, as answers. */
export interface Looks {
  theme: "light" | "dark";
  palette: Record<string, string>;
  mark(tag: string, layer: string, attributes: Record<string, string | number>): Look;
  note(tone: string, dealt?: number): NoteLook; // of a copy that is being dealt
}
