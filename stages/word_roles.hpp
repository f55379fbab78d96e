#pragma once
#include <cstddef>
#include <functional>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "pipeline/dictionaries.hpp"

namespace mtmend {

/// The place of `role` among `known`. Throws DictionaryError, with the place of the row, where it is none of
/// them.
std::size_t role_among(const std::vector<std::string_view>& known, std::string_view role,
                       const TableRow& row);

/// Reads a table of roles: two cells a row, a role and the words that have it, one space between two. A role
/// may have several rows. Calls `use` with the place of the role among `known` and the word. Throws
/// DictionaryError for a role that is none of them.
void for_each_word_of_role(const Dictionaries& dictionaries, std::string_view relative_path,
                           const std::vector<std::string_view>& known,
                           const std::function<void(std::size_t role, std::string_view word)>& use);

/// A role of such a table, and the set that its words are put into; none for a role that is not asked about.
struct WordsOfRole {
    WordsOfRole(std::string_view r) : role(r) {}
    WordsOfRole(std::string_view r, WordSet& w) : role(r), words(&w) {}

    std::string_view role;
    WordSet* words = nullptr;
};

/// Reads a table of roles into sets. Linear; to be called once for a table. Throws as above.
void read_roles(const Dictionaries& dictionaries, std::string_view relative_path,
                std::initializer_list<WordsOfRole> sets);

}  // namespace mtmend
