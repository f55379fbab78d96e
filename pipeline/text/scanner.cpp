// The one pass over the bytes of a document: words and signals.
#include <array>
#include <cstring>

#include "pipeline/text/document.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend {
namespace {

enum : std::uint8_t { is_letter = 1, is_digit = 2, is_closing = 4, is_opening = 8, is_quote = 16 };

constexpr std::array<std::uint8_t, 128> make_classes() {
    std::array<std::uint8_t, 128> table{};
    for (int c = 'a'; c <= 'z'; ++c) table[c] = table[c - 32] = is_letter;
    for (int c = '0'; c <= '9'; ++c) table[c] = is_digit;
    for (char c : {'.', ',', ';', ':', '!', '?', ')', ']', '%'}) table[static_cast<int>(c)] = is_closing;
    for (char c : {'(', '['}) table[static_cast<int>(c)] = is_opening;
    table['"'] = is_quote | is_closing;
    table['\''] = is_quote;
    return table;
}
constexpr auto classes = make_classes();

std::uint8_t class_of(char32_t c) {
    if (c < 0x80) return classes[c];
    switch (c) {
        case U'“':
        case U'„':
        case U'«':
        case U'‘':
            return is_quote | is_opening;
        case U'”':
        case U'»':
        case U'’':
            return is_quote | is_closing;
        case U'…':
            return is_closing;
        default:
            return utf8::is_word(c) ? is_letter : 0;
    }
}

/// What one code point says in view of the one before it.
signals::Set signals_of(char32_t before, std::uint8_t class_before, char32_t c, std::uint8_t cls) {
    signals::Set found = signals::none;
    const bool space_before = before == U' ' || before == U'\t' || before == 0xA0;
    if (c >= 0x80) found |= signals::non_ascii;
    if (c == U'&' || c == U'<') found |= signals::markup;
    if (cls & is_digit) found |= signals::digit;
    if (cls & is_quote) found |= signals::quote;
    if (c == U'\t' || (space_before && (c == U' ' || c == U'\n' || (cls & is_closing))))
        found |= signals::odd_space;
    if (c == U' ' && (class_before & is_opening)) found |= signals::odd_space;
    if ((c < 0x20 && c != U'\n' && c != U'\r' && c != U'\t') || (c >= 0x7F && c < 0xA0))
        found |= signals::control;
    if ((cls & is_letter) && (class_before & is_closing)) found |= signals::glued;
    if ((class_before & is_letter) && (cls & is_opening)) found |= signals::glued;
    if ((cls & is_closing) && (class_before & is_closing)) found |= signals::glued;
    if (before == U'\n') found |= signals::line_break;
    return found;
}

}  // namespace

void Document::scan() {
    const std::string_view text = text_;
    char32_t before = 0;
    std::uint8_t class_before = 0;
    std::size_t begin = text.size();
    bool in_word = false;
    bool digits = false;
    words_.reserve(text.size() / 6 + 1);
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = static_cast<unsigned char>(text[at]);
        const auto point = byte < 0x80 ? utf8::CodePoint{byte, 1} : utf8::decode(text, at);
        const std::uint8_t cls = class_of(point.value);
        signals_ |= signals_of(before, class_before, point.value, cls);
        if (cls & (is_letter | is_digit)) {
            if (!in_word) begin = at;
            digits = in_word ? digits || (cls & is_digit) : (cls & is_digit) != 0;
            in_word = true;
        } else if (in_word) {
            const bool apostrophe = point.value == U'\'' || point.value == U'’';
            const std::size_t next = at + point.size;
            const bool inside =
                apostrophe && next < text.size() && (class_of(utf8::decode(text, next).value) & is_letter);
            if (!inside) {
                add_word(begin, at, digits);
                in_word = false;
            }
        }
        before = point.value;
        class_before = cls;
        at += point.size;
    }
    if (in_word) add_word(begin, text.size(), digits);
}

void Document::add_word(std::size_t begin, std::size_t end, bool digits) {
    Word word;
    word.at = {begin, end};
    const std::string_view text = this->text(word.at);
    word.hash = folded_hash(text);
    word.marks = lexicon_->asked->words.find(word.hash);
    // "NATO's": what stands before the ending is asked for too.
    if (text.size() > 2 && (text.back() | 0x20) == 's' && (text[text.size() - 2] == '\'' || text[text.size() - 2] == '\x99')) {
        const std::string_view plain = without_possessive(text);
        if (plain.size() < text.size()) word.marks |= lexicon_->asked->words.find(folded_hash(plain));
    }
    marks_ |= word.marks;
    word.has_digit = digits;
    std::size_t letters = 0;
    std::size_t capitals = 0;
    bool inner_capital = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = static_cast<unsigned char>(text[at]);
        const auto point = byte < 0x80 ? utf8::CodePoint{byte, 1} : utf8::decode(text, at);
        const bool upper = utf8::is_upper(point.value);
        if (at == 0) word.capital = upper;
        if (upper && letters > capitals) inner_capital = true;
        letters += utf8::is_letter(point.value);
        capitals += upper;
        at += point.size;
    }
    word.all_capitals = capitals >= 2 && capitals == letters;
    if (letters > 0 && !digits) {
        const auto* entry = lexicon_->words.find(word.hash);
        word.rank = entry != nullptr ? entry->rank : lexicon_->rank(text);
        if (word.rank == 0 && letters > 1) signals_ |= signals::unknown_word;
    }
    if (inner_capital || (digits && letters > 0)) signals_ |= signals::glued;
    for (std::size_t back = 1; back <= 6 && back <= words_.size(); ++back) {
        if (words_[words_.size() - back].hash == word.hash) signals_ |= signals::repeated_word;
    }
    words_.push_back(word);
}

}  // namespace mtmend
