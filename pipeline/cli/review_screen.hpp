#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "pipeline/cli/review_session.hpp"

namespace mtmend::cli {

/// How large a terminal is, and what it can do.
struct ScreenSize {
    std::size_t columns = 80;
    std::size_t rows = 24;
    bool has_colours = false;
};

/// A few short lines about a rule: its examples, or how its stage describes it.
using CardLines = std::function<std::vector<std::string>(const std::string& rule)>;

/// What is shown of a session: at most `rows` lines, none wider than `columns` (at least 20), without line
/// feeds; the last one is where keys are asked for or a text is written. Texts come with what cannot be seen,
/// or steers a terminal, made visible. Changes are marked [-before-]{+after+}, in colours too.
std::vector<std::string> review_screen(const ReviewSession& session, const CardLines& card, ScreenSize size);

/// A text in pieces, to be wrapped.
struct Piece {
    enum Style { plain, before, after, faint, strong };
    std::string text;  ///< visible; line feeds break lines
    Style style = plain;
};

/// Lines of at most `columns`, broken at spaces where there are some. Linear.
std::vector<std::string> wrapped(const std::vector<Piece>& pieces, std::size_t columns, bool has_colours);

}  // namespace mtmend::cli
