// How texts, edits and lists of them become elements. Text goes in as text nodes only.

function element(tag, attributes, ...children) {
  const out = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name.startsWith("on")) out.addEventListener(name.slice(2), value);
    else if (value === true) out.setAttribute(name, "");
    else if (value !== false && value !== undefined) out.setAttribute(name, value);
  }
  for (const child of children.flat(2)) if (child !== null && child !== undefined) out.append(child);
  return out;
}
const find = (id) => document.getElementById(id);
const number = new Intl.NumberFormat("en").format;
const count_of = (value, word) => `${number(value)} ${word}${value === 1 ? "" : "s"}`;
const percent = (value) => `${Math.round(value * 1000) / 10} %`;

// Controls, and characters without width or with a say in the direction of writing (log/render_words.cpp).
const unseen = /[\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]|[\udb40-\udb43][\udc00-\udfff]/g;
const unseen_as_text = (c) => (c === "\n" ? "\u23ce" : c === "\t" ? " " : `<U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}>`);

const visible = (text) => text.replace(unseen, unseen_as_text);

// The same as nodes, with what was unseen set apart; line breaks stay where `keep_lines` says so.
function shown(text, keep_lines = false) {
  const out = [];
  let at = 0;
  for (const match of text.matchAll(unseen)) {
    if (match[0] === "\t" || (keep_lines && match[0] === "\n")) continue;
    if (match.index > at) out.push(text.slice(at, match.index));
    out.push(element("span", { class: "unseen" }, unseen_as_text(match[0])));
    at = match.index + match[0].length;
  }
  if (at < text.length) out.push(text.slice(at));
  return out;
}

// Long texts lose their middle; code points stay whole.
function clipped(text, size) {
  if (text.length <= size) return shown(text);
  const head = text.slice(0, Math.ceil(size * 0.7)).replace(/[\ud800-\udbff]$/, "");
  const tail = text.slice(-Math.floor(size * 0.3)).replace(/^[\udc00-\udfff]/, "");
  const left_out = text.length - head.length - tail.length;
  return [...shown(head), element("span", { class: "clip" }, ` \u2026 ${number(left_out)} more \u2026 `), ...shown(tail)];
}

const beginning = (text) => visible(text.slice(0, 80)) + (text.length > 80 ? "\u2026" : "");
const brief = (app, i) => `${beginning(app.log.before(i))} \u2192 ${beginning(app.decisions.after(i)) || "(deleted)"}`;

const marks = ["", "\u2713", "\u2717", "\u270e"];
const mark_words = ["open", "accepted", "rejected", "replaced"];

function mark_of(app, i) {
  const verdict = app.decisions.verdict[i];
  const held = app.log.state[i] > 0;
  return element("span", { class: "mark", "data-verdict": verdict },
    element("span", { "aria-hidden": "true" }, verdict ? marks[verdict] : held ? "\u25cb" : "\u00b7"),
    element("span", { class: "aside" }, `${mark_words[verdict]}${held ? ", held" : ""}: `));
}

// Whether an edit is to be made as far as its own decision goes; another may still take its place.
const is_wanted = (app, i) => (app.decisions.verdict[i] ? app.decisions.verdict[i] !== 2 : app.log.state[i] === 0);

// What an edit does: struck and underlined where it is made, dotted where it is only proposed.
function change_nodes(app, i, size) {
  const before = app.log.before(i);
  const after = app.decisions.after(i);
  const [old_tag, new_tag] = is_wanted(app, i) ? ["del", "ins"] : ["s", "u"];
  const out = element("bdi", { class: is_wanted(app, i) ? "change" : "change unmade" });
  if (before !== "") out.append(element(old_tag === "s" ? "span" : old_tag, { class: "before" }, clipped(before, size)));
  if (after !== "") out.append(element(new_tag === "u" ? "span" : new_tag, { class: "after" }, clipped(after, size)));
  else if (new_tag === "u") out.append(element("span", { class: "after" }, "(deleted)"));
  return out;
}

function context_line(app, i, size) {
  return [
    element("span", { class: "left" }, element("bdi", {}, shown(app.log.left(i, size)))),
    element("span", { class: "right" }, change_nodes(app, i, 90), element("bdi", {}, shown(app.log.right(i, size)))),
  ];
}

// Two texts as [what both begin with, the one, the other, what both end with], in whole words.
function apart(before, after) {
  const word_break = /\s/;
  let head = 0;
  while (head < Math.min(before.length, after.length) && before[head] === after[head]) ++head;
  while (head > 0 && !word_break.test(before[head - 1])) --head;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) ++tail;
  while (tail > 0 && !word_break.test(before.at(-tail))) --tail;
  return [before.slice(0, head), before.slice(head, before.length - tail), after.slice(head, after.length - tail), before.slice(before.length - tail)];
}

function edit_row(app, i) {
  return [mark_of(app, i), ...context_line(app, i, 70), element("span", { class: "rule" }, app.log.rule(i).id)];
}

// A change wherever it stands: how often, what became of it, and two examples.
function change_row(app, { change, edits }) {
  const counts = [0, 0, 0, 0];
  for (const i of edits) ++counts[app.decisions.verdict[i]];
  const decided = counts.map((count, verdict) => (verdict && count ? `${number(count)} ${mark_words[verdict]}` : "")).filter(Boolean);
  const all = app.log.changes.list[change].edits.length;
  return [
    element("div", { class: "head" },
      element("span", { class: "times" }, `${number(edits.length)}\u00d7`),
      change_nodes(app, edits[0], 90),
      element("span", { class: "rule" }, app.log.rule(edits[0]).id),
      element("span", { class: "decided" },
        [all > edits.length ? `of ${number(all)} in the log` : "", decided.join(", ") || "open"].filter(Boolean).join("; "))),
    edits.slice(0, 2).map((i) => element("div", { class: "example" }, mark_of(app, i), context_line(app, i, 70))),
  ];
}

// A list of any length of which only what is in sight has elements. Rows are of one height. `box` is a listbox:
// it has the focus, and aria-activedescendant names the row that has the cursor.
class VirtualList {
  constructor(box, { height, row, choose, open }) {
    this.box = box;
    this.height_in_rem = height;
    this.row = row;
    this.count = 0;
    this.cursor = 0;
    this.rows = new Map();
    this.spacer = element("div", { class: "spacer", role: "presentation" });
    box.replaceChildren(this.spacer);
    box.addEventListener("scroll", () => this.paint());
    new ResizeObserver(() => this.paint()).observe(box);
    const place = (event) => event.target.closest?.("[data-place]");
    box.addEventListener("click", (event) => place(event) && choose(+place(event).dataset.place));
    box.addEventListener("dblclick", (event) => place(event) && open(+place(event).dataset.place));
  }
  get height() { return this.height_in_rem * parseFloat(getComputedStyle(document.documentElement).fontSize); }

  set(count, cursor) {
    this.count = count;
    this.renew(cursor);
  }
  // Draws all rows in sight anew.
  renew(cursor = this.cursor) {
    this.cursor = cursor;
    for (const row of this.rows.values()) row.remove();
    this.rows.clear();
    this.spacer.style.height = `${this.count * this.height}px`;
    this.show();
  }
  // Brings the cursor's row into sight.
  show() {
    const { height, box } = this;
    const top = this.cursor * height;
    if (box.clientHeight > 0) {
      if (top < box.scrollTop + height) box.scrollTop = Math.max(0, top - height);
      else if (top + 2 * height > box.scrollTop + box.clientHeight) box.scrollTop = top + 2 * height - box.clientHeight;
    }
    this.paint();
  }
  paint() {
    const { height, box } = this;
    const first = Math.max(0, Math.floor(box.scrollTop / height) - 4);
    const last = Math.min(this.count, Math.ceil((box.scrollTop + box.clientHeight) / height) + 4);
    for (const [place, row] of this.rows)
      if (place < first || place >= last) {
        row.remove();
        this.rows.delete(place);
      }
    for (let place = first; place < last; ++place) if (!this.rows.has(place)) this.add(place, height);
    for (const [place, row] of this.rows) row.setAttribute("aria-selected", String(place === this.cursor));
    if (this.rows.has(this.cursor)) box.setAttribute("aria-activedescendant", `${box.id}-${this.cursor}`);
    else box.removeAttribute("aria-activedescendant");
  }
  add(place, height) {
    const row = element("div", { class: "row", role: "option", id: `${this.box.id}-${place}`, "data-place": place,
      "aria-posinset": place + 1, "aria-setsize": this.count }, this.row(place));
    row.style.top = `${place * height}px`;
    this.rows.set(place, row);
    this.spacer.append(row);
  }
}

// The article around `current`, with its edits in place: [lo, hi) of its text, as far as `reach` characters.
function article_nodes(app, current, reach) {
  const { log, decisions } = app;
  const article = log.article[current];
  const { text, first, last } = log.articles[article];
  if (text === undefined) return fragments(app, first, last, current);
  const lo = clean_cut(text, log.begin[current] - reach);
  const hi = clean_cut(text, log.end[current] + reach);
  const items = shown_items(app, article, lo, hi);
  const out = [];
  if (lo > 0) out.push(element("button", { class: "more", "data-act": "reach" }, `Show more before this (${number(lo)} characters)`));
  let at = lo;
  for (const item of items) {
    out.push(shown(text.slice(at, item.begin), true), inline_edit(app, item, current));
    at = item.end;
  }
  out.push(shown(text.slice(at, Math.max(at, hi)), true));
  if (hi < text.length) out.push(element("button", { class: "more", "data-act": "reach" }, `Show more after this (${number(text.length - hi)} characters)`));
  return out;
}

// A place not within a surrogate pair, at a line break if there is one near.
function clean_cut(text, at) {
  if (at <= 0) return 0;
  if (at >= text.length) return text.length;
  const feed = text.lastIndexOf("\n", at);
  if (feed > at - 400 && feed >= 0) return feed + 1;
  return /[\udc00-\udfff]/.test(text[at]) ? at - 1 : at;
}

// The edits of a range that can stand side by side: those that are made, then others where there is room; the rest
// go with the item that is in their way.
function shown_items(app, article, lo, hi) {
  const { log } = app;
  const { first, last } = log.articles[article];
  const made = app.made_in(article);
  const is_made = new Set(made.map((entry) => entry.i));
  const taken = new TakenSpans();
  const items = [];
  const others = [];
  const candidates = [...made.map((entry) => entry.i)];
  for (let i = first; i < last; ++i) if (!is_made.has(i)) candidates.push(i);
  for (const i of candidates) {
    if (log.end[i] < lo || log.begin[i] > hi || log.begin[i] < lo || log.end[i] > hi) continue;
    if (taken.take(log.begin[i], log.end[i])) items.push({ i, begin: log.begin[i], end: log.end[i], made: is_made.has(i), under: [] });
    else others.push(i);
  }
  items.sort((a, b) => a.begin - b.begin || a.end - b.end);
  for (const i of others.slice(0, 2000)) {
    const host = items.find((item) => item.end >= log.begin[i] && item.begin <= log.end[i]);
    if (host) host.under.push(i);
  }
  return items;
}

function inline_edit(app, { i, made, under }, current) {
  const before = app.log.before(i);
  const after = app.decisions.after(i);
  const verdict = app.decisions.verdict[i];
  const out = element("span", { class: made ? "edit" : "edit unmade", role: "button", tabindex: "-1", "data-edit": i,
    "data-verdict": verdict, "aria-current": String(i === current) });
  if (before !== "") out.append(element(made ? "del" : "span", { class: "before" }, clipped(before, 3000)));
  if (after !== "") out.append(element(made ? "ins" : "span", { class: "after" }, clipped(after, 3000)));
  else if (!made) out.append(element("span", { class: "after" }, "(deleted)"));
  if (verdict) out.append(element("sup", {}, element("span", { "aria-hidden": "true" }, marks[verdict]), element("span", { class: "aside" }, mark_words[verdict])));
  const markers = under.slice(0, 9).map((other) =>
    element("sup", { class: "under", role: "button", tabindex: "-1", "data-edit": other, "aria-current": String(other === current),
      "aria-label": `also proposed here: ${brief(app, other)}`, title: brief(app, other) }, "+"));
  return [out, ...markers];
}

// Without the article: its edits with what the log has around them.
function fragments(app, first, last, current) {
  const out = [element("p", { class: "note" }, "The page was made without --source: only what the log has around the edits is here.")];
  const from = Math.max(first, current - 100);
  for (let i = from; i < Math.min(last, from + 300); ++i)
    out.push(element("p", {}, shown(app.log.left(i)), inline_edit(app, { i, made: is_wanted(app, i), under: [] }, current), shown(app.log.right(i))));
  return out;
}
