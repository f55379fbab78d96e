#pragma once
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mtmend {

struct TableRow;

/// A house style: which of a name's accepted spellings is written where an edit is made anyway and the
/// article has none of its own.
struct Profile {
    std::string name;
    std::map<std::string, std::string> spellings;  ///< name of names/variants.tsv → one of its spellings
};

/// Reads the profile `name` from its files (name of the file, text); what a later one says counts.
/// `variants`: the rows of names/variants.tsv. Throws DictionaryError for an unknown key or a spelling that
/// is not accepted (with a did-you-mean).
Profile read_profile(std::string name, const std::vector<std::pair<std::string, std::string>>& files,
                     const std::vector<TableRow>& variants);

}  // namespace mtmend
