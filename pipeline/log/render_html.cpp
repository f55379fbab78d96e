#include "pipeline/log/render_html.hpp"

#include <fmt/format.h>

#include "pipeline/log/render_words.hpp"

namespace mtmend {

namespace {

constexpr std::string_view style = R"(
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; overflow-wrap: anywhere; }
ol { list-style: none; padding: 0; }
li { border-top: 1px solid #8886; padding: .5rem 0; overflow-wrap: anywhere; }
p { margin: 0; white-space: pre-wrap; }
small { opacity: .75; }
del { background: #f994; }
ins { background: #6d64; text-decoration: none; }
)";
/// Of the bytes of `style`; a test computes it anew.
constexpr std::string_view style_hash = "sha256-mZ8qZ5B2TmEdW3sqRVe/9H/zTWpmMUul+ZJZYi5Bqi0=";

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : visible(text)) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string describe(const std::vector<Step>& steps, const Surroundings& around, std::string_view reason) {
    std::string out = around.line == 0 ? std::string() : fmt::format("line {} · ", around.line);
    for (const Step& step : steps) {
        if (&step != &steps.front()) out += ", then ";
        out += fmt::format("{} ({})", escaped(step.rule), to_string(step.confidence));
        if (!step.why.empty()) out += ": " + escaped(step.why);
    }
    return reason.empty() ? out : fmt::format("{} · held: {}", out, reason);
}

template <class Entry>
std::string item(const Entry& entry, std::string_view reason) {
    return fmt::format("<li><p>{}<del>{}</del><ins>{}</ins>{}</p><small>{}</small></li>\n",
                       escaped(entry.around.left), escaped(entry.before), escaped(entry.after),
                       escaped(entry.around.right), describe(entry.steps, entry.around, reason));
}

}  // namespace

std::string html_beginning(std::string_view title) {
    return fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{}'; base-uri 'none'; "
        "form-action 'none'\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n"
        "<style>{}</style>\n</head>\n<body>\n<h1>{}</h1>\n",
        style_hash, escaped(title), style, escaped(title));
}

std::string html_of(const ArticleLog& log) {
    std::string items;
    for (const LoggedEdit& edit : log.edits) items += item(edit, "");
    for (const LoggedHeld& held : log.held) items += item(held, to_string(held.reason));
    if (log.other_language) items += "<li>Passed through: not in the expected language.</li>\n";
    if (!log.error.empty()) items += fmt::format("<li>Passed through: {}</li>\n", escaped(log.error));
    if (items.empty()) return {};
    return fmt::format("<h2>{}</h2>\n<ol>\n{}</ol>\n", escaped(log.id), items);
}

std::string html_end() {
    return "</body>\n</html>\n";
}

std::string_view html_style() {
    return style;
}

}  // namespace mtmend
