// Where sentences end.
#include "pipeline/text/byte_set.hpp"
#include "pipeline/text/document.hpp"
#include "pipeline/text/lexicon.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend {
namespace {

bool is_terminator(char32_t c) {
    return c == U'.' || c == U'!' || c == U'?' || c == U'…' || c == U'。';
}

/// Bytes by which terminators begin.
constexpr ByteSet terminator_bytes(".!?\xE2\xE3");

bool is_closing_mark(char32_t c) {
    return c == U'"' || c == U'\'' || c == U'”' || c == U'’' || c == U'»' || c == U')' || c == U']';
}

/// True where a single full stop at `stop` belongs to the word before it: an abbreviation, an initial, "U.S".
bool stop_belongs_to_word(const Document& document, std::size_t begin, std::size_t stop) {
    const std::string_view text = document.text();
    std::size_t token = stop;
    bool inner_stop = false;
    while (token > begin) {
        const auto point = utf8::decode_before(text, token);
        if (!utf8::is_word(point.value) && point.value != U'.') break;
        inner_stop |= point.value == U'.';
        token -= point.size;
    }
    const std::string_view word = text.substr(token, stop - token);
    if (word.empty()) return false;
    const auto first = utf8::decode(text, token);
    if (first.size == word.size()) return utf8::is_upper(first.value) && first.value != U'I';
    if (document.lexicon().abbreviations.contains(folded_hash(word))) return true;
    if (!inner_stop) return false;
    // "U.S", "e.g", "a.m": every part one letter long.
    for (std::size_t at = 0, part = 0; at <= word.size(); ++at) {
        if (at < word.size() && word[at] != '.') continue;
        if (at - part != 1) return false;
        part = at + 1;
    }
    return true;
}

/// The end of the terminators and closing marks that begin at `at`.
std::size_t end_of_marks(std::string_view text, std::size_t at, std::size_t limit) {
    while (at < limit) {
        const auto point = utf8::decode(text, at);
        if (!is_terminator(point.value) && !is_closing_mark(point.value)) break;
        at += point.size;
    }
    return at;
}

}  // namespace

const std::vector<Sentence>& Document::sentences() const {
    if (sentences_) return *sentences_;
    sentences_.emplace();
    for (const Block& block : blocks()) {
        std::size_t begin = block.begin;
        const std::string_view to_end = text_.substr(0, block.end);
        for (std::size_t at = block.begin; (at = terminator_bytes.find_in(to_end, at)) < block.end;) {
            const auto point = utf8::decode(text_, at);
            if (!is_terminator(point.value)) {
                at += point.size;
                continue;
            }
            const std::size_t end = end_of_marks(text_, at, block.end);
            std::size_t next = end;
            while (next < block.end && utf8::is_space(utf8::decode(text_, next).value))
                next += utf8::decode(text_, next).size;
            const bool more = next > end && next < block.end;
            const bool single_stop = point.value == U'.' && end == at + 1;
            if (more && !utf8::is_lower(utf8::decode(text_, next).value) &&
                !(single_stop && stop_belongs_to_word(*this, begin, at))) {
                sentences_->push_back({begin, end});
                begin = next;
                at = next;
            } else {
                at = end;
            }
        }
        if (begin < block.end) sentences_->push_back({begin, block.end});
    }
    if (sentences_->empty()) sentences_->push_back({0, text_.size()});
    return *sentences_;
}

}  // namespace mtmend
