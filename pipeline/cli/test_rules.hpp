#pragma once
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/mtmend.hpp"

namespace mtmend::cli {

/// The tests of all rules, or of the rules in the given files (which may lie outside the dictionaries).
class RuleTests {
  public:
    /// Throws DictionaryError for a file that does not load, std::runtime_error for files without rules.
    RuleTests(const Options& options, const std::vector<std::filesystem::path>& files);

    /// Runs the examples that the rules carry, prints each failure and a closing line; true where none
    /// failed.
    bool run_examples(std::ostream& out) const;

    /// Cleans an article, valid UTF-8, and notes which rules touch it: by an edit applied or held.
    void add_article(std::string_view article);

    /// Prints the rules that touched none of the articles. One that no article of a good sample needs is a
    /// candidate for deletion.
    void list_unhit(std::ostream& out) const;

  private:
    std::vector<const Rule*> rules() const;

    std::vector<std::string> ids_;  ///< empty: all rules
    Pipeline pipeline_;
    std::set<std::string, std::less<>> hit_;
    std::size_t articles_ = 0;
};

}  // namespace mtmend::cli
