#pragma once
#include <cstddef>
#include <initializer_list>
#include <string_view>

namespace mtmend {

/// The end of what English writes onto a word behind an apostrophe ("s", "t", "re", "ve", "ll", "d", "m") at
/// `at`; 0 where none stands there, or where `goes_on(end)` says that its word goes on.
template <class GoesOn>
std::size_t end_of_clitic(std::string_view text, std::size_t at, GoesOn goes_on) {
    for (const std::string_view clitic : {"s", "t", "re", "ve", "ll", "d", "m"}) {
        const std::size_t end = at + clitic.size();
        if (text.substr(at, clitic.size()) == clitic && (end >= text.size() || !goes_on(end))) return end;
    }
    return 0;
}

}  // namespace mtmend
