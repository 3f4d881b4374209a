/** The few parts of node that tests use; the client itself uses none. */
declare module "node:fs" {
  export function readFileSync(path: string, encoding: "utf8"): string;
  export function readFileSync(path: string): Uint8Array;
  export function writeFileSync(path: string, text: string): void;
  export function readdirSync(path: string): string[];
}
declare module "node:path" {
  export function join(...parts: string[]): string;
  export function dirname(path: string): string;
}
declare module "node:url" {
  export function fileURLToPath(url: string): string;
}
declare module "node:test" {
  export default function test(name: string, body: () => void | Promise<void>): void;
}
declare module "node:assert/strict" {
  const assert: {
    (value: unknown, message?: string): asserts value;
    equal(actual: unknown, expected: unknown, message?: string): void;
    deepEqual(actual: unknown, expected: unknown, message?: string): void;
    throws(body: () => unknown, check?: unknown, message?: string): void;
    fail(message: string): never;
  };
  export default assert;
}
declare const process: { argv: string[]; exitCode: number; hrtime: { bigint(): bigint } };
declare const console: { log(text: string): void };
interface ImportMeta {
  url: string;
}
