#include "pipeline/text/byte_set.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

using namespace mtmend;

TEST_CASE("The next byte of a set is found from where one asks") {
    constexpr ByteSet marks(",\xC2");
    CHECK(marks.find_in("a, b") == 1);
    CHECK(marks.find_in("a, b", 2) == std::string_view::npos);
    CHECK(marks.find_in("a\u00A0b,") == 1);
    CHECK(marks.find_in("", 3) == std::string_view::npos);
    CHECK_FALSE(marks.has('\0'));
}

TEST_CASE("A set of bytes finds the same with wide steps as byte by byte, wherever the byte stands") {
    const std::vector<ByteSet> sets = {ByteSet(".!?\xE2\xE3"), ByteSet("\x80\xFF"),
                                       ByteSet(std::string_view("\0", 1)), ByteSet("")};
    for (const ByteSet& set : sets) {
        for (int byte = 0; byte < 256; ++byte) {
            for (const std::size_t place : {0, 1, 31, 32, 33, 63, 64, 70}) {
                std::string text(71, 'a');
                text[place] = static_cast<char>(byte);
                for (const std::size_t from : {0, 1, 32, 40, 71}) {
                    if (set.find_in(text, from) != set.find_one_by_one(text, from)) {
                        CAPTURE(byte, place, from);
                        FAIL("wide steps differ");
                    }
                }
            }
        }
    }
    CHECK(sets[0].find_in(std::string(40, 'a') + "?") == 40);
}
