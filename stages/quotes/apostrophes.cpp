#include "stages/quotes/apostrophes.hpp"

#include <array>

#include "pipeline/text/byte_set.hpp"
#include "pipeline/text/utf8.hpp"
#include "stages/clitics.hpp"

namespace mtmend {
namespace {

/// Longer ones first.
constexpr std::array<std::string_view, 10> wrong_signs = {"\\'", "\\’", "''", "’’", "`",
                                                          "´",   "′",   "‘",  "‛",  "ʹ"};

/// The end of "s", "t", "re" …, and of "S" and "T" in capitals, with no word character behind it, or 0.
std::size_t end_of_ending(std::string_view text, std::size_t at) {
    const auto goes_on = [&](std::size_t end) { return utf8::is_word(utf8::decode(text, end).value); };
    if (const std::size_t end = end_of_clitic(text, at, goes_on)) return end;
    const bool capital = at < text.size() && (text[at] == 'S' || text[at] == 'T');
    return capital && (at + 1 == text.size() || !goes_on(at + 1)) ? at + 1 : 0;
}

}  // namespace

Apostrophes::Apostrophes(const Dictionaries& dictionaries) : rule_(dictionaries.rule("quotes/apostrophe")) {}

void Apostrophes::propose(const Document& document, const MarkStyle& style, EditSink& sink) const {
    const std::string_view text = document.text();
    constexpr ByteSet first_bytes("\\'`\xC2\xCA\xE2");
    for (std::size_t at = first_bytes.find_in(text); at != std::string_view::npos;
         at = first_bytes.find_in(text, at + 1)) {
        if (at == 0 || !utf8::is_boundary(text, at) || !utf8::is_letter(utf8::decode_before(text, at).value))
            continue;
        for (std::string_view sign : wrong_signs) {
            if (text.substr(at, sign.size()) != sign) continue;
            const std::size_t end = at + sign.size();
            const std::size_t stop = end < text.size() ? end_of_ending(text, end) : 0;
            // `s` or ''s'' is quoted, and no short form.
            const bool quoted = stop != 0 && text.substr(stop, sign.size()) == sign;
            const bool straight = style.apostrophes == MarkStyle::Form::straight;
            if (stop != 0 && !quoted) mtmend::propose(document, sink, rule_, {at, end}, straight ? "'" : "’");
            break;
        }
    }
}

}  // namespace mtmend
