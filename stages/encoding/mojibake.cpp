#include "stages/encoding/mojibake.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "pipeline/text/utf8.hpp"
#include "stages/encoding/beyond_ascii.hpp"
#include "stages/encoding/characters.hpp"
#include "stages/encoding/reading.hpp"
#include "stages/encoding/sequences.hpp"

namespace mtmend {
namespace {

using namespace mojibake;

constexpr int max_depth = 4;
/// A longer run is another script; it is cut there, so that time stays linear.
constexpr std::size_t max_run = 4096;

/// Where the third byte of a quotation mark got lost: "â€" before a space is a closing mark.
constexpr std::array<std::u32string_view, 3> cut_marks = {U"â€", U"โ€", U"вЂ"};

/// Collects the findings of one text.
class Search {
  public:
    Search(const Charsets& charsets, std::string_view text) : charsets_(charsets), text_(text) {}

    std::vector<Misread> run() {
        rank();
        each_run([&](const std::vector<Unit>& run, char32_t before, char32_t after) {
            if (run.size() > 1) read(run, before, after);
            add_lost(run, before, after);
            return true;
        });
        settle_pending();
        return std::move(found_);
    }

  private:
    /// Calls `visit` with every run of characters above ASCII and its neighbours, until it returns false.
    template <class Visit>
    void each_run(Visit visit) const {
        char32_t before = 0;
        std::vector<Unit> run;
        for (std::size_t at = 0; at < text_.size();) {
            if (static_cast<unsigned char>(text_[at]) < 0x80) {
                before = static_cast<unsigned char>(text_[at++]);
                continue;
            }
            run.clear();
            while (at < text_.size() && static_cast<unsigned char>(text_[at]) >= 0x80 &&
                   run.size() < max_run) {
                const auto point = utf8::decode(text_, at);
                run.push_back({point.value, false, at, at + point.size});
                at += point.size;
            }
            const char32_t after = at < text_.size() ? static_cast<unsigned char>(text_[at]) : 0;
            if (!visit(run, before, after)) return;
            before = run.back().value;
        }
    }

    /// Puts the charset first that reads most, by its own characters.
    void rank() {
        auto& [order, read] = ranking_;
        for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
        std::size_t looked = 0;
        each_run([&, &read = read](const std::vector<Unit>& run, char32_t before, char32_t) {
            for (std::size_t k = 0; k < charset_count && run.size() > 1; ++k) {
                for (std::size_t at = 0; at + 1 < run.size();) {
                    const auto sequence = own_sequence(charsets_[k], run, at, before);
                    if (sequence) read[k] += reading_weight + is_common_letter(sequence->value);
                    at += sequence ? sequence->count : 1;
                }
            }
            looked += run.size();
            return looked < most_looked_at;
        });
        std::stable_sort(order.begin(), order.end(),
                         [&, &count = read](std::size_t a, std::size_t b) { return count[a] > count[b]; });
    }

    /// The sequence at `at`, if it is a likely character and no unit of it is borrowed. A capital behind a
    /// small letter is not likely.
    static std::optional<Sequence> own_sequence(const Charset& charset, const std::vector<Unit>& run,
                                                std::size_t at, char32_t before) {
        const auto sequence = read_sequence(charset, run, at);
        if (!sequence || kind_of(sequence->value) == Kind::never) return std::nullopt;
        if (at == 0 && utf8::is_lower(before) && utf8::is_upper(sequence->value)) return std::nullopt;
        for (std::size_t i = 0; i < sequence->count; ++i) {
            if (charset.borrowed.contains(run[at + i].value)) return std::nullopt;
        }
        return sequence;
    }

    void read(const std::vector<Unit>& source, char32_t before, char32_t after) {
        Level level{source, false, Grade::sure};
        bool changed = false;
        Grade grade = Grade::sure;
        for (int depth = 0; depth < max_depth; ++depth) {
            Level next = read_once(charsets_, ranking_, level.run, before, after);
            if (!next.changed) break;
            level = std::move(next);
            changed = true;
            grade = std::min(grade, level.grade);
        }
        if (!changed) return;
        const bool lost =
            std::any_of(source.begin(), source.end(), [](const Unit& u) { return u.value == 0xFFFD; });
        const std::size_t first = found_.size();
        add(level.run, grade == Grade::sure && !lost);
        if (grade == Grade::weak) {
            std::move(found_.begin() + static_cast<std::ptrdiff_t>(first), found_.end(),
                      std::back_inserter(weak_));
            found_.resize(first);
        }
        for (std::size_t i = first; i < found_.size(); ++i) {
            if (found_[i].sure)
                ++witnesses_[found_[i].charset];
            else if (!lost)
                doubtful_.push_back(i);
        }
    }

    /// Touching made characters become one finding.
    void add(const std::vector<Unit>& run, bool sure) {
        for (std::size_t i = 0; i < run.size();) {
            if (!run[i].made) {
                ++i;
                continue;
            }
            Misread finding{{run[i].begin, run[i].end}, {}, sure, run[i].charset};
            for (; i < run.size() && run[i].made; ++i) {
                char32_t c = run[i].value;
                if (is_c1(c)) c = charsets_.windows_1252(static_cast<std::uint8_t>(c));
                if (c == 0) finding.sure = false;
                if (c != 0 && c != 0xFEFF) utf8::append(finding.text, c);
                finding.at.end = run[i].end;
            }
            evidence_ |= finding.sure;
            found_.push_back(std::move(finding));
        }
    }

    /// Leads whose next byte was lost or became a plain space.
    void add_lost(const std::vector<Unit>& run, char32_t before, char32_t after) {
        const Unit& last = run.back();
        const char32_t left = run.size() > 1 ? run[run.size() - 2].value : before;
        const bool space = after == U' ' || after == 0 || after == U'\n';
        if (last.value == U'Â' && after == U' ' && !utf8::is_upper(left)) {
            found_.push_back({{last.begin, last.end}, "", true});
        } else if (last.value == U'Ã' && after == U' ' && !utf8::is_upper(left)) {
            pending_.push_back({{last.begin, last.end}, "à", false});
        } else if (last.value == U'Å' && after == U' ' && !utf8::is_letter(left) &&
                   last.end + 1 < text_.size() && utf8::is_lower(utf8::decode(text_, last.end + 1).value)) {
            pending_.push_back({{last.begin, last.end + 1}, "Š", false});
        }
        if (run.size() < 2) return;
        const bool closing = space || after == U',' || after == U'.' || after == U';' || after == U':' ||
                             after == U')' || after == U'?' || after == U'!';
        for (std::u32string_view mark : cut_marks) {
            if (run[run.size() - 2].value != mark[0] || last.value != mark[1]) continue;
            const char32_t outer = run.size() > 2 ? run[run.size() - 3].value : before;
            if (closing && outer != 0 && !utf8::is_space(outer))
                pending_.push_back({{run[run.size() - 2].begin, last.end}, "”", false});
        }
    }

    /// What is too little alone is sure beside other findings, of its own charset where it has one.
    void settle_pending() {
        for (std::size_t i : doubtful_) found_[i].sure = is_proved(found_[i].charset);
        for (Misread& finding : weak_) {
            if (!is_proved(finding.charset)) continue;
            finding.sure = true;
            found_.push_back(std::move(finding));
        }
        for (Misread& finding : pending_) {
            finding.sure = evidence_;
            found_.push_back(std::move(finding));
        }
        std::sort(found_.begin(), found_.end(),
                  [](const Misread& a, const Misread& b) { return a.at.begin < b.at.begin; });
    }

    const Charsets& charsets_;
    std::string_view text_;
    std::vector<Misread> found_;
    std::vector<Misread> pending_;
    std::vector<Misread> weak_;
    Ranking ranking_{};
    static constexpr std::size_t most_looked_at = 1u << 16;  ///< characters that decide the ranking
    /// Of reading a sequence against its being a common letter, which only settles what is even.
    static constexpr std::size_t reading_weight = 2 * most_looked_at;
    /// Findings that prove others of their charset. Windows-1252 reads too much for one to be enough.
    bool is_proved(std::size_t charset) const {
        return witnesses_[charset] > (charset == windows_1252_index ? 1u : 0u);
    }
    std::vector<std::size_t> doubtful_;                   ///< indices into found_
    std::array<std::size_t, charset_count> witnesses_{};  ///< sure findings by charset
    bool evidence_ = false;
};

}  // namespace

bool MojibakeFinder::may_begin_sequence(char32_t lead, char32_t next) const {
    return std::any_of(charsets_.begin(), charsets_.end(), [&](const Charset& charset) {
        const auto first = charset.byte_of(lead);
        if (!first || *first < 0xC2 || *first > 0xF4) return false;
        const auto second = charset.byte_of(next);
        return second && (*second & 0xC0) == 0x80;
    });
}

bool MojibakeFinder::has_suspects(std::string_view text) const {
    for (std::size_t at = next_beyond_ascii(text, 0); at < text.size(); at = next_beyond_ascii(text, at)) {
        const auto point = utf8::decode(text, at);
        at += point.size;
        if (point.value == U'Â' || point.value == U'Ã' || point.value == U'Å') return true;
        const bool alone = at == text.size() || static_cast<unsigned char>(text[at]) < 0x80;
        if (!alone && may_begin_sequence(point.value, utf8::decode(text, at).value)) return true;
    }
    return false;
}

std::vector<Misread> MojibakeFinder::find(std::string_view text) const {
    if (!has_suspects(text)) return {};
    return Search(charsets_, text).run();
}

}  // namespace mtmend
