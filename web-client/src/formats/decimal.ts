import type { Decimal } from "../wire/index.js";

/** As in the schema: the most a `Decimal` holds. */
const mostDigits = 2n ** 51n;
const mostPlaces = 15;

/** A decimal that fits, without needless zeros behind its point; undefined when none does. */
function fitting(digits: bigint, places: number): Decimal | undefined {
  while (places > 0 && digits % 10n === 0n) (digits /= 10n), places--;
  const size = digits < 0n ? -digits : digits;
  return size <= mostDigits && places <= mostPlaces ? { digits: Number(digits), places } : undefined;
}

function parsed(text: string): { digits: bigint; places: number } | undefined {
  const match = /^([+-]?)(\d{0,20})(?:\.(\d{0,20}))?(?:[eE]([+-]?\d{1,2}))?$/.exec(text.trim());
  const [, sign, whole = "", fraction = "", power = "0"] = match ?? [];
  if (!match || whole + fraction === "") return undefined;
  const [digits, places] = [BigInt(whole + fraction) * (sign === "-" ? -1n : 1n), fraction.length - Number(power)];
  return places < 0 ? { digits: digits * 10n ** BigInt(-places), places: 0 } : { digits, places };
}

/** A number as files of questions write it: digits, a point, a power of ten. */
export function readDecimal(text: string): Decimal | undefined {
  const number = parsed(text);
  return number && fitting(number.digits, number.places);
}

/** The middle of an interval and half its width: exactly, hence in whole numbers. */
export function readInterval(low: string, high: string): { value: Decimal; tolerance: Decimal } | undefined {
  const [one, other] = [parsed(low), parsed(high)];
  if (!one || !other) return undefined;
  const places = Math.max(one.places, other.places);
  const [least, most] = [one, other].map((number) => number.digits * 10n ** BigInt(places - number.places)) as [bigint, bigint];
  if (least > most) return undefined;
  // Half of a whole number is five tenths of it.
  const [value, tolerance] = [fitting((least + most) * 5n, places + 1), fitting((most - least) * 5n, places + 1)];
  return value && tolerance && { value, tolerance };
}

/** With a point, whatever the reader's language. */
export function writeDecimal({ digits, places }: Decimal): string {
  const text = `${Math.abs(digits)}`.padStart(places + 1, "0");
  return (digits < 0 ? "-" : "") + (places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`);
}
