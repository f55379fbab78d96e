#include "stages/words/spelled_words.hpp"

#include <xxhash.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <hunspell.hxx>
#include <map>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "pipeline/text/utf8.hpp"

namespace mtmend {
namespace {

using Hash = std::uint64_t;

Hash hash_of(std::string_view form) {
    return XXH3_64bits(form.data(), form.size());
}

/// One way to build a form: `strip` gives way to `add` where the stem's end (or beginning) fits.
struct Affix {
    std::string strip;
    std::string add;
    std::vector<std::string> condition;  ///< a set of letters for each place; "^" in front: any but these
};
struct AffixClass {
    bool is_prefix = false;
    bool crosses = false;  ///< goes together with affixes of the other side
    std::vector<Affix> affixes;
};
using AffixClasses = std::map<char, AffixClass>;

/// "[^aeiou]y" as a set for each letter.
std::vector<std::string> read_condition(std::string_view text) {
    std::vector<std::string> places;
    if (text == ".") return places;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] != '[') {
            places.emplace_back(1, text[at++]);
            continue;
        }
        const std::size_t end = std::min(text.find(']', at), text.size());
        places.emplace_back(text.substr(at + 1, end - at - 1));
        at = end + 1;
    }
    return places;
}

bool fits(const std::string& set, char letter) {
    if (set == "." || set == std::string(1, letter)) return true;
    const bool any_but = set.starts_with('^');
    return (set.find(letter, any_but ? 1 : 0) != std::string::npos) != any_but;
}

AffixClasses read_affixes(std::istream& in) {
    AffixClasses classes;
    for (std::string line; std::getline(in, line);) {
        std::istringstream cells(line);
        std::string kind, flag, third, fourth, condition;
        cells >> kind >> flag >> third >> fourth;
        if (kind == "FLAG" || kind == "AF")
            throw std::runtime_error("an affix file with flags of its own kind");
        if (kind != "PFX" && kind != "SFX") continue;
        if (flag.size() != 1 || fourth.find('/') != std::string::npos)
            throw std::runtime_error("an affix file with longer flags, or affixes that take affixes");
        AffixClass& one = classes[flag[0]];
        one.is_prefix = kind == "PFX";
        if (!(cells >> condition)) {  // the head of the class: whether it crosses, and how many follow
            one.crosses = third == "Y";
            continue;
        }
        one.affixes.push_back(
            {third == "0" ? "" : third, fourth == "0" ? "" : fourth, read_condition(condition)});
    }
    return classes;
}

bool takes(const AffixClass& one, const Affix& affix, std::string_view stem) {
    const std::size_t places = affix.condition.size();
    if (stem.size() < places || stem.size() <= affix.strip.size()) return false;
    const std::string_view end = one.is_prefix ? stem.substr(0, places) : stem.substr(stem.size() - places);
    if (!std::equal(end.begin(), end.end(), affix.condition.begin(), affix.condition.end(),
                    [](char letter, const std::string& set) { return fits(set, letter); }))
        return false;
    return one.is_prefix ? stem.starts_with(affix.strip) : stem.ends_with(affix.strip);
}

/// The forms that one class makes of a stem.
void add_forms(const AffixClass& one, const std::string& stem, std::vector<std::string>& forms) {
    for (const Affix& affix : one.affixes) {
        if (!takes(one, affix, stem)) continue;
        forms.push_back(one.is_prefix ? affix.add + stem.substr(affix.strip.size())
                                      : stem.substr(0, stem.size() - affix.strip.size()) + affix.add);
    }
}

std::vector<std::string> forms_of(const std::string& stem, const std::string& flags,
                                  const AffixClasses& classes) {
    std::vector<std::string> forms = {stem};
    std::vector<std::string> crossing = {stem};  // stem and suffixed forms that a prefix may join
    std::vector<const AffixClass*> prefixes;
    for (const char flag : flags) {
        const auto found = classes.find(flag);
        if (found == classes.end()) continue;
        if (found->second.is_prefix) {
            prefixes.push_back(&found->second);
            continue;
        }
        const std::size_t before = forms.size();
        add_forms(found->second, stem, forms);
        if (found->second.crosses)
            crossing.insert(crossing.end(), forms.begin() + static_cast<std::ptrdiff_t>(before), forms.end());
    }
    for (const AffixClass* prefix : prefixes) {
        for (std::size_t i = 0; i < (prefix->crosses ? crossing.size() : 1); ++i)
            add_forms(*prefix, crossing[i], forms);
    }
    return forms;
}

bool is_plain(std::string_view word) {
    return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
        return utf8::is_letter(static_cast<unsigned char>(c));
    });
}

bool is_capitals(std::string_view word) {
    return std::all_of(word.begin(), word.end(),
                       [](char c) { return utf8::is_upper(static_cast<unsigned char>(c)); });
}

}  // namespace

bool SpelledWords::can_tell(std::string_view word) {
    return is_plain(word);
}

bool SpelledWords::has_form(std::string_view form) const {
    const Hash wanted = hash_of(form);
    const auto at = [this](std::size_t i) {
        Hash hash = 0;
        std::memcpy(&hash, bytes_.data() + i * sizeof hash, sizeof hash);
        return hash;
    };
    std::size_t first = 0;
    for (std::size_t count = bytes_.size() / sizeof wanted; count > 0;) {
        const std::size_t half = count / 2;
        if (at(first + half) < wanted) {
            first += half + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    return first < bytes_.size() / sizeof wanted && at(first) == wanted;
}

bool SpelledWords::has(std::string_view word) const {
    if (has_form(word)) return true;
    if (word.empty() || !utf8::is_upper(static_cast<unsigned char>(word[0]))) return false;
    const bool capitals = is_capitals(word);
    if (!capitals && std::any_of(word.begin() + 1, word.end(),
                                 [](char c) { return utf8::is_upper(static_cast<unsigned char>(c)); }))
        return false;
    const std::string lower = utf8::to_lower(word);
    return has_form(lower) || (capitals && has_form(utf8::capitalised(lower)));
}

std::string SpelledWords::expand(const std::filesystem::path& base) {
    const std::string aff = base.string() + ".aff";
    const std::string dic = base.string() + ".dic";
    std::ifstream affixes(aff), stems(dic);
    if (!affixes || !stems) return {};
    const AffixClasses classes = read_affixes(affixes);
    Hunspell hunspell(aff.c_str(), dic.c_str());
    std::vector<Hash> hashes;
    std::string line;
    std::getline(stems, line);  // how many follow
    while (std::getline(stems, line)) {
        const std::size_t end = std::min(line.find_first_of(" \t\r"), line.size());
        const std::size_t slash = std::min(line.find('/'), end);
        const std::string flags = slash < end ? line.substr(slash + 1, end - slash - 1) : std::string();
        for (const std::string& form : forms_of(line.substr(0, slash), flags, classes)) {
            if (is_plain(form) && hunspell.spell(form)) hashes.push_back(hash_of(form));
        }
    }
    std::sort(hashes.begin(), hashes.end());
    hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
    std::string bytes(hashes.size() * sizeof(Hash), '\0');
    if (!hashes.empty()) std::memcpy(bytes.data(), hashes.data(), bytes.size());
    return bytes;
}

}  // namespace mtmend
