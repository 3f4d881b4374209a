/** One direction of the coder: the same walk over a stroke writes bits or reads them (protocol/INK.md, I1). */
export interface InkBitCoder {
  /** Codes one bit whose probability of being 1 is `p` / 65536 and returns it. A reading coder ignores `bit`. */
  code(bit: number, p: number): number;
}

/** `count` bits of even probability, high bit first. */
export function codeRaw(coder: InkBitCoder, value: number, count: number): number {
  let result = 0;
  for (let place = count - 1; place >= 0; place--) {
    result = (result << 1) | coder.code((value >> place) & 1, 32_768);
  }
  return result;
}
