// The log as columns with an entry for every edit, and what people decided about it. Knows no page. Decisions
// weigh as in pipeline/log/decisions.cpp.

const states = ["applied", "held: not sure enough", "held: overlaps", "held: protected", "held: rejected"];
const confidences = ["safe", "likely", "suggestion"];
const verdicts = ["open", "accept", "reject", "replace"];
const scopes = ["edit", "change", "rule"];
const scope_letters = "ecr"; // the first of a decision's key; "x" for one that is about nothing in this log

// Puts names in a list once each and says where they stand.
class Names {
  list = [];
  places = new Map();
  place(name, make) {
    let place = this.places.get(name);
    if (place === undefined) {
      this.places.set(name, (place = this.list.length));
      this.list.push(make());
    }
    return place;
  }
}

// Reads what the page carries. `blocks`: as pipeline/log/review_page.cpp writes them. O(edits).
class Log {
  constructor(about, blocks) {
    this.about = about;
    this.articles = [];
    let size = 0;
    for (const block of blocks) for (const article of block.articles) size += article.edits.length;
    this.size = size;
    for (const column of ["begin", "end", "line", "article", "change", "name", "group", "first_stage", "first_rule"])
      this[column] = new Int32Array(size);
    this.state = new Uint8Array(size);
    this.confidence = new Uint8Array(size);
    this.after = new Array(size);
    this.steps = new Array(size);
    this.with_steps = []; // edits of several steps
    this.around = new Array(size); // [before, left, right] where the article has no text
    this.rules = new Names();
    this.stages = new Names();
    this.changes = new Names();
    this.names = new Names(); // edits of one article with one fingerprint are decided together
    this.groups = new Names(); // and so are edits of one group
    const cards = new Map(about.cards.map((card) => [card.id, card]));
    let at = 0;
    for (const block of blocks) {
      const steps = block.steps.map((list) => this.read_steps(list, cards));
      for (const article of block.articles) at = this.read_article(article, steps, at);
    }
    this.article_names = this.articles.map((article) => article.name);
    this.stage_names = this.stages.list.map((stage) => stage.id);
    this.rule_names = this.rules.list.map((rule) => rule.id);
  }

  // The first step of each rule: an edit may have thousands.
  read_steps(list, cards) {
    const by_rule = new Map();
    for (const [stage, id, confidence, why] of list) {
      const rule = this.rules.place(id, () => ({ id, card: cards.get(id), edits: [] }));
      if (by_rule.has(rule)) by_rule.get(rule).confidence = Math.max(by_rule.get(rule).confidence, confidence);
      else by_rule.set(rule, { stage: this.stages.place(stage, () => ({ id: stage })), rule, confidence, why, first: confidence });
    }
    return [...by_rule.values()];
  }

  read_article(article, steps, at) {
    const place = this.articles.length;
    const first = at;
    article.edits.sort((a, b) => a[1] - b[1] || a[2] - b[2]); // applied and held ones, in the order of the text
    for (const entry of article.edits) this.read_entry(entry, article, place, steps, at++);
    this.articles.push({ id: article.id, field: article.field, text: article.text, first, last: at,
      passed: article.error || article.skipped, name: article.id + (article.field ? ` (${article.field})` : "") });
    return at;
  }

  read_entry([state, begin, end, line, after, step, fingerprint, change, group, ...around], article, place, steps, i) {
    this.state[i] = state;
    this.begin[i] = begin;
    this.end[i] = end;
    this.line[i] = line;
    this.article[i] = place;
    this.after[i] = after;
    this.steps[i] = steps[step];
    this.first_stage[i] = this.steps[i][0].stage;
    this.first_rule[i] = this.steps[i][0].rule;
    this.around[i] = around;
    this.confidence[i] = this.steps[i][0].confidence;
    this.rules.list[this.first_rule[i]].edits.push(i);
    if (this.steps[i].length > 1) this.read_further_steps(i);
    this.change[i] = this.changes.place(change, () => ({ id: change, edits: [] }));
    this.changes.list[this.change[i]].edits.push(i);
    this.name[i] = this.names.place(`${article.id}\0${fingerprint}`, () => ({ id: article.id, fingerprint, edits: [] }));
    this.names.list[this.name[i]].edits.push(i);
    this.group[i] = group === "" ? -1 : this.groups.place(`${place}\0${group}`, () => ({ name: group, edits: [] }));
    if (group !== "") this.groups.list[this.group[i]].edits.push(i);
  }

  read_further_steps(i) {
    this.with_steps.push(i);
    this.confidence[i] = Math.max(...this.steps[i].map((each) => each.confidence));
    for (const { rule } of this.steps[i].slice(1)) this.rules.list[rule].edits.push(i);
  }

  text(i) { return this.articles[this.article[i]].text; }
  before(i) { return this.text(i) === undefined ? this.around[i][0] : this.text(i).slice(this.begin[i], this.end[i]); }
  left(i, size) {
    return this.text(i) === undefined ? this.around[i][1] : this.text(i).slice(Math.max(0, this.begin[i] - size), this.begin[i]);
  }
  right(i, size) {
    return this.text(i) === undefined ? this.around[i][2] : this.text(i).slice(this.end[i], this.end[i] + size);
  }
  rule(i) { return this.rules.list[this.steps[i][0].rule]; }
}

const key_of_edit = (log, i) => "e" + log.name[i];
const key_of_change = (log, i) => "c" + log.change[i];

// Decisions are values: { scope, verdict, with, order, bulk, at, line }, never changed once made. They stand in a
// map by what they are about, and every change of the map is a step that can be taken back.
class Decisions {
  constructor(log) {
    this.log = log;
    this.by_key = new Map();
    this.order = 0;
    this.done = [];
    this.undone = [];
    this.verdict = new Uint8Array(log.size); // of every edit, by whatever decides it
    this.scope = new Uint8Array(log.size); // and from how far that came
    this.edits_by_verdict = [log.size, 0, 0, 0];
    this.rule_counts = log.rules.list.map(() => [0, 0, 0, 0]);
    for (let i = 0; i < log.size; ++i) this.count_for_rules(i, 0, 1);
  }

  make(scope, verdict, { with: text, bulk = false, line } = {}) {
    return { scope, verdict, with: text, bulk, line, order: ++this.order, at: new Date().toISOString().slice(0, 19) + "Z" };
  }

  // One step: `pairs` of key and decision, or null to take a decision away. `label` tells people what it did. Gives
  // how many decisions it changed; none is no step.
  carry_out(label, pairs) {
    const changes = pairs.map(([key, decision]) => [key, this.by_key.get(key) ?? null, decision]).filter(([, was, now]) => was || now);
    if (changes.length === 0) return 0;
    this.done.push({ label, changes });
    this.undone = [];
    this.put(changes, 2);
    return changes.length;
  }
  undo() { return this.move(this.done, this.undone, 1); }
  redo() { return this.move(this.undone, this.done, 2); }
  move(from, to, side) {
    const step = from.pop();
    if (!step) return null;
    to.push(step);
    this.put(step.changes, side);
    return step;
  }
  put(changes, side) {
    for (const change of changes) {
      if (change[side]) this.by_key.set(change[0], change[side]);
      else this.by_key.delete(change[0]);
    }
    this.settle(changes.map((change) => change[0]));
  }

  edits_of(key) {
    const { names, changes, rules } = this.log;
    const lists = { e: names, c: changes, r: rules };
    return key[0] in lists ? lists[key[0]].list[+key.slice(1)].edits : [];
  }

  // What was decided on an edit by itself: the narrowest scope, in it the latest.
  own(i) {
    const narrow = this.by_key.get("e" + this.log.name[i]) ?? this.by_key.get("c" + this.log.change[i]);
    if (narrow) return narrow;
    let latest = null;
    for (const step of this.log.steps[i]) latest = weightier(latest, this.by_key.get("r" + step.rule) ?? null);
    return latest;
  }
  // And together with its group.
  of(i) {
    const group = this.log.group[i];
    return group < 0 ? this.own(i) : this.of_members(this.log.groups.list[group].edits);
  }
  of_members(members) {
    let weightiest = null;
    for (const member of members) weightiest = weightier(weightiest, this.own(member));
    return weightiest;
  }

  settle(keys) {
    const groups = new Set();
    for (const key of keys)
      for (const i of this.edits_of(key)) {
        if (this.log.group[i] < 0) this.note(i, this.own(i));
        else groups.add(this.log.group[i]);
      }
    for (const group of groups) {
      const members = this.log.groups.list[group].edits;
      const decision = this.of_members(members);
      for (const member of members) this.note(member, decision);
    }
  }
  note(i, decision) {
    const verdict = decision ? decision.verdict : 0;
    this.scope[i] = decision ? decision.scope : 0;
    if (verdict === this.verdict[i]) return;
    this.count_for_rules(i, this.verdict[i], -1);
    this.count_for_rules(i, verdict, 1);
    --this.edits_by_verdict[this.verdict[i]];
    ++this.edits_by_verdict[verdict];
    this.verdict[i] = verdict;
  }
  count_for_rules(i, verdict, by) {
    for (const { rule } of this.log.steps[i]) this.rule_counts[rule][verdict] += by;
  }

  // The text an edit writes now.
  after(i) {
    const decision = this.verdict[i] === 3 ? this.of(i) : null;
    return decision && this.own(i) === decision ? decision.with : this.log.after[i];
  }
  // True where a person has looked at this very edit.
  is_judged(i) {
    const decision = this.by_key.get("e" + this.log.name[i]);
    return decision !== undefined && !decision.bulk;
  }
  in_order() { return [...this.by_key].sort((a, b) => a[1].order - b[1].order); }
}

function weightier(a, b) {
  if (!a || !b) return a || b;
  const b_outweighs = a.scope !== b.scope ? b.scope < a.scope : b.order > a.order;
  return b_outweighs ? b : a;
}
