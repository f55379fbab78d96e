// The one pass over the bytes of a document: words and signals.
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>

#include "pipeline/text/asked.hpp"
#include "pipeline/text/document.hpp"
#include "pipeline/text/language_signs.hpp"
#include "pipeline/text/lexicon.hpp"
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

/// What a letter or digit of ASCII adds to a word; 0 for all other bytes.
enum Class : std::uint8_t { small = 1, capital = 2, figure = 4 };
constexpr std::array<std::uint8_t, 256> make_classes() {
    std::array<std::uint8_t, 256> table{};
    for (std::size_t c = 'a'; c <= 'z'; ++c) table[c] = small, table[c - 32] = capital;
    for (std::size_t c = '0'; c <= '9'; ++c) table[c] = figure;
    return table;
}
constexpr auto classes = make_classes();

constexpr std::size_t longest_plain_word = 64;  ///< bytes

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
    letters.hash = folded_hash(word);
    for (std::size_t at = 0; at < word.size();) {
        const auto point = utf8::decode(word, at);
        const bool is_capital = utf8::is_upper(point.value);
        if (at == 0) letters.begins_with_capital = is_capital;
        letters.digits |= utf8::is_digit(point.value);
        letters.add(utf8::is_letter(point.value), is_capital);
        at += point.size;
    }
    return letters;
}

/// The marks of "NATO's" are those of "NATO" as well.
bool has_possessive_ending(std::string_view word) {
    const std::size_t size = word.size();
    if (size < 3 || (word[size - 1] | 0x20) != 's' || (word[size - 2] != '\'' && word[size - 2] != '\x99'))
        return false;
    return without_possessive(word).size() < size;
}

/// How far back a word is looked for to tell that it is repeated.
constexpr std::size_t repeat_reach = 6;

/// True where word `i` is one of the few before it.
bool is_repeated(const std::vector<Word>& words, std::size_t i) {
    bool repeated = false;
    for (std::size_t back = 1; back <= std::min(repeat_reach, i); ++back)
        repeated |= words[i - back].hash == words[i].hash;
    return repeated;
}

/// Reads whole lines and appends their words.
class Scan {
  public:
    Scan(std::string_view text, const Lexicon& lexicon, std::vector<Word>& words,
         std::vector<std::uint32_t>& rule_words)
        : text_(text), lexicon_(lexicon), words_(words), rule_words_(rule_words) {}

    /// `lines`: from the beginning of a line to behind a line feed, or to the text's end.
    void run(Span<Working> lines) {
        const std::size_t first = words_.size();
        find_words(lines);
        look_up(first);
    }
    signals::Set signals() const { return signals_; }
    Marks marks() const { return marks_; }

  private:
    struct Point {
        Kind kind;
        std::size_t size;
    };

    Point point_at(std::size_t at) {
        const auto byte = static_cast<unsigned char>(text_[at]);
        if (byte < 0x80) return {ascii_kinds[byte], 1};
        signals_ |= signals::non_ascii;
        const auto point = utf8::decode(text_, at);
        return {kind_of(point.value), point.size};
    }

    void pass(Kind kind) {
        signals_ |= pair_signals[before_][kind];
        before_ = kind;
    }

    void find_words(Span<Working> lines) {
        before_ = lines.begin == 0 ? other : newline;
        for (std::size_t at = lines.begin; at < lines.end;) {
            if (classes[static_cast<unsigned char>(text_[at])] != 0) {
                at = read_word(at, lines.end);
                continue;
            }
            const Point point = point_at(at);
            if (is_word_kind(point.kind)) {
                at = read_any_word(at, lines.end);
            } else {
                pass(point.kind);
                at += point.size;
            }
        }
    }

    /// The word that begins at `at`, and its end: the quick way for a letter of ASCII and small ones behind
    /// it.
    std::size_t read_word(std::size_t at, std::size_t limit) {
        std::array<char, longest_plain_word> folded;
        const std::size_t most = std::min(limit, at + longest_plain_word);
        const std::uint8_t first = classes[static_cast<unsigned char>(text_[at])];
        std::size_t end = at + 1;
        folded[0] = static_cast<char>(text_[at] | 0x20);
        while (end < most && classes[static_cast<unsigned char>(text_[end])] == small) {
            folded[end - at] = text_[end];
            ++end;
        }
        const auto next =
            end < limit ? static_cast<unsigned char>(text_[end]) : static_cast<unsigned char>(' ');
        if (first == figure || end == at + longest_plain_word || next >= 0x80 || next == '\'' ||
            classes[next] != 0)
            return read_any_word(at, limit);
        pass(letter);
        Word word;
        word.at = {at, end};
        word.hash = XXH3_64bits(folded.data(), end - at);
        word.capital = first == capital;
        add(word);
        return end;
    }

    std::size_t read_any_word(std::size_t begin, std::size_t limit) {
        std::size_t at = begin;
        while (at < limit) {
            const Point point = point_at(at);
            if (!is_word_kind(point.kind) && !is_inside_word(at, point)) break;
            pass(point.kind);
            at += point.size;
        }
        const std::string_view text = text_.substr(begin, at - begin);
        const Letters letters = read_letters(text);
        Word word;
        word.at = {begin, at};
        word.hash = letters.hash;
        word.has_digit = letters.digits;
        word.capital = letters.begins_with_capital;
        word.all_capitals = letters.capitals >= 2 && letters.capitals == letters.count;
        word.possessive = has_possessive_ending(text);
        word.non_latin =
            static_cast<unsigned char>(text[0]) >= 0x80 && utf8::decode(text, 0).value >= first_non_latin;
        if (letters.inner_capital || (letters.digits && letters.count > 0)) signals_ |= signals::glued;
        add(word);
        return at;
    }

    bool is_inside_word(std::size_t at, Point point) const {
        const bool may_be =
            point.kind == apostrophe || (point.size == 3 && text_.substr(at, 3) == "\xE2\x80\x99");
        const std::size_t next = at + point.size;
        return may_be && next < text_.size() && kind_of(utf8::decode(text_, next).value) == letter;
    }

    void add(const Word& word) {
        lexicon_.words.prefetch(word.hash);
        lexicon_.asked->words.prefetch(word.hash);
        words_.push_back(word);
    }

    /// What the lists say of the words from `first` on; apart from find_words, so that the table's memory has
    /// time to come.
    void look_up(std::size_t first) {
        const MarkedWords& asked = lexicon_.asked->words;
        for (std::size_t i = first; i < words_.size(); ++i) {
            Word& word = words_[i];
            word.marks = asked.find(word.hash);
            if (word.possessive) word.marks |= asked.find(folded_hash(without_possessive(text_of(word))));
            if (!word.has_digit) rank(word);
            word.language_signs = language_signs_of(word, lexicon_);
            if (is_repeated(words_, i)) signals_ |= signals::repeated_word;
            if ((word.marks & lexicon_.asked->rule_marks) != 0)
                rule_words_.push_back(static_cast<std::uint32_t>(i));
            marks_ |= word.marks;
        }
    }

    void rank(Word& word) {
        const auto* entry = lexicon_.words.find(word.hash);
        if (entry != nullptr) {
            word.rank = entry->rank;
            return;
        }
        const std::size_t letters = word.at.size() == 1 ? 1 : read_letters(text_of(word)).count;
        if (letters == 0) return;
        if (word.possessive) word.rank = lexicon_.rank(text_of(word));
        if (word.rank == 0 && letters > 1) signals_ |= signals::unknown_word;
    }

    std::string_view text_of(const Word& word) const { return text_.substr(word.at.begin, word.at.size()); }

    static constexpr char32_t first_non_latin = 0x370;
    std::string_view text_;
    const Lexicon& lexicon_;
    std::vector<Word>& words_;
    std::vector<std::uint32_t>& rule_words_;
    signals::Set signals_ = signals::none;
    Marks marks_ = 0;
    Kind before_ = other;
};

/// Lines are scanned in portions of about so many bytes; smaller ones cost more than they spare.
constexpr std::size_t portion_size = 1024;
constexpr std::size_t bytes_a_word = 6;  ///< about so many, with the space behind it

}  // namespace

void Document::scan(Span<Working> lines) {
    if (words_.empty()) words_.reserve(lines.size() / bytes_a_word);
    for (std::size_t begin = lines.begin; begin < lines.end;) {
        const std::size_t enough = begin + portion_size;
        const std::size_t feed = enough < lines.end ? text_.find('\n', enough) : std::string_view::npos;
        const std::size_t end = feed < lines.end ? feed + 1 : lines.end;
        Scan scan(text_, *lexicon_, words_, rule_words_);
        Portion portion{{begin, end}, words_.size(), signals::none, 0};
        scan.run(portion.at);
        portion.signals = scan.signals();
        portion.marks = scan.marks();
        portions_.push_back(portion);
        begin = end;
    }
}

void Document::keep(const Document& before, std::size_t portion, std::size_t shift) {
    Portion kept = before.portions_[portion];
    const std::size_t last_word = portion + 1 < before.portions_.size()
                                      ? before.portions_[portion + 1].first_word
                                      : before.words_.size();
    const auto moved = [&](Span<Working> span) {
        return Span<Working>{span.begin + shift, span.end + shift};
    };
    const std::size_t first = words_.size();
    for (std::size_t i = kept.first_word; i < last_word; ++i) {
        if ((before.words_[i].marks & lexicon_->asked->rule_marks) != 0)
            rule_words_.push_back(static_cast<std::uint32_t>(words_.size()));
        words_.push_back(before.words_[i]);
        words_.back().at = moved(words_.back().at);
    }
    for (std::size_t i = first; i < std::min(words_.size(), first + repeat_reach); ++i) {
        if (is_repeated(words_, i)) kept.signals |= signals::repeated_word;
    }
    kept.at = moved(kept.at);
    kept.first_word = first;
    portions_.push_back(kept);
}

void Document::scan_again(const Document& before, const std::vector<Replaced>& replaced) {
    words_.reserve(before.words_.size() + 16);
    std::size_t shift = 0;  // modulo 2^64: the text may have become shorter
    std::size_t next = 0;   // of replaced
    const auto& portions = before.portions_;
    for (std::size_t i = 0; i < portions.size();) {
        if (next == replaced.size() || replaced[next].was.begin > portions[i].at.end) {
            keep(before, i++, shift);
            continue;
        }
        // What touches a border may join the lines on its two sides.
        const std::size_t begin = portions[i].at.begin + shift;
        std::size_t end = 0;
        std::size_t reached = 0;
        do {
            end = portions[i++].at.end;
            for (; next < replaced.size() && replaced[next].was.begin <= end; ++next) {
                reached = replaced[next].was.end;
                shift = replaced[next].now.end - reached;
            }
        } while (i < portions.size() && reached >= end);
        scan({begin, end + shift});
    }
    if (portions.empty()) scan({0, text_.size()});
}

}  // namespace mtmend
