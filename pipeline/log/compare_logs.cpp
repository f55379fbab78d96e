#include "pipeline/log/compare_logs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "pipeline/log/diff_log.hpp"
#include "pipeline/log/render_words.hpp"

namespace mtmend {

namespace {

struct Count {
    std::size_t gone = 0;
    std::size_t added = 0;
};
using Counts = std::map<std::string, Count>;

auto place_and_text(const LoggedEdit& edit) {
    return std::tie(edit.at.begin, edit.at.end, edit.after);
}

/// The edits of `log` that `other` does not make at the same place.
ArticleLog only_in(const ArticleLog& log, const ArticleLog& other) {
    const auto is_earlier = [](const LoggedEdit& a, const LoggedEdit& b) {
        return place_and_text(a) < place_and_text(b);
    };
    ArticleLog result;
    std::set_difference(log.edits.begin(), log.edits.end(), other.edits.begin(), other.edits.end(),
                        std::back_inserter(result.edits), is_earlier);
    return result;
}

std::string render_marked(const ArticleLog& log, char mark, bool colours) {
    std::string out;
    for (const LoggedEdit& edit : log.edits) out += mark + render_edit(edit, colours);
    return out;
}

void count(const ArticleLog& log, std::size_t Count::*which, Counts& counts) {
    for (const LoggedEdit& edit : log.edits) ++(counts[edit.steps.back().rule].*which);
}

void refuse_different(const LogReader& before, const ArticleLog& a, const LogReader& after,
                      const ArticleLog& b) {
    if (a.id != b.id)
        throw InputError(fmt::format("{}:{} is about '{}', {}:{} about '{}'; clean the same articles twice",
                                     before.name(), before.line_number(), a.id, after.name(),
                                     after.line_number(), b.id));
    if (a.source_hash != b.source_hash || a.offsets != b.offsets)
        throw InputError(
            fmt::format("{}: the logs are of different texts, or count in different units; clean the same "
                        "articles twice",
                        a.id));
}

}  // namespace

void compare_logs(const std::filesystem::path& before, const std::filesystem::path& after, bool colours,
                  const std::function<void(std::string_view)>& output) {
    LogReader old_log(before);
    LogReader new_log(after);
    Counts counts;
    for (ArticleLog a, b; true;) {
        const bool has_old = old_log.next(a);
        const bool has_new = new_log.next(b);
        if (!has_old && !has_new) break;
        if (has_old != has_new)
            throw InputError(fmt::format("{} has more articles than {}; clean the same articles twice",
                                         (has_old ? old_log : new_log).name(),
                                         (has_old ? new_log : old_log).name()));
        refuse_different(old_log, a, new_log, b);
        const ArticleLog gone = only_in(a, b);
        const ArticleLog added = only_in(b, a);
        count(gone, &Count::gone, counts);
        count(added, &Count::added, counts);
        if (gone.edits.empty() && added.edits.empty()) continue;
        output(visible(a.id) + "\n" + render_marked(gone, '-', colours) + render_marked(added, '+', colours));
    }
    for (const auto& [rule, each] : counts)
        output(fmt::format("{:>7} gone {:>7} new  {}\n", each.gone, each.added, rule));
}

}  // namespace mtmend
