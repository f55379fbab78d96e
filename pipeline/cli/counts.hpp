#pragma once
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/edit/edit.hpp"
#include "pipeline/log/diff_log.hpp"

namespace mtmend::cli {

/// What was done in numbers: a value that can be added up, and written down and read again.
class Counts {
  public:
    /// `file`: how messages name the file that the article stands in.
    void add(const ArticleLog& log, const std::string& file);
    void add_bytes(std::size_t in, std::size_t out);
    /// As if everything that `other` counted had been counted here, after what was counted before.
    void add(const Counts& other);

    std::size_t articles() const { return totals_[articles_at]; }
    std::size_t changed() const { return totals_[changed_at]; }
    std::size_t edits() const { return totals_[edits_at]; }
    std::size_t held() const { return totals_[held_at]; }
    /// From now on duplicates are counted, and told of, also where there are none.
    void look_for_duplicates() { duplicates_.emplace(); }
    std::size_t bytes_in() const { return totals_[bytes_in_at]; }
    /// How many records could not be read and were passed through.
    std::size_t unread() const { return totals_[unread_at]; }
    /// The same for people.
    std::string describe_unread() const;

    /// One line, without line feed: what a batch did.
    std::string line() const;
    /// A line of totals, then one for each rule; for people.
    std::string table() const;
    /// What `summary.schema.json` describes, on several lines. `seconds`: how long the run took; it stands in
    /// a part of its own, "run", as nothing else changes from run to run.
    std::string summary(double seconds) const;

    /// Everything but duplicates, which no manifest knows, in one object of JSON on one line, for
    /// Counts::read.
    std::string written() const;
    /// Throws InputError for what written() does not write.
    static Counts read(std::string_view json);

  private:
    enum Total {
        articles_at,
        changed_at,
        skipped_at,
        unread_at,
        edits_at,
        held_at,
        bytes_in_at,
        bytes_out_at,
        total_count
    };
    /// Of steps, as an edit may be the work of several rules.
    struct Of {
        std::size_t applied = 0;
        std::size_t held = 0;
        Of& operator+=(const Of& other);
    };
    struct Duplicates {
        std::size_t exact = 0;
        std::size_t near = 0;
    };
    using Table = std::map<std::string, Of, std::less<>>;
    Table by_stage() const;
    Table by_rule() const;
    Table by_confidence() const;
    static constexpr std::size_t most_errors = 1000;
    std::size_t totals_[total_count] = {};
    std::map<std::pair<std::string, Confidence>, Of> steps_;
    std::optional<Duplicates> duplicates_;  ///< none where they are not looked for
    std::vector<std::string> errors_;       ///< "file:line:…", the first most_errors of them
};

}  // namespace mtmend::cli
