#include "pipeline/text/sketch.hpp"

#include <xxhash.h>

#include <algorithm>
#include <limits>
#include <string>

#include "pipeline/text/lexicon.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend {
namespace {

constexpr std::uint64_t nothing = std::numeric_limits<std::uint64_t>::max();

/// Spreads every bit over all (the finalizer of SplitMix64).
constexpr std::uint64_t mixed(std::uint64_t x) {
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ull;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBull;
    return x ^ (x >> 31);
}

std::size_t bin_of(std::uint64_t hash) {
    return (hash >> 32) * Sketch::bins >> 32;
}

/// The least hash of the runs of words in each bin.
class LeastHashes {
  public:
    LeastHashes() { least_.fill(nothing); }

    void add_word(std::uint64_t hash) {
        std::rotate(last_.begin(), last_.begin() + 1, last_.end());
        last_.back() = hash;
        if (++words_ < Sketch::run) return;
        std::uint64_t all = 0;
        for (const std::uint64_t each : last_) all = mixed(all + each);
        std::uint64_t& least = least_[bin_of(all)];
        least = std::min(least, all);
    }
    bool has_runs() const { return words_ >= Sketch::run; }

    /// Eight bits of each; only where there are runs.
    std::array<std::uint8_t, Sketch::bins> bits() const {
        std::array<std::uint8_t, Sketch::bins> out{};
        for (std::size_t bin = 0; bin < Sketch::bins; ++bin)
            out[bin] = static_cast<std::uint8_t>(least_[lender(bin)]);
        return out;
    }

  private:
    /// A bin that has something: this one, or the first that chance, the same for all texts, hits.
    std::size_t lender(std::size_t bin) const {
        std::size_t found = bin;
        for (std::uint64_t attempt = 1; least_[found] == nothing; ++attempt)
            found = bin_of(mixed(bin + (attempt << 32)));
        return found;
    }
    std::array<std::uint64_t, Sketch::bins> least_;
    std::array<std::uint64_t, Sketch::run> last_{};
    std::size_t words_ = 0;
};

}  // namespace

Sketch sketch_of(std::string_view text) {
    std::string spaced;  // with one space between words
    spaced.reserve(text.size());
    LeastHashes hashes;
    std::size_t word = 0;   // where the letters and digits at hand begin
    std::size_t piece = 0;  // where what stands between white space begins
    for (std::size_t at = 0; at <= text.size();) {
        const utf8::CodePoint c = at < text.size() ? utf8::decode(text, at) : utf8::CodePoint{' ', 1};
        if (!utf8::is_word(c.value)) {
            if (word < at) hashes.add_word(folded_hash(text.substr(word, at - word)));
            word = at + c.size;
            if (utf8::is_space(c.value)) {
                if (piece < at) (spaced += text.substr(piece, at - piece)) += ' ';
                piece = at + c.size;
            }
        }
        at += c.size;
    }
    const XXH128_hash_t exact = XXH3_128bits(spaced.data(), spaced.size());
    Sketch sketch;
    sketch.exact = {exact.high64, exact.low64};
    sketch.has_words = !spaced.empty();
    sketch.has_runs = hashes.has_runs();
    if (sketch.has_runs) sketch.least = hashes.bits();
    return sketch;
}

double likeness(const Sketch& a, const Sketch& b) {
    if (a.exact == b.exact) return 1;
    if (!a.has_runs || !b.has_runs) return 0;
    int equal = 0;
    for (std::size_t bin = 0; bin < Sketch::bins; ++bin) equal += a.least[bin] == b.least[bin];
    // One in 256 is equal by chance.
    const double share = static_cast<double>(equal) / Sketch::bins;
    const double hundredths = std::max(0.0, (share - 1.0 / 256) / (1 - 1.0 / 256)) * 100;
    return static_cast<double>(std::min(99, static_cast<int>(hundredths + 0.5))) / 100;
}

}  // namespace mtmend
