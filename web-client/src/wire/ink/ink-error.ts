/** The rules of protocol/INK.md that bytes or samples can break, as `InkError` in Sources/Wire/Ink/InkError.swift. */
export const enum InkRule {
  tooManyBytes = "I3",
  truncated = "I4",
  trailingBytes = "I5",
  badCount = "I10",
  strokeTooLong = "I11",
  badCoordinate = "I12",
  badPressure = "I13",
  badTime = "I14",
  strokeIsOver = "I15",
  sliceTooLarge = "I20",
  badIndex = "I21",
  pageIsOver = "I22",
  badRange = "I30",
}

/** Why bytes are not ink, or samples cannot be coded. */
export class InkError extends Error {
  /** `rule`: the lasting ID of the rule that was broken. */
  constructor(readonly rule: InkRule) {
    super(rule);
  }
}

/** Throws the error of `rule` unless `isSound`. */
export function require(isSound: boolean, rule: InkRule): void {
  if (!isSound) throw new InkError(rule);
}

/** Throws the error of `rule` unless `value` is within `low` ... `high`. */
export function within(value: number, low: number, high: number, rule: InkRule): void {
  require(value >= low && value <= high, rule);
}
