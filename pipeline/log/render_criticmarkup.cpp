#include "pipeline/log/render_criticmarkup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

namespace mtmend {

namespace {

constexpr std::array<std::string_view, 11> marks = {"{++", "++}", "{--", "--}", "{~~", "~>",
                                                    "~~}", "{>>", "<<}", "{==", "==}"};

std::string marked(const LoggedEdit& edit) {
    const std::string before = escaped_for_criticmarkup(edit.before);
    const std::string after = escaped_for_criticmarkup(edit.after);
    if (before.empty()) return after.empty() ? "" : "{++" + after + "++}";
    return after.empty() ? "{--" + before + "--}" : "{~~" + before + "~>" + after + "~~}";
}

std::string comment_on(const LoggedHeld& held) {
    return "{>>" +
           escaped_for_criticmarkup(
               fmt::format("held: {} -> {} ({})", held.before, held.after, held.steps.front().rule)) +
           "<<}";
}

}  // namespace

std::string escaped_for_criticmarkup(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        const std::string_view rest = text.substr(at);
        const bool is_special = std::string_view("{+-~<=\\").find(rest.front()) != std::string_view::npos;
        if (is_special && (rest.front() == '\\' ||
                           std::any_of(marks.begin(), marks.end(),
                                       [&](std::string_view mark) { return rest.starts_with(mark); })))
            out += '\\';
        out += rest.front();
    }
    return out;
}

std::string render_criticmarkup(const ArticleLog& log, std::string_view source) {
    std::vector<const LoggedHeld*> held;
    for (const LoggedHeld& each : log.held) held.push_back(&each);
    std::stable_sort(held.begin(), held.end(),
                     [](const LoggedHeld* a, const LoggedHeld* b) { return a->at.end < b->at.end; });
    std::string out;
    std::size_t done = 0;
    auto next = held.begin();
    // Comments stand behind what they are about, and never inside a mark.
    const auto unchanged_to = [&](std::size_t end) {
        for (; next != held.end() && (*next)->at.end <= end; ++next) {
            const std::size_t at = std::max((*next)->at.end, done);
            out += escaped_for_criticmarkup(source.substr(done, at - done)) + comment_on(**next);
            done = at;
        }
        out += escaped_for_criticmarkup(source.substr(done, end - done));
        done = end;
    };
    for (const LoggedEdit& edit : log.edits) {
        unchanged_to(edit.at.begin);
        out += marked(edit);
        done = edit.at.end;
    }
    unchanged_to(source.size());
    return out;
}

}  // namespace mtmend
