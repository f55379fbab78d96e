#include "pipeline/text/document.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "pipeline/text/language_signs.hpp"
#include "pipeline/text/lexicon.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend {
namespace {

/// The last of sorted spans that begins at or before `offset` (the first one where none does).
template <class Spans>
const auto& span_at(const Spans& spans, std::size_t offset) {
    auto after = std::upper_bound(spans.begin(), spans.end(), offset,
                                  [](std::size_t o, const auto& span) { return o < span.begin; });
    return after == spans.begin() ? spans.front() : *std::prev(after);
}

bool is_blank(std::string_view line) {
    for (std::size_t at = 0; at < line.size();) {
        const auto point = utf8::decode(line, at);
        if (!utf8::is_space(point.value)) return false;
        at += point.size;
    }
    return true;
}

}  // namespace

Document::Document(std::string_view text, const Lexicon& lexicon, Evidence evidence)
    : text_(text), lexicon_(&lexicon), evidence_(std::move(evidence)) {
    words_.reserve(text.size() / 6 + 1);
    scan({0, text.size()});
    sum_up();
}

Document::Document(const Document& before, std::string_view text, const std::vector<Replaced>& replaced)
    : text_(text), lexicon_(before.lexicon_), evidence_(before.evidence_) {
    scan_again(before, replaced);
    sum_up();
    if (before.gate_texts_)
        gate_texts_ = std::make_shared<const TextPlaces>(
            lexicon_->asked->gates.texts().find_again(*before.gate_texts_, text_, replaced));
}

void Document::sum_up() {
    for (const Portion& portion : portions_) {
        signals_ |= portion.signals;
        marks_ |= portion.marks;
    }
}

std::size_t Document::word_at_or_after(std::size_t offset) const {
    const auto it = std::lower_bound(words_.begin(), words_.end(), offset,
                                     [](const Word& word, std::size_t o) { return word.at.begin < o; });
    return static_cast<std::size_t>(it - words_.begin());
}

std::pair<std::size_t, std::size_t> Document::words_in(Span<Working> span) const {
    const std::size_t first = word_at_or_after(span.begin);
    std::size_t last = word_at_or_after(span.end);
    while (last > first && words_[last - 1].at.end > span.end) --last;
    return {first, last};
}

const std::vector<Line>& Document::lines() const {
    if (lines_) return *lines_;
    lines_.emplace();
    for (std::size_t begin = 0; begin <= text_.size();) {
        std::size_t end = std::min(text_.find('\n', begin), text_.size());
        const std::size_t next = end + 1;
        if (end > begin && text_[end - 1] == '\r') --end;
        lines_->push_back({begin, end});
        begin = next;
    }
    return *lines_;
}

const std::vector<Block>& Document::blocks() const {
    if (blocks_) return *blocks_;
    blocks_.emplace();
    bool open = false;
    for (const Line& line : lines()) {
        const bool blank = is_blank(text(line));
        if (!blank && open) blocks_->back().end = line.end;
        if (!blank && !open) blocks_->push_back(line);
        open = !blank;
    }
    if (blocks_->empty()) blocks_->push_back({0, text_.size()});
    return *blocks_;
}

const Line& Document::line_at(std::size_t offset) const {
    return span_at(lines(), offset);
}
const Block& Document::block_at(std::size_t offset) const {
    return span_at(blocks(), offset);
}
std::size_t Document::block_index_at(std::size_t offset) const {
    return static_cast<std::size_t>(&block_at(offset) - blocks().data());
}

namespace {
template <class Spans>
std::pair<std::size_t, std::size_t> begin_inside(const Spans& spans, Span<Working> outer) {
    const auto before = [](const auto& span, std::size_t offset) { return span.begin < offset; };
    const auto first = std::lower_bound(spans.begin(), spans.end(), outer.begin, before);
    const auto last = std::lower_bound(first, spans.end(), outer.end, before);
    return {static_cast<std::size_t>(first - spans.begin()), static_cast<std::size_t>(last - spans.begin())};
}
}  // namespace

std::pair<std::size_t, std::size_t> Document::lines_in(const Block& block) const {
    return begin_inside(lines(), block);
}
std::pair<std::size_t, std::size_t> Document::sentences_in(const Block& block) const {
    return begin_inside(sentences(), block);
}

const TextPlaces& Document::gate_texts() const {
    if (!gate_texts_)
        gate_texts_ = std::make_shared<const TextPlaces>(lexicon_->asked->gates.texts().find(text_));
    return *gate_texts_;
}

bool Document::passes(GateId gate) const {
    const Gates& gates = lexicon_->asked->gates;
    if (passes_.empty()) passes_.resize(gates.size());
    if (passes_[gate] == Passes::unasked)
        passes_[gate] = gates.passes(gate, gate_texts()) ? Passes::yes : Passes::no;
    return passes_[gate] == Passes::yes;
}

bool Document::passes(GateId gate, Span<Working> piece) const {
    return lexicon_->asked->gates.passes(gate, gate_texts(), piece);
}

const Sentence& Document::sentence_at(std::size_t offset) const {
    return span_at(sentences(), offset);
}

const ProtectedSpan* Document::protected_at(std::size_t offset) const {
    const auto& spans = protected_spans();
    auto after = std::upper_bound(spans.begin(), spans.end(), offset,
                                  [](std::size_t o, const ProtectedSpan& span) { return o < span.at.begin; });
    if (after == spans.begin()) return nullptr;
    --after;
    return offset < after->at.end ? &*after : nullptr;
}

bool Document::is_protected(Span<Working> span) const {
    const auto& spans = protected_spans();
    auto it = std::lower_bound(spans.begin(), spans.end(), span.begin,
                               [](const ProtectedSpan& p, std::size_t o) { return p.at.end <= o; });
    for (; it != spans.end() && it->at.begin < span.end; ++it) {
        const bool taken_whole = span.contains(it->at) && span != it->at;
        if (!taken_whole) return true;
    }
    // An insertion inside a protected span has no byte of it but still changes it.
    return span.empty() && it != spans.end() && it->at.begin < span.begin && span.begin < it->at.end;
}

std::size_t Document::count(std::uint64_t hash) const {
    if (!counts_) counts_.emplace(words_);
    return counts_->of(hash);
}

WordCounts::WordCounts(const std::vector<Word>& words) : cells_(std::bit_ceil(words.size() * 2 + 2)) {
    for (const Word& word : words) {
        Cell& cell = cells_[place_of(word.hash)];
        cell.hash = word.hash;
        ++cell.count;
    }
}

std::size_t WordCounts::place_of(std::uint64_t hash) const {
    const std::size_t mask = cells_.size() - 1;
    std::size_t at = hash & mask;
    while (cells_[at].count != 0 && cells_[at].hash != hash) at = (at + 1) & mask;
    return at;
}

std::size_t Document::count(std::string_view word) const {
    return count(folded_hash(word));
}

bool Document::may_have(std::uint64_t hash) const {
    if (present_.empty()) {
        present_.resize(std::bit_ceil(words_.size() / 8 + 1));
        for (const Word& word : words_)
            present_[(word.hash >> 6) & (present_.size() - 1)] |= std::uint64_t{1} << (word.hash & 63);
    }
    return (present_[(hash >> 6) & (present_.size() - 1)] >> (hash & 63) & 1) != 0;
}

namespace {

bool is_hardly_known(const LanguageSigns& signs, std::size_t function_words) {
    using namespace language_sign;
    // A few words, none of them common and not all of them names: most languages have no other mark.
    if (signs[counted] < 8) return function_words + signs[known] == 0 && signs[small] * 2 >= signs[counted];
    // Prose of the expected language has a function word in every third place and common words in nine of
    // ten.
    return function_words * 5 < signs[counted] && signs[known] * 2 < signs[counted];
}

}  // namespace

bool Document::is_other_language(Span<Working> span) const {
    const auto [first, last] = words_in(span);
    using namespace language_sign;
    const LanguageSigns signs(words_.data() + first, words_.data() + last);
    const std::size_t total = signs[counted];
    if (total < 4) return total >= 2 && signs[listed] == 0 && signs[small] * 2 >= total;
    if (signs[non_latin] * 10 > total * 6) return true;
    // Words of several languages count for each of them: there may be fewer of one.
    const bool may_be_foreign = signs[foreign] >= 3 && signs[foreign] > signs[expected] * 2;
    if (!may_be_foreign && !is_hardly_known(signs, signs[expected])) return false;
    std::array<std::size_t, 32> counts{};
    for (std::size_t i = first; i < last; ++i) {
        const Word& word = words_[i];
        if (word.has_digit || (word.marks & (lexicon_->expected_mark | lexicon_->foreign_mark)) == 0)
            continue;
        const auto it = lexicon_->function_words.find(word.hash);
        if (it == lexicon_->function_words.end()) continue;
        for (std::uint32_t bits = it->second; bits != 0; bits &= bits - 1) ++counts[std::countr_zero(bits)];
    }
    const std::size_t of_expected = counts[lexicon_->expected_language];
    const std::size_t most = *std::max_element(counts.begin(), counts.end());
    return (most >= 3 && most > of_expected * 2 && most * 10 >= total) || is_hardly_known(signs, of_expected);
}

}  // namespace mtmend
