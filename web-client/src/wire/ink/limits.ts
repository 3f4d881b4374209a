/** The bounds of the ink coder, as `InkLimits` in Sources/Wire/Ink/InkLimits.swift. */
export const enum InkLimit {
  /** Bytes of one live chunk. */
  chunkBytes = 2_048,
  /** Samples (or live knots) of one live chunk. */
  chunkSamples = 1_024,
  /** Samples of one stroke. */
  strokeSamples = 65_536,
  /** Coordinates lie in -coordinate ... coordinate - 1, in 1/8 px. */
  coordinate = 131_072,
  /** Milliseconds of a chunk's duration, and of its start. */
  time = 65_535,
  /** Bytes of one slice of a page's run. */
  sliceBytes = 8_388_608,
  /** Strokes of one slice. */
  sliceStrokes = 32_768,
  /** Points (knots or samples) of one slice. */
  slicePoints = 2_097_152,
  /** Ranges of sample ranges. */
  ranges = 1_024,
}
