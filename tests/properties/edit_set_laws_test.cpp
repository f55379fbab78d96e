#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "law.hpp"
#include "pipeline/edit/edit_set.hpp"
#include "random_changes.hpp"

namespace mtmend::test {
namespace {

constexpr int cases_per_law = 10'000;  // ten laws: 100,000 in all

/// A text and three sets, each of which fits what the one before it makes. `given` is what the first set is
/// made from: in order, but not yet joined.
struct Case {
    std::string text;
    std::vector<Change> given;
    EditSet a, b, c;

    std::string after_a() const { return a.apply(text); }
    std::string after_b() const { return b.apply(after_a()); }
};

Case case_from(const Tape& text, const Tape& a, const Tape& b, const Tape& c) {
    Case out;
    out.text = text_from(text);
    out.given = changes_from(a, out.text, 'n');
    out.a = EditSet(out.given);
    out.b = EditSet(changes_from(b, out.after_a(), 'm'));
    out.c = EditSet(changes_from(c, out.after_b(), 'o'));
    return out;
}

rc::Gen<Case> any_case() {
    const auto number = rc::gen::resize(100, rc::gen::arbitrary<std::uint32_t>());
    const auto edits = rc::gen::scale(0.3, rc::gen::container<Tape>(number));
    return rc::gen::map(
        rc::gen::tuple(rc::gen::scale(0.6, rc::gen::container<Tape>(number)), edits, edits, edits),
        [](const std::tuple<Tape, Tape, Tape, Tape>& tapes) { return std::apply(case_from, tapes); });
}

void showValue(const EditSet& set, std::ostream& out) {
    for (const Change& change : set.changes()) {
        out << "  [" << change.at.begin << ", " << change.at.end << ") \"" << change.after << "\" "
            << change.group;
        for (const Step& step : change.steps) out << ' ' << step.stage << step.rule;
        out << '\n';
    }
}

void showValue(const Case& shown, std::ostream& out) {
    out << '"' << shown.text << "\"\nfirst\n";
    showValue(shown.a, out);
    out << "next, on \"" << shown.after_a() << "\"\n";
    showValue(shown.b, out);
    out << "last, on \"" << shown.after_b() << "\"\n";
    showValue(shown.c, out);
}

template <class Law>
void check_edit_set_law(const std::string& name, Law law) {
    check_law(name, cases_per_law, [&] { law(*any_case()); });
}

std::multiset<std::string> step_names(const std::vector<Step>& steps) {
    std::multiset<std::string> out;
    for (const Step& step : steps) out.insert(step.stage + step.rule);
    return out;
}

std::multiset<std::string> step_names(const EditSet& set) {
    std::multiset<std::string> out;
    for (const Change& change : set.changes()) out.merge(step_names(change.steps));
    return out;
}

/// The sets without the order of steps inside a change.
bool same_but_for_step_order(const EditSet& a, const EditSet& b) {
    return std::equal(a.changes().begin(), a.changes().end(), b.changes().begin(), b.changes().end(),
                      [](const Change& x, const Change& y) {
                          return x.at == y.at && x.after == y.after && x.group == y.group &&
                                 step_names(x.steps) == step_names(y.steps);
                      });
}

bool is_in_normal_form(const EditSet& set) {
    const auto& changes = set.changes();
    const auto touch = [](const Change& a, const Change& b) { return b.at.begin <= a.at.end; };
    return std::adjacent_find(changes.begin(), changes.end(), touch) == changes.end();
}

/// Where each byte of a text of `size` bytes comes from, or `none` for bytes that the set made. Made byte by
/// byte, to check the maps of the set against.
constexpr std::size_t none = static_cast<std::size_t>(-1);
std::vector<std::size_t> origins(const EditSet& set, std::size_t size) {
    std::vector<std::size_t> out;
    std::size_t position = 0;
    for (const Change& change : set.changes()) {
        while (position < change.at.begin) out.push_back(position++);
        out.insert(out.end(), change.after.size(), none);
        position = change.at.end;
    }
    while (position < size) out.push_back(position++);
    return out;
}

}  // namespace

TEST_CASE("Following a set with another does what one after the other does") {
    check_edit_set_law("then", [](const Case& given) {
        RC_ASSERT(given.a.then(given.b).apply(given.text) == given.b.apply(given.after_a()));
        RC_ASSERT(given.a.then(EditSet()) == given.a);
        RC_ASSERT(EditSet().then(given.a) == given.a);
    });
}

TEST_CASE("The inverse of a set leads back to the source, byte for byte") {
    check_edit_set_law("inverse", [](const Case& given) {
        const EditSet both = given.a.then(given.b);
        RC_ASSERT(given.a.inverse(given.text).apply(given.after_a()) == given.text);
        RC_ASSERT(both.inverse(given.text).apply(given.after_b()) == given.text);
        RC_ASSERT(given.a.inverse(given.text).inverse(given.after_a()) == given.a);
        RC_ASSERT(given.a.then(given.a.inverse(given.text)).apply(given.text) == given.text);
    });
}

TEST_CASE("It does not matter which sets are put together first") {
    check_edit_set_law("associativity", [](const Case& given) {
        const EditSet left = given.a.then(given.b).then(given.c);
        const EditSet right = given.a.then(given.b.then(given.c));
        RC_ASSERT(left.apply(given.text) == right.apply(given.text));
        RC_ASSERT(same_but_for_step_order(left, right));
    });
}

TEST_CASE("No step is lost, and those of one change stand in the order they were made") {
    check_edit_set_law("steps", [](const Case& given) {
        const EditSet both = given.a.then(given.b);
        std::multiset<std::string> expected = step_names(given.a);
        expected.merge(step_names(given.b));
        RC_ASSERT(step_names(both) == expected);
        RC_ASSERT(step_names(given.a.inverse(given.text)) == step_names(given.a));
        const auto made_earlier = [](const Step& x, const Step& y) {
            return x.stage != y.stage ? x.stage == "n" : std::stoi(x.rule) < std::stoi(y.rule);
        };
        for (const Change& change : both.changes()) {
            RC_ASSERT(std::is_sorted(change.steps.begin(), change.steps.end(), made_earlier));
        }
    });
}

TEST_CASE("A set does not depend on the order its changes are given in") {
    check_edit_set_law("order", [](const Case& given) {
        std::vector<Change> shuffled = given.given;
        std::shuffle(shuffled.begin(), shuffled.end(), std::mt19937(*rc::gen::arbitrary<std::uint32_t>()));
        RC_ASSERT(EditSet(shuffled) == given.a);
        RC_ASSERT(EditSet(given.a.changes()) == given.a);
    });
}

TEST_CASE("Changes lie apart, and cover just the bytes that something happened to") {
    check_edit_set_law("normal form", [](const Case& given) {
        const EditSet both = given.a.then(given.b);
        RC_ASSERT(is_in_normal_form(given.a));
        RC_ASSERT(is_in_normal_form(both));
        RC_ASSERT(is_in_normal_form(both.inverse(given.text)));
        const auto first = origins(given.a, given.text.size());
        std::vector<std::size_t> survivors;
        for (const std::size_t origin : origins(given.b, first.size())) {
            if (origin != none && first[origin] != none) survivors.push_back(first[origin]);
        }
        auto untouched = origins(both, given.text.size());
        untouched.erase(std::remove(untouched.begin(), untouched.end(), none), untouched.end());
        RC_ASSERT(untouched == survivors);
    });
}

TEST_CASE("Changes on code-point boundaries give valid text and stay on boundaries") {
    check_edit_set_law("boundaries", [](const Case& given) {
        const EditSet all = given.a.then(given.b).then(given.c);
        const std::string made = all.apply(given.text);
        RC_ASSERT(!utf8::first_invalid(made));
        const std::vector<Span<Working>> spans = all.made_spans();
        for (std::size_t i = 0; i < all.size(); ++i) {
            const Change& change = all.changes()[i];
            RC_ASSERT(utf8::is_boundary(given.text, change.at.begin));
            RC_ASSERT(utf8::is_boundary(given.text, change.at.end));
            RC_ASSERT(made.substr(spans[i].begin, spans[i].size()) == change.after);
        }
    });
}

TEST_CASE("Every unchanged byte is found in the other text, from either side, and found again") {
    check_edit_set_law("offsets", [](const Case& given) {
        const EditSet set = given.a.then(given.b);
        const auto from = origins(set, given.text.size());
        for (std::size_t made = 0; made < from.size(); ++made) {
            const std::size_t source = from[made];
            if (source == none) continue;
            RC_ASSERT(set.to_source(made) == source);
            RC_ASSERT(set.to_made(source) == made);
            RC_ASSERT(set.to_source(made + 1, EditSet::Side::end) == source + 1);
            RC_ASSERT(set.to_made(source + 1, EditSet::Side::end) == made + 1);
        }
        RC_ASSERT(set.to_source(from.size()) == given.text.size());
        RC_ASSERT(set.to_made(given.text.size()) == from.size());
    });
}

TEST_CASE("Offsets never overtake each other, and what a span covers it covers in the other text") {
    check_edit_set_law("spans", [](const Case& given) {
        const EditSet set = given.a.then(given.b);
        const std::size_t size = given.after_b().size();
        for (const auto side : {EditSet::Side::begin, EditSet::Side::end}) {
            for (std::size_t i = 0; i < size; ++i) {
                RC_ASSERT(set.to_source(i, side) <= set.to_source(i + 1, side));
            }
            for (std::size_t i = 0; i < given.text.size(); ++i) {
                RC_ASSERT(set.to_made(i, side) <= set.to_made(i + 1, side));
            }
        }
        const std::size_t begin = *rc::gen::inRange<std::size_t>(0, size + 1);
        const Span<Working> span{begin, *rc::gen::inRange<std::size_t>(begin, size + 1)};
        const Span<Source> source = set.to_source(span);
        RC_ASSERT(source.begin <= source.end);
        const auto from = origins(set, given.text.size());
        for (std::size_t made = span.begin; made < span.end; ++made) {
            if (from[made] != none) RC_ASSERT(source.contains({from[made], from[made] + 1}));
        }
        const std::vector<Span<Working>> spans = set.made_spans();
        for (std::size_t i = 0; i < set.size(); ++i) {
            if (spans[i].overlaps(span)) RC_ASSERT(source.contains(set.changes()[i].at));
            RC_ASSERT(set.to_made(set.changes()[i].at) == spans[i]);
            RC_ASSERT(set.to_source(spans[i]) == set.changes()[i].at);
        }
    });
}

TEST_CASE("What stands or falls together still does after another set follows") {
    check_edit_set_law("groups", [](const Case& given) {
        std::map<std::string, std::string> group_of_step;
        for (const Change& change : given.a.then(given.b).changes()) {
            for (const Step& step : change.steps) group_of_step[step.stage + step.rule] = change.group;
        }
        for (const EditSet* set : {&given.a, &given.b}) {
            std::map<std::string, std::string> renamed;
            for (const Change& change : set->changes()) {
                if (change.group.empty()) continue;
                const std::string& now = group_of_step.at(change.steps[0].stage + change.steps[0].rule);
                RC_ASSERT(!now.empty());
                RC_ASSERT(renamed.emplace(change.group, now).first->second == now);
            }
        }
    });
}

}  // namespace mtmend::test
