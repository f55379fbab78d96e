#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/image/list_table.hpp"
#include "pipeline/rules/rule.hpp"
#include "pipeline/stage.hpp"

namespace mtmend {

/// Runs the pattern rules of one stage over a document. Patterns are RE2 (linear time), compiled when first
/// needed;
/// `\b` at either end, `\w`, `\d` and `\s` are Unicode. Immutable and thread-safe.
class Matcher {
  public:
    /// `rules` must outlive the matcher; rules by code and retired ones are passed over. Adds their words
    /// and gates to `asked`, which is to be that of the lexicon of all documents; they are made later.
    Matcher(std::string_view name, const std::vector<const Rule*>& rules, Asked& asked);
    ~Matcher();
    Matcher(Matcher&&) noexcept;

    /// True where a trigger word, opener or signal of a rule is in the document.
    bool wakes(const Document& document) const;
    /// Proposes every match, trimmed to the words that differ.
    void propose(const Document& document, EditSink& sink) const;

  private:
    struct Compiled;
    using Run = std::function<void(const Compiled&, Span<Working>)>;
    void run_by_signal(const Document& document, const Run& run) const;
    void run_at(const Document& document, const Compiled& compiled, const std::vector<std::size_t>& leads,
                const Run& run) const;
    void run_by_word(const Document& document, const Run& run) const;
    std::vector<std::unique_ptr<Compiled>> rules_;
    ListTable<std::uint32_t> by_trigger_;  ///< of rules_
    ListTable<std::uint32_t> by_opener_;
    Marks trigger_mark_ = 0;
    Marks opener_mark_ = 0;
    std::vector<std::size_t> by_signal_;
    signals::Set signals_ = signals::none;
};

/// Takes off what an edit leaves as it was: common whole words and white space at both ends of before and
/// after. Never cuts a word ("Nato" → "NATO" stays whole), and leaves the edit as it is where only white
/// space would be left to replace: the words beside it say what it is about. Returns the edit with the
/// narrower span.
Edit trimmed(const Document& document, Edit edit);

}  // namespace mtmend
