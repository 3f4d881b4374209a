// A page that shows the views with made-up ink, in dist/dev: `python3 -m http.server --directory web-client/dist/dev`.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

process.chdir(join(dirname(fileURLToPath(import.meta.url)), ".."));
rmSync("dist/dev", { recursive: true, force: true });
mkdirSync("dist/dev/r/K7M%204QX", { recursive: true });
execFileSync("esbuild", ["--log-level=warning", "--bundle", "--splitting", "--format=esm", "--sourcemap", "--outdir=dist/dev", "--loader:.css=text", "--alias:css=./dist/css", "tests/ui-dev.ts", "tests/ui-dev-lab.ts"], { stdio: "inherit" });
const pages = { "index.html": "/ui-dev.js", "lab.html": "/ui-dev-lab.js" };
for (const [page, main] of Object.entries(pages)) {
  const places = { language: "en", direction: "ltr", style: '<link rel="stylesheet" href="/first.css">', main, words: "" };
  writeFileSync(`dist/dev/${page}`, readFileSync("index.html", "utf8").replace(/<link rel="modulepreload".*\n/, "").replace(/\{(\w+)\}/g, (_, name) => places[name]));
}
cpSync("../protocol/terminal", "dist/dev/terminal", { recursive: true, filter: (path) => !/\.\w+$/.test(path) || path.endsWith(".bytes") });
cpSync("dist/css/first.css", "dist/dev/first.css");
for (const name of ["icon.svg", "icon.png", "manifest.webmanifest"]) cpSync(`icons/${name}`, `dist/dev/${name}`);
mkdirSync("dist/dev/r/K7M 4QX", { recursive: true });
// A stand-in for the server's picture.
const side = 25;
const dots = Array.from({ length: side * side }, (_, at) => ((at * 7919) % 13 < 6 ? `M${at % side} ${Math.floor(at / side)}h1v1h-1z` : "")).join("");
writeFileSync("dist/dev/r/K7M 4QX/qr.svg", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 -1 27 27"><path d="${dots}"/></svg>`);
const ink = process.argv[2];
mkdirSync("dist/dev/ink");
if (ink && existsSync(ink)) cpSync(ink, "dist/dev/ink", { recursive: true });
else writeFileSync("dist/dev/ink/gm-wacom.jsonl", "");
