#include "stages/words/splits.hpp"

#include <algorithm>
#include <string>
#include <tuple>

namespace mtmend {

bool Splits::is_known(std::string_view word, Rank rank) const {
    return rank != 0 ? rank <= 60 : speller_.knows(word);
}

Split Splits::split_at(const Document& document, std::string_view word, std::size_t at) const {
    const std::string_view a = word.substr(0, at);
    const std::string_view b = word.substr(at);
    // Most places fall here: a half that no list knows can be one of few.
    const bool common_end = b == "a" || halves_.is_commonest(b);
    const Rank ra = document.lexicon().rank(a);
    if (ra == 0 && !common_end && !halves_.is_noun_ending(a)) return {};
    const Rank rb = document.lexicon().rank(b);
    if (rb == 0 && !common_end && !halves_.is_commonest(a)) return {};
    const std::uint32_t role_a = halves_.roles(a);
    const std::uint32_t role_b = halves_.roles(b);
    const int rarer = std::max(ra, rb);
    if (b == "a") return split_before_a(a, ra);
    if (a == "a") {
        if (b.size() < 4 || rb == 0 || rb > 20) return {};
        const bool vowel = std::string_view("aeiou").find(b[0]) != std::string_view::npos;
        return {at, Kind::function, b.size() >= 5 && !vowel && !words::is_verb_form(b), rb};
    }
    if (a.size() < 2 || b.size() < 2) return {};
    constexpr std::uint32_t opens = Halves::left | Halves::left_long | Halves::pair;
    constexpr std::uint32_t closes = Halves::left | Halves::right | Halves::pair;
    // "thatto" is as often "that the", left in another language's order.
    if ((role_a & opens) && (role_b & closes) && ra != 0 && rb != 0 && rarer <= 35)
        return {at, Kind::pair, rarer == 10 && word != "thatto", rarer};
    // The commonest words of all join any other.
    if (halves_.is_commonest(a) && b.size() >= 5 && is_known(b, rb)) return {at, Kind::function, true, rarer};
    if (halves_.is_commonest(b) && a.size() >= 5 && is_known(a, ra)) return {at, Kind::function, true, rarer};
    if (ra == 0 && rb == 10 && (role_b & Halves::right) && halves_.is_noun_ending(a) && a.size() >= 8 &&
        speller_.knows(a))
        return {at, Kind::function, true, 60};
    if (ra == 0 || rb == 0) return {};
    const Split function = function_split(document, a, b, rarer);
    return function.kind != Kind::none ? function : content_split(document, a, b, rarer);
}

Split Splits::split_before_a(std::string_view a, Rank ra) const {
    const std::size_t at = a.size();
    if (halves_.roles(a) & Halves::before_a) return {at, Kind::pair, true, ra};
    // "createa": a common verb; nouns of that length end in "a" in other languages.
    if (words::is_verb_form(a)) {
        if (a.size() >= 5 && ra != 0 && ra <= (a.size() >= 8 ? 50 : 35))
            return {at, Kind::function, true, ra};
        return {};
    }
    if (a.size() >= 4 && ra == 10) return {at, Kind::function, false, ra};
    return {};
}

/// One half is a small word of grammar.
Split Splits::function_split(const Document& document, std::string_view a, std::string_view b,
                             int rarer) const {
    const std::size_t at = a.size();
    const Rank ra = document.lexicon().rank(a);
    const Rank rb = document.lexicon().rank(b);
    const std::uint32_t role_a = halves_.roles(a);
    const std::uint32_t role_b = halves_.roles(b);
    if (rarer > 35) {
        // A long noun of any rank ends where its ending does ("epistemologies" + "in").
        const bool whole = ra <= 50 && a.size() >= 5 && (role_b & Halves::right) && b.size() >= 3;
        const bool noun = ra <= 60 && (role_b & (Halves::right | Halves::pair)) && halves_.is_noun_ending(a);
        return whole || noun ? Split{at, Kind::function, a.size() >= 6, rarer} : Split{};
    }
    if ((role_a & Halves::left) && b.size() >= 3)
        return {at, Kind::function, rb <= 20 || b.size() >= 5, rarer};
    if ((role_b & Halves::right) && a.size() >= 3) {
        const bool plural = words::is_plural(document, a) && a.size() >= 7 && b != "on";
        // "grantor", "redirector": who does it.
        const bool short_word = ra <= 20 && a.size() >= 4 && b != "or";
        const bool sure = b.size() >= 3 || short_word || halves_.is_noun_ending(a) || plural || b == "of";
        return {at, Kind::function, sure, rarer};
    }
    if ((role_a & Halves::count) && b.size() >= 4 && words::is_plural(document, b))
        return {at, Kind::function, true, rarer};
    if ((role_a & Halves::auxiliary) && b.size() >= 4 && rb == 10 && !b.ends_with("est"))
        return {at, Kind::function, true, rarer};
    if ((role_a & Halves::left_long) && b.size() >= 4)
        return {at, Kind::function, b.size() >= 5 || (rb == 10 && a.size() == 2 && a != "or"), rarer};
    if (words::is_verb_form(a) && a.size() >= 6 && (role_b & Halves::particle))
        return {at, Kind::function, true, rarer};
    if ((role_a & Halves::pair) && rb <= 20 && b.size() >= (rb == 10 ? 4 : 5))
        return {at, Kind::plain, false, rarer};
    return {};
}

/// Both halves are words of content: such a compound could be new, unless of what is set apart in English.
Split Splits::content_split(const Document& document, std::string_view a, std::string_view b,
                            int rarer) const {
    const std::size_t at = a.size();
    if (a.size() < 3 || b.size() < 3 || (halves_.roles(b) & Halves::suffix) ||
        (halves_.roles(a) & Halves::prefix))
        return {};
    const bool participle = a.size() >= 7 && (a.ends_with("ed") || a.ends_with("ly"));
    if ((halves_.roles(b) & Halves::compound_end) && !participle) return {};
    const bool object_like = !b.ends_with("ing") && (halves_.is_adjective(a) || !words::is_doer(document, b));
    // "powers hell" is as good a split as "power shell".
    const bool two_ways = a.ends_with("s") && document.lexicon().rank(a.substr(0, a.size() - 1)) != 0 &&
                          document.lexicon().rank("s" + std::string(b)) != 0;
    if (two_ways) return rarer <= 35 ? Split{at, Kind::plain, false, rarer} : Split{};
    if (a.size() >= 4 && b.size() >= 4 && object_like) {
        const int limit = a.size() >= 8 && b.size() >= 5 ? 50 : 35;
        if ((halves_.is_inflected(a) || halves_.is_adjective(a)) && rarer <= limit)
            return {at, Kind::content, a.size() >= 6 || a.ends_with("ly"), rarer};
        if (rarer > 35) return {};
        if (words::is_compared(document, a) && b.size() >= 5) return {at, Kind::content, true, rarer};
        if (words::is_plural(document, a) && rarer <= 20) return {at, Kind::content, true, rarer};
        // English sets short words together; two long ones it keeps apart.
        if (a.size() >= 5 && b.size() >= 5 && a.size() + b.size() >= 12 && !b.ends_with("ed"))
            return {at, Kind::content, true, rarer};
    }
    return rarer <= 35 ? Split{at, Kind::plain, false, rarer} : Split{};
}

/// "lightshow", "notraining": with the border one letter to the left or right, the halves are everyday words
/// too.
bool Splits::splits_elsewhere(const Document& document, std::string_view word, std::size_t at) const {
    constexpr Rank everyday = 20;
    constexpr std::size_t shortest = 4;
    // "patientsand" is no sand.
    if (halves_.is_commonest(word.substr(0, at)) || halves_.is_commonest(word.substr(at))) return false;
    for (const std::size_t other : {at - 1, at + 1}) {
        if (other < 2 || other + shortest > word.size()) continue;
        const std::string_view a = word.substr(0, other);
        if ((a.size() >= shortest || a == "no") && words::is_common(document, a, everyday) &&
            words::is_common(document, word.substr(other), everyday))
            return true;
    }
    return false;
}

Split Splits::best(const Document& document, std::string_view word) const {
    Split best;
    // "drivin", "thinkin": a dropped letter.
    const bool drops_g = word.ends_with("in") && words::is_common(document, std::string(word) + "g", 35);
    bool article = false;
    for (std::size_t at = 1; at < word.size(); ++at) {
        const Split next = split_at(document, word, at);
        if (next.kind == Kind::none || (drops_g && at + 2 == word.size())) continue;
        // "asweeping": "a sweeping" as well as "as weeping".
        article |= at == 1;
        if (article && at > 1 && at <= 3) {
            if (next.kind == Kind::function && next.rarer <= best.rarer) best.sure = false;
            continue;
        }
        const auto order = [](const Split& s) { return std::tuple(s.sure, s.kind, -s.rarer); };
        if (best.kind == Kind::none || order(next) > order(best)) {
            best = next;
        } else if (order(next) == order(best)) {
            best.sure = false;
        }
    }
    if (best.kind == Kind::function && splits_elsewhere(document, word, best.at)) best.sure = false;
    return best;
}

}  // namespace mtmend
