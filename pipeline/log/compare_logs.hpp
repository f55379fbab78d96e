#pragma once
#include <filesystem>
#include <functional>
#include <string_view>

namespace mtmend {

/// What a change of rules did: every edit that only one of two logs has, in the order of the articles, then a
/// count by rule. Both logs must be of the same articles in the same order. Throws InputError where they are
/// not, or where one is broken. Memory is bounded by the largest article and the number of rules.
void compare_logs(const std::filesystem::path& before, const std::filesystem::path& after, bool colours,
                  const std::function<void(std::string_view)>& output);

}  // namespace mtmend
