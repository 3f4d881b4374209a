import { Prediction, type Overlay } from "../src/terminal/prediction.js";
import { ScreenState } from "../src/terminal/screen-state.js";
import { lookOf } from "../src/terminal/typed-line.js";
import { fromHex } from "../src/wire/codec.js";

/** A recorded session: keystrokes as they reached the server, and the frames that it made, with the number of the last keystroke echoed; in milliseconds. */
export interface TypingVector {
  name: string;
  keys: [at: number, hex: string][];
  frames: [at: number, typed: number, hex: string][];
}

/** What became of a session's keystrokes. */
export interface TypingReport {
  keystrokes: number;
  /** Those whose effect was shown at once, by their places. */
  shown: number[];
  /** Those of them at which something was shown that did not come true. */
  wrong: number[];
  /** Frames at which something that was shown, and came true, went away. */
  flickers: number;
  /** Keystrokes in flight each time that something was expected to be seen: the first and the one after the last. */
  inFlight: [number, number][];
}

/** Replays a session over a link that takes `roundTrip` ms: keys are typed half of it before they arrive, frames come half of it after they were made. */
export function replay({ keys, frames }: TypingVector, roundTrip: number): TypingReport {
  const screen = new ScreenState();
  const prediction = new Prediction(screen);
  const truth = truths({ name: "", keys, frames });
  const report: TypingReport = { keystrokes: keys.length, shown: [], wrong: [], flickers: 0, inFlight: [] };
  let [typed, echoed] = [0, 0];

  const type = (hex: string): void => {
    const before = JSON.stringify(prediction.overlay);
    prediction.typed(++typed % 65_536, fromHex(hex));
    const { overlay } = prediction;
    if (!overlay || JSON.stringify(overlay) === before) return;
    report.shown.push(typed - 1);
    if (!isTrue(overlay, truth[typed - 1]!)) report.wrong.push(typed - 1);
  };
  const show = (number: number, hex: string): void => {
    const before = prediction.overlay;
    const change = screen.apply(fromHex(hex));
    echoed = number;
    prediction.confirmed(screen, number === 0 ? undefined : number % 65_536, change);
    if (before && typed > 0 && isTrue(before, truth[typed - 1]!) && goesAway(before, prediction.overlay, screen)) report.flickers++;
  };

  const events = [
    ...keys.map(([at, hex]) => ({ at: at - roundTrip / 2, run: () => type(hex) })),
    ...frames.map(([at, number, hex]) => ({ at: at + roundTrip / 2, run: () => show(number, hex) })),
  ].sort((one, other) => one.at - other.at);
  for (const { run } of events) {
    run();
    if (prediction.overlay) report.inFlight.push([echoed, typed]);
  }
  return report;
}

/** The server's screen after each keystroke: as it was when the next came. */
function truths({ keys, frames }: TypingVector): ScreenState[] {
  const screen = new ScreenState();
  let next = 0;
  return keys.map((_, key) => {
    const until = keys[key + 1]?.[0] ?? Infinity;
    for (; next < frames.length && frames[next]![0] < until; next++) screen.apply(fromHex(frames[next]![2]));
    const copy = new ScreenState(1, 1);
    Object.assign(copy, screen, { rows: screen.rows.map((row) => row.cropped(row.columns)) });
    return copy;
  });
}

const isTrue = ({ cells, cursor }: Overlay, screen: ScreenState): boolean =>
  cells.every((cell) => lookOf(screen, cell) === cell.text) && cursor.row === screen.cursor.row && cursor.column === screen.cursor.column;

/** Whether a cell that was seen is seen no more. */
const goesAway = (before: Overlay, after: Overlay | undefined, screen: ScreenState): boolean =>
  before.cells.some((cell) => {
    const now = after?.cells.find(({ row, column }) => row === cell.row && column === cell.column)?.text ?? lookOf(screen, cell);
    return now !== cell.text;
  });
