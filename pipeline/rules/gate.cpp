#include "pipeline/rules/gate.hpp"

#include <re2/filtered_re2.h>

#include <algorithm>
#include <numeric>

#include "pipeline/rules/pattern.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend {
namespace {

/// Beyond this many texts a gate costs more than it spares.
constexpr std::size_t most_texts = 160;

/// RE2 gives texts in lower case, and a sketch lowers ASCII alone: of a text with other letters that have two
/// cases only the longest part without them can be looked for. Letters that fold to ASCII ones from elsewhere
/// (the Kelvin sign) do not occur in news.
std::string lookable(const std::string& text) {
    std::string best, part;
    for (std::size_t at = 0; at < text.size();) {
        const auto point = utf8::decode(text, at);
        const std::string_view letter = std::string_view(text).substr(at, point.size);
        const bool plain = point.value < 0x80 || utf8::to_upper(letter) == utf8::to_lower(letter);
        part = plain ? part + std::string(letter) : std::string();
        if (part.size() > best.size()) best = part;
        at += point.size;
    }
    return best;
}

/// Asks the filter of one pattern: could it match where just these texts stand?
class Filter {
  public:
    explicit Filter(const std::string& source) {
        RE2::Options options;
        options.set_log_errors(false);
        int id = 0;
        sound_ = filter_.Add(source, options, &id) == RE2::NoError;
        if (sound_) filter_.Compile(&texts);
    }
    bool is_sound() const { return sound_; }
    bool may_match(const std::vector<int>& present) const {
        std::vector<int> potentials;
        filter_.AllPotentials(present, &potentials);
        return !potentials.empty();
    }
    std::vector<std::string> texts;

  private:
    re2::FilteredRE2 filter_{1};  ///< single characters count: by default three are the least
    bool sound_ = false;
};

}  // namespace

Gate gate_of(const std::string& pattern) {
    Gate gate;
    const Filter filter(re2_source(pattern));
    if (!filter.is_sound() || filter.texts.empty() || filter.texts.size() > most_texts || filter.may_match({}))
        return gate;
    std::vector<int> all(filter.texts.size());
    std::iota(all.begin(), all.end(), 0);
    std::vector<int> needed, others;
    for (const int i : all) {
        std::vector<int> rest = all;
        rest.erase(rest.begin() + i);
        (filter.may_match(rest) ? others : needed).push_back(i);
    }
    for (const int i : needed) {
        if (auto text = lookable(filter.texts[static_cast<std::size_t>(i)]); !text.empty()) gate.all.push_back(text);
    }
    if (others.empty() || filter.may_match(needed)) return gate;
    for (const int i : others) {
        auto text = lookable(filter.texts[static_cast<std::size_t>(i)]);
        if (text.empty()) return gate.any.clear(), gate;
        gate.any.push_back(std::move(text));
    }
    return gate;
}

}  // namespace mtmend
