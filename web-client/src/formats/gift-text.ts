/**
 * A text of a GIFT file in units: single characters, and escaped ones with their backslash, so that what is escaped is never taken for a sign of the
 * format.
 */
export type Units = readonly string[];

/** Signs of the format that a backslash takes the meaning from. */
const signs = "~=#{}:";

export function unitsOf(text: string): Units {
  const units: string[] = [];
  const letters = [...text];
  for (let index = 0; index < letters.length; index++) {
    const next = letters[index + 1];
    if (letters[index] === "\\" && next !== undefined && (signs.includes(next) || next === "\\" || next === "n")) units.push(letters[index++]! + next);
    else units.push(letters[index]!);
  }
  return units;
}

/** What they say. */
export function textOf(units: Units): string {
  return units.map((unit) => (unit.length > 1 && unit[0] === "\\" ? (unit[1] === "n" ? "\n" : unit[1]) : unit)).join("");
}

/** Where `sign` stands unescaped; -1 when nowhere. */
export function find(units: Units, sign: string, from = 0): number {
  for (let index = units.indexOf(sign[0]!, from); index >= 0; index = units.indexOf(sign[0]!, index + 1)) {
    let length = 1;
    while (length < sign.length && units[index + length] === sign[length]) length++;
    if (length === sign.length) return index;
  }
  return -1;
}

/** Before and behind the first `sign`; all of it and nothing when there is none. */
export function cut(units: Units, sign: string): [before: Units, behind: Units | undefined] {
  const place = find(units, sign);
  return place < 0 ? [units, undefined] : [units.slice(0, place), units.slice(place + sign.length)];
}

/** Parts that begin with one of `marks`, each with its mark. What stands before the first is dropped. */
export function partsOf(units: Units, marks: string): { mark: string; units: Units }[] {
  const parts: { mark: string; units: string[] }[] = [];
  for (const unit of units) {
    if (unit.length === 1 && marks.includes(unit)) parts.push({ mark: unit, units: [] });
    else parts[parts.length - 1]?.units.push(unit);
  }
  return parts;
}

/** A text as the format writes it. */
export function escaped(text: string): string {
  return text.replace(/[\\~=#{}:]/g, "\\$&").replace(/\n/g, "\\n");
}
