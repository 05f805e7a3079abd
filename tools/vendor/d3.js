// What the page draws with, out of d3's modules. Not the full bundle: d3-dsv compiles code, which a strict CSP forbids.
// Something missing? Add its name here and run ./run vendor.
export { bisect, bisectLeft, bisector, extent, max, min, quantile, range, ticks } from "d3-array";
export { axisBottom, axisLeft, axisRight, axisTop } from "d3-axis";
export { drag } from "d3-drag";
export { easeCubicInOut, easeCubicOut, easeLinear } from "d3-ease";
export { interpolateNumber, interpolateRgb, interpolateZoom, piecewise } from "d3-interpolate";
export {
  scaleBand,
  scaleDiverging,
  scaleDivergingSymlog,
  scaleIdentity,
  scaleLinear,
  scaleLog,
  scaleOrdinal,
  scalePoint,
  scaleSequential,
  scaleSequentialLog,
  scaleSymlog,
} from "d3-scale";
export { interpolateCividis, interpolateGreys, interpolatePuOr } from "d3-scale-chromatic";
export { pointer, pointers, select, selectAll } from "d3-selection";
export {
  area,
  curveBasis,
  curveBumpX,
  curveBumpY,
  curveCatmullRom,
  curveLinear,
  curveMonotoneX,
  curveStep,
  line,
  link,
  linkHorizontal,
  linkVertical,
} from "d3-shape";
export { transition } from "d3-transition";
export { zoom, zoomIdentity, zoomTransform } from "d3-zoom";
