#include "stages/names/usage.hpp"

#include <algorithm>
#include <cstdint>

#include "pipeline/split.hpp"
#include "pipeline/text/utf8.hpp"
#include "stages/context.hpp"

namespace mtmend::names {

template <class Ask>
bool Usage::once(const std::string& question, Ask ask) const {
    const auto [it, is_new] = answers_.try_emplace(question, false);
    if (is_new) it->second = ask();
    return it->second;
}

std::string Usage::spelling_of(const std::string& name) const {
    const auto it = lists_.variants.find(name);
    if (it == lists_.variants.end()) return name;
    if (const auto known = spellings_.find(name); known != spellings_.end()) return known->second;
    std::string best = it->second.front();
    std::size_t most = 0;
    for (const std::string& variant : it->second) {
        const std::size_t count = context::count_exact(document_, variant);
        if (count > most) most = count, best = variant;
    }
    spellings_[name] = best;
    return best;
}

bool Usage::means_something_else(const NameMatch& match) const {
    const auto guard = lists_.article_guards.find(match.form->text);
    return guard != lists_.article_guards.end() && speaks_of(guard->second);
}

bool Usage::speaks_of(const std::string& phrases) const {
    return once(phrases, [&] {
        return std::ranges::any_of(nonempty_parts<std::string>(phrases, '|'), [&](const std::string& phrase) {
            return document_.contains(phrase) || document_.contains(utf8::to_lower(phrase));
        });
    });
}

bool Usage::shows(const std::string& texts) const {
    return once("text:" + texts, [&] {
        return std::ranges::any_of(nonempty_parts(texts, '|'), [&](std::string_view text) {
            return document_.text().find(text) != std::string_view::npos;
        });
    });
}

bool Usage::has(const std::string& name) const {
    return document_.count(name) > 0 || once("own:" + name, [&] { return document_.contains(name); });
}

bool Usage::has_in_capitals(const std::string& acronym) const {
    return once("capitals:" + acronym, [&] {
        const std::uint64_t hash = folded_hash(acronym);
        const auto& words = document_.words();
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (words[i].hash == hash && words[i].all_capitals && !context::in_capitals(document_, i))
                return true;
        }
        return false;
    });
}

}  // namespace mtmend::names
