#include <catch2/catch.hpp>
#include <string>

#include "tests/unit/built_in.hpp"

namespace {

std::string clean(const std::string& text, const std::string& source_language = {}) {
    mtmend::Policy policy = built_in_pipeline().policy();
    policy.source_language = source_language;
    return built_in_pipeline().clean(text, policy).clean;
}

}  // namespace

TEST_CASE("one point before three digits is a decimal point until the article shows otherwise") {
    const std::string text = "The plan costs the state 1.047 million in all.";
    CHECK(clean(text) == text);
    CHECK(clean(text, "es") == text);
    CHECK(clean("They pay 476,4 million for roads. " + text) ==
          "They pay 476.4 million for roads. The plan costs the state 1,047 million in all.");
}

TEST_CASE("things that are counted come whole") {
    CHECK(clean("They counted 65.490 new coronavirus infections in the country.") ==
          "They counted 65,490 new coronavirus infections in the country.");
}

TEST_CASE("addresses, dates, versions, lists and phone numbers are no figures") {
    for (const char* text : {"The server at 192.168.100.200 runs version 12.104 of it.",
                             "The models are known [18,19,20,21] and so are those of 16,23.",
                             "Call the office at 1 201 944-6800 or 202.418-0069 at any time.",
                             "The team won by 42.440 seconds and the yield rose to 3.482% then."}) {
        CHECK(clean(text) == text);
    }
}

TEST_CASE("a date follows the order of the article's other dates") {
    CHECK(clean("It began on 3 May 2024 and ended on the 4 of April of 2025 in the town.") ==
          "It began on 3 May 2024 and ended on 4 April 2025 in the town.");
    CHECK(clean("It began on May 3, 2024 and ended on 4 of April of 2025 in the town.") ==
          "It began on May 3, 2024 and ended on April 4, 2025 in the town.");
}

TEST_CASE("a bare figure is read as the article's other ones") {
    CHECK(clean("There were 15.204 new cases and 2.352 patients, and the rate fell to 5,2%. "
                "Before, it was 10.593 against 293.770 swabs.") ==
          "There were 15,204 new cases and 2,352 patients, and the rate fell to 5.2%. "
          "Before, it was 10,593 against 293,770 swabs.");
    CHECK(clean("It rose 1,2%, 0,7% and 0,3%, to 137.968 points.") ==
          "It rose 1.2%, 0.7% and 0.3%, to 137,968 points.");
    const std::string named = "It rose 1.2%. Law 14.133 was signed, and 10.593 against it.";
    CHECK(clean(named) == named);
    CHECK(clean("It rose 1,2%, 0,7% and 0,3% in a lap of 42.440 seconds, under Law 14.133 then.") ==
          "It rose 1.2%, 0.7% and 0.3% in a lap of 42.440 seconds, under Law 14.133 then.");
}

TEST_CASE("a comma before four digits, or behind a currency sign with a space, is a decimal one") {
    CHECK(clean("The euro bought 1,0842 dollars and R$ 5,43 on the day.") ==
          "The euro bought 1.0842 dollars and R$ 5.43 on the day.");
    CHECK(clean("It paid from 614,77 to 616,67 euros, and in 2023, 1,5% more.") ==
          "It paid from 614.77 to 616.67 euros, and in 2023, 1.5% more.");
    for (const char* text : {"They counted 3,062% more, and 12,345 euros were paid.",
                             "On days 4, 1,5 and in rooms 2023, 1,5 it rained.", "The code is 1,0842 there."})
        CHECK(clean(text) == text);
}

TEST_CASE("scores and gaps of three decimals stay") {
    for (const char* text : {"Before 12,000 people the gymnast got 14.233 points, then 13.866.",
                             "The fastest lap was his; 83,000 people saw him win by 12.136."})
        CHECK(clean(text) == text);
    CHECK(clean("Before 12.000 people, 8,5% more, the gymnast got 14.233 points, then 13.866.") ==
          "Before 12,000 people, 8.5% more, the gymnast got 14.233 points, then 13.866.");
}

TEST_CASE("a price or rate of three decimals stays unless the other figures are foreign") {
    for (const char* text :
         {"The stock fell to $23.125.", "The flat costs £25.125 a month.", "The dollar rose to 149.850 yen.",
          "A barrel of it cost $78.450 then.", "The pound fetched $1.267, it says."})
        CHECK(clean(text) == text);
    CHECK(clean("The house costs €350.900, and 12.500 euros a year for its garden.") ==
          "The house costs €350,900, and 12,500 euros a year for its garden.");
    CHECK(clean("The rate rose 4,5% and the house costs €23.125 today.") ==
          "The rate rose 4.5% and the house costs €23,125 today.");
}

TEST_CASE("a dotted figure behind a name or its kind is no amount") {
    for (const char* text : {"He ran Windows 10.240.100 on it.", "It needs openssl 1.234.567 or later.",
                             "The firmware was updated from 10.240.112 to 10.240.113 on Monday."})
        CHECK(clean(text) == text);
    CHECK(clean("The file has 1.234.567 members, and EUR 2.345.678 were paid.") ==
          "The file has 1,234,567 members, and EUR 2,345,678 were paid.");
    CHECK(clean("The number of infected rose to 1.234.567 then.") ==
          "The number of infected rose to 1,234,567 then.");
}

TEST_CASE("figures in a foreign quotation stay, and are no evidence for the article") {
    const std::string text =
        "“Le taux est de 4,5 %,” he said. The laps were 12.345 and 13.456, the fuel 1.459 euros.";
    CHECK(clean(text) == text);
    CHECK(clean("“The rate is 4,5 %,” he said of “Le Monde” then.") ==
          "“The rate is 4.5%,” he said of “Le Monde” then.");
}

TEST_CASE("hostile repetition of amounts stays linear", "[numbers]") {
    std::string text;
    for (int i = 0; i < 15000; ++i) text += i % 3 == 0 ? "$1.234 " : "$7.875 yen ";
    CHECK(clean(text).size() > text.size() / 2);
}
