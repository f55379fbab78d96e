#include "pipeline/edit/fingerprint.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <stdexcept>

#include "pipeline/text/utf8.hpp"

namespace mtmend {
namespace {

/// How far from an edit its words are looked for. A page without white space must not make every edit linear.
constexpr std::size_t reach = 400;

using TwoWords = std::array<std::string, 2>;

/// Collects fields so that no two lists of fields give the same bytes.
class Fields {
  public:
    void add(std::string_view field) {
        for (int shift = 0; shift < 64; shift += 8) {
            bytes_.push_back(static_cast<char>(std::uint64_t{field.size()} >> shift & 0xFF));
        }
        bytes_.append(field);
    }
    void add(const std::vector<Step>& steps, std::string_view before, std::string_view after) {
        std::vector<std::string_view> rules;
        rules.reserve(steps.size());
        for (const Step& step : steps) rules.push_back(step.rule);
        std::sort(rules.begin(), rules.end());
        for (const std::string_view rule : rules) add(rule);
        add(before);
        add(after);
    }
    void add(const TwoWords& words) {
        for (const std::string& word : words) add(word);
    }
    std::string hash() const { return fmt::format("{:016x}", XXH3_64bits(bytes_.data(), bytes_.size())); }

  private:
    std::string bytes_;
};

/// The two words nearest to the begin of `text`; a word that runs into the end of a cut text may go on behind
/// it and is not taken.
TwoWords words_at_begin(std::string_view text, bool is_cut) {
    TwoWords words;
    std::size_t found = 0, begin = 0;
    for (std::size_t offset = 0; offset < text.size() && found < 2;) {
        const utf8::CodePoint c = utf8::decode(text, offset);
        const bool in_word = utf8::is_word(c.value);
        if (!in_word && begin < offset) words[found++] = utf8::folded(text.substr(begin, offset - begin));
        offset += c.size;
        if (!in_word) begin = offset;
    }
    if (found < 2 && !is_cut) words[found] = utf8::folded(text.substr(begin));
    return words;
}

/// The same from the end of `text`, the nearest word first.
TwoWords words_at_end(std::string_view text, bool is_cut) {
    TwoWords words;
    std::size_t found = 0, end = text.size();
    for (std::size_t offset = text.size(); offset > 0 && found < 2;) {
        const utf8::CodePoint c = utf8::decode_before(text, offset);
        const bool in_word = utf8::is_word(c.value);
        if (!in_word && offset < end) words[found++] = utf8::folded(text.substr(offset, end - offset));
        offset -= c.size;
        if (!in_word) end = offset;
    }
    if (found < 2 && !is_cut) words[found] = utf8::folded(text.substr(0, end));
    return words;
}

TwoWords words_before(std::string_view source, std::size_t begin) {
    std::size_t from = begin - std::min(begin, reach);
    while (from < begin && !utf8::is_boundary(source, from)) ++from;
    return words_at_end(source.substr(from, begin - from), from > 0);
}

TwoWords words_behind(std::string_view source, std::size_t end) {
    std::size_t to = end + std::min(source.size() - end, reach);
    while (to > end && !utf8::is_boundary(source, to)) --to;
    return words_at_begin(source.substr(end, to - end), to < source.size());
}

}  // namespace

std::string change_id(const std::vector<Step>& steps, std::string_view before, std::string_view after) {
    Fields fields;
    fields.add(steps, before, after);
    return fields.hash();
}

std::string fingerprint(const std::vector<Step>& steps, std::string_view before, std::string_view after,
                        std::string_view source, std::size_t begin, std::size_t end) {
    if (begin > end || end > source.size()) {
        throw std::out_of_range(fmt::format("the edit at [{}, {}) is not within its source of {} bytes",
                                            begin, end, source.size()));
    }
    Fields fields;
    fields.add(steps, before, after);
    fields.add(words_before(source, begin));
    fields.add(words_behind(source, end));
    return fields.hash();
}

std::string content_hash(std::string_view bytes) {
    const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
    return fmt::format("xxh128:{:016x}{:016x}", hash.high64, hash.low64);
}

}  // namespace mtmend
