#include "pipeline/io/decoder.hpp"

#include <fmt/format.h>
#include <unicode/ucnv.h>

#include <array>
#include <cstdint>

#include "pipeline/io/input_error.hpp"

namespace mtmend {

void Decoder::Close::operator()(UConverter* converter) const {
    ucnv_close(converter);
}

Decoder::Decoder(const std::string& encoding) : encoding_(encoding) {
    UErrorCode status = U_ZERO_ERROR;
    // ICU takes an empty name for the charset of the locale, which must not matter here.
    if (!encoding.empty()) from_.reset(ucnv_open(encoding.c_str(), &status));
    if (!from_ || U_FAILURE(status))
        throw InputError(fmt::format(
            "--encoding '{}': no such charset; use a name such as windows-1252 or ISO-8859-2", encoding));
    to_.reset(ucnv_open("UTF-8", &status));
    ucnv_setToUCallBack(from_.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    ucnv_setFromUCallBack(to_.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    if (U_FAILURE(status))
        throw InputError(fmt::format("--encoding '{}': {}", encoding, u_errorName(status)));
}

std::optional<std::size_t> Decoder::decode(std::string_view bytes, bool last, std::string& out) {
    if (bytes.data() == nullptr) bytes = "";  // ICU takes no null pointer, not even for nothing
    std::array<UChar, 4096> pivot;
    std::array<char, 16384> made;
    UChar* pivot_begin = pivot.data();
    UChar* pivot_end = pivot.data();
    const char* source = bytes.data();
    const char* const source_end = bytes.data() + bytes.size();
    for (;;) {
        UErrorCode status = U_ZERO_ERROR;
        char* target = made.data();
        ucnv_convertEx(to_.get(), from_.get(), &target, made.data() + made.size(), &source, source_end,
                       pivot.data(), &pivot_begin, &pivot_end, pivot.data() + pivot.size(), false, last,
                       &status);
        out.append(made.data(), target);
        if (status == U_BUFFER_OVERFLOW_ERROR) continue;
        if (U_SUCCESS(status)) break;
        std::array<char, 32> bad;
        auto bad_size = static_cast<std::int8_t>(bad.size());
        UErrorCode ignored = U_ZERO_ERROR;
        ucnv_getInvalidChars(from_.get(), bad.data(), &bad_size, &ignored);
        return consumed_ + static_cast<std::size_t>(source - bytes.data()) -
               static_cast<std::size_t>(bad_size);
    }
    consumed_ += bytes.size();
    return std::nullopt;
}

std::string Decoder::describe(std::size_t bad_offset) const {
    return fmt::format("the byte at offset {} is not {}; name the right charset with --encoding", bad_offset,
                       encoding_);
}

std::string Decoder::announced_by(std::string_view bytes) {
    using namespace std::string_view_literals;
    if (bytes.starts_with("\xFF\xFE\0\0"sv)) return {};  // UTF-32, which looks like UTF-16 for two bytes
    if (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("\xFE\xFF"sv)) return "UTF-16";
    return {};
}

}  // namespace mtmend
