#pragma once
#include <string_view>

namespace mtmend {

/// Which marks an article uses. What it uses itself wins over any house style.
struct MarkStyle {
    enum class Form { unknown, straight, curly };
    Form doubles = Form::unknown;      ///< " or “ ”
    Form apostrophes = Form::unknown;  ///< ' or ’ inside words
};

/// Counts the marks of a text, undecoded references among them; the commoner form is its style. Where one
/// kind of mark is absent it follows the other, where both are, the dashes. Linear.
MarkStyle mark_style(std::string_view text);

}  // namespace mtmend
