import type { FieldShape, KindShape, Shape } from "./wire-shape.js";
import { fieldsOf, shapeOf, type Value } from "./wire-values.js";

export type Extreme = "least" | "greatest";

/** The value with every field at one end: nothing optional, nothing in lists; or everything. */
export function extreme(shape: Shape, end: Extreme): Value {
  const least = end === "least";
  switch (shape.of) {
    case "bool": return !least;
    case "int": return least ? shape.min : shape.max;
    case "text": return least ? "" : "تختی 🖊!".slice(0, shape.limit);
    case "bytes": return least ? new Uint8Array() : Uint8Array.of(0xff, 0x00, 0x80);
    case "id": return (least ? "00" : "ff").repeat(shape.count);
    case "enum": return shape.names[least ? 0 : shape.names.length - 1]!;
    case "list": return least ? [] : [extreme(shape.element, "greatest"), extreme(shape.element, "least")];
    case "run": return least ? [extreme(shape.element, "least")] : [
      extreme(shape.element, "greatest"), extreme(shape.element, "least"), extreme(shape.element, "greatest"),
    ];
    case "named": return extreme(shapeOf(shape.name), end);
    case "struct": return extremeFields(shape.fields, end, {});
    case "union": return extremeKind(shape.kinds[least ? 0 : shape.kinds.length - 1]!, end);
  }
}

function extremeKind(kind: KindShape, end: Extreme): Value {
  return extremeFields(fieldsOf(kind), end, { kind: kind.name });
}

function extremeFields(fields: FieldShape[], end: Extreme, value: { [name: string]: Value }): Value {
  for (const field of fields) {
    if (!field.optional || end === "greatest") value[field.name] = extreme(field.shape, end);
  }
  return value;
}

/** A value for every union kind below `shape`: the kind at one end, all around it at the least, with its path. */
export function* variants(shape: Shape, end: Extreme): Generator<[string[], Value]> {
  switch (shape.of) {
    case "named": return yield* variants(shapeOf(shape.name), end);
    case "list":
    case "run":
      for (const [path, value] of variants(shape.element, end)) yield [path, [value]];
      return;
    case "struct":
      yield* fieldVariants(shape.fields, end, () => ({}), []);
      return;
    case "union":
      for (const kind of shape.kinds) {
        yield [[kind.name], extremeKind(kind, end)];
        yield* fieldVariants(fieldsOf(kind), end, () => ({ kind: kind.name }), [kind.name]);
      }
      return;
    case "bool":
    case "int":
    case "text":
    case "bytes":
    case "id":
    case "enum": return;
  }
}

function* fieldVariants(
  fields: FieldShape[], end: Extreme, empty: () => { [name: string]: Value }, path: string[],
): Generator<[string[], Value]> {
  for (const varied of fields) {
    for (const [below, member] of variants(varied.shape, end)) {
      const value = empty();
      for (const field of fields) {
        if (field === varied) value[field.name] = member;
        else if (!field.optional) value[field.name] = extreme(field.shape, "least");
      }
      yield [[...path, ...below], value];
    }
  }
}
