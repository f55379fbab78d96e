import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import { open, page_about, press, samples, start_browser, stop_browser } from "./at_hand.mjs";

const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let about;
before(async () => {
  await start_browser();
  about = page_about("axe", samples);
});
after(stop_browser);

async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.map((each) => `${each.impact} ${each.id}: ${each.nodes.slice(0, 3).map((node) => node.html + " " + node.failureSummary).join(" | ")}`);
}

for (const scheme of ["light", "dark"])
  test(`axe finds nothing in any view (${scheme})`, async () => {
    const page = await open(about.page, { scheme });
    for (const keys of [["1"], ["2", "a", "r", "j"], ["3", "a"], ["4"], ["4", "v"], ["v", "5"], ["2", "w"], ["Escape", "e"], ["Escape", "?"]]) {
      await press(page, ...keys);
      assert.deepEqual(await violations(page), [], `after ${keys}`);
    }
    await press(page, "Escape", "5");
    await page.click("text=Draw from all edits");
    assert.deepEqual(await violations(page), []);
    await page.context().close();
  });

test("The switch overrides the system's theme and is kept; focus is seen; letters can be switched off", async () => {
  const page = await open(about.page, { scheme: "light" });
  await press(page, "t", "t");
  const back = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  assert.equal(await back(), "rgb(21, 23, 26)");
  await page.reload();
  assert.equal(await back(), "rgb(21, 23, 26)");
  await page.focus("#search");
  await press(page, "Shift+Tab");
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle), "none");
  await press(page, "2", "?");
  await page.uncheck("dialog input[type=checkbox]");
  await press(page, "Escape", "a", "ArrowDown");
  assert.match(await page.innerText("#progress-text"), /^0 of/);
  assert.equal(await page.getAttribute("#edits", "aria-activedescendant"), "edits-1");
  await page.context().close();
});
