#include "pipeline/text/word_set.hpp"

#include <catch2/catch.hpp>

#include "pipeline/image/list_table.hpp"

using namespace mtmend;

TEST_CASE("A set of words holds what was put in, each once, 0 among them") {
    WordSet set;
    CHECK(set.empty());
    CHECK_FALSE(set.contains(0));
    CHECK_FALSE(set.contains(7));
    for (std::uint64_t i = 0; i < 500; ++i) {
        set.insert(i * 1024);
        set.insert(i * 1024);
    }
    CHECK(set.size() == 500);
    CHECK(set.contains(0));
    CHECK(set.contains(499 * 1024));
    CHECK_FALSE(set.contains(500 * 1024));
    WordSet more;
    more.insert(7);
    more.insert(set);
    CHECK(more.size() == 501);
    CHECK(more.all().size() == 501);
}

TEST_CASE("Lists keep the order in which their values came, or their own") {
    ListTable<int> lists, sorted;
    for (auto* each : {&lists, &sorted}) {
        each->add(5, 3);
        each->add(9, 1);
        each->add(5, 2);
        each->add(5, 3);
        each->add(6);
    }
    lists.close();
    sorted.close_sorted();
    const auto of = [](const ListTable<int>& table, std::uint64_t hash) {
        return std::vector<int>(table[hash].begin(), table[hash].end());
    };
    CHECK(of(lists, 5) == std::vector<int>{3, 2, 3});
    CHECK(of(sorted, 5) == std::vector<int>{2, 3});
    CHECK(of(lists, 9) == std::vector<int>{1});
    CHECK(lists.find(6));
    CHECK(of(lists, 6).empty());
    CHECK_FALSE(lists.find(7));
}
