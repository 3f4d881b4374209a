/** The shape of a type of the schema, for tests that walk through values. */
export type Shape =
  | { of: "bool" }
  | { of: "int"; min: number; max: number }
  | { of: "text"; limit: number }
  | { of: "bytes"; limit: number }
  | { of: "id"; count: number }
  | { of: "enum"; names: string[] }
  | { of: "list"; element: Shape; limit: number }
  | { of: "run"; element: Shape; limit: number }
  | { of: "struct"; fields: FieldShape[] }
  | { of: "union"; kinds: KindShape[] }
  | { of: "named"; name: string };

export interface FieldShape {
  name: string;
  optional: boolean;
  shape: Shape;
}

/** A kind has fields of its own or those of a struct. */
export type KindShape = { name: string; fields: FieldShape[] } | { name: string; structure: string };
