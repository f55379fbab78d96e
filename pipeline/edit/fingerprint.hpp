#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/edit/edit.hpp"

namespace mtmend {

/// 16 hex digits that name "this change by these rules", wherever it stands: XXH3-64 over the sorted rule
/// ids, before and after, each length-prefixed.
std::string change_id(const std::vector<Step>& steps, std::string_view before, std::string_view after);

/// 16 hex digits that name one edit independently of its position: change_id's input and the two words on
/// either side of source[begin, end), case-folded. It outlives a re-scrape that moves the passage. A word is
/// a run of utf8::is_word, also where the edit cuts one in two; one that is not whole within 400 bytes counts
/// as none. Throws std::out_of_range where the edit is not within `source`.
std::string fingerprint(const std::vector<Step>& steps, std::string_view before, std::string_view after,
                        std::string_view source, std::size_t begin, std::size_t end);

/// "xxh128:" and 32 hex digits, as `xxh128sum` prints them.
std::string content_hash(std::string_view bytes);

}  // namespace mtmend
