#pragma once
#include <optional>
#include <string>

namespace mtmend {

/// A pattern as RE2 gets it (see re2_source), over bytes (RE2's Latin-1): it matches in every text that the
/// pattern matches in, and where its first match is of ASCII alone, that is the pattern's first match, with
/// the same captures. It may match where the pattern does not: a class with letters of other scripts takes
/// all bytes above 0x7F. Compiles in a fraction of the time, since no class has thousands of ranges. Nothing
/// for the few patterns that it cannot say. The long s and the Kelvin sign count as no s and no k.
std::optional<std::string> byte_pattern(const std::string& re2_source);

}  // namespace mtmend
