/** Binary decisions of a number; slots of one row (protocol/INK.md, I25). */
export const enum InkNode {
  count = 32,
}

/** One kind of number in a model: where its rows of contexts and its weights begin. */
export interface InkChannel {
  readonly first: number;
  readonly second: number;
  readonly third: number;
  readonly inputs: number;
  readonly weights: number;
}

/** The channels of a model, as `InkLayout` in Sources/Wire/Ink/InkLayout.swift. */
export interface InkLayout {
  /** Deltas of x and y. */
  readonly axis: InkChannel;
  /** Changes of pressure. */
  readonly pressure: InkChannel;
  /** Sample indices of a page's knots. */
  readonly gap: InkChannel;
  /** Everything else, by the rows of `InkHead`. */
  readonly head: InkChannel;
  readonly rows: number;
  readonly sets: number;
}

/** Rows of the head channel, as `InkHead` in Sources/Wire/Ink/InkHead.swift. */
export const enum InkHead {
  count = 0,
  end = 52,
  duration = 60,
  start = 64,
  pressure = 65,
  sameFormat = 68,
  more = 69,
  length = 70,
  origin = 71,
  pagePressure = 73,
  rowCount = 74,
}

function makeLayout(axis: number[], axisSets: number, pressure: number[], pressureSets: number, gap: number[]): InkLayout {
  let rows = 0;
  let sets = 0;
  const channel = (inputs: number[], count: number): InkChannel => {
    const first = rows * InkNode.count;
    const second = first + inputs[0]! * InkNode.count;
    const made = {
      first,
      second,
      third: second + (inputs[1] ?? 0) * InkNode.count,
      inputs: inputs.length,
      weights: sets * InkNode.count * 3,
    };
    for (const input of inputs) rows += input;
    sets += count;
    return made;
  };
  const channels = {
    axis: channel(axis, axisSets),
    pressure: channel(pressure, pressureSets),
    gap: channel(gap, 1),
    head: channel([InkHead.rowCount], 1),
  };
  return { ...channels, rows, sets };
}

const samples = makeLayout([80, 81, 81], 3, [180, 81], 3, [1]);
const knots = makeLayout([81, 60, 200], 2, [52, 64], 1, [144, 64, 160]);

/** The layout of each profile: samples of a stylus and of a slow pen, live knots of either, knots of a page. */
export const layouts: readonly InkLayout[] = [samples, samples, knots, knots, knots];
