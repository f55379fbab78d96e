#pragma once
#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/log/diff_log.hpp"

namespace mtmend {

/// What a decision is about, the narrowest first: one edit of one article, one change wherever it stands, one
/// rule.
enum class Scope { edit, change, rule };
enum class Verdict { accept, reject, replace };

struct Decision {
    Scope scope = Scope::edit;
    Verdict verdict = Verdict::accept;
    std::string with;       ///< what stands there instead, for `replace`
    bool is_bulk = false;   ///< its note is "bulk": one of many made at once
    std::size_t order = 0;  ///< the line; later ones win within a scope
};

/// What people decided about edits: one JSON object a line, as of `decisions.schema.json` beside this file.
class Decisions {
  public:
    Decisions() = default;
    /// Throws InputError with file:line for anything the schema does not allow.
    explicit Decisions(const std::filesystem::path& file);

    /// Adds one line. Throws SchemaError.
    void add(std::string_view json);
    /// Adds line `number` of the file that messages call `file`; a blank one adds nothing. Throws InputError
    /// with file:line for anything the schema does not allow.
    void add_line(std::string_view line, std::string_view file, std::size_t number);
    /// Takes the line away that was added last and not taken away yet; what it displaced is in force again.
    void take_back(std::string_view json);

    /// The decision on an edit by itself, or null: the narrowest scope, in it the latest line.
    const Decision* find(const std::string& article, const std::string& fingerprint,
                         const std::string& change_id, const std::vector<Step>& steps) const;
    bool empty() const { return lines_ == 0; }
    /// How many there are in force. O(n).
    std::size_t count() const;

  private:
    /// All that was decided about one thing; the last is in force.
    using History = std::vector<Decision>;
    History& history_of(Scope scope, const std::string& id, const std::string& fingerprint,
                        const std::string& change, const std::string& rule);
    std::pair<Decision, History*> read(std::string_view json);
    std::map<std::pair<std::string, std::string>, History> by_edit_;
    std::map<std::string, History> by_change_;
    std::map<std::string, History> by_rule_;
    std::size_t lines_ = 0;
};

/// Of two decisions on one edit, either of which may be null, the one in force: the narrower scope, then the
/// later line.
const Decision* weightier(const Decision* a, const Decision* b);

/// The log as it is after the decisions: rejected edits are held as `rejected`, accepted ones applied,
/// replaced ones applied with another text. An edit keeps its fingerprint whatever becomes of it. A decision
/// on one edit of a group is one on all of them. Where accepted edits overlap, the narrower scope and then
/// the later line wins; automatic edits give way to accepted ones, a group as a whole. What loses is held as
/// `overlap`. `log` must be in bytes and `source` its text. O(n log n).
ArticleLog decide(ArticleLog log, const Decisions& decisions, std::string_view source);

}  // namespace mtmend
