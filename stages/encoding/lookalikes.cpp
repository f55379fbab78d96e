#include "stages/encoding/lookalikes.hpp"

#include "pipeline/text/utf8.hpp"
#include "stages/encoding/beyond_ascii.hpp"

namespace mtmend {
namespace {

constexpr std::size_t longest_word = 80;  ///< bytes

bool is_latin_letter(char32_t c) {
    return utf8::is_letter(c) && (c < 0x370 || (c >= 0x1E00 && c < 0x1F00));
}

}  // namespace

Lookalikes::Lookalikes(const Dictionaries& dictionaries)
    : sure_(dictionaries.rule("encoding/lookalike")),
      unsure_(dictionaries.rule("encoding/lookalike-unsure")) {
    for (const TableRow& row : dictionaries.table("encoding/lookalikes.tsv", 2)) {
        latin_[utf8::decode(row.cells[0], 0).value] = utf8::decode(row.cells[1], 0).value;
    }
}

void Lookalikes::propose(const Document& document, const std::vector<Span<Working>>& taken,
                         EditSink& sink) const {
    auto next_taken = taken.begin();
    for (const Word& word : document.words()) {
        while (next_taken != taken.end() && next_taken->end < word.at.begin) ++next_taken;
        if (word.rank != 0 || word.has_digit || word.at.size() > longest_word) continue;
        const std::string_view text = document.text(word);
        if (is_all_ascii(text) || (next_taken != taken.end() && next_taken->begin <= word.at.end)) continue;
        std::string mended;
        std::size_t latin = 0;
        std::size_t foreign = 0;
        bool greek = false;  // PPARγ, TNFα: a Greek letter in a made-up word is mostly meant
        bool all_known = true;
        for (std::size_t at = 0; at < text.size() && all_known;) {
            const auto point = utf8::decode(text, at);
            at += point.size;
            const auto it = latin_.find(point.value);
            latin += is_latin_letter(point.value);
            if (it != latin_.end()) ++foreign;
            greek |= it != latin_.end() && point.value < 0x400;
            all_known = point.value < 0x370 || it != latin_.end() || !utf8::is_letter(point.value);
            utf8::append(mended, it == latin_.end() ? point.value : it->second);
        }
        if (foreign == 0 || latin == 0 || !all_known) continue;
        const bool known = document.lexicon().rank(mended) != 0 || document.count(mended) > 0;
        if (!known && (latin < foreign || greek)) continue;
        // One Cyrillic letter among Latin ones is no spelling of anything, known or not. Names in capitals
        // are at times spelt so on purpose.
        const bool slip = !greek && foreign == 1 && latin >= 4;
        mtmend::propose(document, sink, (known || slip) && !word.all_capitals ? sure_ : unsure_, word.at,
                        mended);
    }
}

}  // namespace mtmend
