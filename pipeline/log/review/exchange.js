// Decisions as files have them, and as the browser keeps them.

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
    line.rule = log.rule(i).id;
    if (log.before(i).length + log.after[i].length <= 2000) Object.assign(line, { before: log.before(i), after: log.after[i] }); // for people
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
