// What comes of the decisions: edits get their places as in pipeline/log/decisions.cpp, so that what is shown is
// what `mtmend apply --decisions` writes. And what decisions tell about rules.

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
    b.size - a.size || a.step.first - b.step.first || a.begin - b.begin ||
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
