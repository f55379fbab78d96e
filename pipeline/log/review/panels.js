// What stands around the lists: facets, overview, the card of an edit and its rule, the sample, dialogs.

const value_label = (app, facet, value) => {
  const listed = facet.values(app.log)[value];
  return facet.name === "change" ? brief(app, listed.edits[0]) : visible(listed);
};

const at_first = 10; // values of a facet, until all are asked for
const at_most = 300;

function facet_nodes(app, counts) {
  return facets.map((facet) => {
    const chosen = app.filter.chosen[facet.name];
    const values = [];
    counts[facet.name].forEach((count, value) => {
      if (chosen.has(value) || (count > 0 && count >= (facet.least ?? 1))) values.push([value, count]);
    });
    if (facet.values(app.log) !== states && facet.name !== "verdict" && facet.name !== "confidence")
      values.sort((a, b) => chosen.has(b[0]) - chosen.has(a[0]) || b[1] - a[1]);
    const whole = app.whole_facets.has(facet.name);
    const listed = values.slice(0, whole ? at_most : at_first);
    const rest = values.length - listed.length;
    return element("details", { open: !app.closed_facets.has(facet.name), "data-facet": facet.name },
      element("summary", {}, facet.title, values.length > at_first ? element("span", { class: "faint" }, ` ${number(values.length)}`) : null),
      element("ul", {}, listed.map(([value, count]) => element("li", {},
        element("button", { class: "value", "data-facet": facet.name, "data-value": value, "aria-pressed": String(chosen.has(value)) },
          element("span", { class: "label" }, value_label(app, facet, value)), element("span", { class: "count" }, number(count)))))),
      rest > 0 && !whole ? element("button", { class: "more", "data-whole": facet.name }, `Show ${number(Math.min(rest, at_most - at_first))} more`) : null,
      rest > 0 && whole ? element("p", { class: "note" }, `and ${number(rest)} more: search for one`) : null);
  });
}

// Bars by value, applied and held in one, that filter when pressed.
function chart(app, title, name, rows, most) {
  const facet = facets.find((each) => each.name === name);
  const listed = rows.filter(([, applied, held]) => applied + held > 0).sort((a, b) => b[1] + b[2] - a[1] - a[2]);
  const longest = listed.length ? listed[0][1] + listed[0][2] : 1;
  const bars = listed.slice(0, most).map(([value, applied, held]) => {
    const track = element("span", { class: "track", "aria-hidden": "true" }, element("span", { class: "applied" }), element("span", { class: "held" }));
    track.children[0].style.width = `${(100 * applied) / longest}%`;
    track.children[1].style.width = `${(100 * held) / longest}%`;
    return element("li", {}, element("button", { class: "bar", "data-only": name, "data-value": value },
      element("span", { class: "label" }, value_label(app, facet, value)), track,
      element("span", { class: "count" }, held ? `${number(applied)} + ${number(held)} held` : number(applied))));
  });
  return element("section", { class: "chart" }, element("h2", {}, title),
    element("ul", {}, bars), listed.length > most ? element("p", { class: "note" }, `and ${number(listed.length - most)} more, in the filters`) : null);
}

function overview_nodes(app) {
  const { log } = app;
  const rows_of = (facet) => {
    const rows = facet.values(log).map((_, value) => [value, 0, 0]);
    const take = (i, value) => ++rows[value][log.state[i] ? 2 : 1];
    facet.column(log, app.decisions).forEach((value, i) => take(i, value));
    each_further_value(log, facet, take);
    return rows;
  };
  const by_name = (name) => rows_of(facets.find((facet) => facet.name === name));
  const applied = log.state.reduce((sum, state) => sum + (state === 0), 0);
  const passed = log.articles.filter((article) => article.passed);
  const { about } = log;
  return [
    element("p", { class: "lead" }, `${count_of(applied, "edit")} applied and ${number(log.size - applied)} held in ${count_of(log.articles.length, "article")}; `,
      `${count_of(log.changes.list.length, "different change")} by ${count_of(log.rules.list.length, "rule")}.`),
    about.version ? element("p", { class: "note" }, `Made by mtmend ${visible(about.version)}, profile ${visible(about.profile)}, applied where at least ${about.apply}. `,
      "Press a bar to see its edits; press ? for the keys.") : null,
    passed.length ? element("details", { class: "passed" }, element("summary", {}, `${count_of(passed.length, "article")} passed through`),
      element("ul", {}, passed.slice(0, 200).map((article) => element("li", {}, `${visible(article.name)}: ${visible(article.passed)}`)))) : null,
    element("div", { class: "charts" },
      chart(app, "By stage", "stage", by_name("stage"), 20), chart(app, "By confidence", "confidence", by_name("confidence"), 3),
      chart(app, "By rule", "rule", by_name("rule"), 20), chart(app, "By article", "article", by_name("article"), 20)),
  ];
}

const key_of = (name) => element("kbd", { "aria-hidden": "true" }, actions[name].shows ?? actions[name].keys[0]);
function action_button(name, title, more = {}) {
  return element("button", { "data-act": name, ...more }, title ?? actions[name].title, " ", key_of(name));
}

function details_nodes(app) {
  const i = app.current();
  if (i === undefined) return [element("p", { class: "note" }, "No edit is chosen: none fits the filter.")];
  const { log, decisions } = app;
  const steps = log.steps[i];
  const rule = app.rule_of_card();
  const article = log.articles[log.article[i]];
  const group = log.group[i] < 0 ? 0 : log.groups.list[log.group[i]].edits.length;
  const change = log.changes.list[log.change[i]].edits.length;
  const by = scopes[decisions.scope[i]];
  const verdict = decisions.verdict[i];
  return [
    element("h2", {}, visible(article.name), element("span", { class: "faint" }, log.line[i] ? ` line ${number(log.line[i])}` : "")),
    element("dl", { class: "change" },
      element("dt", {}, "Source"), element("dd", {}, log.before(i) === "" ? element("i", {}, "nothing") : element("bdi", { class: "before" }, clipped(log.before(i), 4000))),
      element("dt", {}, "Becomes"), element("dd", {}, decisions.after(i) === "" ? element("i", {}, "nothing") : element("bdi", { class: "after" }, clipped(decisions.after(i), 4000)))),
    element("p", { class: "state" }, element("strong", {}, `${marks[verdict]} ${mark_words[verdict]}`), verdict && by !== "edit" ? ` with its ${by}` : "",
      ` \u00b7 ${states[log.state[i]]} \u00b7 ${confidences[log.confidence[i]]}`,
      group > 1 ? ` \u00b7 with ${count_of(group - 1, "other")} of its group` : ""),
    element("div", { class: "buttons" },
      action_button("accept", null, { class: "yes", "aria-pressed": String(verdict === 1) }), action_button("reject", null, { class: "no", "aria-pressed": String(verdict === 2) }),
      action_button("edit", "Edit\u2026", { "aria-pressed": String(verdict === 3) }), action_button("clear", "Clear", { disabled: verdict === 0 }),
      action_button("everywhere", `Same everywhere (${number(change)})\u2026`), action_button("rule", `Whole rule (${number(log.rules.list[rule].edits.length)})\u2026`)),
    element("div", { class: "buttons" }, action_button("previous", "Previous"), action_button("next", "Next"), action_button("next_open", "Next open")),
    steps.length > 1 ? element("p", { class: "steps" }, "Rules: ", steps.slice(0, 20).map((step, at) =>
      element("button", { "data-step": at, "aria-pressed": String(at === app.step) }, log.rules.list[step.rule].id)),
      steps.length > 20 ? ` and ${number(steps.length - 20)} more` : null) : null,
    rule_card(app, rule, steps[app.step]),
  ];
}

function rule_card(app, place, step) {
  const { id, card, edits } = app.log.rules.list[place];
  const [open, accepted, rejected, replaced] = app.decisions.rule_counts[place];
  const reviewed = edits.length - open;
  const [low, high] = wilson(accepted, reviewed);
  const part = (title, ...content) => (content.flat().length ? [element("h4", {}, title), ...content] : []);
  const fix = ([before, after]) => {
    const [head, old, now, tail] = apart(before, after);
    return element("li", {}, shown(head), old && element("del", {}, shown(old)), now && element("ins", {}, shown(now)), shown(tail));
  };
  return element("section", { class: "card" },
    element("h3", {}, id, element("span", { class: "faint" }, ` ${confidences[step.confidence]}`)),
    card?.why ? element("p", {}, visible(card.why)) : null,
    step.why && step.why !== card?.why ? element("p", {}, "Here: ", shown(step.why)) : null,
    element("p", { class: "reviewed" }, `${number(reviewed)} of ${number(edits.length)} reviewed`,
      reviewed ? `; ${number(accepted)} accepted (${percent(accepted / reviewed)}; ${percent(low)} to ${percent(high)})` : "",
      rejected ? `, ${number(rejected)} rejected` : "", replaced ? `, ${number(replaced)} replaced` : ""),
    element("div", { class: "buttons" }, action_button("examples", "As examples\u2026")),
    !card ? element("p", { class: "note" }, "The dictionaries at hand have no card of this rule.") : null,
    card?.description ? element("pre", {}, shown(card.description, true)) : null,
    card?.fixes ? part("Mends", element("ul", { class: "examples" }, card.fixes.map(fix))) : null,
    card?.keeps?.length ? part("Keeps", element("ul", { class: "examples" }, card.keeps.map((text) => element("li", {}, element("bdi", {}, shown(text)))))) : null,
    card?.known_wrong?.length ? part("Known wrong, not mended yet", element("ul", { class: "examples" }, card.known_wrong.map(fix))) : null,
    card?.find ? part("Pattern", element("code", {}, shown(card.find)), element("code", {}, "\u2192 ", shown(card.replace))) : null,
    card?.added ? part("Origin", element("p", {}, [card.from.join(", "), ...card.evidence, `added ${card.added}`].filter(Boolean).map(visible).join("; ")),
      element("p", { class: "note" }, visible(card.written))) : null,
    card && app.log.about.made_with !== app.log.about.dictionaries ? element("p", { class: "note" }, "The log was made with other dictionaries than this card is from.") : null);
}

// The sample: by rule, how many of its edits were right, and between what bounds that lies.
function sample_nodes(app) {
  const form = element("div", { class: "form" },
    element("label", {}, "Edits a rule ", element("input", { id: "sample-size", type: "number", min: "1", max: "10000", value: app.sample?.size ?? 20 })),
    element("label", {}, "Seed ", element("input", { id: "sample-seed", type: "number", min: "0", max: "4294967295", value: app.sample?.seed ?? 1 })),
    element("button", { "data-act": "draw", class: "yes" }, app.filter.is_empty() && !app.filter.within ? "Draw from all edits" : "Draw from the edits shown"),
    app.sample ? element("button", { "data-act": "leave_sample" }, "Leave the sample") : null);
  const intro = element("p", { class: "note" }, "Random edits of each rule, judged one by one, tell how often the rule is right: accept what is right, reject or edit what is not. ",
    "Decisions in bulk do not count. The bounds are Wilson\u2019s, at 95 %.");
  if (!app.sample) return [element("h2", {}, "Sample"), intro, form];
  const by_rule = new Map();
  for (const i of app.sample.edits) {
    const rule = app.log.steps[i][0].rule;
    if (!by_rule.has(rule)) by_rule.set(rule, { rule, drawn: 0, judged: 0, right: 0 });
    const row = by_rule.get(rule);
    ++row.drawn;
    if (!app.decisions.is_judged(i)) continue;
    ++row.judged;
    row.right += app.decisions.verdict[i] === 1;
  }
  const rows = [...by_rule.values()];
  const total = rows.reduce((sum, row) => ({ drawn: sum.drawn + row.drawn, judged: sum.judged + row.judged, right: sum.right + row.right }), { drawn: 0, judged: 0, right: 0 });
  const line = (name, { drawn, judged, right }) => {
    const [low, high] = wilson(right, judged);
    return element("tr", {}, element("th", { scope: "row" }, name), element("td", {}, number(drawn)), element("td", {}, number(judged)), element("td", {}, number(right)),
      element("td", {}, judged ? percent(right / judged) : "\u2013"), element("td", {}, judged ? `${percent(low)} to ${percent(high)}` : "\u2013"), element("td", {}, interval(low, high, judged)));
  };
  return [element("h2", {}, "Sample"), intro, form,
    element("p", {}, `${count_of(total.drawn, "edit")} drawn, ${number(total.judged)} judged. `, element("button", { "data-act": "judge" }, "Judge them, one by one")),
    element("table", {}, element("thead", {}, element("tr", {}, ["Rule", "Drawn", "Judged", "Right", "Precision", "Bounds"].map((title) => element("th", { scope: "col" }, title)), element("td", {}))),
      element("tbody", {}, rows.map((row) => line(element("button", { class: "link", "data-only": "rule", "data-value": row.rule }, app.log.rules.list[row.rule].id), row)), line("all", total)))];
}

function interval(low, high, judged) {
  const out = element("span", { class: "interval", "aria-hidden": "true" }, element("span", {}));
  if (judged) {
    out.firstChild.style.left = `${100 * low}%`;
    out.firstChild.style.width = `${Math.max(1, 100 * (high - low))}%`;
  }
  return out;
}

// A dialog that is gone when it is closed. Gives what it was closed with. `keys`: letters that press a button.
function ask(title, content, buttons) {
  return new Promise((resolve) => {
    // At once, so that the next key finds what was answered; Escape comes as the event.
    const close = (value) => { resolve(value); dialog.close(); };
    const dialog = element("dialog", { "aria-labelledby": "dialog-title" }, element("h2", { id: "dialog-title" }, title), content,
      element("div", { class: "buttons" }, buttons.map(({ value, title: name, key, kind, always }) =>
        element("button", { class: kind, onclick: () => close(value) }, name, key || always ? [" ", element("kbd", { "aria-hidden": "true" }, key || "Ctrl+Enter")] : null))));
    dialog.addEventListener("close", () => { dialog.remove(); resolve(""); });
    dialog.addEventListener("keydown", (event) => {
      event.stopPropagation();
      const typed = event.target.matches("textarea, input:not([type=radio]):not([type=checkbox])");
      const pressed = buttons.find(({ key, always }) => (always && event.ctrlKey && event.key === "Enter") || (!typed && !event.ctrlKey && !event.altKey && !event.metaKey && key && event.key === key));
      if (pressed) { event.preventDefault(); close(pressed.value); }
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

const cancel = { value: "", title: "Cancel", key: "" };
function ask_verdict(title, lines) {
  return ask(title, lines.filter(Boolean).map((line) => element("p", {}, line)), [
    { value: "accept", title: "Accept", key: "a", kind: "yes" }, { value: "reject", title: "Reject", key: "r", kind: "no" },
    { value: "clear", title: "Clear", key: "c" }, cancel]);
}

async function ask_replacement(app, i) {
  const box = element("textarea", { rows: 4, "aria-label": "Replacement", spellcheck: "true" });
  box.value = app.decisions.after(i);
  const seen = element("p", { class: "preview" });
  const show = () => seen.replaceChildren(element("span", { class: "before" }, clipped(app.log.before(i), 500)), element("span", { class: "after" }, clipped(box.value, 500)));
  box.addEventListener("input", show);
  show();
  const everywhere = element("input", { type: "checkbox", disabled: app.view === "changes" });
  everywhere.checked = app.view === "changes";
  const answer = await ask("Replace by", [box, seen, element("label", {}, everywhere, ` the same change everywhere (${number(app.log.changes.list[app.log.change[i]].edits.length)})`)],
    [{ value: "save", title: "Save", key: "", kind: "yes", always: true }, cancel]);
  return answer === "save" ? { text: box.value, everywhere: everywhere.checked } : null;
}

async function show_examples(app) {
  const place = app.rule_of_card();
  const toml = examples_as_toml(app.log, app.decisions, place);
  const box = element("textarea", { rows: 12, readonly: true, "aria-label": "Examples", spellcheck: "false" });
  box.value = toml;
  const note = toml ? "Decisions made one by one, as examples for the rule\u2019s file: read them before they go in. \u2018mtmend test\u2019 runs them."
    : "Nothing of this rule was decided one by one yet, or the page has no articles.";
  const answer = await ask(`Examples of ${app.log.rules.list[place].id}`, [element("p", {}, note), toml ? box : null],
    [...(toml ? [{ value: "copy", title: "Copy", kind: "yes" }] : []), { value: "", title: "Close" }]);
  if (answer === "copy") await (navigator.clipboard?.writeText(toml) ?? Promise.reject()).then(() => app.say("Copied."), () => app.say("The browser does not let this page copy: select the text and copy it."));
}

async function ask_conflicts(app, { added, same, conflicts }) {
  const listed = conflicts.slice(0, 200);
  const what = ({ key }) => {
    const edits = app.decisions.edits_of(key);
    return key[0] === "r" ? `rule ${app.log.rules.list[+key.slice(1)].id}` : edits.length ? brief(app, edits[0]) : "about no edit of this log";
  };
  const word = (decision) => verdicts[decision.verdict] + (decision.verdict === 3 ? ` \u201c${visible(decision.with).slice(0, 80)}\u201d` : "");
  const table = element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Conflicts" }, element("table", {},
    element("thead", {}, element("tr", {}, ["About", "Here", "In the file"].map((title) => element("th", { scope: "col" }, title)))),
    element("tbody", {}, listed.map((each) => element("tr", {}, element("th", { scope: "row" }, what(each)), element("td", {}, word(each.mine)), element("td", {}, word(each.theirs)))))));
  return ask("Import decisions", [
    element("p", {}, `${count_of(added.length, "decision")} new here, ${number(same.length)} the same, ${count_of(conflicts.length, "conflict")}.`),
    conflicts.length ? table : null, conflicts.length > listed.length ? element("p", { class: "note" }, `and ${number(conflicts.length - listed.length)} more`) : null],
  conflicts.length ? [{ value: "mine", title: "Keep what is here", kind: "yes" }, { value: "theirs", title: "Take the file\u2019s" }, cancel] : [{ value: "mine", title: "Import", kind: "yes" }, cancel]);
}

async function show_help(app) {
  const switch_box = element("input", { type: "checkbox" });
  switch_box.checked = app.keys_on;
  const rows = Object.values(actions).filter((action) => action.keys.length).map((action) =>
    element("tr", {}, element("td", {}, action.keys.map((key) => [element("kbd", {}, key.replace("ArrowDown", "\u2193").replace("ArrowUp", "\u2191")), " "])), element("td", {}, action.help ?? action.title)));
  await ask("Keys", [element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "List of keys" }, element("table", { class: "keys" }, element("tbody", {}, rows))),
    element("label", {}, switch_box, " letters are keys"),
    element("p", { class: "note" }, "Struck text goes, underlined text comes. Dotted is proposed and not made. \u25cb marks what the log holds; accept it and it is made. ",
      "Export gives a file for \u2018mtmend clean --decisions\u2019 and \u2018mtmend apply --decisions\u2019.")], [{ value: "", title: "Close", kind: "yes" }]);
  app.keys_on = switch_box.checked;
}
