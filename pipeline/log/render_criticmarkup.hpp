#pragma once
#include <string>
#include <string_view>

#include "pipeline/log/diff_log.hpp"

namespace mtmend {

/// An article as CriticMarkup: {~~old~>new~~}, {++new++}, {--old--} where it was edited, and behind what was
/// held a comment {>>held: old -> new (rule)<<}. Accepting all marks gives the clean text, rejecting all the
/// source; comments belong to neither. `log` must be in bytes and `source` its text.
///
/// What the text itself has of CriticMarkup's marks gets a backslash in front, as has every backslash, as in
/// Markdown: a reader takes a backslash away and the character behind it for what it is. Linear.
std::string render_criticmarkup(const ArticleLog& log, std::string_view source);

/// `text` with these backslashes.
std::string escaped_for_criticmarkup(std::string_view text);

}  // namespace mtmend
