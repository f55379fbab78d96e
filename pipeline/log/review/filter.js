// Which edits are shown: facets with counts, and a free text. Within a facet any chosen value will do, across
// facets all must.

const facets = [
  { name: "verdict", title: "Verdict", values: () => ["open", "accepted", "rejected", "replaced"], of: (log, i, decisions) => decisions.verdict[i] },
  { name: "state", title: "In the log", values: () => states, of: (log, i) => log.state[i] },
  { name: "confidence", title: "Confidence", values: () => confidences, of: (log, i) => log.confidence[i] },
  { name: "stage", title: "Stage", values: (log) => log.stages.list.map((s) => s.id), all: (step) => step.stage },
  { name: "rule", title: "Rule", values: (log) => log.rules.list.map((r) => r.id), all: (step) => step.rule },
  { name: "article", title: "Article", values: (log) => log.articles.map((a) => a.name), of: (log, i) => log.article[i] },
  { name: "change", title: "Same change", values: (log) => log.changes.list, of: (log, i) => log.change[i], least: 2 },
];

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
  // beside what is chosen in the other facets. One pass over the log.
  run() {
    const { log, decisions } = this;
    const counts = Object.fromEntries(facets.map((facet) => [facet.name, new Int32Array(facet.values(log).length)]));
    const found = new Int32Array(log.size);
    let size = 0;
    const candidates = this.within ?? null;
    const text_fits = this.text_test();
    const total = candidates ? candidates.length : log.size;
    for (let n = 0; n < total; ++n) {
      const i = candidates ? candidates[n] : n;
      if (!text_fits(i)) continue;
      let missed = 0;
      let missed_facet = null;
      for (const facet of facets)
        if (this.chosen[facet.name].size > 0 && !this.fits(facet, i)) {
          ++missed;
          missed_facet = facet;
        }
      if (missed > 1) continue;
      if (missed === 0) found[size++] = i;
      for (const facet of facets) if (missed === 0 || facet === missed_facet) this.count(facet, i, counts[facet.name]);
    }
    return { edits: found.slice(0, size), counts };
  }

  fits(facet, i) {
    const chosen = this.chosen[facet.name];
    if (facet.of) return chosen.has(facet.of(this.log, i, this.decisions));
    return this.log.steps[i].some((step) => chosen.has(facet.all(step)));
  }
  count(facet, i, counts) {
    if (facet.of) {
      ++counts[facet.of(this.log, i, this.decisions)];
      return;
    }
    const steps = this.log.steps[i];
    if (steps.length === 1) ++counts[facet.all(steps[0])];
    else for (const value of new Set(steps.map(facet.all))) ++counts[value];
  }

  text_test() {
    const wanted = this.text.trim().toLowerCase();
    if (wanted === "") return () => true;
    this.haystack ??= Array.from({ length: this.log.size }, (_, i) => this.hay(i));
    return (i) => this.haystack[i].includes(wanted);
  }
  hay(i) {
    const { log } = this;
    const change = log.before(i).slice(0, 2000) + "\0" + log.after[i].slice(0, 2000);
    return `${log.left(i, 60)}${log.before(i).slice(0, 2000)}${log.right(i, 60)}\0${change}\0${log.rule(i).id}\0${log.articles[log.article[i]].name}`.toLowerCase();
  }
}

const orders = {
  log: { title: "as in the log", compare: null },
  rule: { title: "by rule", compare: (log) => (a, b) => log.steps[a][0].rule - log.steps[b][0].rule || log.change[a] - log.change[b] || a - b },
  change: { title: "by change, the most frequent first",
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
