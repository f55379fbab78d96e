#include "stages/echoes/doubles.hpp"

#include <array>
#include <optional>

namespace mtmend {
namespace {

/// Which two words in a row may stand again a few words further on, found by one look-up a word. Never
/// wrongly false.
class PairsNear {
  public:
    explicit PairsNear(const std::vector<Word>& words) {
        std::array<std::size_t, 1024> last_place{};  // of a pair with such a hash, counted from 1
        for (std::size_t i = 0; i + 1 < words.size(); ++i) {
            const std::uint64_t pair = (words[i].hash ^ (words[i + 1].hash << 1)) * 0x9E3779B97F4A7C15ull;
            std::size_t& last = last_place[pair >> 54];
            if (last != 0 && i + 1 - last <= DoubledPhrases::longest) again_.push_back(i);
            last = i + 1;
        }
    }

    /// True where words `index` and `index` + 1 may stand again at most `DoubledPhrases::longest` words
    /// further on. To be asked from left to right.
    bool may_return(std::size_t index) {
        while (next_ < again_.size() && again_[next_] <= index) ++next_;
        return next_ < again_.size() && again_[next_] <= index + DoubledPhrases::longest;
    }

  private:
    std::vector<std::size_t> again_;  ///< where a pair stands that may have stood shortly before
    std::size_t next_ = 0;
};

}  // namespace

Doubles::Doubles(const Dictionaries& dictionaries)
    : lists_(dictionaries),
      words_(dictionaries, lists_),
      phrases_(dictionaries, lists_),
      sentences_(dictionaries) {}

void Doubles::propose(const Document& document, EditSink& sink) const {
    const auto& words = document.words();
    PairsNear pairs(words);
    std::optional<bool> transcript;
    const auto is_transcript = [&] {
        if (!transcript) transcript = lists_.is_transcript(document);
        return *transcript;
    };
    std::size_t taken = 0;  // words before this one belong to a phrase that is proposed already
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        if (words[i].hash == words[i + 1].hash) {
            words_.propose_at(document, i, is_transcript(), sink);
            // A word said three times opens no phrase.
            if (i + 2 < words.size() && words[i].hash == words[i + 2].hash) continue;
        }
        if (pairs.may_return(i) && i >= taken)
            taken = std::max(taken, phrases_.propose_at(document, i, is_transcript(), sink));
    }
    sentences_.propose(document, sink);
}

}  // namespace mtmend
