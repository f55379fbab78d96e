// What the tests share: mtmend, a browser, pages made of articles.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const { chromium } = createRequire(import.meta.url)("playwright-core");
export const here = path.dirname(fileURLToPath(import.meta.url));
export const samples = path.join(here, "../../samples/articles");
export const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "mtmend-review-"));
process.on("exit", () => fs.rmSync(scratch, { recursive: true, force: true }));

export function mtmend(...args) {
  return execFileSync(process.env.MTMEND, args, { cwd: scratch, encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "inherit"] });
}

// Cleans the articles and makes a page about them: { log, source, page }, all absolute paths.
export function page_about(name, source, change_log = (lines) => lines, with_source = true) {
  const log = path.join(scratch, `${name}.log.jsonl`);
  const page = path.join(scratch, `${name}.html`);
  mtmend("clean", source, "-o", path.join(scratch, `${name}-clean`), "--log", log, "--isolated");
  const lines = fs.readFileSync(log, "utf8").trim().split("\n").map((line) => JSON.parse(line));
  fs.writeFileSync(log, change_log(lines).map((line) => JSON.stringify(line) + "\n").join(""));
  mtmend("review", log, ...(with_source ? ["--source", source] : []), "--html", page);
  return { log, source, page };
}

// A folder of articles: { "name": "text" }.
export function folder(name, texts) {
  const at = path.join(scratch, name);
  fs.mkdirSync(at, { recursive: true });
  for (const [id, text] of Object.entries(texts)) fs.writeFileSync(path.join(at, id), text);
  return at;
}

let browser;
export async function start_browser() {
  const without_sandbox = process.getuid() === 0 ? ["--no-sandbox"] : [];
  browser = await chromium.launch({ timeout: 600000, executablePath: "/usr/bin/chromium", args: [...without_sandbox, "--disable-dev-shm-usage"] });
}
export const stop_browser = () => browser.close();

// Opens a page from disk in a profile of its own. `problems` collects what the console says and what was asked for.
export async function open(file, options) {
  const page = await open_blank(options);
  await page.goto(`file://${file}`);
  return page;
}

export async function open_blank({ scheme = "light", width = 1440, height = 900, before = undefined } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, acceptDownloads: true });
  context.setDefaultTimeout(600000); // a machine may be busy
  const page = await context.newPage();
  page.problems = [];
  page.on("console", (message) => page.problems.push(message.text()));
  page.on("pageerror", (error) => page.problems.push(error.stack));
  page.on("request", (request) => /^(file|blob):/.test(request.url()) || page.problems.push(request.url()));
  if (before) await page.addInitScript(before);
  return page;
}

// Milliseconds of `work` and the frame that shows what it did: on the clock, and of the page's thread alone.
export async function times_of(page, work) {
  if (!page.cdp) {
    page.cdp = await page.context().newCDPSession(page);
    await page.cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  }
  const spent = async () => (await page.cdp.send("Performance.getMetrics")).metrics.find(({ name }) => name === "TaskDuration").value * 1000;
  const spent_before = await spent();
  const began = performance.now();
  await work();
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  return { clock: Math.round(performance.now() - began), thread: Math.round((await spent()) - spent_before) };
}
export const told = ({ clock, thread }) => `${thread} (${clock})`;

// How many times as long as on the machine that limits are meant for a fixed piece of work takes the page's thread just
// now; at least 1. Others on the machine slow a thread down even while it runs: they share caches and cores with it.
export async function slowness(page) {
  const { thread } = await times_of(page, () => page.evaluate(() => {
    let state = 1;
    const numbers = Float64Array.from({ length: 400000 }, () => (state = (Math.imul(state, 1103515245) + 12345) >>> 0));
    return Array.from(numbers.sort(), String).join("").length;
  }));
  return Math.max(1, thread / 150);
}

export async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
}

export async function export_from(page) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Shift+E")]);
  return fs.readFileSync(await download.path(), "utf8");
}

export async function import_into(page, text, answer) {
  await page.setInputFiles("#import-file", { name: "decisions.jsonl", mimeType: "application/jsonl", buffer: Buffer.from(text) });
  await page.waitForSelector("dialog[open]");
  const said = await page.innerText("dialog");
  await page.click(`dialog button:has-text("${answer}")`);
  return said;
}

// Random numbers that are the same every time.
export function random_from(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
}
