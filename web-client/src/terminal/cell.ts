/**
 * What stands in a cell, in the low 24 bits of a number, as `Cell` in Sources/Terminal/Cell.swift: 21 bits scalar or number of a cluster (0: nothing was
 * written), then whether it is a cluster, the left half (*lead*) or the right half (*tail*) of a wide character. A cell's style is kept beside it.
 */
export type Content = number;

const contentMask = 0x1fffff;
const clusterBit = 1 << 21;
const leadBit = 1 << 22;

/** Nothing. */
export const emptyCell: Content = 0;
/** The right half of a wide character. */
export const tailCell: Content = 1 << 23;

export const scalarCell = (scalar: number, isWide: boolean): Content => (isWide ? leadBit : 0) | scalar;
export const clusterCell = (number: number, isWide: boolean): Content => (isWide ? leadBit : 0) | clusterBit | number;

export const isLead = (cell: Content): boolean => (cell & leadBit) !== 0;
export const isTail = (cell: Content): boolean => (cell & tailCell) !== 0;
export const isCluster = (cell: Content): boolean => (cell & clusterBit) !== 0;
/** The scalar, or the cluster's number. */
export const numberIn = (cell: Content): number => cell & contentMask;
/** The same with another cluster's number. */
export const withCluster = (cell: Content, number: number): Content => (cell & ~contentMask) | number;
