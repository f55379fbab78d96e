#include "stages/terms/pair_table.hpp"

#include <algorithm>

namespace mtmend::terms {

void PairTable::close() {
    std::sort(added_.begin(), added_.end());
    added_.erase(std::unique(added_.begin(), added_.end()), added_.end());
    std::vector<std::uint32_t> list;
    for (auto first = added_.begin(); first != added_.end();) {
        list.clear();
        auto last = first;
        for (; last != added_.end() && last->first == first->first; ++last) list.push_back(last->second);
        lists_[first->first] = variants_.add(list);
        first = last;
    }
    added_ = {};
}

}  // namespace mtmend::terms
