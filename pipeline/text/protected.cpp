// Spans that no edit may cut: addresses, handles, file names, code, phrases on the protect lists, foreign
// blocks.
#include <algorithm>
#include <array>

#include "pipeline/text/document.hpp"
#include "pipeline/text/lexicon.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend {
namespace {

/// Endings by which "name.ending" is a web address even without a path; those that are also words are left
/// out.
constexpr std::array<std::string_view, 36> domain_endings = {
    "com", "org", "net", "gov", "edu", "int", "mil", "info", "biz", "eu",  "uk", "fr",
    "es",  "ru",  "ua",  "pl",  "nl",  "ch",  "br",  "mx",   "ar",  "cl",  "pt", "jp",
    "cn",  "ca",  "au",  "io",  "app", "dev", "tv",  "cz",   "se",  "gob", "rs", "kz"};
constexpr std::array<std::string_view, 34> file_endings = {
    "pdf",  "txt", "html", "htm", "jpg", "jpeg", "png", "gif", "svg", "doc", "docx", "xls",
    "xlsx", "csv", "json", "xml", "py",  "js",   "cpp", "hpp", "rs",  "md",  "toml", "yml",
    "yaml", "zip", "gz",   "exe", "php", "aspx", "mp3", "mp4", "css", "sh"};

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& list) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_ascii_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/// The token without brackets, quotes and sentence marks around it.
Span<Working> stripped(std::string_view text, Span<Working> token) {
    constexpr std::string_view outer = "()[]{}<>\"'.,;:!?*";
    while (!token.empty() && outer.find(text[token.begin]) != std::string_view::npos) ++token.begin;
    while (!token.empty() && outer.find(text[token.end - 1]) != std::string_view::npos) --token.end;
    for (bool again = true; again && !token.empty();) {
        again = false;
        const auto first = utf8::decode(text, token.begin);
        const auto last = utf8::decode_before(text, token.end);
        if (!utf8::is_word(first.value) && first.value >= 0x80) token.begin += first.size, again = true;
        if (!token.empty() && !again && !utf8::is_word(last.value) && last.value >= 0x80)
            token.end -= last.size, again = true;
    }
    return token;
}

std::optional<Protection> address_kind(std::string_view token) {
    const bool scheme = token.find("://") != std::string_view::npos && token.find("://") < 12;
    if (scheme || token.starts_with("www.")) return Protection::url;
    if (token.size() > 1 && (token[0] == '@' || token[0] == '#') && is_ascii_word(token[1]))
        return Protection::handle;
    const std::size_t slash = token.find('/');
    const std::string_view host = token.substr(0, slash);
    const std::size_t dot = host.rfind('.');
    if (dot == std::string_view::npos || dot == 0 || dot + 1 == host.size()) return std::nullopt;
    const std::size_t at_sign = host.find('@');
    if (at_sign != std::string_view::npos && at_sign > 0 && at_sign < dot) return Protection::email;
    for (char c : host) {
        if (!is_ascii_word(c) && c != '.') return std::nullopt;
    }
    const std::string_view ending = host.substr(dot + 1);
    if (is_one_of(ending, domain_endings) || (slash != std::string_view::npos && ending.size() >= 2 &&
                                              slash + 1 < token.size() && host.find('.') != dot)) {
        return Protection::url;
    }
    if (is_one_of(ending, file_endings)) return Protection::file_name;
    return std::nullopt;
}

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// The bytes without which no token is an address, found in order.
class AddressMarks {
  public:
    explicit AddressMarks(std::string_view text) : text_(text) {
        for (std::size_t i = 0; i < marks.size(); ++i) next_[i] = text_.find(marks[i]);
    }

    /// The first one at or behind `at`, which may not be less than in the call before; npos where there is
    /// none.
    std::size_t find(std::size_t at) {
        for (std::size_t i = 0; i < marks.size(); ++i) {
            if (next_[i] < at) next_[i] = text_.find(marks[i], at);
        }
        return *std::min_element(next_.begin(), next_.end());
    }

  private:
    static constexpr std::string_view marks = ".@#:";
    std::string_view text_;
    std::array<std::size_t, marks.size()> next_{};
};

void add_addresses(std::string_view text, std::vector<ProtectedSpan>& spans) {
    AddressMarks marks(text);
    for (std::size_t at = marks.find(0); at != std::string_view::npos;) {
        // A full stop or colon at a token's end is no part of an address; nearly all of them leave here.
        const bool ends =
            text[at] != '@' && text[at] != '#' && (at + 1 == text.size() || is_blank(text[at + 1]));
        if (ends) {
            at = marks.find(at + 1);
            continue;
        }
        std::size_t begin = at;
        while (begin > 0 && !is_blank(text[begin - 1])) --begin;
        std::size_t end = at + 1;
        while (end < text.size() && !is_blank(text[end])) ++end;
        const Span<Working> token = stripped(text, {begin, end});
        if (token.size() > 2) {
            if (const auto kind = address_kind(text.substr(token.begin, token.size())))
                spans.push_back({token, *kind});
        }
        at = marks.find(end);
    }
}

void add_code(std::string_view text, std::vector<ProtectedSpan>& spans) {
    for (std::size_t open = text.find('`'); open != std::string_view::npos; open = text.find('`', open)) {
        const std::size_t close = text.find_first_of("`\n", open + 1);
        if (close == std::string_view::npos) return;
        if (text[close] == '`' && close > open + 1) spans.push_back({{open, close + 1}, Protection::code});
        open = close + 1;
    }
}

/// Names in programs: "max_size", "the_the".
void add_identifiers(std::string_view text, std::vector<ProtectedSpan>& spans) {
    auto belongs = [](char c) { return c != '-' && is_ascii_word(c); };
    for (std::size_t at = text.find('_'); at != std::string_view::npos; at = text.find('_', at)) {
        std::size_t begin = at;
        std::size_t end = at + 1;
        while (begin > 0 && belongs(text[begin - 1])) --begin;
        while (end < text.size() && belongs(text[end])) ++end;
        const std::size_t inner = text.find_first_not_of('_', at);
        if (begin < at && inner < end) spans.push_back({{begin, end}, Protection::code});
        at = end;
    }
}

void add_phrases(const Document& document, std::vector<ProtectedSpan>& spans) {
    const auto& phrases = document.lexicon().protected_phrases;
    const Marks first_word = document.lexicon().phrase_mark;
    if ((document.marks() & first_word) == 0) return;
    const auto& words = document.words();
    for (std::size_t i = 0; i < words.size(); ++i) {
        if ((words[i].marks & first_word) == 0) continue;
        const auto [begin, end] = phrases.equal_range(words[i].hash);
        for (auto it = begin; it != end; ++it) {
            const auto& phrase = it->second;
            if (i + phrase.size() > words.size()) continue;
            bool same = true;
            for (std::size_t k = 1; k < phrase.size() && same; ++k) {
                // Words of a phrase stand side by side: a longer gap is a sentence's or list's border.
                same = words[i + k].hash == phrase[k] && words[i + k].at.begin - words[i + k - 1].at.end <= 3;
            }
            if (same)
                spans.push_back(
                    {{words[i].at.begin, words[i + phrase.size() - 1].at.end}, Protection::phrase});
        }
    }
}

void add_foreign_blocks(const Document& document, std::vector<ProtectedSpan>& spans) {
    for (const Block& block : document.blocks()) {
        const auto [first, last] = document.words_in(block);
        if (last - first >= 8 && document.is_other_language(block))
            spans.push_back({block, Protection::foreign_block});
    }
}

}  // namespace

const std::vector<ProtectedSpan>& Document::protected_spans() const {
    if (protected_) return *protected_;
    std::vector<ProtectedSpan> spans;
    add_addresses(text_, spans);
    add_code(text_, spans);
    add_identifiers(text_, spans);
    add_phrases(*this, spans);
    add_foreign_blocks(*this, spans);
    std::sort(spans.begin(), spans.end(), [](const ProtectedSpan& a, const ProtectedSpan& b) {
        return a.at.begin != b.at.begin ? a.at.begin < b.at.begin : a.at.end > b.at.end;
    });
    protected_.emplace();
    for (const ProtectedSpan& span : spans) {
        if (protected_->empty() || span.at.begin >= protected_->back().at.end) {
            protected_->push_back(span);
        } else if (span.at.end > protected_->back().at.end) {
            protected_->back().at.end = span.at.end;
        }
    }
    return *protected_;
}

}  // namespace mtmend
