import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { export_from, folder, import_into, mtmend, open, page_about, press, random_from, samples, scratch, slowness, start_browser, stop_browser, times_of, told } from "./at_hand.mjs";

let about;
before(async () => {
  await start_browser();
  about = page_about("samples", samples);
});
after(stop_browser);

const marks = (page, count) => page.$$eval("#edits .row", (rows, n) =>
  rows.sort((a, b) => a.dataset.place - b.dataset.place).slice(0, n).map((row) => +row.querySelector(".mark").dataset.verdict), count);
const decided = async (page) => +(await page.innerText("#progress-text")).split(" ")[0].replace(",", "");
const lines_of = (text) => text.split("\n").filter(Boolean).map((line) => JSON.parse(line));

test("The page opens from disk under its policy, asks for nothing and complains of nothing", async () => {
  const page = await open(about.page);
  assert.match(await page.innerText("#overview"), /145 edits applied and 10 held in 8 articles/);
  const policy = await page.getAttribute("meta[http-equiv]", "content");
  assert.match(policy, /^default-src 'none'; script-src 'sha256-[A-Za-z0-9+/]{43}='; style-src 'sha256-[A-Za-z0-9+/]{43}='; base-uri 'none'; form-action 'none'$/);
  for (const view of ["1", "2", "3", "4", "5"]) await press(page, view);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("Keys decide and move on, undo and redo", async () => {
  const page = await open(about.page);
  await press(page, "2", "a", "r", "j", "a");
  assert.deepEqual(await marks(page, 4), [1, 2, 0, 1]);
  assert.equal(await decided(page), 3);
  await press(page, "u", "u");
  assert.deepEqual(await marks(page, 4), [1, 0, 0, 0]);
  await press(page, "Shift+U", "Control+y");
  assert.deepEqual(await marks(page, 4), [1, 2, 0, 1]);
  await press(page, "Control+z", "Control+Shift+Z", "Home", "c");
  assert.deepEqual(await marks(page, 4), [0, 2, 0, 1]);
  await press(page, "Home", "n", "n");
  assert.equal(await page.getAttribute("#edits", "aria-activedescendant"), "edits-4");
  await page.click('#details [data-act="accept"]');
  assert.deepEqual(await marks(page, 5), [0, 2, 0, 1, 1]);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("The same change everywhere and the whole rule are one decision each, narrower ones stay", async () => {
  const page = await open(about.page);
  await press(page, "2", "r");
  await page.fill("#search", "names/place");
  await page.waitForFunction(() => document.querySelector("#shown").textContent.includes(" of "));
  await page.click("#facets [data-facet=rule] >> text=names/place >> nth=0");
  await page.focus("#edits");
  await press(page, "w");
  assert.match(await page.innerText("dialog"), /9 edits in the whole log\.\n\n1 edit decided more narrowly keep/);
  await press(page, "a");
  await press(page, "End", "s");
  assert.match(await page.innerText("dialog"), /3 edits in the whole log/);
  await press(page, "r");
  const decisions = lines_of(await export_from(page));
  assert.deepEqual(decisions.map(({ scope, verdict }) => [scope, verdict]), [["edit", "reject"], ["rule", "accept"], ["change", "reject"]]);
  assert.equal(decisions[1].rule, "names/place");
  assert.match(await page.innerText(".card .reviewed"), /9 of 9 reviewed; 6 accepted \(66\.7 %; 35\.4 % to 87\.9 %\), 3 rejected/);
  await page.context().close();
});

test("Facets, charts and search narrow the list, and their counts say what they would show", async () => {
  const page = await open(about.page);
  await page.click("#overview .bar:has-text('encoding/mojibake')");
  assert.equal(await page.innerText("#shown"), "4 of 155 edits");
  assert.equal(await page.$$eval("#edits .row", (rows) => rows.length), 4);
  await page.click('#chips button:has-text("encoding/mojibake")');
  assert.equal(await page.innerText("#shown"), "155 edits");
  const held = page.locator("#facets button", { hasText: "held: not sure enough" });
  assert.equal(await held.locator(".count").innerText(), "10");
  await held.click();
  assert.equal(await page.innerText("#shown"), "10 of 155 edits");
  await page.fill("#search", "GINEBRA");
  await page.waitForFunction(() => document.querySelector("#shown").textContent === "1 of 155 edits");
  await page.focus("#edits");
  await press(page, "a", "x");
  assert.equal(await page.innerText("#shown"), "155 edits");
  assert.equal(await decided(page), 1);
  await page.context().close();
});

test("A decision on all that is shown tells its count first and is one step to undo", async () => {
  const page = await open(about.page);
  await press(page, "2", "r");
  await page.click("#facets .value:has-text('encoding') >> nth=0");
  await page.focus("#edits");
  const count = parseInt(await page.innerText("#shown"));
  await press(page, "b");
  assert.match(await page.innerText("dialog"), new RegExp(`${count} edits, one by one, as one step`));
  await press(page, "Escape");
  assert.equal(await decided(page), 1);
  await press(page, "b", "a");
  assert.equal(await decided(page), count + 1);
  const lines = lines_of(await export_from(page));
  assert.equal(lines.length, count + 1);
  assert.equal(lines.at(-1).note, "bulk");
  await press(page, "u");
  assert.equal(await decided(page), 1);
  await press(page, "Shift+U");
  assert.equal(await decided(page), count + 1);
  await page.context().close();
});

test("Another replacement is written, here or everywhere", async () => {
  const page = await open(about.page);
  await press(page, "2", "e");
  await page.fill("dialog textarea", "Kyiv (Kiev)");
  await press(page, "Control+Enter");
  assert.deepEqual(await marks(page, 1), [3]);
  await press(page, "Home");
  assert.match(await page.innerText("#details dl"), /kyiv\s+Becomes\s+Kyiv \(Kiev\)/);
  await press(page, "e");
  await page.fill("dialog textarea", "the capital");
  await page.check("dialog input[type=checkbox]");
  await page.click("dialog button:has-text('Save')");
  const [line, ...more] = lines_of(await export_from(page));
  assert.deepEqual([line.scope, line.verdict, line.with, more.length], ["change", "replace", "the capital", 0]);
  assert.equal(await decided(page), 3);
  await press(page, "3", "Home", "e");
  assert.equal(await page.isChecked("dialog input[type=checkbox]"), true); // in the list by change it is everywhere
  await page.fill("dialog textarea", "Kyjiw");
  await press(page, "Control+Enter");
  assert.deepEqual(lines_of(await export_from(page)).map(({ scope, with: text }) => [scope, text]), [["change", "the capital"], ["change", "Kyjiw"]]);
  await page.context().close();
});

test("Any number of steps is undone and redone to the byte", async () => {
  const page = await open(about.page);
  const random = random_from(5);
  const states = [];
  await press(page, "2");
  for (let step = 0; step < 60; ++step) {
    await press(page, ["a", "r", "c", "j", "k", "Shift+A", "Shift+R", "PageDown", "Home", "n"][random(10)]);
    states.push(await page.evaluate(() => [app.decisions.done.length, export_lines(app.log, app.decisions)]));
  }
  const last = states.at(-1)[1];
  const steps = states.at(-1)[0];
  const by_steps = new Map(states);
  for (let left = steps - 1; left >= 0; --left) {
    await press(page, "u");
    const now = await page.evaluate(() => export_lines(app.log, app.decisions));
    assert.equal(now, left === 0 ? "" : by_steps.get(left));
  }
  for (let n = 0; n < steps; ++n) await press(page, "Shift+U");
  assert.equal(await page.evaluate(() => export_lines(app.log, app.decisions)), last);
  await page.context().close();
});

test("A sample of each rule gives its precision with Wilson's bounds; bulk decisions do not count", async () => {
  const page = await open(about.page);
  await press(page, "5");
  await page.fill("#sample-size", "3");
  await page.click("text=Draw from all edits");
  const drawn = await page.evaluate(() => app.sample.edits);
  assert.equal(new Set(drawn).size, drawn.length);
  const most = await page.evaluate(() => Math.max(...app.log.rules.list.map((r, n) => app.sample.edits.filter((i) => app.log.steps[i][0].rule === n).length)));
  assert.equal(most, 3);
  await page.click("text=Judge them");
  await press(page, "a", "r", "a", "b", "a");
  await page.waitForTimeout(100);
  await press(page, "Home", "a", "r", "a", "5");
  assert.match(await page.innerText("#sample"), /edits drawn, 3 judged/);
  assert.match(await page.innerText("#sample tbody tr:last-child"), /3\s+2\s+66\.7 %\s+20\.8 % to 93\.9 %/);
  await page.reload();
  assert.deepEqual(await page.evaluate(() => app.sample.edits), drawn);
  await press(page, "5");
  await page.click("text=Leave the sample");
  assert.equal(await page.innerText("#shown"), "155 edits");
  await page.context().close();
});

test("Reloading keeps decisions; without a store the page works and says so", async () => {
  const page = await open(about.page);
  await press(page, "2", "a", "r", "Shift+A");
  const was = await export_from(page);
  await page.reload();
  assert.equal(await export_from(page), was);
  await page.context().close();
  const closed = await open(about.page, { before: () => Object.defineProperty(window, "localStorage", { get() { throw new Error("closed"); } }) });
  await press(closed, "2", "a", "r");
  await closed.waitForFunction(() => document.querySelector("#said").textContent.includes("keeps nothing"));
  assert.equal(await decided(closed), 2);
  assert.deepEqual(closed.problems, []);
  await closed.context().close();
});

test("Importing merges and reports conflicts; the way back is one step", async () => {
  const page = await open(about.page);
  await press(page, "2", "a", "a", "r");
  const mine = lines_of(await export_from(page));
  const foreign = { schema: "mtmend-decision/1", scope: "edit", verdict: "reject", id: "elsewhere.txt", fingerprint: "00", by: "Ann" };
  const theirs = [{ ...mine[0], verdict: "reject" }, mine[1], foreign, { schema: "mtmend-decision/1", scope: "rule", verdict: "accept", rule: "names/acronym" }];
  const text = theirs.map((line) => JSON.stringify(line) + "\n").join("");
  const said = await import_into(page, text, "Keep what is here");
  assert.match(said, /2 decisions new here, 1 the same, 1 conflict/);
  assert.match(said, /kyiv → Kyiv\s+accept\s+reject/);
  const merged = lines_of(await export_from(page));
  assert.equal(merged.length, 5);
  assert.equal(merged[0].verdict, "accept");
  assert.deepEqual(merged[3], foreign);
  await import_into(page, text, "Take the file");
  assert.deepEqual(lines_of(await export_from(page)).find((line) => line.fingerprint === mine[0].fingerprint).verdict, "reject");
  await press(page, "u", "u");
  assert.deepEqual(lines_of(await export_from(page)), mine);
  await page.context().close();
});

test("A broken decisions file is refused as a whole, with the line and what is wrong", async () => {
  const page = await open(about.page);
  const good = '{"schema":"mtmend-decision/1","scope":"rule","verdict":"accept","rule":"names/place"}\n';
  for (const [bad, wrong] of [["{", "line 2: "], ['{"schema":"mtmend-decision/1","scope":"rule","verdict":"replace","rule":"a/b","with":""}', "replace is not for a rule"],
    ['{"schema":"mtmend-decision/1","scope":"edit","verdict":"accept","id":"a"}', "fingerprint: is missing"], ["[]", "is not an object"],
    ['{"schema":"mtmend-decision/1","scope":"rule","verdict":"accept","rule":"a/b","x":"1"}', "x: is not a member"]]) {
    assert.ok((await import_into(page, good + bad, "Close")).includes(wrong));
    assert.equal(await decided(page), 0);
  }
  await page.context().close();
});

// What the page shows of every article, and what apply and clean write with the decisions exported from it.
async function compare_with_apply(page, { log, source }, name) {
  const decisions = path.join(scratch, `${name}-decisions.jsonl`);
  fs.writeFileSync(decisions, await export_from(page));
  const out = path.join(scratch, `${name}-applied`);
  mtmend("apply", log, "--source", source, "--decisions", decisions, "-o", out);
  const results = await page.evaluate(() => app.log.articles.map((article, n) => [article.id, result_text(app.log, app.decisions, n)]));
  for (const [id, text] of results) assert.equal(text, fs.readFileSync(path.join(out, id), "utf8").replace(/^\ufeff/, ""), `${name} ${id}`);
  return { decisions, out };
}

test("What the page shows is what apply and clean write with its decisions", async () => {
  const page = await open(about.page);
  const random = random_from(11);
  await press(page, "2");
  for (let step = 0; step < 120; ++step) {
    await press(page, ["a", "r", "Shift+A", "Shift+R", "j", "n"][random(6)]);
    if (step % 12 === 0) {
      await press(page, "e");
      await page.fill("dialog textarea", ["", "x y", "“…” é\n"][random(3)]);
      await press(page, "Control+Enter");
    }
    if (step % 40 === 0) await press(page, "w", random(2) ? "a" : "r");
  }
  const { decisions, out } = await compare_with_apply(page, about, "samples");
  mtmend("clean", samples, "--decisions", decisions, "-o", path.join(scratch, "samples-again"), "--isolated");
  for (const id of fs.readdirSync(out)) assert.equal(fs.readFileSync(path.join(scratch, "samples-again", id), "utf8"), fs.readFileSync(path.join(out, id), "utf8"));
  await press(page, "Home", "v");
  const applied = fs.readFileSync(path.join(out, "01-spanish.txt"), "utf8");
  assert.equal(await page.textContent("#result"), await page.evaluate((text) => text.split("\n").map(visible).join("\n"), applied));
  await page.context().close();
});

// Held edits of all kinds laid over the log: overlapping, in groups, insertions, twice the same.
function with_more_held(lines) {
  const random = random_from(23);
  for (const line of lines) {
    const text = fs.readFileSync(path.join(samples, line.id));
    for (let n = 0; n < 60; ++n) {
      const edit = line.edits[random(line.edits.length)];
      const at = [edit.at[0], edit.at[1], edit.at[0] + random(2) * (edit.at[1] - edit.at[0])];
      const begin = Math.min(...at);
      const end = random(3) ? Math.max(...at) : begin;
      line.held.push({ at: [begin, end], before: text.subarray(begin, end).toString(), after: ["", "X", "two words", "\u{1F600}", "\uFB01"][random(5)], left: "", right: "",
        steps: [{ stage: "names", rule: ["names/place", "names/acronym"][random(2)], confidence: ["safe", "likely"][random(2)] }],
        reason: "overlap", fingerprint: `00000000000000${10 + random(80)}`, change_id: `000000000000000${random(10)}`, ...(random(3) ? {} : { group: `g${random(6)}` }) });
    }
    line.held.sort((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1]);
    for (const edit of line.edits) if (!random(5)) edit.group = `g${random(6)}`;
  }
  return lines;
}

test("Overlapping edits and groups come out of the page as apply makes them", async () => {
  const crowded = page_about("crowded", samples, with_more_held);
  for (let round = 0; round < 4; ++round) {
    const page = await open(crowded.page);
    await page.evaluate((seed) => {
      let state = seed + 1;
      const random = (below) => Math.floor(((state = (Math.imul(state, 1103515245) + 12345) >>> 0) / 4294967296) * below);
      const { log, decisions } = app;
      for (let n = 0; n < 250; ++n) {
        const i = random(log.size);
        const verdict = 1 + random(3);
        const kind = random(12);
        if (kind === 0) app.decide("", [["r" + log.steps[i][0].rule, decisions.make(2, 1 + random(2))]]);
        else if (kind < 4) app.decide("", [[key_of_change(log, i), decisions.make(1, verdict, { with: verdict === 3 ? "ch" + n : undefined })]]);
        else if (kind < 11) app.decide("", [[key_of_edit(log, i), decisions.make(0, verdict, { with: verdict === 3 ? ["", log.before(i), "\u{1F600}" + n][n % 3] : undefined })]]);
        else decisions.undo();
      }
    }, round * 77);
    await compare_with_apply(page, crowded, "crowded");
    await page.reload();
    await compare_with_apply(page, crowded, "crowded");
    await page.context().close();
  }
});

test("What was decided one by one becomes examples for the rule's file", async () => {
  const page = await open(about.page);
  await press(page, "2", "a", "j", "r", "b", "Escape", "Home", "m");
  const kyiv = await page.inputValue("dialog textarea");
  assert.equal(kyiv, 'fixes = [\n    ["The defense ministers of fourteen countries agreed this week in Tallinn to create a joint fleet of minesweepers for the Black Sea, ' +
    'a proposal that kyiv had put on the table last winter.", "The defense ministers of fourteen countries agreed this week in Tallinn to create a joint fleet of ' +
    'minesweepers for the Black Sea, a proposal that Kyiv had put on the table last winter."],\n]\n');
  await press(page, "Escape", "j", "j", "m");
  assert.equal(await page.inputValue("dialog textarea"), 'keeps = [\n    "The plan, which eight parliaments still have to ratify, provides for a first payment of 8,5 million euros.",\n]\n');
  await page.context().close();
});

test("The article shows its edits in place, each can be chosen, and a page without source shows what the log has", async () => {
  const page = await open(about.page);
  await press(page, "4");
  assert.equal(await page.innerText("#article .edit[aria-current=true]"), "kyivKyiv");
  await page.click("#article .edit:has-text('OTAN')");
  assert.match(await page.innerText("#details h3"), /names\/acronym/);
  await press(page, "r");
  assert.equal(await page.getAttribute("#article .edit:has-text('OTAN')", "data-verdict"), "2");
  assert.equal(await page.$("#article .edit:has-text('OTAN') del"), null);
  await page.context().close();
  const bare = await open(page_about("bare", samples, undefined, false).page);
  await press(bare, "4", "a");
  assert.match(await bare.innerText("#article"), /made without --source[^]*a proposal that kyivKyiv/);
  assert.deepEqual(bare.problems, []);
  await bare.context().close();
});

test("Hostile text is shown and runs nothing", async (t) => {
  const attack = '</script><script>window.hit=1</script><img src=x onerror="window.hit=2"><!--<script> &lt;b&gt; \u202Ekyiv\u2066\u200B ';
  const source = folder("hostile", {
    "a.txt": `${attack} The talks in kyiv went on.On Monday the the OTAN ${attack}\r\nend\u0085\u2028.\n`,
    "<img src=x onerror=window.hit=3>.txt": "The talks in kyiv went on in spring.\n",
    "long.txt": "The talks in kyiv went on and on. ".repeat(30000) + "\n",
    "wide.txt": Array.from({ length: 20000 }, (_, n) => `The talks of group ${n} in kyiv went on for ${n} hours`).join(". ") + ".\n",
  });
  const page = await open(page_about("hostile", source).page);
  for (const keys of [["1"], ["2", "j", "j"], ["3"], ["4"], ["v"], ["v"], ["5"], ["2", "e"]]) await press(page, ...keys);
  assert.match(await page.innerText("dialog"), /Replace by/);
  await press(page, "Escape");
  await page.fill("#search", attack.slice(0, 20));
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => window.hit), undefined);
  assert.equal(await page.$("img"), null);
  assert.deepEqual(page.problems, []);
  await page.evaluate(() => { app.filter.clear(); app.refilter(); app.show_view("article"); });
  await page.evaluate(() => app.go([...app.list].findIndex((i) => app.log.articles[app.log.article[i]].id === "a.txt")));
  const text = await page.innerText("#article");
  for (const part of ["<U+202E>", "<U+200B>", "<U+000D>", "<U+2028>", "<script>window.hit=1</script>", "<img src=x onerror="]) assert.ok(text.includes(part), part);
  assert.ok(!/[\u202A-\u202E\u2066-\u2069\u200B]/.test(await page.innerText("body")));
  for (const [id, further] of [["long.txt", 0], ["long.txt", 1], ["wide.txt", 700]]) {
    await page.evaluate(([name, more]) => app.go([...app.list].findIndex((i) => app.log.articles[app.log.article[i]].id === name) + more), [id, further]);
    const keys = () => times_of(page, () => press(page, "a", "k", "r", "u"));
    let time = await keys();
    for (let n = 0; n < 2 && time.thread >= 4000; ++n) time = await keys();
    t.diagnostic(`four keys in the line of a megabyte of ${id}: ${told(time)} ms`);
    assert.ok(time.thread < 4000 * (await slowness(page)), `four keys in the line of a megabyte of ${id} take ${told(time)} ms`);
  }
  await page.context().close();
});

test("Everything is within the window at 200 %, and the list keeps room", async () => {
  for (const [width, height] of [[720, 450], [640, 400], [1440, 900]]) {
    const page = await open(about.page, { width, height });
    for (const view of ["1", "2", "3", "4", "5"]) {
      await press(page, view);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${view} at ${width}`);
    }
    await press(page, "2");
    assert.ok((await page.$$eval("#edits .row", (rows) => rows.length)) >= 5);
    await page.context().close();
  }
});
