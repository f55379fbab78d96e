#include "pipeline/log/render_words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "pipeline/log/line_begin.hpp"

namespace mtmend {

namespace {

struct Colours {
    std::string_view before, before_end, after, after_end, strong, faint, plain;
};
constexpr Colours none = {"[-", "-]", "{+", "+}", "", "", ""};
constexpr Colours ansi = {"\x1b[31;9m", "\x1b[0m", "\x1b[32m", "\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[0m"};

std::string marked(const std::string& before, const std::string& after, const Colours& look) {
    std::string out;
    if (!before.empty()) out += fmt::format("{}{}{}", look.before, visible(before), look.before_end);
    if (!after.empty()) out += fmt::format("{}{}{}", look.after, visible(after), look.after_end);
    return out;
}

/// "  12  stage/rule (safe): why", a line for each step.
std::string describe(const LoggedEdit& edit, const Colours& look) {
    std::string out;
    for (const Step& step : edit.steps) {
        const bool first = &step == &edit.steps.front() && edit.around.line > 0;
        const std::string line = first ? std::to_string(edit.around.line) : std::string();
        const std::string why = step.why.empty() ? std::string() : ": " + visible(step.why);
        out += fmt::format("{:>5}  {}{} ({}){}{}\n", line, look.faint, step.rule, to_string(step.confidence),
                           why, look.plain);
    }
    return out;
}

std::string indented(std::string_view text) {
    std::string out = "       ";
    for (const char c : text) {
        out += c;
        if (c == '\n') out += "       ";
    }
    return out + "\n";
}

std::size_t line_end(std::string_view text, std::size_t offset) {
    return std::min(text.find('\n', offset), text.size());
}

/// The edits from `first` on that share lines, with these lines once; `first` moves behind them.
std::string render_lines(const ArticleLog& log, std::size_t& first, const Colours& look,
                         std::string_view source) {
    std::string head;
    std::size_t at = line_begin(source, log.edits[first].at.begin);
    std::string body;
    std::size_t end = line_end(source, at);
    do {
        const LoggedEdit& edit = log.edits[first];
        head += describe(edit, look);
        body += visible(source.substr(at, edit.at.begin - at), true) + marked(edit.before, edit.after, look);
        at = edit.at.end;
        if (at > end) end = line_end(source, at);
        ++first;
    } while (first < log.edits.size() && log.edits[first].at.begin <= end);
    return head + indented(body + visible(source.substr(at, end - at), true));
}

}  // namespace

bool is_unseen(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA1) || c == 0xAD || c == 0x61C || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) ||
           c == 0x3000 || c == 0xFEFF || (c >= 0xE0000 && c < 0xE1000);
}

std::string visible(std::string_view text, bool keep_lines) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto [value, size] = utf8::decode(text, at);
        if (value == '\n')
            out += keep_lines ? "\n" : "\u23CE";
        else if (is_unseen(value) && value != ' ')
            out += value == '\t' ? " " : fmt::format("<U+{:04X}>", static_cast<unsigned>(value));
        else
            out += text.substr(at, size);
        at += size;
    }
    return out;
}

std::string render_edit(const LoggedEdit& edit, bool colours) {
    const Colours& look = colours ? ansi : none;
    return describe(edit, look) + indented(visible(edit.around.left) + marked(edit.before, edit.after, look) +
                                           visible(edit.around.right));
}

std::string render_words(const ArticleLog& log, bool colours, std::optional<std::string_view> source) {
    const Colours& look = colours ? ansi : none;
    std::string out;
    if (log.other_language) out += "       passed through: not in the expected language\n";
    if (!log.error.empty()) out += fmt::format("       passed through: {}\n", visible(log.error));
    for (std::size_t i = 0; i < log.edits.size();)
        out += source ? render_lines(log, i, look, *source) : render_edit(log.edits[i++], colours);
    if (!out.empty()) out = fmt::format("{}{}{}\n", look.strong, visible(log.id), look.plain) + out;
    return out;
}

}  // namespace mtmend
