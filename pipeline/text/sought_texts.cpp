#include "pipeline/text/sought_texts.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace mtmend {
namespace {

/// A text is noticed by a key: so many of its bytes, the largest number that it has.
constexpr std::array<std::size_t, 4> key_sizes = {2, 3, 4, 6};
/// Of the longer keys this many bytes are looked at first.
constexpr std::size_t size_of_beginning = 4;

/// The bytes of a key, and their number above them: keys of different sizes are never equal.
using Key = std::uint64_t;

/// As many bytes as a key may need; the first is the lowest.
std::uint64_t bytes_at(const char* text) {
    std::uint64_t bytes;
    std::memcpy(&bytes, text, sizeof bytes);
    return std::endian::native == std::endian::little ? bytes : __builtin_bswap64(bytes);
}

constexpr Key key_of(std::uint64_t bytes, std::size_t size) {
    return std::uint64_t{size} << 56 | (bytes & ~std::uint64_t{0} >> (8 * (8 - size)));
}

/// A bit for each key of one size that some text has; two keys may share it.
class KeyFilter {
  public:
    void add(Key key) { bits_[place(key) / 64] |= std::uint64_t{1} << (place(key) % 64); }
    bool may_have(Key key) const { return (bits_[place(key) / 64] >> (place(key) % 64) & 1) != 0; }

  private:
    static std::uint32_t place(Key key) {
        return static_cast<std::uint32_t>(key ^ (key >> 32 & 0xFFFF) << 7) * 0x9E3779B1u >> 16;
    }
    std::array<std::uint64_t, 1024> bits_{};
};

/// Eight bytes with the ASCII letters among them in lower case.
std::uint64_t lowered(std::uint64_t bytes) {
    constexpr std::uint64_t each = 0x0101010101010101;
    const std::uint64_t low = bytes & (0x7F * each);
    const std::uint64_t from_a = low + (0x80 - 'A') * each;
    const std::uint64_t behind_z = low + (0x80 - 'Z' - 1) * each;
    return bytes | ((from_a ^ behind_z) & ~bytes & (0x80 * each)) >> 2;
}

/// `text` with its ASCII letters in lower case, and zeros behind it for a key to lie over.
std::string lowered(std::string_view text) {
    std::string result;
    result.reserve(text.size() + 8);
    result = text;
    result.resize(text.size() + 8);
    for (std::size_t i = 0; i < text.size(); i += 8) {
        std::uint64_t bytes;
        std::memcpy(&bytes, result.data() + i, sizeof bytes);
        bytes = lowered(bytes);
        std::memcpy(result.data() + i, &bytes, sizeof bytes);
    }
    return result;
}

}  // namespace

/// How often bytes follow each other in the sought texts themselves, from which it is told how often a few of
/// them will stand together in an article.
class Frequencies {
  public:
    explicit Frequencies(const std::vector<std::string>& texts) {
        for (const std::string& text : texts) {
            for (std::size_t i = 0; i < text.size(); ++i) {
                ++bytes_[at(text[i])];
                if (i > 0) ++pairs_[at(text[i - 1]) << 8 | at(text[i])];
            }
        }
    }

    /// Where in a text of two bytes or more those `size` bytes begin that are to be expected least often, and
    /// have `room` bytes from there on.
    std::size_t rarest(std::string_view text, std::size_t size, std::size_t room) {
        ratios_.clear();  // how often a byte is followed by the next one
        for (std::size_t i = 0; i + 1 < text.size(); ++i)
            ratios_.push_back(pair(text[i], text[i + 1]) / bytes_[at(text[i])]);
        std::size_t best = 0;
        for (std::size_t i = 1; i + room <= text.size(); ++i) {
            if (expected(text, i, size) < expected(text, best, size)) best = i;
        }
        return best;
    }

  private:
    /// The little words between others are in every line of an article, and each in a few texts only.
    static constexpr float times_at_space = 20;
    static std::size_t at(char c) { return static_cast<unsigned char>(c); }
    float pair(char first, char second) const { return pairs_[at(first) << 8 | at(second)]; }

    float expected(std::string_view text, std::size_t begin, std::size_t size) const {
        float product = bytes_[at(text[begin])];
        float spaces = text[begin + size - 1] == ' ';
        for (std::size_t i = begin; i + 1 < begin + size; ++i) {
            product *= ratios_[i];
            spaces += text[i] == ' ';
        }
        return spaces * times_at_space * product + product;
    }

    std::array<float, 256> bytes_{};
    std::vector<float> pairs_ = std::vector<float>(65536);
    std::vector<float> ratios_;  ///< of the text that is looked at
};

/// From keys to the texts that have them. A text has one key, that of its bytes which will stand in an
/// article least often; a single byte those of all pairs it begins.
class SoughtTexts::Table {
  public:
    explicit Table(const std::vector<std::string>& texts) {
        Frequencies frequencies(texts);
        std::vector<std::pair<Key, Entry>> keyed;
        for (TextId id = 0; id < texts.size(); ++id) add_keys(texts[id], id, frequencies, keyed);
        std::stable_sort(keyed.begin(), keyed.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        cells_.resize(std::bit_ceil(keyed.size() * 2 + 1));
        for (const auto& [key, entry] : keyed) {
            Cell& cell = cells_[find(key)];
            if (cell.is_free()) cell = {key, size_of(entries_), size_of(entries_)};
            entries_.push_back(entry);
            cell.last = size_of(entries_);
            const auto size = std::find(key_sizes.begin(), key_sizes.end(), key >> 56);
            filters_[static_cast<std::size_t>(size - key_sizes.begin())].add(key);
            if (*size > 3)
                beginnings_.add(key & 0xFFFFFFFF);
            else
                short_keys_[(key & 0xFFFF) / 64] |= std::uint64_t{1} << (key % 64);
        }
    }

    /// Calls found(id, begin) for each place of each text in `article`, which has `size` bytes and zeros
    /// behind them. The places of one text come in order.
    template <class Found>
    void scan(const char* article, std::size_t size, Found&& found) const {
        const KeyFilter& beginnings = beginnings_;
        for (std::size_t at = 0; at < size; ++at) {
            const auto bytes = static_cast<std::uint32_t>(bytes_at(article + at));
            if (int{beginnings.may_have(bytes)} | int{begins_short_key(bytes & 0xFFFF)})
                look_at(article, size, at, found);
        }
    }

  private:
    struct Entry {
        TextId text = 0;
        std::uint32_t offset = 0;  ///< of the key in the text
        std::uint32_t bytes = 0;   ///< where the text begins in bytes_
        std::uint32_t size = 0;
        char last = 0;  ///< byte: where it differs, no other needs to be compared
    };
    struct Cell {
        Key key = 0;
        std::uint32_t first = 0, last = 0;  ///< of entries_
        bool is_free() const { return first == last; }
    };

    template <class Found>
    [[gnu::noinline]] void look_at(const char* article, std::size_t size, std::size_t at,
                                   Found& found) const {
        const std::uint64_t bytes = bytes_at(article + at);
        for (std::size_t i = 0; i < key_sizes.size(); ++i) {
            const Key key = key_of(bytes, key_sizes[i]);
            if (!filters_[i].may_have(key)) continue;
            const Cell& cell = cells_[find(key)];
            for (std::uint32_t e = cell.first; e < cell.last; ++e) {
                const Entry& entry = entries_[e];
                if (entry.offset > at || at - entry.offset + entry.size > size) continue;
                const char* begin = article + (at - entry.offset);
                if (begin[entry.size - 1] != entry.last) continue;
                if (std::memcmp(begin, bytes_.data() + entry.bytes, entry.size) == 0)
                    found(entry.text, at - entry.offset);
            }
        }
    }

    static std::uint32_t size_of(const auto& container) {
        return static_cast<std::uint32_t>(container.size());
    }

    void add_keys(const std::string& text, TextId id, Frequencies& frequencies,
                  std::vector<std::pair<Key, Entry>>& keyed) {
        Entry entry{id, 0, size_of(bytes_), size_of(text), text.back()};
        bytes_ += text;
        if (text.size() == 1) {
            for (unsigned second = 0; second < 256; ++second) {
                const std::array<char, 2> pair = {text[0], static_cast<char>(second)};
                keyed.push_back({key_of_text({pair.data(), 2}), entry});
            }
            return;
        }
        const std::size_t size =
            *std::prev(std::upper_bound(key_sizes.begin(), key_sizes.end(), text.size()));
        entry.offset =
            static_cast<std::uint32_t>(frequencies.rarest(text, std::min(size, size_of_beginning), size));
        keyed.push_back({key_of_text(std::string_view(text).substr(entry.offset, size)), entry});
    }

    bool begins_short_key(std::size_t pair) const { return (short_keys_[pair / 64] >> (pair % 64) & 1) != 0; }

    static Key key_of_text(std::string_view text) {
        std::array<char, 8> bytes{};
        std::copy(text.begin(), text.end(), bytes.begin());
        return key_of(bytes_at(bytes.data()), text.size());
    }

    /// The cell of a key, or the free one where it would be put.
    std::size_t find(Key key) const {
        const std::size_t mask = cells_.size() - 1;
        std::size_t at = (key * 0x9E3779B97F4A7C15 >> 32) & mask;
        while (!cells_[at].is_free() && cells_[at].key != key) at = (at + 1) & mask;
        return at;
    }

    std::array<KeyFilter, key_sizes.size()> filters_;
    KeyFilter beginnings_;                          ///< the first four bytes of the longer keys
    std::array<std::uint64_t, 1024> short_keys_{};  ///< a bit for each pair of bytes that begins another key
    std::vector<Cell> cells_;
    std::vector<Entry> entries_;  ///< those of one key side by side
    std::string bytes_;           ///< of all texts
};

TextId SoughtTexts::add(std::string_view text) {
    const auto [known, is_new] = ids_.emplace(text, static_cast<TextId>(texts_.size()));
    if (is_new) texts_.emplace_back(text);
    longest_ = std::max(longest_, text.size());
    return known->second;
}

const SoughtTexts::Table& SoughtTexts::table() const {
    std::call_once(once_, [this] { table_ = std::make_shared<const Table>(texts_); });
    return *table_;
}

namespace {

/// How many places of one text are kept.
std::size_t most_places(std::string_view article) {
    return article.size() / 8 + 64;
}

/// True where text[begin, begin + size) shares a byte with `span`, or reaches over it where it is empty.
bool is_cut(std::size_t begin, std::size_t size, Span<Working> span) {
    return Span<Working>{begin, begin + size}.overlaps(span);
}

}  // namespace

TextPlaces SoughtTexts::find(std::string_view article) const {
    TextPlaces places;
    places.texts_ = &texts_;
    places.most_ = most_places(article);
    places.first_.resize(texts_.size() + 1);
    std::vector<Hit> hits;
    hits.reserve(article.size() / 8);
    const std::string lower = lowered(article);
    table().scan(lower.data(), article.size(), [&](TextId text, std::size_t begin) {
        if (places.first_[text] > places.most_) return;
        ++places.first_[text];
        hits.push_back({text, static_cast<std::uint32_t>(begin)});
    });
    // From counts to where each text's places end; filled backwards they become where they begin.
    std::uint32_t sum = 0;
    for (std::uint32_t& count : places.first_) count = sum += count;
    places.places_.resize(hits.size());
    for (auto hit = hits.rbegin(); hit != hits.rend(); ++hit)
        places.places_[--places.first_[hit->text]] = hit->begin;
    return places;
}

std::vector<SoughtTexts::Hit> SoughtTexts::find_at(std::string_view article,
                                                   const std::vector<Replaced>& replaced) const {
    std::vector<Hit> hits;
    for (std::size_t i = 0; i < replaced.size(); ++i) {
        const Span<Working> now = replaced[i].now;
        const std::size_t from = now.begin - std::min(now.begin, longest_);
        const std::string_view around = article.substr(from, now.end + longest_ - from);
        const std::string lower = lowered(around);
        table().scan(lower.data(), around.size(), [&](TextId text, std::size_t offset) {
            const std::size_t begin = from + offset;
            const std::size_t size = texts_[text].size();
            const bool is_known = i > 0 && is_cut(begin, size, replaced[i - 1].now);
            if (is_cut(begin, size, now) && !is_known)
                hits.push_back({text, static_cast<std::uint32_t>(begin)});
        });
    }
    std::sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) {
        return a.text != b.text ? a.text < b.text : a.begin < b.begin;
    });
    return hits;
}

std::vector<SoughtTexts::Hit> SoughtTexts::keep(const TextPlaces& before,
                                                const std::vector<Replaced>& replaced) const {
    std::vector<Hit> hits;
    hits.reserve(before.places_.size());
    for (TextId text = 0; text < texts_.size(); ++text) {
        const std::size_t size = texts_[text].size();
        std::size_t next = 0;  // the first replacement that does not end before the place
        for (const std::uint32_t* place = before.begin(text); place != before.end(text); ++place) {
            while (next < replaced.size() && replaced[next].was.end <= *place) ++next;
            if (next < replaced.size() && is_cut(*place, size, replaced[next].was)) continue;
            const std::size_t moved =
                next == 0 ? *place : *place - replaced[next - 1].was.end + replaced[next - 1].now.end;
            hits.push_back({text, static_cast<std::uint32_t>(moved)});
        }
    }
    return hits;
}

TextPlaces SoughtTexts::find_again(const TextPlaces& before, std::string_view article,
                                   const std::vector<Replaced>& replaced) const {
    TextPlaces places;
    places.texts_ = &texts_;
    places.most_ = most_places(article);
    const std::vector<Hit> kept = keep(before, replaced);
    const std::vector<Hit> found = find_at(article, replaced);
    places.first_.reserve(texts_.size() + 1);
    places.places_.reserve(kept.size() + found.size());
    auto from_kept = kept.begin();
    auto from_found = found.begin();
    for (TextId text = 0; text < texts_.size(); ++text) {
        places.first_.push_back(static_cast<std::uint32_t>(places.places_.size()));
        const auto is_next = [&](auto hit, auto end) { return hit != end && hit->text == text; };
        while (is_next(from_kept, kept.end()) || is_next(from_found, found.end())) {
            const bool first_kept = is_next(from_kept, kept.end()) && (!is_next(from_found, found.end()) ||
                                                                       from_kept->begin < from_found->begin);
            places.places_.push_back(first_kept ? (from_kept++)->begin : (from_found++)->begin);
        }
        // Some of the places were not kept, or are too many to keep.
        if (before.is_everywhere(text) || places.places_.size() - places.first_.back() > places.most_)
            return find(article);
    }
    places.first_.push_back(static_cast<std::uint32_t>(places.places_.size()));
    return places;
}

bool TextPlaces::is_everywhere(TextId text) const {
    return count(text) > most_;
}

bool TextPlaces::stands_in(TextId text, Span<Working> span) const {
    if (is_everywhere(text)) return true;
    const std::uint32_t* place = std::lower_bound(begin(text), end(text), span.begin);
    return place != end(text) && *place + (*texts_)[text].size() <= span.end;
}

}  // namespace mtmend
