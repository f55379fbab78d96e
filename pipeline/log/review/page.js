// What keys and buttons do, and how the page starts.

let app;
const act = (name) => actions[name].run();

async function decide_many(title, lines, pairs_for, label) {
  const verdict = { accept: 1, reject: 2, clear: 0 }[await ask_verdict(title, lines)];
  if (verdict !== undefined) app.decide(`${mark_words[verdict]}: ${label}`, pairs_for(verdict));
}

// Every action, in the order in which help lists them. `keys`: as of KeyboardEvent.key.
const actions = {
  accept: { keys: ["a"], title: "Accept", help: "accept the edit (in the list by change: everywhere)", run: () => app.decide_here(1) },
  reject: { keys: ["r"], title: "Reject", help: "reject it", run: () => app.decide_here(2) },
  edit: { keys: ["e"], title: "Edit", help: "write another replacement", run: edit_replacement },
  clear: { keys: ["c"], title: "Clear", help: "take back the decision on it", run: clear_here },
  accept_everywhere: { keys: ["A"], title: "Accept everywhere", help: "accept the same change everywhere", run: () => app.current() !== undefined && app.decide_everywhere(1) },
  reject_everywhere: { keys: ["R"], title: "Reject everywhere", help: "reject the same change everywhere", run: () => app.current() !== undefined && app.decide_everywhere(2) },
  everywhere: { keys: ["s"], title: "Same everywhere", help: "decide on the same change everywhere", run: ask_everywhere },
  rule: { keys: ["w"], title: "Whole rule", help: "decide on all edits of the rule", run: ask_rule },
  bulk: { keys: ["b"], title: "Decide all", help: "decide on all edits shown, as one step", run: ask_bulk },
  examples: { keys: ["m"], title: "Examples", help: "what was decided about the rule, as examples for its file", run: () => app.current() !== undefined && show_examples(app) },
  next: { keys: ["j", "ArrowDown"], title: "Next", help: "next", run: () => app.go(app.place() + 1) },
  previous: { keys: ["k", "ArrowUp"], title: "Previous", help: "previous", run: () => app.go(app.place() - 1) },
  next_open: { keys: ["n"], title: "Next open", help: "next that is not decided", run: next_open },
  page_down: { keys: ["PageDown"], title: "20 on", help: "20 on", run: () => app.go(app.place() + 20) },
  page_up: { keys: ["PageUp"], title: "20 back", help: "20 back", run: () => app.go(app.place() - 20) },
  first: { keys: ["Home"], title: "First", help: "first", run: () => app.go(0) },
  last: { keys: ["End"], title: "Last", help: "last", run: () => app.go(Infinity) },
  open: { keys: ["Enter"], title: "Open", help: "from a change to its edits, from an edit to its article", run: open_here },
  undo: { keys: ["u", "Ctrl+z"], title: "Undo", help: "undo, without limit", run: () => move_in_history("undo") },
  redo: { keys: ["U", "Ctrl+y"], title: "Redo", help: "redo", run: () => move_in_history("redo") },
  overview: { keys: ["1"], title: "Overview", help: "overview", run: () => app.show_view("overview") },
  edits: { keys: ["2"], title: "Edits", help: "list of edits", run: () => app.show_view("edits") },
  changes: { keys: ["3"], title: "Changes", help: "list by same change", run: () => app.show_view("changes") },
  article: { keys: ["4"], title: "Article", help: "the article with its edits", run: () => app.show_view("article") },
  sample: { keys: ["5"], title: "Sample", help: "random edits of each rule, and how often it is right", run: () => app.show_view("sample") },
  result: { keys: ["v"], title: "Result", help: "the article as it comes out, or with its edits", run: show_result },
  search: { keys: ["/"], title: "Search", help: "search", run: () => { show_filters(true); find("search").focus(); } },
  clear_filters: { keys: ["x"], title: "Clear filters", help: "show all edits again", run: () => { app.filter.clear(); app.refilter(); } },
  import: { keys: ["I"], title: "Import", help: "import decisions", run: () => find("import-file").click() },
  export: { keys: ["E"], title: "Export", help: "export decisions", run: export_decisions },
  filters: { keys: ["f"], title: "Filters", help: "show or hide the filters", run: () => show_filters(document.body.dataset.filters === "off") },
  theme: { keys: ["t"], title: "Theme", help: "light, dark, or as the system has it", run: next_theme },
  help: { keys: ["?"], title: "Keys", help: "these keys", run: async () => { await show_help(app); app.save(); } },
  clear_search: { keys: [], run: () => { app.filter.text = ""; app.refilter(); } },
  reach: { keys: [], run: () => { app.reach *= 4; app.show_article(); } },
  draw: { keys: [], run: draw },
  judge: { keys: [], run: () => { app.at = 0; app.show_view("edits"); } },
  leave_sample: { keys: [], run: () => { app.sample = app.filter.within = null; app.refilter(); app.save(); } },
};

async function edit_replacement() {
  const i = app.current();
  const answer = i !== undefined && (await ask_replacement(app, i));
  if (!answer) return;
  if (answer.everywhere || app.view === "changes") app.decide_everywhere(3, answer.text);
  else {
    app.decide(`replaced: ${brief(app, i)}`, [[key_of_edit(app.log, i), app.decisions.make(0, 3, { with: answer.text })]]);
    app.go(app.place() + 1);
  }
}

function clear_here() {
  const i = app.current();
  if (i === undefined) return;
  const keys = [key_of_edit(app.log, i), key_of_change(app.log, i)].filter((key) => app.decisions.by_key.has(key));
  if (keys.length === 0) return app.say(app.decisions.verdict[i] ? "Decided with its rule or group: clear it there." : "Nothing is decided here.");
  const key = app.view === "changes" && keys.length > 1 ? keys[1] : keys[0];
  app.decide(`cleared: ${brief(app, i)}`, [[key, null]]);
}

const stay = (kept_count) => kept_count && `${count_of(kept_count, "edit")} decided more narrowly keep their verdict.`;

function ask_everywhere() {
  const i = app.current();
  if (i === undefined) return;
  const { edits } = app.log.changes.list[app.log.change[i]];
  const narrower = app.decided_by_narrower(edits, 1) - (app.decisions.by_key.has(key_of_edit(app.log, i)) ? 1 : 0);
  decide_many("Same change everywhere", [brief(app, i), `${count_of(edits.length, "edit")} in the whole log.`, stay(narrower)],
    (verdict) => [[key_of_change(app.log, i), verdict ? app.decisions.make(1, verdict) : null],
      ...(app.decisions.by_key.has(key_of_edit(app.log, i)) ? [[key_of_edit(app.log, i), null]] : [])], `${count_of(edits.length, "edit")}, everywhere`);
}

function ask_rule() {
  if (app.current() === undefined) return;
  const place = app.rule_of_card();
  const { id, edits } = app.log.rules.list[place];
  decide_many("Whole rule", [id, `${count_of(edits.length, "edit")} in the whole log.`, stay(app.decided_by_narrower(edits, 2))],
    (verdict) => [["r" + place, verdict ? app.decisions.make(2, verdict) : null]], `rule ${id}, ${count_of(edits.length, "edit")}`);
}

function ask_bulk() {
  const edits = [...app.list];
  if (edits.length === 0) return;
  const before = [0, 0, 0, 0];
  for (const i of edits) ++before[app.decisions.verdict[i]];
  const decided = edits.length - before[0];
  decide_many("All edits shown", [`${count_of(edits.length, "edit")}, one by one, as one step to undo.`,
    decided && `${number(decided)} of them are decided already (${before.map((n, v) => (v && n ? `${number(n)} ${mark_words[v]}` : "")).filter(Boolean).join(", ")}); what they have is replaced.`],
  (verdict) => {
    const keys = new Set(edits.map((i) => key_of_edit(app.log, i)));
    return [...keys].map((key) => [key, verdict ? app.decisions.make(0, verdict, { bulk: true }) : null]);
  }, `${count_of(edits.length, "edit")} at once`);
}

function next_open() {
  const is_open = app.view === "changes" ? (at) => app.groups[at].edits.some((i) => !app.decisions.verdict[i]) : (at) => !app.decisions.verdict[app.list[at]];
  const size = app.view === "changes" ? app.groups.length : app.list.length;
  for (let step = 1; step <= size; ++step) {
    const at = (app.place() + step) % size;
    if (is_open(at)) return app.go(at);
  }
  app.say("All that is shown is decided.");
}

function open_here() {
  if (app.view === "changes" && app.current() !== undefined) {
    app.filter.only("change", app.log.change[app.current()]);
    app.refilter();
    app.show_view("edits");
  } else if (app.view === "edits") act("article");
}

function move_in_history(way) {
  const step = app.decisions[way]();
  if (!step) return app.say(`Nothing to ${way}.`);
  app.show_decided(`${way === "undo" ? "Undone" : "Redone"}: ${step.label}`);
  const [first] = app.decisions.edits_of(step.changes[0][0]);
  if (step.changes.length <= 2 && first !== undefined) app.go_to_edit(first);
}

function show_result() {
  app.shows_result = !app.shows_result;
  app.article_drawn = undefined;
  app.show_view("article");
}

function draw() {
  const size = Math.max(1, Math.min(10000, +find("sample-size").value || 20));
  const seed = Math.max(0, +find("sample-seed").value || 0);
  app.sample = { size, seed, edits: draw_sample(app.log, app.list, size, seed) };
  app.filter.clear();
  app.filter.within = app.sample.edits;
  app.order = find("order").value = "rule";
  app.refilter();
  app.save();
}

function export_decisions() {
  const file = new Blob([export_lines(app.log, app.decisions)], { type: "application/jsonl" });
  const link = element("a", { href: URL.createObjectURL(file), download: "decisions.jsonl" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  app.is_exported = true;
  app.say(`Exported ${count_of(app.decisions.by_key.size, "decision")} as decisions.jsonl.`);
}

async function import_decisions(file) {
  let found;
  try {
    found = compare_import(app.log, app.decisions, await file.text());
  } catch (error) {
    return ask("Nothing was imported", element("p", {}, `${visible(file.name)}: ${visible(error.message)}`), [{ value: "", title: "Close", kind: "yes" }]);
  }
  const answer = await ask_conflicts(app, found);
  if (!answer) return;
  const taken = answer === "theirs" ? [...found.added, ...found.conflicts] : found.added;
  taken.sort((a, b) => a.number - b.number);
  app.decide(`imported ${count_of(taken.length, "decision")}`, taken.map(({ key, theirs }) => [key, { ...theirs, order: ++app.decisions.order }]));
}

function next_theme() {
  const theme = themes[(themes.indexOf(document.documentElement.dataset.theme) + 1) % themes.length];
  set_theme(theme);
  keep("theme", theme);
}

function show_filters(on) {
  document.body.dataset.filters = on ? "on" : "off";
  find("filters-switch").setAttribute("aria-pressed", String(on));
}

const actions_by_key = new Map(Object.entries(actions).flatMap(([name, { keys }]) => keys.map((key) => [key, name])));

function on_key(event) {
  if (document.querySelector("dialog[open]")) return;
  const typing = event.target.matches("textarea, select, input");
  if (typing && event.key === "Escape") return event.target.blur();
  if (typing && !(event.target.id === "search" && event.key === "Enter")) return;
  if (typing) return app.show_view(app.view === "overview" ? "edits" : app.view);
  const with_control = event.ctrlKey || event.metaKey;
  if (event.altKey || (with_control && event.shiftKey && event.key.toLowerCase() !== "z")) return;
  if (event.key === "Enter" && event.target.closest("button, summary, [role=button], a")) return;
  const scrolls = ["overview", "sample"].includes(app.view) && /^(Arrow|Page|Home|End)/.test(event.key);
  if (scrolls || (event.target.closest("#details") && /^(Arrow|Page|Home|End)/.test(event.key))) return;
  if (event.key.length === 1 && !with_control && !app.keys_on && event.key !== "?") return;
  const name = with_control && event.key.toLowerCase() === "z" ? (event.shiftKey ? "redo" : "undo")
    : actions_by_key.get((with_control ? "Ctrl+" : "") + event.key);
  if (!name) return;
  event.preventDefault();
  act(name);
}

function on_click(event) {
  const target = event.target.closest?.("button, [data-edit]");
  if (!target) return;
  const { act: name, facet, value, only, whole, step, edit } = target.dataset;
  if (name) act(name);
  else if (facet) { app.filter.toggle(facet, +value); app.refilter(); if (app.view === "overview") app.show_view("edits"); }
  else if (only) { app.filter.only(only, +value); app.refilter(); app.show_view("edits"); }
  else if (whole) { app.whole_facets.add(whole); app.recount(); }
  else if (step) { app.step = +step; app.show_current(); }
  else if (edit) choose_in_article(+edit);
}

function choose_in_article(i) {
  if (app.list.indexOf(i) < 0) { // it is not among what the filter shows
    app.filter.clear();
    app.filter.within = null;
    app.refilter();
  }
  app.go_to_edit(i);
}

function start() {
  const data = [...document.querySelectorAll("script[data-holds]")];
  const of_kind = (kind) => data.filter((script) => script.dataset.holds === kind).map((script) => JSON.parse(script.textContent));
  const log = new Log(of_kind("about")[0], of_kind("articles"));
  for (const script of data) script.remove();
  app = new App(log);
  set_theme(themes.includes(kept("theme")) ? kept("theme") : "auto");
  find("log-name").textContent = visible(log.about.log);
  find("order").replaceChildren(...Object.entries(orders).map(([name, { title }]) => element("option", { value: name }, title)));
  show_filters(!matchMedia("(max-width: 64rem)").matches);
  app.restore();
  app.refilter();
  app.show_view("overview");
  document.addEventListener("keydown", on_key);
  document.addEventListener("click", on_click);
  find("search").addEventListener("input", (event) => app.later("search", 150, () => { app.filter.text = event.target.value; app.refilter(); }));
  find("order").addEventListener("change", (event) => { app.order = event.target.value; app.refilter(); });
  find("facets").addEventListener("toggle", (event) => {
    const { facet } = event.target.dataset;
    if (event.target.open) app.closed_facets.delete(facet);
    else app.closed_facets.add(facet);
  }, true);
  find("import-file").addEventListener("change", (event) => {
    if (event.target.files[0]) import_decisions(event.target.files[0]);
    event.target.value = "";
  });
  addEventListener("pagehide", () => app.save());
  addEventListener("beforeunload", (event) => {
    if (app.is_kept === false && app.decisions.by_key.size > 0 && !app.is_exported) event.preventDefault();
  });
}
start();
