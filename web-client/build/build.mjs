// Bundles the client into dist/site, compressed ahead of time, and lists the files in dist/site.json. Plain node and Debian's esbuild.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { joinChunks } from "./join.mjs";

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

// Style sheets: the first travels inside the shell, so that what paints first costs no connection of its own; the others inside their parts.
esbuild("--minify", "--outdir=dist/css", ...readdirSync("src/ui/css").filter((name) => name.endsWith(".css")).map((name) => `src/ui/css/${name}`));
const firstStyle = text("dist/css/first.css").trimEnd();
// The content policy lets in this sheet by its hash and no other (CSP 3 §2.3.1).
const styleHash = `sha256-${createHash("sha256").update(firstStyle).digest("base64")}`;

// Scripts: esbuild cuts them where loading on demand asks for it; what is always loaded together becomes one file again. The ink coder is an
// entry of its own so that it becomes a file of its own.
rmSync("dist/parts", { recursive: true, force: true });
esbuild("--bundle", "--splitting", "--format=esm", "--charset=utf8", "--target=es2021", "--outdir=dist/parts", "--entry-names=[name]-[hash]", "--chunk-names=[name]-[hash]", "--loader:.css=text",
  "--alias:css=./dist/css", "--metafile=dist/meta.json", "src/ui/main.ts", "build/ink.ts");
const meta = JSON.parse(text("dist/meta.json"));
const outputOf = (source) => Object.keys(meta.outputs).find((output) => meta.outputs[output].entryPoint === source);

/** What a chunk needs before it runs. */
const closure = (output, found = new Set()) => {
  if (found.has(output)) return found;
  found.add(output);
  for (const { path, kind } of meta.outputs[output].imports) if (kind === "import-statement") closure(path, found);
  return found;
};
// The stages of a lesson, in the order in which they are loaded; each has what the ones before do not.
const stages = {
  main: [...closure(outputOf("src/ui/main.ts"))],
  knock: [...closure(outputOf("src/sync/knock.ts"))],
  ink: [...closure(outputOf("build/ink.ts"))],
  board: [...closure(outputOf("src/ui/room.ts"))],
  rest: [...closure(outputOf("src/classroom/rest.ts"))],
};
const stageOf = new Map();
for (const [stage, outputs] of Object.entries(stages)) for (const output of outputs) if (!stageOf.has(output)) stageOf.set(output, stage);
const unshipped = outputOf("build/ink.ts");
const chunks = Object.keys(meta.outputs).filter((output) => output !== unshipped);
const nameOf = (output) => stageOf.get(output) ?? output.slice("dist/parts/".length).replace(/-\w+\.js$/, meta.outputs[output].entryPoint ? "" : "$&").replace(/\.js$/, "");
const names = joinChunks({
  folder: "dist/parts", target: `${site}/a`, esbuild,
  chunks: chunks.map((output) => output.slice("dist/parts/".length)),
  fileOf: (chunk) => nameOf(`dist/parts/${chunk}`),
  entries: new Map(chunks.filter((output) => meta.outputs[output].entryPoint).map((output) => [output.slice("dist/parts/".length), meta.outputs[output].exports])),
});
const webPath = (file) => `/a/${names.get(file)}`;

// The shell, once for each language: it says direction before any script ran, and carries the first words as data (no script, so no matter of
// the content policy). What paints first needs one more file, `main`, on the connection that brought the page; the board comes on another.
esbuild("--bundle", "--format=esm", "--charset=utf8", "--outdir=dist/words", "--out-extension:.js=.mjs", ...Object.keys(languages).map((language) => `src/ui/words/${language}.ts`));
for (const [language, direction] of Object.entries(languages)) {
  const catalogue = JSON.stringify((await import(join(root, `dist/words/${language}.mjs`))).default).replaceAll("<", "\\u003c");
  const places = { language, direction, style: `<style>${firstStyle}</style>`, main: webPath("main"), board: webPath("board"), words: `<script type="application/json" id="words" lang="${language}">${catalogue}</script>` };
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
  list.push({ path: path === "index.html" ? "/" : `/${path}`, file: path, type: types[path.split(".").pop()], hash: hash(data), immutable: path.startsWith("a/"), encodings: isPacked ? ["br", "gzip"] : [], ...(path.startsWith("index.") ? { language: language ?? "en", styleHash } : {}) });
}
writeFileSync("dist/site.json", JSON.stringify({ version, files: list }, null, 1) + "\n");

// What each stage weighs, in bytes of brotli.
const weigh = (...files) => files.reduce((sum, file) => sum + sizes[`a/${names.get(file)}`], 0);
const parts = {
  joining: sizes["index.html"] + weigh("main"),
  knocking: weigh("knock"),
  board: weigh("board"),
  "ink coder": weigh("ink"),
  drawing: weigh("draw"),
  editing: weigh("editing"),
};
parts.rest = assets.reduce((sum, path) => sum + sizes[path.slice(1)], 0) - weigh("main", "knock", "board", "ink", "draw", "editing");
writeFileSync("dist/sizes.json", JSON.stringify({ parts, files: Object.fromEntries([...names].map(([file]) => [file, weigh(file)])) }, null, 1) + "\n");
