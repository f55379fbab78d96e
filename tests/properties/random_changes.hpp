#pragma once
#include <rapidcheck.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/edit/edit_set.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend::test {

using Tape = std::vector<std::uint32_t>;

/// Takes small numbers out of a random one; the smaller the one, the simpler what is made of it.
class Dice {
  public:
    explicit Dice(std::uint32_t value) : value_(value) {}
    std::uint32_t below(std::uint32_t limit) {
        const std::uint32_t out = value_ % limit;
        value_ /= limit;
        return out;
    }

  private:
    std::uint32_t value_;
};

inline std::string character(Dice& dice) {
    static const std::vector<std::string> characters = {"a", "b", " ", "\n", "é", "\u0301", "€", "😀"};
    return characters[dice.below(static_cast<std::uint32_t>(characters.size()))];
}

inline std::string text_from(const Tape& tape) {
    std::string text;
    for (const std::uint32_t number : tape) {
        Dice dice(number);
        text += character(dice);
    }
    return text;
}

inline std::vector<std::size_t> boundaries(const std::string& text) {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (utf8::is_boundary(text, i)) out.push_back(i);
    }
    return out;
}

/// Changes that fit `text`, in order, some of them touching. Every step says which set it is of and its
/// number.
inline std::vector<Change> changes_from(const Tape& tape, const std::string& text, char name) {
    const std::vector<std::size_t> places = boundaries(text);
    std::vector<Change> out;
    std::size_t place = 0;
    for (const std::uint32_t number : tape) {
        Dice dice(number);
        place += dice.below(4);
        const std::size_t last = place + dice.below(4);
        if (last >= places.size()) break;
        const Span<Source> at{places[place], places[last]};
        place = last;
        if (!out.empty() && at.empty() && out.back().at == at) continue;
        std::string after;
        for (std::uint32_t left = dice.below(4); left > 0; --left) after += character(dice);
        const std::string group(dice.below(3), name);
        out.push_back({at, after, {{std::string(1, name), std::to_string(out.size()), {}, {}}}, group});
    }
    return out;
}

inline rc::Gen<Tape> any_tape(double scale) {
    const auto number = rc::gen::resize(100, rc::gen::arbitrary<std::uint32_t>());
    return rc::gen::scale(scale, rc::gen::container<Tape>(number));
}

}  // namespace mtmend::test
