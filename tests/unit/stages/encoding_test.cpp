#include "stages/encoding/mojibake.hpp"

#include <catch2/catch.hpp>

#include "tests/unit/built_in.hpp"

namespace mtmend {
namespace {

/// The text as the finder reads it where it is sure.
std::string read(std::string_view text) {
    static const MojibakeFinder finder;
    std::string result;
    std::size_t at = 0;
    for (const Misread& misread : finder.find(text)) {
        result += text.substr(at, misread.at.begin - at);
        result += misread.sure ? misread.text : std::string(text.substr(misread.at.begin, misread.at.size()));
        at = misread.at.end;
    }
    return result + std::string(text.substr(at));
}

}  // namespace

TEST_CASE("mojibake is read whatever charset made it", "[stages][encoding]") {
    CHECK(read("the townâ€™s cafÃ©") == "the town’s café");  // Windows-1252
    CHECK(read("the town‚Äôs caf√©") == "the town’s café");  // Mac Roman
    CHECK(read("the townвЂ™s cafГ©") == "the town’s café");  // Windows-1251
    CHECK(read("the townΓÇÖs caf├⌐") == "the town’s café");  // IBM 437
    CHECK(read("the townÔÇÖs caf├®") == "the town’s café");  // IBM 850
    CHECK(read("the cup ð\u009F\u008F\u0086 and") == "the cup 🏆 and");
    CHECK(read("the townâ\u0080\u0099s caf") == "the town’s caf");  // ISO-8859-1
}

TEST_CASE("mojibake that was broken again is read to the bottom", "[stages][encoding]") {
    CHECK(read("the townÃ¢â‚¬â„¢s mayor") == "the town’s mayor");
    CHECK(read("the townÐ²Ð‚â„¢s mayor") == "the town’s mayor");
}

TEST_CASE("broken and sound characters stand side by side", "[stages][encoding]") {
    CHECK(read("São Paulo and SÃ£o Paulo – both “soundâ€\u009D") == "São Paulo and São Paulo – both “sound”");
}

TEST_CASE("sound text that happens to be UTF-8 in a charset is left alone", "[stages][encoding]") {
    for (const char* text : {"« été\u00A0» and «está»…", "the daily “AMANHÔ", "ROMÂNIA – É”", "B.C. Сім’я",
                             "แผน และ โคก", "√2 ≈ 1.4, √π", "┬┐ ├┤a┼┐a", "MÄ£ÄM", "Große Straße—“ß”",
                             "мир “в” мире…”", "LUMIÉ® and 5 Å\u00A0wide"}) {
        CHECK(read(text) == text);
    }
}

TEST_CASE("the charset that reads most of a text is the one that broke it", "[stages][encoding]") {
    // ź stands for another byte in Windows-1250 than in ISO-8859-2; the Š that both have tells which it was.
    CHECK(read("ErdoÄźan met JĂˇn in KrakĂłw") == "Erdoğan met Ján in Kraków");
    CHECK(read("FranĂ§ois fĂŠted the cafĂŠ of the tĂŞte") == "François féted the café of the tête");
}

TEST_CASE("of two charsets that read all of a text the one is meant that gives letters names have",
          "[stages][encoding]") {
    // ISO-8859-2 and Windows-1250 differ in a few letters only.
    CHECK(read("Pedro SĂĄnchez and Viktor OrbĂĄn") == "Pedro Sánchez and Viktor Orbán");
    CHECK(read("the SĂĽddeutsche Zeitung of StraĂźe 1") == "the Süddeutsche Zeitung of Straße 1");
    // Windows-1257, where Windows-1252 would have a capital inside the word.
    CHECK(read("in TÅ\u0099ebÃ\u00ADÄ¨ and JihlavÃ¡ch") == "in Třebíč and Jihlavách");
}

TEST_CASE("where two charsets read letters that are alike common, neither is sure", "[stages][encoding]") {
    CHECK(read("the letter ĂĄĂĽ") == "the letter ĂĄĂĽ");
}

TEST_CASE("a line of another language is mended where it was misread, and nowhere else",
          "[stages][encoding]") {
    const Pipeline& pipeline = built_in_pipeline();
    const Report line = pipeline.clean("Der BÃ¼rgermeister und die RÃ¤te der Stadt sind nicht mehr im Amt !");
    CHECK(line.clean == "Der Bürgermeister und die Räte der Stadt sind nicht mehr im Amt !");
    CHECK_FALSE(line.other_language);
    std::string article;
    for (int i = 0; i < 4; ++i)
        article += "Der BÃ¼rgermeister und die RÃ¤te der Stadt sind nicht mehr im Amt. ";
    const Report whole = pipeline.clean(article);
    CHECK(whole.clean == article);
    CHECK(whole.other_language);
}

TEST_CASE("a hostile run of leads and continuations stays linear", "[stages][encoding]") {
    std::string text;
    for (int i = 0; i < 200000; ++i) text += i % 3 == 0 ? "Ã" : "¢";
    CHECK(read(text).size() <= text.size());
}

TEST_CASE("a letter of another script that is half of a misread one is not made a look-alike",
          "[stages][encoding]") {
    Policy policy;
    for (const auto& [before, after] :
         {std::pair("Mayor RafaЕ‚ Trzaskowski spoke in Warsaw.", "Mayor Rafał Trzaskowski spoke in Warsaw."),
          std::pair("Petr came to PlzeЕ€ and Brno.", "Petr came to Plzeň and Brno."),
          std::pair("It was told by Reutersв„ў on Monday.", "It was told by Reuters™ on Monday.")})
        CHECK(built_in_pipeline().clean(before, policy).clean == after);
}

TEST_CASE("emoji sequences and joiners of other scripts keep their invisible characters",
          "[stages][encoding]") {
    const Pipeline& pipeline = built_in_pipeline();
    const std::string text =
        "The flag 🏳️\u200D🌈 and the word می\u200Cخواهم were shown on the wall of the town hall.";
    CHECK(pipeline.clean(text).clean == text);
}

}  // namespace mtmend
