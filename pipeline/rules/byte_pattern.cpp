#include "pipeline/rules/byte_pattern.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/text/utf8.hpp"

namespace mtmend {
namespace {

/// Any character beyond ASCII, and any number of them: one step of a pattern may always take several bytes.
constexpr std::string_view beyond = R"([\x80-\xFF]+)";

/// What of a property of characters is ASCII, as items of a class.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> ascii_of_property = {{
    {"L", "a-zA-Z"},
    {"Latin", "a-zA-Z"},
    {"Lu", "A-Z"},
    {"Ll", "a-z"},
    {"N", "0-9"},
    {"Nd", "0-9"},
    {"M", ""},
    {"Mn", ""},
    {"So", ""},
}};

bool folds_to_ascii(char32_t point) {
    return point == 0x17F || point == 0x212A;
}

std::string bytes_of(char32_t point) {
    std::string utf8_bytes, out;
    utf8::append(utf8_bytes, point);
    for (const char byte : utf8_bytes) out += fmt::format("\\x{:02X}", static_cast<unsigned char>(byte));
    return out;
}

/// What a class takes, ASCII apart from the rest.
struct ByteClass {
    bool negated = false;
    std::string ascii;             ///< items
    std::vector<char32_t> points;  ///< single characters beyond ASCII
    bool wide = false;             ///< ranges or properties beyond ASCII

    std::string pattern() const {
        if (negated) return fmt::format(R"((?:[^{}\x80-\xFF]|{}))", ascii, beyond);
        std::vector<std::string> ways;
        if (!ascii.empty()) ways.push_back('[' + ascii + ']');
        if (wide) {
            ways.emplace_back(beyond);
        } else {
            for (const char32_t point : points) ways.push_back(bytes_of(point));
        }
        if (ways.size() == 1 && points.empty() && !wide) return ways.front();
        return fmt::format("(?:{})", fmt::join(ways, "|"));
    }
};

class Rewriter {
  public:
    explicit Rewriter(std::string_view source)
        : source_(source), folds_(source.find("(?i") != std::string_view::npos) {}

    std::optional<std::string> run() {
        while (at_ < source_.size() && sound_) step();
        if (!sound_) return std::nullopt;
        guard_prefix();
        return std::move(out_);
    }

  private:
    std::string_view rest() const { return source_.substr(at_); }
    std::string_view take(std::size_t size) {
        const std::string_view taken = source_.substr(at_, size);
        at_ += taken.size();
        return taken;
    }
    void give_up() {
        sound_ = false;
        at_ = source_.size();
    }

    /// RE2 (2022-06-01 and before at least) takes the bytes that two alternatives begin with out of them and
    /// then looks for that prefix in UTF-8, although the pattern is Latin-1: "(?:\xE2\x80\x93|\xE2\x80\x94)"
    /// never matches. Behind an empty group it looks for no prefix.
    void guard_prefix() {
        std::size_t at = 0;
        while (out_.compare(at, 2, "(?") == 0) {
            const std::size_t end = out_.find_first_not_of("imsU-", at + 2);
            if (end == std::string::npos || end == at + 2 || out_[end] != ')') break;
            at = end + 1;
        }
        if (at < out_.size() && out_[at] == '(') out_.insert(at, "(?:)");
    }

    void step() {
        const char c = rest()[0];
        if (c == '[') return class_();
        if (c == '.') {
            out_ += fmt::format("(?:.|{})", beyond);
            ++at_;
        } else if (c == '\\') {
            escape();
        } else if (static_cast<unsigned char>(c) < 0x80) {
            out_ += take(1);
        } else {
            const auto point = utf8::decode(rest(), 0);
            at_ += point.size;
            literal(point.value);
        }
    }

    /// A character beyond ASCII, which other bytes may stand for where case does not count.
    void literal(char32_t point) {
        if (!folds_) {
            out_ += "(?:" + bytes_of(point) + ')';
        } else if (folds_to_ascii(point)) {
            give_up();
        } else {
            out_ += fmt::format("(?:{})", beyond);
        }
    }

    void escape() {
        const char kind = rest().size() > 1 ? rest()[1] : '\\';
        if (kind == 'p' || kind == 'x') {
            ByteClass one;
            item(one);
            if (one.points.size() == 1 && !one.wide && one.ascii.empty()) return literal(one.points.front());
            out_ += one.pattern();
        } else if (kind == 'S' || kind == 'D') {
            take(2);
            out_ += ByteClass{true, kind == 'S' ? "\\s" : "\\d", {}, false}.pattern();
        } else if (std::string_view("QEPCW").find(kind) != std::string_view::npos) {
            give_up();
        } else {
            out_ += take(2);
        }
    }

    void class_() {
        take(1);
        ByteClass one;
        if (rest().starts_with('^')) one.negated = true, take(1);
        while (sound_ && at_ < source_.size() && rest()[0] != ']') item(one);
        if (at_ >= source_.size()) return give_up();
        take(1);
        if (folds_ && !one.points.empty()) {
            for (const char32_t point : one.points) {
                if (folds_to_ascii(point)) return give_up();
            }
            one.wide = true;
        }
        out_ += one.pattern();
    }

    /// One item of a class: a character, a range, a property, a class of its own such as \d or [:alpha:].
    void item(ByteClass& one) {
        if (rest().starts_with("[:")) {
            const std::size_t end = rest().find(":]");
            if (end == std::string_view::npos) return give_up();
            one.ascii += take(end + 2);
        } else if (rest().starts_with("\\p")) {
            property(one);
        } else if (rest().starts_with("\\d") || rest().starts_with("\\s") || rest().starts_with("\\w")) {
            one.ascii += take(2);
        } else {
            range(one);
        }
    }

    void property(ByteClass& one) {
        take(2);
        std::string_view name = take(1);
        if (name == "{") {
            const std::size_t end = rest().find('}');
            if (end == std::string_view::npos) return give_up();
            name = take(end);
            take(1);
        }
        for (const auto& [known, ascii] : ascii_of_property) {
            if (name != known) continue;
            one.ascii += ascii;
            one.wide = true;
            return;
        }
        give_up();
    }

    void range(ByteClass& one) {
        const std::size_t begin = at_;
        const auto first = character();
        const bool is_range = rest().size() > 1 && rest()[0] == '-' && rest()[1] != ']';
        if (is_range) take(1);
        const auto last = is_range ? character() : first;
        if (!first || !last) return give_up();
        if (*last < 0x80) {
            one.ascii += source_.substr(begin, at_ - begin);
        } else if (*first == *last) {
            one.points.push_back(*first);
        } else {
            if (*first < 0x80) one.ascii += fmt::format("\\x{{{:x}}}-\\x7F", static_cast<unsigned>(*first));
            if (folds_) return give_up();  // the range may hold the long s
            one.wide = true;
        }
    }

    /// A character of a class, escaped or not; nothing for an escape that is none.
    std::optional<char32_t> character() {
        if (rest().empty()) return std::nullopt;
        if (rest()[0] != '\\') {
            const auto point = utf8::decode(rest(), 0);
            at_ += point.size;
            return point.value;
        }
        take(1);
        const std::string_view kind = take(1);
        if (kind == "x") return hexadecimal();
        constexpr std::string_view names = "ntrfva", values = "\n\t\r\f\v\a";
        const std::size_t named = kind.empty() ? std::string_view::npos : names.find(kind[0]);
        if (named != std::string_view::npos) return static_cast<char32_t>(values[named]);
        const bool is_sign = !kind.empty() && !utf8::is_word(static_cast<unsigned char>(kind[0]));
        return is_sign ? std::optional(static_cast<char32_t>(kind[0])) : std::nullopt;
    }

    std::optional<char32_t> hexadecimal() {
        const bool braced = rest().starts_with('{');
        if (braced) take(1);
        const std::size_t end = braced ? rest().find('}') : 2;
        if (end > rest().size()) return std::nullopt;
        const std::string_view digits = take(end);
        if (braced) take(1);
        std::uint32_t value = 0;
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
        if (read.ptr != digits.data() + digits.size() || digits.empty()) return std::nullopt;
        return static_cast<char32_t>(value);
    }

    std::string_view source_;
    bool folds_;
    std::size_t at_ = 0;
    std::string out_;
    bool sound_ = true;
};

}  // namespace

std::optional<std::string> byte_pattern(const std::string& re2_source) {
    return Rewriter(re2_source).run();
}

}  // namespace mtmend
