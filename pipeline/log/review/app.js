// The page itself: what is on it now, and what is kept in the browser.

class App {
  constructor(log) {
    this.log = log;
    this.decisions = new Decisions(log);
    this.filter = new Filter(log, this.decisions);
    this.view = "overview";
    this.order = "log";
    this.at = 0; // in the list
    this.group_at = 0; // in the list by change
    this.step = 0; // whose card is shown
    this.reach = 6000; // of the article around the edit
    this.shows_result = false;
    this.sample = null;
    this.keys_on = true;
    this.whole_facets = new Set();
    this.closed_facets = new Set();
    this.made = new Map();
    this.edits_list = new VirtualList(find("edits"), { height: 1.75, row: (at) => edit_row(this, this.list[at]),
      choose: (at) => this.go(at), open: () => act("article") });
    this.changes_list = new VirtualList(find("changes"), { height: 4.75, row: (at) => change_row(this, this.groups[at]),
      choose: (at) => this.go(at), open: () => act("open") });
  }

  current() { return this.view === "changes" ? this.groups[this.group_at]?.edits[0] : this.list[this.at]; }
  rule_of_card() { return this.log.steps[this.current()][this.step].rule; }
  made_in(article) {
    if (!this.made.has(article)) this.made.set(article, made_edits(this.log, this.decisions, article));
    return this.made.get(article);
  }

  // Filters anew; the cursor stays on its edit where that is still shown.
  refilter() {
    const was = this.list && this.current();
    const { edits, counts } = this.filter.run();
    const { compare } = orders[this.order];
    this.list = compare ? edits.sort(compare(this.log)) : edits;
    this.groups = changes_of(this.log, this.list);
    this.at = Math.max(0, this.list.indexOf(was));
    this.group_at = Math.max(0, this.groups.findIndex((group) => group.change === this.log.change[was]));
    this.step = 0;
    find("facets").replaceChildren(...facet_nodes(this, counts));
    this.edits_list.set(this.list.length, this.at);
    this.changes_list.set(this.groups.length, this.group_at);
    this.show_all();
  }
  recount() { find("facets").replaceChildren(...facet_nodes(this, this.filter.run().counts)); }

  go(at) {
    const size = this.view === "changes" ? this.groups.length : this.list.length;
    const place = Math.max(0, Math.min(at, size - 1));
    if (this.view === "changes") this.group_at = place;
    else this.at = place;
    this.step = 0;
    const list = this.view === "changes" ? this.changes_list : this.edits_list;
    list.cursor = place;
    list.show();
    this.show_current();
  }
  place() { return this.view === "changes" ? this.group_at : this.at; }
  go_to_edit(i) {
    const at = this.list.indexOf(i);
    if (at >= 0 && this.view !== "changes") this.go(at);
  }

  show_view(view) {
    const i = this.list && this.current();
    this.view = view;
    document.body.dataset.view = view;
    for (const button of document.querySelectorAll("[data-view]"))
      if (button.tagName === "BUTTON") button.setAttribute("aria-pressed", String(button.dataset.view === view));
    if (i !== undefined && view === "changes") this.group_at = Math.max(0, this.groups.findIndex((group) => group.change === this.log.change[i]));
    else if (i !== undefined) this.at = Math.max(0, this.list.indexOf(i));
    this.edits_list.renew(this.at);
    this.changes_list.renew(this.group_at);
    this.show_all();
    find(view).focus({ preventScroll: true });
  }

  show_all() {
    find("shown").textContent = this.list.length === this.log.size ? count_of(this.log.size, "edit") : `${number(this.list.length)} of ${count_of(this.log.size, "edit")}`;
    find("bulk").replaceChildren(`Decide all ${number(this.list.length)}\u2026 `, key_of("bulk"));
    find("bulk").disabled = this.list.length === 0;
    find("chips").replaceChildren(...this.chips());
    find("search").value = this.filter.text;
    if (this.view === "overview") find("overview").replaceChildren(...overview_nodes(this).filter(Boolean));
    this.show_current();
  }
  chips() {
    const chip = (label, attributes) => element("button", { class: "chip", ...attributes, "aria-label": `Remove filter: ${label}` }, label, " \u00d7");
    const out = facets.flatMap((facet) => [...this.filter.chosen[facet.name]].map((value) =>
      chip(value_label(this, facet, value), { "data-facet": facet.name, "data-value": value })));
    if (this.filter.text) out.push(chip(`\u201c${visible(this.filter.text)}\u201d`, { "data-act": "clear_search" }));
    if (this.filter.within) out.push(chip("the sample", { "data-act": "leave_sample" }));
    if (out.length > 1) out.push(element("button", { "data-act": "clear_filters" }, "Clear all"));
    return out;
  }

  // What depends on the cursor and on decisions about it.
  show_current() {
    const kept = document.activeElement?.closest("#details") && document.activeElement.dataset.act;
    find("details").replaceChildren(...details_nodes(this).filter(Boolean));
    if (kept) find("details").querySelector(`[data-act="${kept}"]`)?.focus();
    const decided = this.log.size - this.decisions.edits_by_verdict[0];
    find("progress-bar").value = this.log.size ? decided / this.log.size : 0;
    find("progress-text").textContent = `${number(decided)} of ${number(this.log.size)} decided`;
    this.disable("undo", this.decisions.done.length === 0);
    this.disable("redo", this.decisions.undone.length === 0);
    if (this.view === "article") this.show_article();
    if (this.view === "sample") find("sample").replaceChildren(...sample_nodes(this).filter(Boolean));
  }
  disable(name, is_disabled) {
    for (const button of document.querySelectorAll(`#top [data-act="${name}"]`)) button.disabled = is_disabled;
  }

  show_article() {
    const i = this.current();
    find("result-switch").setAttribute("aria-pressed", String(this.shows_result));
    const box = find("article");
    if (i === undefined) return box.replaceChildren();
    const article = this.log.article[i];
    const title = element("h2", {}, visible(this.log.articles[article].name));
    if (this.shows_result && this.log.text(i) !== undefined) {
      box.replaceChildren(title, element("div", { class: "text", id: "result" }, shown(result_text(this.log, this.decisions, article), true)));
      return;
    }
    const same = this.article_drawn === article;
    const scrolled = box.scrollTop;
    box.replaceChildren(title, element("div", { class: "text" }, article_nodes(this, i, this.reach)));
    this.article_drawn = article;
    if (same) box.scrollTop = scrolled;
    box.querySelector('[aria-current="true"]')?.scrollIntoView({ block: same ? "nearest" : "center" });
  }

  // Carries out one step and shows what came of it.
  decide(label, pairs) {
    if (pairs.length === 0) return;
    if (this.decisions.carry_out(label, pairs)) this.show_decided(label);
    else this.say("There was no such decision to take back.");
  }
  show_decided(label) {
    this.made.clear();
    this.say(label);
    (this.view === "changes" ? this.changes_list : this.edits_list).renew(this.place());
    this.show_current();
    this.later("recount", 300, () => this.recount());
    this.later("save", 600, () => this.save());
  }
  say(text) { find("said").textContent = text; }
  later(name, milliseconds, run) {
    this.timers ??= {};
    clearTimeout(this.timers[name]);
    this.timers[name] = setTimeout(run, milliseconds);
  }

  // On the edit with the cursor, or in the list by change on its change; then on to the next.
  decide_here(verdict) {
    const i = this.current();
    if (i === undefined) return;
    if (this.view === "changes") return this.decide_everywhere(verdict);
    this.decide(`${mark_words[verdict]}: ${brief(this, i)}`, [[key_of_edit(this.log, i), this.decisions.make(0, verdict)]]);
    this.go(this.place() + 1);
  }
  decide_everywhere(verdict, text) {
    const i = this.current();
    const edits = this.log.changes.list[this.log.change[i]].edits;
    const pairs = [[key_of_change(this.log, i), verdict ? this.decisions.make(1, verdict, { with: text }) : null]];
    if (this.decisions.by_key.has(key_of_edit(this.log, i))) pairs.push([key_of_edit(this.log, i), null]);
    this.decide(`${mark_words[verdict]} everywhere, ${count_of(edits.length, "edit")}: ${brief(this, i)}`, pairs);
    this.go(this.place() + 1);
  }
  decided_by_narrower(edits, scope) {
    let found = 0;
    for (const i of edits) if (this.decisions.verdict[i] && this.decisions.scope[i] < scope) ++found;
    return found;
  }

  save() {
    const sample = this.sample && { size: this.sample.size, seed: this.sample.seed, edits: [...this.sample.edits] };
    this.is_kept = keep(this.log.about.hash, JSON.stringify({ decisions: rows_to_keep(this.decisions), sample, keys_on: this.keys_on }));
    if (!this.is_kept) this.say("This browser keeps nothing for this page: export before you close it.");
  }
  restore() {
    const saved = kept(this.log.about.hash);
    if (!saved) return;
    const { decisions, sample, keys_on } = JSON.parse(saved);
    this.decisions.carry_out("", pairs_of_kept(this.decisions, decisions));
    this.decisions.done = [];
    this.keys_on = keys_on;
    this.sample = sample;
    if (sample) this.filter.within = sample.edits;
  }
}

// The browser's store, which may be closed to this page.
function keep(name, text) {
  try {
    localStorage.setItem(`mtmend-review ${name}`, text);
    return true;
  } catch {
    return false;
  }
}
function kept(name) {
  try {
    return localStorage.getItem(`mtmend-review ${name}`);
  } catch {
    return null;
  }
}

const themes = ["auto", "light", "dark"];
function set_theme(theme) {
  document.documentElement.dataset.theme = theme;
  find("theme").textContent = `Theme: ${theme}`;
}
