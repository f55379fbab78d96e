#include "pipeline/cli/review_keys.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace mtmend::cli;

namespace {

std::vector<Key::Kind> kinds_of(const std::string& bytes, bool on_terminal = true) {
    KeyDecoder decoder(on_terminal);
    decoder.feed(bytes);
    std::vector<Key::Kind> kinds;
    while (const auto key = decoder.next(true)) kinds.push_back(key->kind);
    return kinds;
}

WrittenLine written(const std::string& begin, const std::string& bytes) {
    KeyDecoder decoder(true);
    decoder.feed(bytes);
    WrittenLine line(begin);
    while (const auto key = decoder.next(true)) line.press(*key);
    return line;
}

}  // namespace

TEST_CASE("Bytes of a terminal become keys") {
    CHECK(kinds_of("y\r\n") == std::vector{Key::character, Key::enter, Key::line_break});
    CHECK(kinds_of("\x1b[A\x1b[B\x1bOD\x1b[3~\x1b[1;5C\x7f\x15") ==
          std::vector{Key::up, Key::down, Key::left, Key::erase, Key::unknown, Key::backspace, Key::clear});
    CHECK(kinds_of("\xff\xc3") == std::vector{Key::unknown, Key::unknown});
    CHECK(kinds_of("a\n", false) == std::vector{Key::character, Key::enter});
}

TEST_CASE(
    "Escape is a key where nothing comes behind it, and the beginning of a sequence where something does") {
    KeyDecoder decoder(true);
    decoder.feed("\x1b");
    CHECK_FALSE(decoder.next(false));
    CHECK(decoder.next(true)->kind == Key::escape);
    decoder.feed("\x1b");
    CHECK_FALSE(decoder.next(false));
    decoder.feed("[");
    CHECK_FALSE(decoder.next(false));
    decoder.feed("A");
    CHECK(decoder.next(false)->kind == Key::up);
    CHECK(kinds_of("\x1by") == std::vector{Key::escape, Key::character});
}

TEST_CASE("A character comes whole, however its bytes arrive") {
    KeyDecoder decoder(true);
    decoder.feed("\xe2\x82");
    CHECK_FALSE(decoder.next(false));
    decoder.feed("\xac");
    CHECK(decoder.next(false)->value == U'€');
    CHECK(decoder.is_empty());
}

TEST_CASE("What is pasted is marked, and its line ends are no Enter") {
    KeyDecoder decoder(true);
    decoder.feed("\x1b[200~y\r\x1b[201~y");
    CHECK(decoder.next(true)->kind == Key::unknown);
    const auto pasted = decoder.next(true);
    CHECK((pasted->value == U'y' && pasted->is_pasted));
    CHECK(decoder.next(true)->kind == Key::line_break);
    CHECK(decoder.next(true)->kind == Key::unknown);
    CHECK_FALSE(decoder.next(true)->is_pasted);
}

TEST_CASE("A sequence without end does not grow") {
    KeyDecoder decoder(true);
    decoder.feed("\x1b[" + std::string(100, '1'));
    CHECK(decoder.next(false)->kind == Key::unknown);
    CHECK(decoder.is_empty());
}

TEST_CASE("A line is written and mended") {
    CHECK(written("Kiew",
                  "\x7f"
                  "v")
              .text() == "Kiev");
    CHECK(written("Zürich",
                  "\x1b[D\x1b[D\x1b[D\x1b[D\x7f"
                  "u")
              .text() == "Zurich");
    CHECK(written("abc", "\x15xy").text() == "xy");
    CHECK(written("abc", "\x01x\x1b[3~").text() == "xbc");
    CHECK(written("", "\x7f\x1b[3~\x1b[D\x1b[C").text().empty());
    CHECK(written("a", "\nb").text() == "a\nb");
}
