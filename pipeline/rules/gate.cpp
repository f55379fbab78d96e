#include "pipeline/rules/gate.hpp"

#include <re2/filtered_re2.h>

#include <algorithm>
#include <iterator>
#include <numeric>

#include "pipeline/rules/pattern.hpp"
#include "pipeline/text/telling.hpp"
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
    /// Texts of fewer bytes than `least` are not asked about.
    Filter(const std::string& source, int least) : filter_(least) {
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
    re2::FilteredRE2 filter_;
    bool sound_ = false;
};

/// Takes texts out of `clause` one after the other, as long as the pattern cannot match without one of those
/// left. `clause` is to be so in the beginning.
std::vector<int> shrunk(const Filter& filter, const std::vector<int>& all, std::vector<int> clause) {
    const auto is_required = [&](const std::vector<int>& texts) {
        std::vector<int> rest;
        std::set_difference(all.begin(), all.end(), texts.begin(), texts.end(), std::back_inserter(rest));
        return !filter.may_match(rest);
    };
    for (std::size_t i = 0; i < clause.size();) {
        std::vector<int> fewer = clause;
        fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
        if (is_required(fewer))
            clause = std::move(fewer);
        else
            ++i;
    }
    return clause;
}

/// Of the texts of which one must stand, the fewest that are found from either end: two texts of a hyphen
/// say more than thirty words around it.
std::vector<int> fewest(const Filter& filter, const std::vector<int>& all, const std::vector<int>& clause) {
    const std::vector<int> forwards = shrunk(filter, all, clause);
    // What was taken is not needed for this one: the other end of the clause is tried without it.
    std::vector<int> rest;
    std::set_difference(clause.begin(), clause.end(), forwards.begin(), forwards.end(),
                        std::back_inserter(rest));
    std::vector<int> present;
    std::set_difference(all.begin(), all.end(), rest.begin(), rest.end(), std::back_inserter(present));
    if (rest.empty() || filter.may_match(present)) return forwards;
    const std::vector<int> other = shrunk(filter, all, rest);
    return other.size() < forwards.size() ? other : forwards;
}

Gate gate_of(const Filter& filter) {
    Gate gate;
    if (!filter.is_sound() || filter.texts.empty() || filter.texts.size() > most_texts ||
        filter.may_match({}))
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
        if (auto text = lookable(filter.texts[static_cast<std::size_t>(i)]); !text.empty())
            gate.all.push_back(text);
    }
    if (others.empty() || filter.may_match(needed)) return gate;
    for (const int i : fewest(filter, all, others)) {
        auto text = lookable(filter.texts[static_cast<std::size_t>(i)]);
        if (text.empty()) return gate.any.clear(), gate;
        gate.any.push_back(std::move(text));
    }
    return gate;
}

/// True where to ask for one of `texts` spares more than to ask for one of `others`: of longer texts there
/// may be fewer, or none that stands in every line.
bool is_better(const std::vector<std::string>& texts, const std::vector<std::string>& others) {
    if (texts.empty() || others.empty()) return others.empty();
    const bool telling = std::all_of(texts.begin(), texts.end(), is_telling);
    const bool others_telling = std::all_of(others.begin(), others.end(), is_telling);
    return telling != others_telling ? telling : texts.size() < others.size();
}

}  // namespace

Gate gate_of(const std::string& pattern) {
    const std::string source = re2_source(pattern);
    Gate best;
    for (const int least : {2, 3, 4, 1}) {
        const Gate gate = gate_of(Filter(source, least));
        for (const std::string& text : gate.all) {
            if (std::find(best.all.begin(), best.all.end(), text) == best.all.end()) best.all.push_back(text);
        }
        if (is_better(gate.any, best.any)) best.any = gate.any;
    }
    return best;
}

Gate with_own_texts(Gate found, const Gate& own) {
    if (!own.any.empty()) found.any = own.any;
    return found;
}

}  // namespace mtmend
