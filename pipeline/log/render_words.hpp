#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/log/diff_log.hpp"

namespace mtmend {

/// What one log line says, for people: every edit with its line number, its rules and the words that changed,
/// as
/// [-before-]{+after+}, or in colours. With `source` (then the log must be in bytes) the lines around the
/// edits are whole, without it they are what the log has. Empty where nothing was done to the article. Line
/// breaks inside changes are shown as ⏎, characters that cannot be seen, or that steer a terminal, as
/// <U+200B>.
std::string render_words(const ArticleLog& log, bool colours, std::optional<std::string_view> source = {});

/// One edit of it, with what the log has around it.
std::string render_edit(const LoggedEdit& edit, bool colours);

/// Controls, spaces that are not the plain one, and characters without width or with a say in the direction
/// of writing.
bool is_unseen(char32_t character);

/// `text` with what cannot be seen made visible, as above; line feeds are kept where `keep_lines` says so.
std::string visible(std::string_view text, bool keep_lines = false);

}  // namespace mtmend
