/** Lines that are read at once; of more, the last. */
const spokenLimit = 12;

/**
 * What a screen reader is told when a screen changed: rows that are new or different, in their order, and the cursor's row if nothing else is.
 * `scrolled`: rows by which everything moved up in between. A row that only grew is told by what came to it.
 */
export function spoken(before: readonly string[], after: readonly string[], scrolled: number): string[] {
  const told: string[] = [];
  after.forEach((text, row) => {
    const old = before[row + scrolled] ?? "";
    const said = text.startsWith(old) ? text.slice(old.length).trim() : text.trim();
    if (text !== old && said !== "") told.push(said);
  });
  return told.slice(-spokenLimit);
}
