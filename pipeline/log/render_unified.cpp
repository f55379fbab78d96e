#include "pipeline/log/render_unified.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "pipeline/log/line_begin.hpp"

namespace mtmend {

namespace {

constexpr std::size_t context_size = 3;

/// The lines of `text`, each with its line feed if it has one.
template <class Take>
void for_each_line(std::string_view text, Take take) {
    while (!text.empty()) {
        const std::size_t feed = text.find('\n');
        const std::size_t size = feed == std::string_view::npos ? text.size() : feed + 1;
        take(text.substr(0, size));
        text.remove_prefix(size);
    }
}

void put_line(Spool& hunk, char mark, std::string_view line) {
    hunk.put({&mark, 1});
    hunk.put(line);
    if (!line.ends_with('\n')) hunk.put("\n\\ No newline at end of file\n");
}

std::size_t line_end(std::string_view text, std::size_t offset) {
    const std::size_t feed = text.find('\n', offset);
    return feed == std::string_view::npos ? text.size() : feed + 1;
}

bool begins_a_line(std::string_view text, std::size_t offset) {
    return offset == 0 || text[offset - 1] == '\n';
}

/// True where the text made of whole lines [begin, end of change) still ends a line, so that what follows is
/// untouched.
bool ends_a_line(std::string_view text, const Change& change) {
    if (change.at.end == text.size()) return true;
    if (change.at.empty() || text[change.at.end - 1] != '\n') return false;
    return change.after.empty() ? begins_a_line(text, change.at.begin) : change.after.ends_with('\n');
}

/// A path as the headers of a patch take it: in quotation marks with C's escapes where it has odd characters.
std::string header_path(const std::string& prefix, const std::string& path) {
    const std::string whole = prefix + path;
    const bool odd = std::any_of(whole.begin(), whole.end(), [](char c) {
        return (c >= 0 && c < ' ') || c == '"' || c == '\\' || c == 0x7F;
    });
    // Behind a tab patch expects a date; without one it would cut the name at a space.
    if (!odd) return whole.find(' ') == std::string::npos ? whole : whole + '\t';
    std::string out = "\"";
    for (const char c : whole) {
        if (c == '"' || c == '\\')
            out += {'\\', c};
        else if ((c >= 0 && c < ' ') || c == 0x7F)
            out += fmt::format("\\{:03o}", static_cast<unsigned>(c));
        else
            out += c;
    }
    return out + '"';
}

}  // namespace

void UnifiedDiff::add(std::string_view bytes, const EditSet& changes) {
    std::size_t at = 0;
    const auto& all = changes.changes();
    for (std::size_t i = 0; i < all.size();) {
        const std::size_t begin = line_begin(bytes, all[i].at.begin);
        for_each_line(bytes.substr(at, begin - at), [&](std::string_view line) { keep(line); });
        std::string made;
        std::size_t copied = begin;
        std::size_t end = begin;
        do {
            const Change& change = all[i++];
            made += bytes.substr(copied, change.at.begin - copied);
            made += change.after;
            copied = change.at.end;
            if (ends_a_line(bytes, change))
                end = copied;
            else if (copied >= end)
                end = line_end(bytes, copied);
        } while (i < all.size() &&
                 (all[i].at.begin < end || (all[i].at.begin == end && !begins_a_line(bytes, end))));
        made += bytes.substr(copied, end - copied);
        change(bytes.substr(begin, end - begin), made);
        at = end;
    }
    for_each_line(bytes.substr(at), [&](std::string_view line) { keep(line); });
}

void UnifiedDiff::keep(std::string_view line) {
    ++before_line_;
    ++after_line_;
    context_.emplace_back(line);
    if (in_hunk_ && context_.size() > 2 * context_size)
        end_hunk();
    else if (!in_hunk_ && context_.size() > context_size)
        context_.pop_front();
}

void UnifiedDiff::change(std::string_view before, std::string_view after) {
    if (!in_hunk_) begin_hunk();
    for (const std::string& line : context_) put_line(hunk_, ' ', line);
    context_.clear();
    for_each_line(before, [&](std::string_view line) {
        put_line(hunk_, '-', line);
        ++before_line_;
    });
    for_each_line(after, [&](std::string_view line) {
        put_line(hunk_, '+', line);
        ++after_line_;
    });
}

void UnifiedDiff::begin_hunk() {
    in_hunk_ = true;
    before_begin_ = before_line_ - context_.size();
    after_begin_ = after_line_ - context_.size();
}

void UnifiedDiff::end_hunk() {
    const std::size_t behind = std::min(context_.size(), context_size);
    const std::size_t unused = context_.size() - behind;
    for (std::size_t i = 0; i < behind; ++i) put_line(hunk_, ' ', context_[i]);
    context_.erase(context_.begin(),
                   context_.begin() + static_cast<std::ptrdiff_t>(std::max(
                                          behind, context_.size() - std::min(unused, context_size))));
    if (!std::exchange(has_header_, true))
        output_(fmt::format("--- {}\n+++ {}\n", header_path("a/", path_), header_path("b/", path_)));
    // A range of no lines names the line before it.
    const auto range = [](std::size_t passed, std::size_t count) {
        return fmt::format("{},{}", count == 0 ? passed : passed + 1, count);
    };
    output_(fmt::format("@@ -{} +{} @@\n", range(before_begin_, before_line_ - unused - before_begin_),
                        range(after_begin_, after_line_ - unused - after_begin_)));
    hunk_.take(output_);
    in_hunk_ = false;
}

void UnifiedDiff::finish() {
    if (in_hunk_) end_hunk();
}

}  // namespace mtmend
