#pragma once
#include <cstddef>
#include <optional>

#include "pipeline/text/document.hpp"
#include "stages/spacing/surplus.hpp"

namespace mtmend {

/// Which lines of a document show the signs of program text. The answer about the line that was asked about
/// last is kept, as candidates come in order.
class CodeLines {
  public:
    explicit CodeLines(const Document& document) : document_(document) {}
    /// True where the line around byte `at` does. Linear in the line, where it is another one than the last.
    bool has(std::size_t at) {
        const Line& line = document_.line_at(at);
        if (!line_ || *line_ != line) is_code_ = looks_like_code(document_.text(line));
        line_ = line;
        return is_code_;
    }

  private:
    const Document& document_;
    std::optional<Line> line_;
    bool is_code_ = false;
};

}  // namespace mtmend
