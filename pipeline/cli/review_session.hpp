#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "pipeline/cli/review_keys.hpp"
#include "pipeline/cli/review_list.hpp"
#include "pipeline/log/decision_file.hpp"

namespace mtmend::cli {

/// A review as it goes on: which item is looked at, and what a key does. Knows no terminal. Every decision is
/// in the file when press() comes back. A key costs O(items) at most; a search reads articles until it finds.
class ReviewSession {
  public:
    enum class Mode {
        choosing,   ///< a key decides, moves, or begins one of the others
        rule,       ///< accept or reject a whole rule?
        member,     ///< which edit of the group is to be replaced?
        replacing,  ///< another text is being written
        searching,  ///< what to look for is being written
        help,
        finished
    };

    /// `now` gives the time as decisions carry it. Begins at the first item that is not decided.
    ReviewSession(const ReviewList& list, DecisionFile& file, std::function<std::string()> now);

    /// Throws InputError where a decision cannot be saved.
    void press(const Key& key);

    const ReviewList& list() const { return list_; }
    const DecisionFile& file() const { return file_; }
    Mode mode() const { return mode_; }
    std::size_t current() const { return current_; }
    std::size_t decided() const { return decided_; }
    const Decision* decision() const { return list_.decision_on(current_, file_.decisions()); }
    /// What the last key came to; empty where the item says it all.
    const std::string& message() const { return message_; }
    const WrittenLine& line() const { return line_; }
    /// True where what is being written goes everywhere.
    bool replaces_everywhere() const { return scope_ == Scope::change; }
    /// The rule that is asked about.
    std::uint32_t asked_rule() const { return rules_[asked_]; }
    bool has_further_rules() const { return rules_.size() > 1; }

    struct Counts {
        std::size_t all = 0, accepted = 0, rejected = 0;
    };
    /// Of the items of a rule, and of those with the change of the current one.
    Counts counts_of_rule(std::uint32_t rule) const;
    Counts counts_of_change() const;

  private:
    void choose(const Key& key);
    void answer_rule(const Key& key);
    void pick_member(const Key& key);
    void write_replacement(const Key& key);
    void write_search(const Key& key);
    void begin_replacing(std::size_t member);
    void decide(Scope scope, Verdict verdict, const std::string& with = {});
    void decide_rule(Verdict verdict);
    /// A decision of this session: where it was made, and what on.
    struct Made {
        std::size_t item;
        Scope scope;
        std::size_t member;
        std::uint32_t rule;
    };
    /// Saves it and gives how many items it is about.
    std::size_t save(DecisionLine line, const Made& made);
    bool is_about(const Made& made, std::size_t item) const;
    std::size_t settle_all_about(const Made& made);
    void undo();
    void settle(std::size_t item);
    void move(bool forward, bool only_undecided);
    void go_on();
    void search();
    bool matches(std::size_t item, const std::string& folded) const;
    void count(Counts& counts, std::size_t item) const;

    const ReviewList& list_;
    DecisionFile& file_;
    std::function<std::string()> now_;
    std::vector<std::uint8_t> verdicts_;  ///< by item: 0, or 1 + Verdict
    std::size_t decided_ = 0;
    std::size_t current_ = 0;
    std::vector<Made> made_;
    Mode mode_ = Mode::choosing;
    Scope scope_ = Scope::edit;
    std::size_t member_ = 0;
    std::vector<std::uint32_t> rules_;
    std::size_t asked_ = 0;
    WrittenLine line_;
    std::string sought_;
    std::string message_;
};

}  // namespace mtmend::cli
