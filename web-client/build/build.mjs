// Bundles the client into dist/site, compressed ahead of time, and lists the files in dist/site.json. Plain node and Debian's esbuild.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
process.chdir(root);
const languages = { en: "ltr", fr: "ltr", ar: "rtl", ur: "rtl" };
const site = "dist/site";

const esbuild = (...options) => execFileSync("esbuild", ["--log-level=warning", ...options], { stdio: ["ignore", "pipe", "inherit"], encoding: "utf8" });
const hash = (data) => createHash("sha256").update(data).digest("hex");
const text = (path) => readFileSync(path, "utf8");

rmSync("dist/site", { recursive: true, force: true });
rmSync("dist/css", { recursive: true, force: true });
mkdirSync(`${site}/a`, { recursive: true });

// Style sheets: the first is a file, the others travel inside their parts.
esbuild("--minify", "--outdir=dist/css", ...readdirSync("src/ui/css").filter((name) => name.endsWith(".css")).map((name) => `src/ui/css/${name}`));
const firstStyle = text("dist/css/first.css");
const style = `/a/first-${hash(firstStyle).slice(0, 8).toUpperCase()}.css`;
writeFileSync(site + style, firstStyle);

// Scripts. The ink coder is an entry of its own so that it becomes a chunk of its own; the entry itself is not shipped.
esbuild("--bundle", "--splitting", "--format=esm", "--minify", "--target=es2021", `--outdir=${site}/a`, "--entry-names=[name]-[hash]", "--chunk-names=[name]-[hash]", "--loader:.css=text",
  "--alias:css=./dist/css", "--metafile=dist/meta.json", "src/ui/main.ts", "build/ink.ts");
const meta = JSON.parse(text("dist/meta.json"));
const outputs = Object.entries(meta.outputs);
const outputOf = (source) => outputs.find(([, output]) => output.entryPoint === source)?.[0];
const webPath = (output) => output.slice(site.length);
const main = outputOf("src/ui/main.ts");
const unshipped = outputOf("build/ink.ts");
rmSync(unshipped);

/** What a chunk needs before it runs. */
const closure = (output, found = new Set()) => {
  if (found.has(output)) return found;
  found.add(output);
  for (const { path, kind } of meta.outputs[output].imports) if (kind === "import-statement") closure(path, found);
  return found;
};
const isInk = (output) => Object.keys(meta.outputs[output].inputs).every((input) => input.startsWith("src/wire/ink/"));
const joining = [...closure(main)];
// The board and what keeps it the same for everyone: fetched beside the join page, and needed to see anything.
const first = [...new Set([...joining, ...closure(outputOf("src/ui/room.ts"))])];
const draw = [...closure(outputOf("src/ui/draw/index.ts"))].filter((output) => !first.includes(output));
const words = (language) => outputOf(`src/ui/words/${language}.ts`);

// The shell, once for each language: it says direction and words before any script ran.
for (const [language, direction] of Object.entries(languages)) {
  const preloads = [...first.filter((output) => output !== main), words(language)].map((output) => `<link rel="modulepreload" href="${webPath(output)}">`);
  const places = { language, direction, style, main: webPath(main), preloads: preloads.join("\n") };
  writeFileSync(`${site}/${shell(language)}`, text("index.html").replace(/\{(\w+)\}/g, (_, name) => places[name]));
}
function shell(language) {
  return language === "en" ? "index.html" : `index.${language}.html`;
}
for (const name of ["icon.svg", "icon.png", "manifest.webmanifest"]) writeFileSync(`${site}/${name}`, readFileSync(`icons/${name}`));

// The service worker knows every file.
const assets = readdirSync(`${site}/a`).sort().map((name) => `/a/${name}`);
const files = [...assets, "/icon.svg", "/icon.png", "/manifest.webmanifest"];
const shells = Object.fromEntries(Object.keys(languages).map((language) => [language, language === "en" ? "/" : `/${shell(language)}`]));
const version = hash([...assets, ...Object.keys(languages).map((language) => text(`${site}/${shell(language)}`))].join("\n")).slice(0, 12);
esbuild("--bundle", "--minify", "--target=es2021", `--outfile=${site}/sw.js`, `--define:version=${JSON.stringify(version)}`, `--define:files=${JSON.stringify(files)}`, `--define:shells=${JSON.stringify(shells)}`, "src/ui/sw.ts");

// Compressed once, here.
const types = { html: "text/html; charset=utf-8", js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8", svg: "image/svg+xml", png: "image/png", webmanifest: "application/manifest+json" };
const brotli = (data) => brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: data.length } });
const sizes = {};
const list = [];
for (const path of [...readdirSync(site), ...readdirSync(`${site}/a`).map((name) => `a/${name}`)].filter((path) => path !== "a").sort()) {
  const data = readFileSync(`${site}/${path}`);
  const isPacked = !path.endsWith(".png");
  const packed = isPacked ? brotli(data) : data;
  if (isPacked) {
    writeFileSync(`${site}/${path}.br`, packed);
    writeFileSync(`${site}/${path}.gz`, gzipSync(data, { level: 9 }));
  }
  sizes[path] = packed.length;
  const language = /^index\.(\w+)\.html$/.exec(path)?.[1];
  list.push({ path: path === "index.html" ? "/" : `/${path}`, file: path, type: types[path.split(".").pop()], hash: hash(data), immutable: path.startsWith("a/"), encodings: isPacked ? ["br", "gzip"] : [], ...(path.startsWith("index.") ? { language: language ?? "en" } : {}) });
}
writeFileSync("dist/site.json", JSON.stringify({ version, files: list }, null, 1) + "\n");

// What each part weighs, in bytes of brotli.
const weigh = (outputs) => outputs.reduce((sum, output) => sum + sizes[output.slice(site.length + 1)], 0);
const shellSize = sizes["index.html"] + sizes[style.slice(1)] + sizes[words("en").slice(site.length + 1)];
const parts = {
  first: shellSize + weigh(first.filter((output) => !isInk(output))),
  "of it joining": shellSize + weigh(joining),
  drawing: weigh(draw),
  "ink coder": weigh(first.filter(isInk)),
};
const all = assets.filter((path) => path !== style).reduce((sum, path) => sum + sizes[path.slice(1)], 0);
parts.rest = all - weigh([...first, ...draw, words("en")]);
writeFileSync("dist/sizes.json", JSON.stringify({ parts, chunks: Object.fromEntries(first.map((output) => [output.slice(site.length + 3), sizes[output.slice(site.length + 1)]])) }, null, 1) + "\n");
