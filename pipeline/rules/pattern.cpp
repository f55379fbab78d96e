#include "pipeline/rules/pattern.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include <mutex>

#include "pipeline/rules/byte_pattern.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend {
namespace {

struct Rewritten {
    std::string source;
    bool word_begins = false;
    bool word_ends = false;
    bool inner_boundary = false;
};

/// RE2's \b, \w and \s are ASCII: \w and \s become classes, \b at the ends is taken off and checked by hand.
Rewritten rewritten(std::string_view source) {
    Rewritten result;
    std::string flags;
    if (source.starts_with("(?") && source.find(')') != std::string_view::npos &&
        source.substr(2, source.find(')') - 2).find_first_not_of("imsU") == std::string_view::npos) {
        flags = source.substr(0, source.find(')') + 1);
        source.remove_prefix(flags.size());
    }
    if (source.starts_with("\\b")) result.word_begins = true, source.remove_prefix(2);
    if (source.ends_with("\\b") && !source.ends_with("\\\\b"))
        result.word_ends = true, source.remove_suffix(2);
    result.source = flags;
    bool in_class = false;
    for (std::size_t i = 0; i < source.size(); ++i) {
        const char c = source[i];
        if (c == '\\' && i + 1 < source.size()) {
            const char next = source[++i];
            if (next == 'w')
                result.source += in_class ? "\\pL\\pM\\pN_" : "[\\pL\\pM\\pN_]";
            else if (next == 's')
                result.source += in_class ? "\\s\\x{A0}" : "[\\s\\x{A0}]";
            else if (next == 'W')
                result.source += "[^\\pL\\pM\\pN_]", result.inner_boundary |= in_class;
            else
                result.source += {c, next}, result.inner_boundary |= next == 'b' || next == 'B';
            continue;
        }
        if (c == '[' && !in_class) {
            in_class = true;
            result.source += c;
            if (i + 1 < source.size() && source[i + 1] == '^') result.source += source[++i];
            if (i + 1 < source.size() && source[i + 1] == ']')
                result.source += "\\", result.source += source[++i];
            continue;
        }
        // A named class such as [:alpha:] inside a class ends with its own bracket.
        if (in_class && c == '[' && i + 1 < source.size() && source[i + 1] == ':') {
            const std::size_t end = source.find(":]", i);
            if (end != std::string_view::npos) {
                result.source += source.substr(i, end + 2 - i);
                i = end + 1;
                continue;
            }
        }
        if (c == ']' && in_class) in_class = false;
        result.source += c;
    }
    return result;
}

RE2::Options options(RE2::Options::Encoding encoding = RE2::Options::EncodingUTF8) {
    RE2::Options o;
    o.set_log_errors(false);
    o.set_max_mem(8 << 20);
    o.set_encoding(encoding);
    return o;
}

bool is_ascii(std::string_view text) {
    unsigned char all = 0;
    for (const char c : text) all |= static_cast<unsigned char>(c);
    return all < 0x80;
}

bool is_word_before(std::string_view text, std::size_t offset) {
    return offset > 0 && utf8::is_word(utf8::decode_before(text, offset).value);
}
bool is_word_at(std::string_view text, std::size_t offset) {
    return offset < text.size() && utf8::is_word(utf8::decode(text, offset).value);
}

}  // namespace

/// The pattern over bytes, which nearly always answers, and over characters, compiled when it does not.
struct Pattern::Forms {
    explicit Forms(std::string re2_source) : source(std::move(re2_source)) {}

    /// Over bytes; null where the pattern cannot be said so.
    const RE2* of_bytes() const {
        std::call_once(bytes_once, [this] {
            const auto over_bytes = byte_pattern(source);
            if (!over_bytes) return;
            bytes = std::make_unique<RE2>(*over_bytes, options(RE2::Options::EncodingLatin1));
            if (!bytes->ok()) bytes.reset();
        });
        return bytes.get();
    }
    const RE2* of_characters() const {
        std::call_once(full_once, [this] { full = std::make_unique<RE2>(source, options()); });
        return full.get();
    }

    /// The first match in text[from, end). What the pattern over bytes finds is it if it is of ASCII alone:
    /// a match that begins earlier or that RE2 prefers would be one over bytes too.
    bool match(const re2::StringPiece& text, std::size_t from, std::size_t end, re2::StringPiece* found,
               int groups) const {
        const RE2* over_bytes = of_bytes();
        if (over_bytes != nullptr) {
            if (!over_bytes->Match(text, from, end, RE2::UNANCHORED, found, groups)) return false;
            if (is_ascii({found[0].data(), found[0].size()})) return true;
        }
        return of_characters()->Match(text, from, end, RE2::UNANCHORED, found, groups);
    }
    int captures() const {
        const RE2* over_bytes = of_bytes();
        return (over_bytes != nullptr ? over_bytes : of_characters())->NumberOfCapturingGroups();
    }

    std::string source;
    mutable std::once_flag bytes_once, full_once;
    mutable std::unique_ptr<RE2> bytes, full;
};

Pattern::Pattern(const std::string& source) {
    Rewritten r = rewritten(source);
    forms_ = std::make_unique<Forms>(std::move(r.source));
    word_begins_ = r.word_begins;
    word_ends_ = r.word_ends;
}
Pattern::~Pattern() = default;
Pattern::Pattern(Pattern&&) noexcept = default;

bool Pattern::find(std::string_view text, std::size_t from, std::size_t end,
                   std::vector<std::string_view>& captures) const {
    const int groups = std::min(forms_->captures() + 1, 10);
    re2::StringPiece found[10];
    const re2::StringPiece input(text.data(), text.size());
    while (from <= end && forms_->match(input, from, end, found, groups)) {
        const auto begin = static_cast<std::size_t>(found[0].data() - text.data());
        const std::size_t stop = begin + found[0].size();
        const bool begins = !word_begins_ || !is_word_before(text, begin) || !is_word_at(text, begin);
        const bool ends = !word_ends_ || !is_word_at(text, stop) || !is_word_before(text, stop);
        if (begins && ends) {
            captures.assign(10, std::string_view());
            for (int i = 0; i < groups; ++i) {
                captures[static_cast<std::size_t>(i)] = std::string_view(found[i].data(), found[i].size());
            }
            return true;
        }
        if (begin >= end) return false;
        from = begin + utf8::decode(text, begin).size;
    }
    return false;
}

std::string re2_source(const std::string& source) {
    return rewritten(source).source;
}

namespace {
/// RE2's own instructions: with many more its automaton outgrows its memory (see options), which costs a
/// hundred times as much a byte. A class beyond ASCII takes some hundred each time it is repeated.
constexpr int largest_program = 16000;
}  // namespace

std::optional<std::string> pattern_error(const std::string& source) {
    const Rewritten r = rewritten(source);
    if (r.inner_boundary)
        return "\\b and \\B may stand only at its beginning and end; inside, write the characters that may "
               "follow";
    const RE2 compiled(r.source, options());
    if (!compiled.ok()) return compiled.error() + " (patterns are RE2: no lookaround, no backreference)";
    if (RE2::FullMatch("", compiled)) {
        return std::string("it matches where nothing stands; make a part of it required");
    }
    if (compiled.ProgramSize() > largest_program)
        return fmt::format(
            "it takes {} instructions, and may have {}; repeat \\p{{…}} and [^…] by * or + rather than by "
            "{{n,m}}",
            compiled.ProgramSize(), largest_program);
    if (compiled.NumberOfCapturingGroups() > 9)
        return std::string("more than nine captures; use (?:…) where none is needed");
    return std::nullopt;
}

std::optional<std::string> replacement_error(const std::string& source, std::string_view replacement) {
    const int groups = RE2(rewritten(source).source, options()).NumberOfCapturingGroups();
    for (std::size_t i = 0; i + 1 < replacement.size(); ++i) {
        if (replacement[i] != '\\') continue;
        const char how = replacement[++i];
        const bool cased = (how == 'u' || how == 'l') && i + 1 < replacement.size();
        const char digit = cased ? replacement[++i] : how;
        if (digit >= '0' && digit <= '9' && digit - '0' > groups) {
            return fmt::format("'\\{}' names a capture, but the pattern has {} of them", digit, groups);
        }
    }
    return std::nullopt;
}

std::string expand(std::string_view replacement, const std::vector<std::string_view>& captures) {
    std::string out;
    for (std::size_t i = 0; i < replacement.size(); ++i) {
        if (replacement[i] != '\\' || i + 1 == replacement.size()) {
            out += replacement[i];
            continue;
        }
        char c = replacement[++i];
        const char how = c;
        if ((how == 'u' || how == 'l') && i + 1 < replacement.size()) c = replacement[++i];
        if (c < '0' || c > '9') {
            out += c;
            continue;
        }
        const std::string_view value = captures[static_cast<std::size_t>(c - '0')];
        if (value.empty()) continue;
        const std::size_t first = utf8::decode(value, 0).size;
        if (how == 'u')
            out += utf8::to_upper(value.substr(0, first)), out += value.substr(first);
        else if (how == 'l')
            out += utf8::to_lower(value.substr(0, first)), out += value.substr(first);
        else
            out += value;
    }
    return out;
}

}  // namespace mtmend
