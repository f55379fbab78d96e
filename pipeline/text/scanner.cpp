// The one pass over the bytes of a document: words and signals.
#include <xxhash.h>

#include <array>

#include "pipeline/text/document.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend {
namespace {

/// What a code point is to the scanner; pairs of neighbours raise signals.
enum Kind : std::uint8_t {
    letter,
    digit,
    space,
    no_break_space,
    tab,
    newline,  ///< line feed
    opening,
    closing,
    closing_quote,
    opening_quote,
    straight_quote,  ///< "
    apostrophe,      ///< '
    markup,
    control,
    other,
    kinds
};

constexpr bool is_word_kind(Kind kind) {
    return kind <= digit;
}
constexpr bool closes(Kind kind) {
    return kind == closing || kind == closing_quote || kind == straight_quote;
}
constexpr bool opens(Kind kind) {
    return kind == opening || kind == opening_quote;
}

constexpr std::array<Kind, 128> make_ascii_kinds() {
    std::array<Kind, 128> table{};
    for (auto& kind : table) kind = other;
    for (std::size_t c = 0; c < 0x20; ++c) table[c] = control;
    table[0x7F] = control;
    for (std::size_t c = 'a'; c <= 'z'; ++c) table[c] = table[c - 32] = letter;
    for (std::size_t c = '0'; c <= '9'; ++c) table[c] = digit;
    for (const char c : {'.', ',', ';', ':', '!', '?', ')', ']', '%'})
        table[static_cast<std::size_t>(c)] = closing;
    for (const char c : {'(', '['}) table[static_cast<std::size_t>(c)] = opening;
    for (const char c : {'&', '<'}) table[static_cast<std::size_t>(c)] = markup;
    table[' '] = space;
    table['\t'] = tab;
    table['\n'] = newline;
    table['\r'] = other;
    table['"'] = straight_quote;
    table['\''] = apostrophe;
    return table;
}
constexpr auto ascii_kinds = make_ascii_kinds();

Kind kind_of(char32_t c) {
    if (c < 0x80) return ascii_kinds[c];
    switch (c) {
        case U'“':
        case U'„':
        case U'«':
        case U'‘':
            return opening_quote;
        case U'”':
        case U'»':
        case U'’':
            return closing_quote;
        case U'…':
            return closing;
        case 0xA0:
            return no_break_space;
        default:
            if (c < 0xA0) return control;
            return utf8::is_word(c) ? letter : other;
    }
}

constexpr signals::Set signals_of_pair(Kind before, Kind kind) {
    signals::Set found = signals::none;
    const bool space_before = before == space || before == tab || before == no_break_space;
    if (kind == markup) found |= signals::markup;
    if (kind == digit) found |= signals::digit;
    if (kind == opening_quote || kind == closing_quote || kind == straight_quote || kind == apostrophe)
        found |= signals::quote;
    if (kind == tab || (space_before && (kind == space || kind == newline || closes(kind))))
        found |= signals::odd_space;
    if (kind == space && opens(before)) found |= signals::odd_space;
    if (kind == control) found |= signals::control;
    if (kind == letter && closes(before)) found |= signals::glued;
    if (before == letter && opens(kind)) found |= signals::glued;
    if (closes(kind) && closes(before)) found |= signals::glued;
    if (before == newline) found |= signals::line_break;
    return found;
}

constexpr auto make_pair_signals() {
    std::array<std::array<signals::Set, kinds>, kinds> table{};
    for (std::size_t before = 0; before < kinds; ++before) {
        for (std::size_t kind = 0; kind < kinds; ++kind)
            table[before][kind] = signals_of_pair(static_cast<Kind>(before), static_cast<Kind>(kind));
    }
    return table;
}
constexpr auto pair_signals = make_pair_signals();

}  // namespace

void Document::scan() {
    const std::string_view text = text_;
    words_.reserve(text.size() / 6 + 1);
    Kind before = other;
    std::size_t begin = 0;
    bool in_word = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = static_cast<unsigned char>(text[at]);
        std::size_t size = 1;
        Kind kind;
        if (byte < 0x80) {
            kind = ascii_kinds[byte];
        } else {
            const auto point = utf8::decode(text, at);
            size = point.size;
            kind = kind_of(point.value);
            signals_ |= signals::non_ascii;
        }
        signals_ |= pair_signals[before][kind];
        if (is_word_kind(kind)) {
            if (!in_word) begin = at;
            in_word = true;
        } else if (in_word) {
            const bool may_be_inside =
                kind == apostrophe || (size == 3 && text.substr(at, 3) == "\xE2\x80\x99");
            const std::size_t next = at + size;
            const bool inside =
                may_be_inside && next < text.size() && kind_of(utf8::decode(text, next).value) == letter;
            if (!inside) {
                add_word(begin, at);
                in_word = false;
            }
        }
        before = kind;
        at += size;
    }
    if (in_word) add_word(begin, text.size());
}

namespace {

/// What the letters of a word say: how many there are, how many of them capitals, and the hash of its
/// folding.
struct Letters {
    std::uint64_t hash = 0;
    std::size_t count = 0;
    std::size_t capitals = 0;
    bool begins_with_capital = false;
    bool inner_capital = false;  ///< a capital behind a small letter
    bool digits = false;

    void add(bool is_letter, bool is_capital) {
        inner_capital |= is_capital && count > capitals;
        count += is_letter;
        capitals += is_capital;
    }
};

Letters read_letters(std::string_view word) {
    Letters letters;
    std::array<char, 64> folded;
    std::size_t at = 0;
    for (; at < word.size() && at < folded.size(); ++at) {
        const auto byte = static_cast<unsigned char>(word[at]);
        if (byte >= 0x80) break;
        const bool capital = static_cast<unsigned char>(byte - 'A') < 26;
        folded[at] = static_cast<char>(capital ? byte + 32 : byte);
        letters.digits |= static_cast<unsigned char>(byte - '0') < 10;
        letters.add(ascii_kinds[byte] == letter, capital);
        if (at == 0) letters.begins_with_capital = capital;
    }
    if (at == word.size()) {
        letters.hash = XXH3_64bits(folded.data(), at);
        return letters;
    }
    letters.hash = folded_hash(word);
    while (at < word.size()) {
        const auto point = utf8::decode(word, at);
        const bool capital = utf8::is_upper(point.value);
        if (at == 0) letters.begins_with_capital = capital;
        letters.digits |= utf8::is_digit(point.value);
        letters.add(utf8::is_letter(point.value), capital);
        at += point.size;
    }
    return letters;
}

}  // namespace

void Document::mark(Word& word) const {
    const MarkedWords& asked = lexicon_->asked->words;
    word.marks = asked.find(word.hash);
    // "NATO's": what stands before the ending is asked for too.
    const std::string_view text = this->text(word.at);
    const std::size_t size = text.size();
    if (size < 3 || (text[size - 1] | 0x20) != 's' || (text[size - 2] != '\'' && text[size - 2] != '\x99'))
        return;
    const std::string_view plain = without_possessive(text);
    word.possessive = plain.size() < size;
    if (word.possessive) word.marks |= asked.find(folded_hash(plain));
}

void Document::add_word(std::size_t begin, std::size_t end) {
    Word word;
    word.at = {begin, end};
    const std::string_view text = this->text(word.at);
    const Letters letters = read_letters(text);
    word.hash = letters.hash;
    mark(word);
    word.has_digit = letters.digits;
    word.capital = letters.begins_with_capital;
    word.all_capitals = letters.capitals >= 2 && letters.capitals == letters.count;
    if (letters.count > 0 && !letters.digits) {
        const auto* entry = lexicon_->words.find(word.hash);
        word.rank = entry != nullptr ? entry->rank : lexicon_->rank(text);
        if (word.rank == 0 && letters.count > 1) signals_ |= signals::unknown_word;
    }
    if (letters.inner_capital || (letters.digits && letters.count > 0)) signals_ |= signals::glued;
    for (std::size_t back = 1; back <= 6 && back <= words_.size(); ++back) {
        if (words_[words_.size() - back].hash == word.hash) signals_ |= signals::repeated_word;
    }
    marks_ |= word.marks;
    words_.push_back(word);
}

}  // namespace mtmend
