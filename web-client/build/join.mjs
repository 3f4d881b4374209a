// Joins chunks that are always loaded together. esbuild's splitting makes a chunk for every set of parts that share modules; for one page that
// loads them all that is many requests, each compressed without the others' words. Here they become one file again, and minified as one.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

const clause = /^(import|export)\s*\{([^}]*)\}(?:\s*from\s*"\.\/([^"]+)")?;?$/gm;
const pairs = (list) => list.split(",").map((one) => one.trim()).filter(Boolean).map((one) => one.split(/\s+as\s+/)).map(([from, to]) => ({ from, to: to ?? from }));

/**
 * `chunks`: file names in `folder`, as esbuild wrote them without minifying; `fileOf(chunk)`: the name of the file that it goes into;
 * `entries`: chunks that are imported as a whole, with the names that they export. Writes the files into `target` with their content in
 * their names; returns the path of each.
 */
export function joinChunks({ folder, target, chunks, fileOf, entries, esbuild }) {
  const texts = new Map(chunks.map((chunk) => [chunk, readFileSync(join(folder, chunk), "utf8")]));
  const files = [...new Set(chunks.map(fileOf))];
  // What one file takes from another gets a name that is the file's own: two chunks of it may have used the same.
  const exported = new Map();
  const nameOf = (chunk, name) => {
    const key = `${chunk} ${name}`;
    if (!exported.has(key)) exported.set(key, `e${exported.size.toString(36)}`);
    return exported.get(key);
  };
  for (const [chunk, text] of texts) {
    const rewritten = text
      .replace(clause, (whole, verb, list, from) => {
        if (!from || fileOf(from) === fileOf(chunk)) return whole;
        const names = pairs(list).map(({ from: name, to }) => `${nameOf(from, name)} as ${to}`);
        return `${verb} { ${names.join(", ")} } from "/a/${fileOf(from)}.js";`;
      })
      .replace(/^import "\.\/([^"]+)";?$/gm, (whole, from) => (fileOf(from) === fileOf(chunk) ? whole : `import "/a/${fileOf(from)}.js";`))
      .replace(/\bimport\("\.\/([^"]+)"\)/g, (_, from) => `import("/a/${fileOf(from)}.js")`);
    texts.set(chunk, rewritten);
  }
  mkdirSync(join(folder, "joined/files"), { recursive: true });
  for (const [chunk, text] of texts) writeFileSync(join(folder, "joined", chunk), text);
  for (const file of files) {
    const members = chunks.filter((chunk) => fileOf(chunk) === file);
    const lines = members.map((chunk) => {
      const taken = [...exported].filter(([key]) => key.startsWith(`${chunk} `)).map(([key, name]) => `${key.split(" ")[1]} as ${name}`);
      return `import "../${chunk}";\nexport { ${[...taken, ...(entries.get(chunk) ?? [])].join(", ")} } from "../${chunk}";`;
    });
    writeFileSync(join(folder, "joined/files", `${file}.js`), lines.join("\n"));
    esbuild("--bundle", "--format=esm", "--minify", "--charset=utf8", "--target=es2021", "--legal-comments=none", "--external:/a/*", `--outfile=${join(folder, "min", `${file}.js`)}`, join(folder, "joined/files", `${file}.js`));
  }
  return named(files, folder, target);
}

/** Writes each file under a name with a hash of all that it leads to. */
function named(files, folder, target) {
  const texts = new Map(files.map((file) => [file, readFileSync(join(folder, "min", `${file}.js`), "utf8").trimEnd()]));
  const needs = new Map([...texts].map(([file, text]) => [file, [...text.matchAll(/\b(?:from|import)"\/a\/([\w-]+)\.js"/g)].map(([, next]) => next)]));
  const closure = (file, found = new Set()) => {
    if (!found.has(file)) for (const next of needs.get(found.add(file) && file)) closure(next, found);
    return found;
  };
  // What a file needs is asked for together with it: no round trip is spent on finding out.
  for (const [file, text] of texts) {
    const here = closure(file);
    texts.set(file, text.replace(/\bimport\("\/a\/([\w-]+)\.js"\)/g, (whole, next) => {
      const missing = [...closure(next)].filter((one) => !here.has(one) && one !== next);
      return missing.length === 0 ? whole : `Promise.all([${[next, ...missing].map((one) => `import("/a/${one}.js")`)}]).then(e=>e[0])`;
    }));
  }
  const reach = (file, found = new Set()) => {
    if (found.has(file)) return found;
    found.add(file);
    for (const [, next] of texts.get(file).matchAll(/"\/a\/([\w-]+)\.js"/g)) reach(next, found);
    return found;
  };
  const hash = (file) => createHash("sha256").update([...reach(file)].sort().map((one) => texts.get(one)).join("\n")).digest("hex").slice(0, 8).toUpperCase();
  const names = new Map(files.map((file) => [file, `${file}-${hash(file)}.js`]));
  for (const [file, text] of texts) writeFileSync(join(target, names.get(file)), text.replace(/"\/a\/([\w-]+)\.js"/g, (_, next) => `"./${names.get(next)}"`));
  return new Map([...names].map(([file, name]) => [file, basename(name)]));
}
