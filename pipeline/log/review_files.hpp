#pragma once
#include <string_view>

/// The files of `pipeline/log/review/`, as cmake/embed_review.cmake puts them into the program.
namespace mtmend::review_files {

extern const std::string_view body;        ///< page.html
extern const std::string_view style;       ///< page.css
extern const std::string_view style_hash;  ///< "sha256-…" of its bytes, as a content security policy names it
extern const std::string_view script;      ///< the scripts, one behind the other
extern const std::string_view script_hash;

}  // namespace mtmend::review_files
