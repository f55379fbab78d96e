// The log as columns with an entry for every edit, what people decided, and what comes of it. Knows no page.
// Decisions weigh and edits get their places as in pipeline/log/decisions.cpp: what is shown here is what
// `mtmend apply --decisions` writes.

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

  read_steps(list, cards) {
    return list.map(([stage, id, confidence, why]) => ({
      stage: this.stages.place(stage, () => ({ id: stage })),
      rule: this.rules.place(id, () => ({ id, card: cards.get(id), edits: [] })),
      confidence,
      why,
    }));
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
    const rules = new Set(this.steps[i].map((each) => each.rule));
    rules.delete(this.first_rule[i]);
    for (const rule of rules) this.rules.list[rule].edits.push(i);
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
    const steps = this.log.steps[i];
    if (steps.length === 1) this.rule_counts[steps[0].rule][verdict] += by;
    else for (const rule of new Set(steps.map((step) => step.rule))) this.rule_counts[rule][verdict] += by;
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

const utf8 = new TextEncoder();
// Texts in the order of their bytes.
function compare_texts(a, b) {
  if (a === b) return 0;
  const x = utf8.encode(a);
  const y = utf8.encode(b);
  for (let i = 0; i < Math.min(x.length, y.length); ++i) if (x[i] !== y[i]) return x[i] - y[i];
  return x.length - y.length;
}

// The spans that are taken in one text; who comes first is served first (edit/taken_spans.hpp).
class TakenSpans {
  begins = [];
  ends = [];
  place_of(begin, end) {
    let low = 0;
    let high = this.begins.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.begins[middle] < begin || (this.begins[middle] === begin && this.ends[middle] < end)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
  is_free(begin, end) {
    const conflicts = (i) =>
      (this.begins[i] < end && begin < this.ends[i]) ||
      (begin === end && this.begins[i] === begin && this.ends[i] === end);
    const at = this.place_of(begin, end);
    for (let i = at; i < this.begins.length && this.begins[i] <= end; ++i) {
      if (conflicts(i)) return false;
      if (this.begins[i] > begin) break;
    }
    return at === 0 || !conflicts(at - 1);
  }
  take(begin, end) {
    if (!this.is_free(begin, end)) return false;
    const at = this.place_of(begin, end);
    this.begins.splice(at, 0, begin);
    this.ends.splice(at, 0, end);
    return true;
  }
}

// Which edits of an article have others in their way, or stand or fall with others; by their place behind the first.
function crowded_edits(log, article) {
  const { first, last } = log.articles[article];
  const crowded = new Uint8Array(last - first);
  for (let i = first; i < last;) {
    let next = i + 1; // behind a run of edits that overlap or begin at one place
    for (let reach = log.end[i]; next < last && (log.begin[next] < reach || log.begin[next] === log.begin[next - 1]); ++next)
      reach = Math.max(reach, log.end[next]);
    if (next > i + 1 || log.group[i] >= 0) crowded.fill(1, i - first, next - first);
    i = next;
  }
  return crowded;
}

// Which edits of an article are made, as of now, in the order of the text: [{ i, begin, end, after }]. O(n), and
// O(m log m) in those that are crowded.
function made_edits(log, decisions, article) {
  const { first, last } = log.articles[article];
  const crowded = (log.articles[article].crowded ??= crowded_edits(log, article));
  const groups = new Map();
  const made = [];
  for (let i = first; i < last; ++i) {
    const decision = decisions.of(i);
    const applies = decision ? decision.verdict !== 2 : log.state[i] === 0;
    const entry = { i, begin: log.begin[i], end: log.end[i], after: decisions.after(i), step: log.steps[i][0], decision, applies };
    if (!crowded[i - first]) {
      if (applies && entry.after !== log.before(i)) made.push(entry);
      continue;
    }
    entry.size = utf8.encode(log.before(i)).length;
    const key = log.group[i] < 0 ? `-${i}` : log.group[i];
    if (groups.has(key)) groups.get(key).push(entry);
    else groups.set(key, [entry]);
  }
  const rank = (a, b) =>
    b.size - a.size || a.step.confidence - b.step.confidence || a.begin - b.begin ||
    compare_texts(log.rules.list[a.step.rule].id, log.rules.list[b.step.rule].id) || compare_texts(a.after, b.after) ||
    compare_texts(log.groups.list[log.group[a.i]]?.name ?? "", log.groups.list[log.group[b.i]]?.name ?? "");
  const in_turn = [...groups.values()];
  for (const group of in_turn) group.sort(rank);
  in_turn.sort(([a], [b]) => {
    if (!a.decision !== !b.decision) return a.decision ? -1 : 1;
    if (a.decision !== b.decision) return weightier(a.decision, b.decision) === a.decision ? -1 : 1;
    return rank(a, b);
  });
  const taken = new TakenSpans();
  for (const group of in_turn) {
    const free = group.every((entry) => !entry.applies || taken.is_free(entry.begin, entry.end));
    for (const entry of group)
      if (entry.applies && free && taken.take(entry.begin, entry.end) && entry.after !== log.before(entry.i)) made.push(entry);
  }
  return made.sort((a, b) => a.begin - b.begin || a.end - b.end);
}

// The article as `mtmend apply --decisions` writes it.
function result_text(log, decisions, article) {
  const text = log.articles[article].text;
  let out = "";
  let at = 0;
  for (const { begin, end, after } of made_edits(log, decisions, article)) {
    out += text.slice(at, begin) + after;
    at = end;
  }
  return out + text.slice(at);
}

// Decisions as JSON Lines (decisions.schema.json), in the order in which they were made.
function export_lines(log, decisions) {
  return decisions.in_order().map(([key, decision]) => JSON.stringify(line_of(log, key, decision)) + "\n").join("");
}

function line_of(log, key, decision) {
  const line = { schema: "mtmend-decision/1", scope: scopes[decision.scope], verdict: verdicts[decision.verdict] };
  if (decision.line) return decision.line; // about nothing here: as it came
  const place = +key.slice(1);
  if (key[0] === "r") line.rule = log.rules.list[place].id;
  else {
    const about = key[0] === "e" ? log.names.list[place] : log.changes.list[place];
    if (key[0] === "e") Object.assign(line, { id: about.id, fingerprint: about.fingerprint });
    else line.change_id = about.id;
    const i = about.edits[0];
    Object.assign(line, { rule: log.rule(i).id, before: log.before(i), after: log.after[i] });
  }
  if (decision.verdict === 3) line.with = decision.with;
  if (decision.bulk) line.note = "bulk";
  if (decision.at) line.at = decision.at;
  return line;
}

// Decisions as rows to keep, those made together in one: [scope, verdict, bulk, at, with, line, keys].
function rows_to_keep(decisions) {
  const rows = [];
  let last = null;
  for (const [key, decision] of decisions.in_order()) {
    const together = last && !decision.line && ["scope", "verdict", "bulk", "at", "with", "line"].every((name) => last[name] === decision[name]);
    if (together) rows.at(-1)[6].push(key);
    else rows.push([decision.scope, decision.verdict, +decision.bulk, decision.at, decision.with, decision.line, [key]]);
    last = decision;
  }
  return rows;
}
function pairs_of_kept(decisions, rows) {
  return rows.flatMap(([scope, verdict, bulk, at, text, line, keys]) => keys.map((key) =>
    [key, { scope, verdict, bulk: bulk === 1, at: at ?? undefined, with: text ?? undefined, line: line ?? undefined, order: ++decisions.order }]));
}

// Where the sentence around an edit begins and ends; at most 300 characters either side.
function sentence_around(log, i) {
  const text = log.text(i);
  const from = Math.max(0, log.begin[i] - 300);
  const before = text.slice(from, log.begin[i]);
  const begin = Math.max(before.lastIndexOf("\n") + 1, ...[...before.matchAll(/[.!?]["'\u201d\u2019)]?\s+(?=\S)/g)].map((match) => match.index + match[0].length));
  const rest = text.slice(log.end[i], log.end[i] + 300);
  const end = rest.search(/[.!?]["'\u201d\u2019)]?(\s|$)|\n/);
  const stop = end < 0 ? rest.length : end + (rest[end] === "\n" ? 0 : /^[.!?]["'\u201d\u2019)]?/.exec(rest.slice(end))[0].length);
  return [from + begin, log.end[i] + stop];
}

// What was decided one by one about a rule, as examples for its file: the sentence of a rejected edit is to be
// kept, that of an accepted or replaced one to be mended. Other edits of the sentence are made in it.
function examples_as_toml(log, decisions, rule, most = 200) {
  const quoted = (text) => JSON.stringify(text).replace(/\u007f/g, "\\u007F");
  const made = new Map();
  const fixes = [];
  const keeps = [];
  for (const i of log.rules.list[rule].edits) {
    if (!decisions.is_judged(i) || log.text(i) === undefined || fixes.length + keeps.length >= most) continue;
    const article = log.article[i];
    if (!made.has(article)) made.set(article, made_edits(log, decisions, article));
    const [begin, end] = sentence_around(log, i);
    const others = made.get(article).filter((entry) => entry.i !== i && entry.begin >= begin && entry.end <= end && (entry.end <= log.begin[i] || entry.begin >= log.end[i]));
    const with_text = (own) => {
      const all = [...others, { begin: log.begin[i], end: log.end[i], after: own }].sort((a, b) => a.begin - b.begin || a.end - b.end);
      let out = "";
      let at = begin;
      for (const entry of all) {
        out += log.text(i).slice(at, entry.begin) + entry.after;
        at = entry.end;
      }
      return quoted(out + log.text(i).slice(at, end));
    };
    if (decisions.verdict[i] === 2) keeps.push(with_text(log.before(i)));
    else fixes.push(`[${with_text(log.before(i))}, ${with_text(decisions.after(i))}]`);
  }
  const list = (name, items) => (items.length ? `${name} = [\n${items.map((item) => `    ${item},\n`).join("")}]\n` : "");
  return list("fixes", [...new Set(fixes)]) + list("keeps", [...new Set(keeps)]);
}

const decision_members = ["schema", "scope", "verdict", "id", "fingerprint", "rule", "before", "after", "with", "note", "by", "at", "change_id"];
const needed_for = { edit: ["id", "fingerprint"], change: ["change_id"], rule: ["rule"] };

// One line of a decisions file, or an Error that says what is wrong with it.
function parse_decision(json) {
  const line = JSON.parse(json);
  if (typeof line !== "object" || line === null || Array.isArray(line)) throw new Error("is not an object");
  if (line.schema !== "mtmend-decision/1") throw new Error("schema: is not mtmend-decision/1");
  for (const [name, value] of Object.entries(line)) {
    if (!decision_members.includes(name)) throw new Error(`${name}: is not a member of a decision`);
    if (typeof value !== "string") throw new Error(`${name}: is not a string`);
  }
  if (!scopes.includes(line.scope)) throw new Error("scope: is not one of edit, change, rule");
  if (verdicts.indexOf(line.verdict) < 1) throw new Error("verdict: is not one of accept, reject, replace");
  if (line.verdict === "replace" && line.scope === "rule") throw new Error("verdict: replace is not for a rule");
  for (const name of line.verdict === "replace" ? [...needed_for[line.scope], "with"] : needed_for[line.scope])
    if (line[name] === undefined) throw new Error(`${name}: is missing`);
  return line;
}

// What a decisions file would do here: { added, same, conflicts } as lists of { key, theirs, mine }, where
// `theirs` is a decision to carry out. Throws an Error with the line.
function compare_import(log, decisions, text) {
  const found = new Map();
  text.split("\n").forEach((json, number) => {
    if (json.trim() === "") return;
    let line;
    try {
      line = parse_decision(json);
    } catch (error) {
      throw new Error(`line ${number + 1}: ${error.message}; mend the line, or take it out`);
    }
    const key = key_of_line(log, line);
    found.delete(key); // the later line wins, in its own place
    found.set(key, { key, line, number, mine: decisions.by_key.get(key) });
  });
  const out = { added: [], same: [], conflicts: [] };
  for (const each of found.values()) {
    const verdict = verdicts.indexOf(each.line.verdict);
    const text = verdict === 3 ? each.line.with : undefined;
    each.theirs = { scope: scopes.indexOf(each.line.scope), verdict, with: text, bulk: each.line.note === "bulk",
      at: each.line.at, line: each.key[0] === "x" ? each.line : undefined };
    if (!each.mine) out.added.push(each);
    else if (each.mine.verdict === verdict && each.mine.with === text) out.same.push(each);
    else out.conflicts.push(each);
  }
  return out;
}

function key_of_line(log, line) {
  const [names, name] = { edit: [log.names, `${line.id}\0${line.fingerprint}`], change: [log.changes, line.change_id],
    rule: [log.rules, line.rule] }[line.scope];
  const place = names.places.get(name);
  return place === undefined ? `x${line.scope}\0${name}` : scope_letters[scopes.indexOf(line.scope)] + place;
}

// Precision of which `right` of `judged` were right: [low, high] of Wilson's interval at 95 %.
function wilson(right, judged) {
  if (judged === 0) return [0, 1];
  const z = 1.959964;
  const share = right / judged;
  const middle = (share + (z * z) / (2 * judged)) / (1 + (z * z) / judged);
  const half = (z / (1 + (z * z) / judged)) * Math.sqrt((share * (1 - share)) / judged + (z * z) / (4 * judged * judged));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}

// Up to `size` edits of each rule out of `edits`, the same for the same seed.
function draw_sample(log, edits, size, seed) {
  let state = seed >>> 0;
  const random = () => { // mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const by_rule = new Map();
  for (const i of edits) {
    const rule = log.steps[i][0].rule;
    if (by_rule.has(rule)) by_rule.get(rule).push(i);
    else by_rule.set(rule, [i]);
  }
  const drawn = [];
  for (const list of by_rule.values())
    for (let n = 0; n < Math.min(size, list.length); ++n) {
      const pick = n + Math.floor(random() * (list.length - n));
      [list[n], list[pick]] = [list[pick], list[n]];
      drawn.push(list[n]);
    }
  return drawn.sort((a, b) => log.steps[a][0].rule - log.steps[b][0].rule || a - b);
}
