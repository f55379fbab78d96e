#pragma once
#include <cstddef>
#include <deque>
#include <functional>
#include <string>
#include <string_view>

#include "pipeline/edit/edit_set.hpp"
#include "pipeline/io/spool.hpp"

namespace mtmend {

/// Writes the unified diff of one file, piece by piece: three lines of context, a/ and b/ before the path, a
/// last line without line feed marked as such. `patch -p1` and `git apply` take it. Nothing is written for a
/// file without changes. Memory is bounded by the longest piece.
class UnifiedDiff {
  public:
    using Output = std::function<void(std::string_view)>;
    UnifiedDiff(std::string path, Output output) : path_(std::move(path)), output_(std::move(output)) {}

    /// The next bytes of the file and the changes made in them. Every piece but the last ends a line.
    void add(std::string_view bytes, const EditSet& changes);
    /// Writes what is left. Call it once, behind the last piece.
    void finish();

  private:
    void keep(std::string_view line);
    void change(std::string_view before, std::string_view after);
    void begin_hunk();
    void end_hunk();
    std::string path_;
    Output output_;
    bool has_header_ = false;
    bool in_hunk_ = false;
    std::deque<std::string> context_;  ///< unchanged lines that may be wanted before or behind a change
    Spool hunk_;                       ///< its header, which comes first, counts its lines
    std::size_t before_line_ = 0;      ///< lines passed so far, of either file
    std::size_t after_line_ = 0;
    std::size_t before_begin_ = 0;  ///< lines passed where the hunk begins
    std::size_t after_begin_ = 0;
};

}  // namespace mtmend
