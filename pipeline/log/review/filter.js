// Which edits are shown: facets with counts, and a free text. Within a facet any chosen value will do, across
// facets all must.

// A facet's column has the value of every edit; where edits have several steps, `all` gives the values of each.
const facets = [
  { name: "verdict", title: "Verdict", values: () => mark_words, column: (log, decisions) => decisions.verdict },
  { name: "state", title: "In the log", values: () => states, column: (log) => log.state },
  { name: "confidence", title: "Confidence", values: () => confidences, column: (log) => log.confidence },
  { name: "stage", title: "Stage", values: (log) => log.stage_names, column: (log) => log.first_stage, all: (step) => step.stage },
  { name: "rule", title: "Rule", values: (log) => log.rule_names, column: (log) => log.first_rule, all: (step) => step.rule },
  { name: "article", title: "Article", values: (log) => log.article_names, column: (log) => log.article },
  { name: "change", title: "Same change", values: (log) => log.changes.list, column: (log) => log.change, least: 2 },
];

// Calls `take` with the further values that edits of several steps have in a facet.
function each_further_value(log, facet, take) {
  if (!facet.all) return;
  for (const i of log.with_steps) {
    const values = new Set(log.steps[i].map(facet.all));
    values.delete(facet.column(log)[i]);
    for (const value of values) take(i, value);
  }
}

class Filter {
  constructor(log, decisions) {
    this.log = log;
    this.decisions = decisions;
    this.chosen = Object.fromEntries(facets.map((facet) => [facet.name, new Set()]));
    this.text = "";
    this.within = null; // a sample: only these edits
    this.haystack = null;
  }

  toggle(name, value) {
    const set = this.chosen[name];
    if (!set.delete(value)) set.add(value);
  }
  only(name, value) { this.chosen[name] = new Set([value]); }
  clear() {
    for (const facet of facets) this.chosen[facet.name].clear();
    this.text = "";
  }
  is_empty() { return this.text === "" && facets.every((facet) => this.chosen[facet.name].size === 0); }

  // Gives { edits, counts }: the edits in the log's order, and by facet how many edits each value would show
  // beside what is chosen in the other facets. Some passes over the log.
  run() {
    const { log } = this;
    const missed = this.missed_facets(); // a bit for each facet that lets the edit go
    const edits = new Int32Array(log.size);
    let size = 0;
    for (let i = 0; i < log.size; ++i) if (missed[i] === 0) edits[size++] = i;
    const counts = {};
    facets.forEach((facet, at) => (counts[facet.name] = this.count(facet, missed, 1 << at)));
    return { edits: edits.slice(0, size), counts };
  }

  missed_facets() {
    const { log } = this;
    const none = 255;
    const missed = new Uint8Array(log.size);
    if (this.within) {
      missed.fill(none);
      for (const i of this.within) missed[i] = 0;
    }
    const wanted = this.text.trim().toLowerCase();
    if (wanted !== "") {
      this.haystack ??= Array.from({ length: log.size }, (_, i) => this.hay(i));
      for (let i = 0; i < log.size; ++i) if (missed[i] === 0 && !this.haystack[i].includes(wanted)) missed[i] = none;
    }
    facets.forEach((facet, at) => this.chosen[facet.name].size > 0 && this.miss(facet, missed, 1 << at));
    return missed;
  }
  miss(facet, missed, bit) {
    const { log } = this;
    const column = facet.column(log, this.decisions);
    const chosen = new Uint8Array(facet.values(log).length);
    for (const value of this.chosen[facet.name]) chosen[value] = 1;
    const fits = new Uint8Array(log.size);
    for (let i = 0; i < log.size; ++i) fits[i] = chosen[column[i]];
    each_further_value(log, facet, (i, value) => (fits[i] |= chosen[value]));
    for (let i = 0; i < log.size; ++i) if (!fits[i]) missed[i] |= bit;
  }
  count(facet, missed, bit) {
    const column = facet.column(this.log, this.decisions);
    const counts = new Int32Array(facet.values(this.log).length);
    for (let i = 0; i < column.length; ++i) if (missed[i] === 0 || missed[i] === bit) ++counts[column[i]];
    each_further_value(this.log, facet, (i, value) => (missed[i] === 0 || missed[i] === bit) && ++counts[value]);
    return counts;
  }

  hay(i) {
    const { log } = this;
    const change = log.before(i).slice(0, 2000) + "\0" + log.after[i].slice(0, 2000);
    return `${log.left(i, 60)}${log.before(i).slice(0, 2000)}${log.right(i, 60)}\0${change}\0${log.rule(i).id}\0${log.articles[log.article[i]].name}`.toLowerCase();
  }
}

const orders = {
  log: { title: "place", compare: null },
  rule: { title: "rule", compare: (log) => (a, b) => log.steps[a][0].rule - log.steps[b][0].rule || log.change[a] - log.change[b] || a - b },
  change: { title: "frequency",
    compare: (log) => (a, b) => log.changes.list[log.change[b]].edits.length - log.changes.list[log.change[a]].edits.length || log.change[a] - log.change[b] || a - b },
};

// The changes of some edits, the most frequent first: [{ change, edits }].
function changes_of(log, edits) {
  const found = new Map();
  for (const i of edits) {
    const change = log.change[i];
    if (found.has(change)) found.get(change).edits.push(i);
    else found.set(change, { change, edits: [i] });
  }
  return [...found.values()].sort((a, b) => b.edits.length - a.edits.length || a.change - b.change);
}
