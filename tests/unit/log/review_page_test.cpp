#include "pipeline/log/review_page.hpp"

#include <catch2/catch.hpp>

#include "pipeline/log/json_object.hpp"
#include "pipeline/log/review_files.hpp"
#include "tests/unit/log/log_of.hpp"

using namespace mtmend;

namespace {

/// The page about one article, from its beginning to its end.
std::string page_about(const ArticleLog& log, std::optional<std::string_view> text,
                       const std::vector<ReviewCard>& cards = {}) {
    std::string out;
    ReviewPage page("a<b", [&](std::string_view part) { out += part; });
    page.add(log, text);
    page.finish(cards, "xxh128:0");
    return out;
}

/// What stands in the block of JSON that `name` names.
std::string block(const std::string& page, const std::string& name) {
    const std::string begin = "data-holds=\"" + name + "\">";
    const std::size_t at = page.find(begin) + begin.size();
    return page.substr(at, page.find("</script>", at) - at);
}

}  // namespace

TEST_CASE("An edit goes on the review page with its place as scripts count") {
    const std::string source = "Am\u00E9lie \U0001F600 in kyiv.";
    const std::string json = block(page_about(log_of(source, {{"kyiv", "Kyiv"}}), source), "articles");
    const rapidjson::Document data = parse_json(json);
    const auto& edit = data["articles"][0]["edits"][0];
    CHECK(edit[0].GetUint() == 0);
    CHECK(edit[1].GetUint() == 13);
    CHECK(edit[2].GetUint() == 17);
    CHECK(std::string(edit[4].GetString()) == "Kyiv");
    CHECK(std::string(data["steps"][edit[5].GetUint()][0][1].GetString()) == "test/rule");
    CHECK(edit.Size() == 9);
}

TEST_CASE("Without the article an edit goes on the review page with what the log has around it") {
    const std::string source = "in kyiv.";
    const std::string json = block(page_about(log_of(source, {{"kyiv", "Kyiv"}}), {}), "articles");
    const rapidjson::Document data = parse_json(json);
    const auto& edit = data["articles"][0]["edits"][0];
    REQUIRE(edit.Size() == 12);
    CHECK(std::string(edit[9].GetString()) == "kyiv");
    CHECK(std::string(edit[10].GetString()) == "in ");
    CHECK(std::string(edit[11].GetString()) == ".");
}

TEST_CASE("No text can end a block of data, nor begin an element, on the review page") {
    const std::string source = "a </script><!--<script>&\"' b";
    ArticleLog log = log_of(source, {{"</script>", "<script>"}});
    log.id = "<img>";
    const std::string page = page_about(log, source, {{"test/rule", nullptr, "", "</script><b>"}});
    const std::string articles = block(page, "articles");
    CHECK(articles.find('<') == std::string::npos);
    CHECK(std::string(parse_json(articles)["articles"][0]["text"].GetString()) == source);
    CHECK(block(page, "about").find('<') == std::string::npos);
    CHECK_THAT(page, Catch::Contains("<title>a&lt;b"));
}

TEST_CASE("The review page names its log by all that it shows of it") {
    const std::string source = "in kyiv, Otan";
    const auto hash_of = [&](const std::vector<Wish>& edits, const std::vector<Wish>& held) {
        ArticleLog log = log_of(source, edits);
        for (const Wish& wish : held) {
            LoggedHeld entry;
            entry.at = place_of(source, wish.before);
            entry.before = wish.before;
            entry.after = wish.after;
            entry.steps = {{"test", wish.rule, wish.confidence, ""}};
            log.held.push_back(entry);
        }
        const std::string page = page_about(log, source);
        return std::string(parse_json(block(page, "about"))["hash"].GetString());
    };
    CHECK(hash_of({{"kyiv", "Kyiv"}}, {}) == hash_of({{"kyiv", "Kyiv"}}, {}));
    CHECK(hash_of({{"kyiv", "Kyiv"}}, {}) != hash_of({{"Otan", "NATO"}}, {}));
    CHECK(hash_of({{"kyiv", "Kyiv"}}, {}) != hash_of({{"kyiv", "Kyiv"}}, {{"Otan", "NATO"}}));
}

TEST_CASE("What is embedded of the review page cannot end its own element") {
    CHECK(review_files::script.find("</script") == std::string_view::npos);
    CHECK(review_files::style.find("</style") == std::string_view::npos);
    CHECK(review_files::script_hash.size() == std::string_view("sha256-").size() + 44);
}
