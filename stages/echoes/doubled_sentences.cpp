#include "stages/echoes/doubled_sentences.hpp"

#include <algorithm>
#include <vector>

#include "pipeline/text/byte_set.hpp"
#include "stages/echoes/places.hpp"

namespace mtmend {
namespace {

constexpr std::size_t least_sentence = 8;  // words; shorter sentences are said twice on purpose
constexpr std::size_t most_sentences = 4;

/// True for white space and marks between words where a sentence or a paragraph may end.
bool may_end_sentence(std::string_view gap) {
    constexpr ByteSet signs(".!?\n\xE2\xE3");  // and the first bytes of … and 。
    return signs.find_in(gap) != std::string_view::npos;
}

/// A quick look that builds no sentences: false where no two places at which a sentence may begin go on with
/// the same words.
bool may_repeat_sentences(const Document& document) {
    const auto& words = document.words();
    if (words.size() < 2 * least_sentence) return false;
    std::vector<std::uint64_t> beginnings;
    for (std::size_t i = 0; i + least_sentence <= words.size(); ++i) {
        // One byte is too little for a stop and white space, or for a blank line.
        const bool close = i > 0 && words[i].at.begin == words[i - 1].at.end + 1;
        if (close || (i > 0 && !may_end_sentence(echoes::gap_behind(document, i - 1)))) continue;
        std::uint64_t beginning = 0;
        for (std::size_t k = 0; k < least_sentence; ++k)
            beginning = beginning * 0x9E3779B97F4A7C15ull + words[i + k].hash;
        beginnings.push_back(beginning);
    }
    std::sort(beginnings.begin(), beginnings.end());
    return std::adjacent_find(beginnings.begin(), beginnings.end()) != beginnings.end();
}

}  // namespace

DoubledSentences::DoubledSentences(const Dictionaries& dictionaries)
    : sentence_(dictionaries.rule("echoes/doubled-sentence")) {}

void DoubledSentences::propose(const Document& document, EditSink& sink) const {
    if (!may_repeat_sentences(document)) return;
    const auto& sentences = document.sentences();
    const auto same = [&](std::size_t a, std::size_t b) {
        return sentences[a].size() == sentences[b].size() &&
               document.text(sentences[a]) == document.text(sentences[b]);
    };
    for (std::size_t i = 0; i + 1 < sentences.size(); ++i) {
        for (std::size_t n = 1; n <= most_sentences && i + 2 * n <= sentences.size(); ++n) {
            bool all = true;
            for (std::size_t k = 0; k < n && all; ++k) all = same(i + k, i + n + k);
            if (!all) continue;
            const Span<Working> at{sentences[i + n - 1].end, sentences[i + 2 * n - 1].end};
            const std::string_view gap = document.text(Span<Working>{at.begin, sentences[i + n].begin});
            const auto [first, last] = document.words_in({sentences[i].begin, at.begin});
            const bool one_paragraph = gap.find('\n') == std::string_view::npos;
            if (last - first >= least_sentence && one_paragraph &&
                !echoes::in_short_lines(document, at.begin))
                sink.propose({at, "", sentence_.id, sentence_.confidence, {}, {}});
            break;
        }
    }
}

}  // namespace mtmend
