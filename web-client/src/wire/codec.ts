import { ByteReader } from "./byte-reader.js";
import { ByteWriter } from "./byte-writer.js";
import { WireError } from "./wire-error.js";

/** How values of a type are read and written. */
export interface Codec<T> {
  read(reader: ByteReader): T;
  write(writer: ByteWriter, value: T): void;
}

/** How the fields of a struct are read into an object that may have others. */
export interface FieldsCodec<T> extends Codec<T> {
  readInto(reader: ByteReader, value: T): T;
}

/** A value that travels or is stored alone. */
export interface MessageCodec<T> extends Codec<T> {
  /** The most bytes of an encoding (rule W1). */
  readonly byteLimit: number;
}

/** Decodes a whole message. Total: any bytes give a value or a `WireError` that names the broken rule. */
export function decode<T>(codec: MessageCodec<T>, bytes: Uint8Array): T {
  if (bytes.length > codec.byteLimit) throw new WireError("messageTooLong");
  const reader = new ByteReader(bytes);
  const value = codec.read(reader);
  reader.finish();
  return value;
}

/** The one encoding of `value`; throws a `WireError` with the rule that it breaks. */
export function encode<T>(codec: MessageCodec<T>, value: T): Uint8Array {
  const writer = new ByteWriter();
  codec.write(writer, value);
  const bytes = writer.written;
  if (bytes.length > codec.byteLimit) throw new WireError("messageTooLong");
  return bytes;
}

export const bool: Codec<boolean> = {
  read: (reader) => reader.bits(1) === 1,
  write: (writer, value) => writer.bits(value ? 1 : 0, 1),
};

export const int = (min: number, max: number): Codec<number> => ({
  read: (reader) => reader.number(min, max),
  write: (writer, value) => writer.number(value, min, max),
});

export const handle = <T extends number>(max: number): Codec<T> => int(0, max) as Codec<number> as Codec<T>;

/** Identifiers are hexadecimal digits, so that they can be compared and be keys. */
export const id = <T extends string>(count: number): Codec<T> => ({
  read: (reader) => toHex(reader.take(count)) as T,
  write: (writer, value) => {
    if (!new RegExp(`^[0-9a-f]{${2 * count}}$`).test(value)) throw new WireError("wrongLength");
    writer.put(fromHex(value));
  },
});

export const enumeration = <T extends string>(bits: number, names: readonly (T | "")[]): Codec<T> => ({
  read: (reader) => names[reader.bits(bits)] || fail("unknownValue"),
  write: (writer, value) => {
    const number = names.indexOf(value);
    writer.bits(number < 0 ? fail("unknownValue") : number, bits);
  },
});

export const text = (limit: number): Codec<string> => ({
  read: (reader) => reader.text(limit),
  write: (writer, value) => writer.text(value, limit),
});

export const bytes = (limit: number): Codec<Uint8Array> => ({
  read: (reader) => reader.bytes(limit),
  write: (writer, value) => writer.bytes(value, limit),
});

export const tail = (limit: number): Codec<Uint8Array> => ({
  read: (reader) => reader.tail(limit),
  write: (writer, value) => writer.tail(value, limit),
});

export const list = <T>(element: Codec<T>, limit: number): Codec<T[]> => ({
  read: (reader) => reader.list(limit, element.read),
  write: (writer, value) => writer.list(value, limit, element.write),
});

export const run = <T>(element: Codec<T>, limit: number): Codec<T[]> => ({
  read: (reader) => reader.run(limit, element.read),
  write: (writer, value) => writer.run(value, limit, element.write),
});

/** A field that may be absent, after the bit that says so. */
export const optional = <T>(codec: Codec<T>): Codec<T | undefined> => ({
  read: (reader) => (reader.bits(1) === 1 ? codec.read(reader) : undefined),
  write: (writer, value) => {
    writer.bits(value === undefined ? 0 : 1, 1);
    if (value !== undefined) codec.write(writer, value);
  },
});

/** Bits kept for a later revision. */
export const spare = (bits: number): Codec<undefined> => ({
  read: (reader) => (reader.bits(bits) === 0 ? undefined : fail("spareBits")),
  write: (writer) => writer.bits(0, bits),
});

type Fields = Record<string, Codec<any>>;

/**
 * Fields one after another; what is absent is left out of the object. The codecs of the fields are made at their first
 * use, so that bundlers can drop what nobody uses.
 */
export const struct = <T>(makeFields: () => Fields): FieldsCodec<T> => {
  let fields: Fields;
  const codec: FieldsCodec<T> = {
    read: (reader) => codec.readInto(reader, {} as T),
    readInto(reader, value) {
      fields ??= makeFields();
      for (const name in fields) {
        const field = fields[name]!.read(reader);
        if (field !== undefined) (value as Record<string, unknown>)[name] = field;
      }
      return value;
    },
    write(writer, value) {
      fields ??= makeFields();
      for (const name in fields) fields[name]!.write(writer, (value as Record<string, unknown>)[name]);
    },
  };
  return codec;
};

type Kinds<T extends { kind: string }> = Partial<Record<T["kind"], readonly [number, FieldsCodec<any>?]>>;

/** The number of the kind in `bits`, then the kind's fields. More kinds may be provided by the name of `later`. */
export const union = <T extends { kind: string }>(bits: number, makeKinds: () => Kinds<T>, later?: string): Codec<T> => {
  const kinds: Record<string, readonly [number, FieldsCodec<any>?]> = {};
  const names: string[] = [];
  let more: (() => Kinds<T>)[] = [makeKinds, ...(later ? [() => wanted<() => Kinds<T>>(later)()] : [])];
  /** What `look` sees, after as many kinds were made as that takes. */
  const find = <V>(look: () => V | undefined): V => {
    for (let found = look(); ; found = look()) {
      if (found !== undefined) return found;
      if (more.length === 0) fail("unknownKind");
      Object.assign(kinds, more[0]!());
      more = more.slice(1);
      for (const name in kinds) names[kinds[name]![0]] = name;
    }
  };
  return {
    read(reader) {
      const number = reader.bits(bits);
      const kind = find(() => names[number]);
      const fields = kinds[kind]![1];
      return fields ? fields.readInto(reader, { kind }) : ({ kind } as unknown as T);
    },
    write(writer, value) {
      const kind = find(() => kinds[value.kind]);
      writer.bits(kind[0], bits);
      kind[1]?.write(writer, value);
    },
  };
};

export const message = <T>(byteLimit: number, codec: Codec<T>): MessageCodec<T> => ({
  byteLimit,
  read: codec.read,
  write: codec.write,
});

/** What was met needs a part of the protocol that is not loaded. */
export class NotLoaded extends Error {}

const provided: Record<string, unknown> = {};

/** Makes what is loaded later known to those that carry it: codecs by the names of their types, more kinds by that of their union. */
export const provide = (more: Record<string, unknown>): void => {
  Object.assign(provided, more);
};

const wanted = <T>(name: string): T => (provided[name] ?? failToLoad(name)) as T;

/** The codec called `name`, once it is provided. */
export const later = <T>(name: string): FieldsCodec<T> => ({
  read: (reader) => wanted<FieldsCodec<T>>(name).read(reader),
  readInto: (reader, value) => wanted<FieldsCodec<T>>(name).readInto(reader, value),
  write: (writer, value) => wanted<FieldsCodec<T>>(name).write(writer, value),
});

function failToLoad(name: string): never {
  throw new NotLoaded(name);
}

/** Two hexadecimal digits a byte. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The bytes of hexadecimal digits. */
export function fromHex(digits: string): Uint8Array {
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

function fail(fault: ConstructorParameters<typeof WireError>[0]): never {
  throw new WireError(fault);
}
