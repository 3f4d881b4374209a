import type { FieldShape, Shape } from "./wire-shape.js";
import { fieldsOf, shapeOf, type Value } from "./wire-values.js";

/** Calls `visit` with the name of every union kind in `value`, as `Union.kind`. */
export function kindsIn(shape: Shape, value: Value, visit: (kind: string) => void, union = ""): void {
  switch (shape.of) {
    case "named": return kindsIn(shapeOf(shape.name), value, visit, shape.name);
    case "list":
    case "run": return (value as Value[]).forEach((element) => kindsIn(shape.element, element, visit));
    case "struct": return kindsInFields(shape.fields, value, visit);
    case "union": {
      const name = (value as { kind: string }).kind;
      visit(`${union}.${name}`);
      return kindsInFields(fieldsOf(shape.kinds.find((kind) => kind.name === name)!), value, visit);
    }
    case "bool":
    case "int":
    case "text":
    case "bytes":
    case "id":
    case "enum": return;
  }
}

function kindsInFields(fields: FieldShape[], value: Value, visit: (kind: string) => void): void {
  for (const field of fields) {
    const member = (value as { [name: string]: Value })[field.name];
    if (member !== undefined) kindsIn(field.shape, member, visit);
  }
}

/** Every union kind that can be reached from the type called `name`. */
export function kindsFrom(name: string, found = new Set<string>(), seen = new Set<string>()): Set<string> {
  if (seen.has(name)) return found;
  seen.add(name);
  const follow = (shape: Shape): void => {
    if (shape.of === "named") kindsFrom(shape.name, found, seen);
    else if (shape.of === "list" || shape.of === "run") follow(shape.element);
  };
  const shape = shapeOf(name);
  if (shape.of === "struct") for (const field of shape.fields) follow(field.shape);
  else if (shape.of === "union") {
    for (const kind of shape.kinds) {
      found.add(`${name}.${kind.name}`);
      if ("structure" in kind) kindsFrom(kind.structure, found, seen);
      else for (const field of kind.fields) follow(field.shape);
    }
  } else follow(shape);
  return found;
}
