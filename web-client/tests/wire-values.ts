import * as first from "../src/wire/index.generated.js";
import * as rest from "../src/wire/rest.generated.js";
import { provideLabs } from "../src/wire/labs.generated.js";
import { provideStaff } from "../src/wire/staff.generated.js";
import { provideTalk } from "../src/wire/talk.generated.js";
import { fromHex, toHex, type MessageCodec } from "../src/wire/codec.js";
import type { FieldShape, KindShape, Shape } from "./wire-shape.js";
import { messageNames, shapes } from "./wire-shapes.generated.js";
import type { Seeded } from "./wire-seeded.js";

/** A value of any type of the schema. */
export type Value = boolean | number | string | Uint8Array | Value[] | { [name: string]: Value };

export { messageNames };

rest.provideRest();
provideTalk();
provideLabs();
provideStaff();

/** The codec of the message called `name`. */
export function codecOf(name: string): MessageCodec<Value> {
  const codec = ({ ...first, ...rest } as unknown as Record<string, MessageCodec<Value>>)[name];
  if (!codec || !codec.byteLimit) throw new Error(`no message is called ${name}`);
  return codec;
}

/** A random value within its limits, the same as in Swift for the same draws. */
export function random(shape: Shape, seeded: Seeded): Value {
  switch (shape.of) {
    case "bool": return seeded.bool();
    case "int": return seeded.number(shape.min, shape.max);
    case "text": return seeded.text(shape.limit);
    case "bytes": return seeded.bytes(shape.limit);
    case "id": return toHex(seeded.fixed(shape.count));
    case "enum": return shape.names[seeded.below(shape.names.length)]!;
    case "list": return seeded.list(shape.limit, () => random(shape.element, seeded));
    case "run": return seeded.run(shape.limit, () => random(shape.element, seeded));
    case "struct": return randomFields(shape.fields, seeded, {});
    case "union": {
      const kind = shape.kinds[seeded.below(shape.kinds.length)]!;
      return randomFields(fieldsOf(kind), seeded, { kind: kind.name });
    }
    case "named": return random(shapeOf(shape.name), seeded);
  }
}

function randomFields(fields: FieldShape[], seeded: Seeded, value: { [name: string]: Value }): Value {
  for (const field of fields) {
    if (!field.optional || seeded.bool()) value[field.name] = random(field.shape, seeded);
  }
  return value;
}

/** The value behind a JSON form; throws when the form is not exactly one of the type's. */
export function fromJSON(shape: Shape, form: unknown, path = "message"): Value {
  const wrong = (what: string): never => {
    throw new Error(`${path}: ${what}, not ${JSON.stringify(form)}`);
  };
  switch (shape.of) {
    case "bool": return typeof form === "boolean" ? form : wrong("true or false");
    case "int": return typeof form === "number" ? form : wrong("a number");
    case "text":
    case "id":
    case "enum": return typeof form === "string" ? form : wrong("a string");
    case "bytes": return typeof form === "string" ? fromHex(form) : wrong("hexadecimal digits");
    case "list":
    case "run":
      if (!Array.isArray(form)) return wrong("a list");
      return form.map((element, index) => fromJSON(shape.element, element, `${path}[${index}]`));
    case "named": return fromJSON(shapeOf(shape.name), form, path);
    case "struct": return fieldsFromJSON(shape.fields, form, path, {});
    case "union": {
      const name = (form as { kind?: unknown }).kind;
      const kind = shape.kinds.find((kind) => kind.name === name) ?? wrong("a known kind");
      return fieldsFromJSON(fieldsOf(kind), form, path, { kind: kind.name });
    }
  }
}

function fieldsFromJSON(
  fields: FieldShape[], form: unknown, path: string, value: { [name: string]: Value },
): Value {
  const members = { ...(form as Record<string, unknown>) };
  for (const field of fields) {
    const member = members[field.name];
    if (member !== undefined) value[field.name] = fromJSON(field.shape, member, `${path}.${field.name}`);
    else if (!field.optional) throw new Error(`${path}.${field.name} is missing`);
  }
  for (const name of Object.keys(members)) {
    if (!(name in value)) throw new Error(`${path}.${name} is no field`);
  }
  return value;
}

/** The JSON form in which both languages compare values. */
export function toJSON(value: Value): string {
  return JSON.stringify(value, (_, member) => (member instanceof Uint8Array ? toHex(member) : member));
}

/** The shape of the type called `name`. */
export function shapeOf(name: string): Shape {
  const shape = shapes[name];
  if (!shape) throw new Error(`no type is called ${name}`);
  return shape;
}

/** The fields that a kind has, its struct's included. */
export function fieldsOf(kind: KindShape): FieldShape[] {
  if ("fields" in kind) return kind.fields;
  const shape = shapeOf(kind.structure);
  if (shape.of !== "struct") throw new Error(`${kind.structure} is no struct`);
  return shape.fields;
}
