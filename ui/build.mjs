// Builds the browser side into dist/: one style sheet, one script, the font and the mark, each with its content's hash in its name, and
// manifest.json, which tells the server the names. Classes that no template or handler names are left out of the style sheet.
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import postcss from "postcss";
import { PurgeCSS } from "purgecss";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
const manifest = {};

/** Writes a file under its hashed name and notes it in the manifest. */
async function emit(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 10);
  const dot = name.lastIndexOf(".");
  const hashed = `${name.slice(0, dot)}-${hash}${name.slice(dot)}`;
  await writeFile(join(dist, hashed), content);
  manifest[name] = hashed;
  return hashed;
}

/** Files below a folder with an ending. */
async function files(folder, ending) {
  const entries = await readdir(folder, { recursive: true });
  return entries.filter((entry) => entry.endsWith(ending)).sort().map((entry) => join(folder, entry));
}

/**
 * Rules for the dark theme stand for [data-bs-theme=dark]. Without a choice the device decides: the same rules again, for
 * [data-bs-theme=auto] where the device prefers dark. So no script is needed.
 */
function followDevice(root) {
  const dark = postcss.atRule({ name: "media", params: "screen and (prefers-color-scheme: dark)" });
  root.walkRules((rule) => {
    const chosen = rule.selectors.filter((selector) => /\[data-bs-theme=["']?dark["']?\]/.test(selector));
    if (chosen.length === 0 || rule.parent?.type === "atrule" && rule.parent.name !== "media" && rule.parent.name !== "supports") {
      return;
    }
    const twin = rule.clone({ selectors: chosen.map((selector) => selector.replace(/\[data-bs-theme=["']?dark["']?\]/g, "[data-bs-theme=auto]")) });
    if (rule.parent?.type === "atrule") {
      const around = rule.parent.clone({ nodes: [] });
      around.append(twin);
      dark.append(around);
    } else {
      dark.append(twin);
    }
  });
  root.append(dark);
}

async function styles(font) {
  const tabler = await readFile(join(here, "node_modules/@tabler/core/dist/css/tabler.min.css"), "utf8");
  const content = [...(await files(join(here, "templates"), ".html")), ...(await files(join(here, "src"), ".ts"))];
  const [purged] = await new PurgeCSS().purge({
    content,
    css: [{ raw: tabler }],
    fontFace: true,
    keyframes: true,
    variables: true,
    safelist: { standard: ["html", "body"], greedy: [/data-bs-theme/] },
  });
  const own = await readFile(join(here, "src/styles.css"), "utf8");
  const grow = Array.from({ length: 40 }, (_, i) => `.grow-${i + 1}{flex-grow:${i + 1}}`).join("");
  const root = postcss.parse(purged.css + own.replaceAll("FONT_FILE", `/assets/${font}`) + grow);
  root.walkComments((comment) => comment.remove());
  followDevice(root);
  const minified = await transform(root.toString(), { loader: "css", minify: true, target: ["chrome109", "firefox115", "safari16"], legalComments: "none" });
  return emit("app.css", minified.code);
}

async function script() {
  const result = await build({
    entryPoints: [join(here, "src/app.ts")],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: ["chrome109", "firefox115", "safari16"],
    legalComments: "none",
  });
  return emit("app.js", result.outputFiles[0].contents);
}

await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
const font = await emit("jakarta.woff2", await readFile(join(here, "node_modules/@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2")));
await emit("mark.svg", await readFile(join(here, "static/mark.svg")));
await styles(font);
await script();
await writeFile(join(dist, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");
console.log(Object.values(manifest).join("\n"));
