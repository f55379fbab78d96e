#include "stages/word_roles.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "pipeline/rules/toml_loader.hpp"
#include "pipeline/split.hpp"

namespace mtmend {

std::size_t role_among(const std::vector<std::string_view>& known, std::string_view role,
                       const TableRow& row) {
    const auto it = std::find(known.begin(), known.end(), role);
    if (it == known.end())
        throw DictionaryError(row.place,
                              fmt::format("unknown role '{}'; known are {}", role, fmt::join(known, ", ")));
    return static_cast<std::size_t>(it - known.begin());
}

void for_each_word_of_role(const Dictionaries& dictionaries, std::string_view relative_path,
                           const std::vector<std::string_view>& known,
                           const std::function<void(std::size_t role, std::string_view word)>& use) {
    for (const TableRow& row : dictionaries.table(relative_path, 2)) {
        const std::size_t role = role_among(known, row.cells[0], row);
        for (const std::string_view word : nonempty_parts(row.cells[1], ' ')) use(role, word);
    }
}

void read_roles(const Dictionaries& dictionaries, std::string_view relative_path,
                std::initializer_list<WordsOfRole> sets) {
    std::vector<std::string_view> known;
    for (const WordsOfRole& set : sets) known.push_back(set.role);
    for_each_word_of_role(dictionaries, relative_path, known, [&](std::size_t role, std::string_view word) {
        if (WordSet* words = sets.begin()[role].words) words->insert(folded_hash(word));
    });
}

}  // namespace mtmend
