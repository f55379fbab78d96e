#include "pipeline/text/byte_set.hpp"

#if defined(__x86_64__)
#include <immintrin.h>

#include <bit>
#endif

namespace mtmend {

#if defined(__x86_64__)

/// After Wojciech Muła, "SIMD-ized check which bytes are in a set"
/// (http://0x80.pl/articles/simd-byte-lookup.html): two shuffles look up the row of each byte, one makes the
/// bit of its place.
[[gnu::target("avx2")]] std::size_t find_by_32(const ByteSet& set, std::string_view text, std::size_t from) {
    const __m256i ascii_rows = _mm256_broadcastsi128_si256(
        _mm_loadu_si128(reinterpret_cast<const __m128i*>(set.ascii_rows_.data())));
    const __m256i high_rows =
        _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(set.high_rows_.data())));
    const __m256i places = _mm256_setr_epi8(1, 2, 4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128, 1, 2,
                                            4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128);
    const __m256i lower_half = _mm256_set1_epi8(0xF);
    for (; from + 32 <= text.size(); from += 32) {
        const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text.data() + from));
        const __m256i low = _mm256_and_si256(bytes, lower_half);
        const __m256i high = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), lower_half);
        // The highest bit of a byte chooses between the tables.
        const __m256i row = _mm256_blendv_epi8(_mm256_shuffle_epi8(ascii_rows, low),
                                               _mm256_shuffle_epi8(high_rows, low), bytes);
        const __m256i place = _mm256_shuffle_epi8(places, high);
        const __m256i found = _mm256_cmpeq_epi8(_mm256_and_si256(row, place), place);
        const auto mask = static_cast<std::uint32_t>(_mm256_movemask_epi8(found));
        if (mask != 0) return from + static_cast<std::size_t>(std::countr_zero(mask));
    }
    return set.find_one_by_one(text, from);
}

std::size_t ByteSet::find_in(std::string_view text, std::size_t from) const {
    static const bool has_avx2 = __builtin_cpu_supports("avx2") != 0;
    return has_avx2 ? find_by_32(*this, text, from) : find_one_by_one(text, from);
}

#else

std::size_t ByteSet::find_in(std::string_view text, std::size_t from) const {
    return find_one_by_one(text, from);
}

#endif

}  // namespace mtmend
