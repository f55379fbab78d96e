#include "stages/spacing/curly_marks.hpp"

#include <algorithm>
#include <string_view>

namespace mtmend {

char32_t CurlyMarks::last_before(std::size_t at) const {
    const Block& block = document_.block_at(at);
    const std::size_t from = std::max(block.begin, at - std::min<std::size_t>(at, 600));
    const std::string_view view = document_.text().substr(from, at - from);
    const std::size_t opening = view.rfind("“");
    const std::size_t closing = view.rfind("”");
    const bool has_opening = opening != std::string_view::npos;
    const bool has_closing = closing != std::string_view::npos;
    if (has_opening && (!has_closing || opening > closing)) return U'“';
    return has_closing ? U'”' : U'\0';
}

bool CurlyMarks::is_closed_behind(std::size_t at) const {
    const std::string_view view = document_.text().substr(at, document_.block_at(at).end - at);
    const std::size_t closing = view.find("”");
    return closing != std::string_view::npos && closing < view.find("“");
}

bool CurlyMarks::has_low_mark(const Block& block) {
    if (!low_block_ || *low_block_ != block)
        has_low_mark_ = document_.text(block).find("„") != std::string_view::npos;
    low_block_ = block;
    return has_low_mark_;
}

}  // namespace mtmend
