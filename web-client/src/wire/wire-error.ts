/** The rules of `protocol/README.md` that bytes or values can break; the names of Sources/Wire/WireError.swift. */
export const wireRules = {
  messageTooLong: "W1",
  truncated: "W2",
  unusedBits: "W4",
  trailingBytes: "W5",
  varintNotMinimal: "W6",
  varintTooLong: "W7",
  outOfRange: "W8",
  unknownValue: "W9",
  unknownKind: "W10",
  tooLong: "W11",
  tooMany: "W12",
  invalidText: "W13",
  spareBits: "W14",
  emptyRun: "W15",
  wrongLength: "W16",
} as const;

export type WireFault = keyof typeof wireRules;

/** Why bytes are not a message, or a value cannot be one. */
export class WireError extends Error {
  constructor(readonly fault: WireFault) {
    super(`${fault} (${wireRules[fault]})`);
  }

  /** The lasting name of the broken rule, such as `W6`. */
  get rule(): string {
    return wireRules[this.fault];
  }
}
