#include "pipeline/text/sought_texts.hpp"

#include <algorithm>
#include <cstring>

namespace mtmend {
namespace {

constexpr std::size_t key_size = 4;  ///< bytes of a longer text by which it is noticed

/// The key of four bytes, or of two bytes: the two kinds never meet in a table.
std::uint64_t long_key(const char* bytes) {
    std::uint32_t key;
    std::memcpy(&key, bytes, sizeof key);
    return key;
}
std::uint64_t short_key(const char* bytes) {
    std::uint16_t key;
    std::memcpy(&key, bytes, sizeof key);
    return std::uint64_t{1} << 32 | key;
}

std::uint32_t bit_of(std::uint64_t long_key) {
    return static_cast<std::uint32_t>(long_key) * 0x9E3779B1u >> 16;
}

/// `text` with its ASCII letters in lower case, and as many zeros behind it as a key has bytes.
std::string lowered(std::string_view text) {
    std::string result(text.size() + key_size, '\0');
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        result[i] = static_cast<char>(c | (static_cast<unsigned char>(c - 'A') < 26 ? 0x20 : 0));
    }
    return result;
}

}  // namespace

/// From keys to the texts that have them. A text has one key, that of its four bytes which the fewest texts
/// share; a text of less than four bytes that of its first two, and a single byte those of all pairs it
/// begins.
class SoughtTexts::Table {
  public:
    explicit Table(const std::vector<std::string>& texts) {
        std::unordered_map<std::uint64_t, std::size_t> sharing;
        for (const std::string& text : texts) {
            for (std::size_t i = 0; i + key_size <= text.size(); ++i) ++sharing[long_key(text.data() + i)];
        }
        std::vector<std::pair<std::uint64_t, Entry>> keyed;
        for (TextId id = 0; id < texts.size(); ++id) add_keys(texts[id], id, sharing, keyed);
        std::stable_sort(keyed.begin(), keyed.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        std::size_t size = 1024;
        while (size < keyed.size() * 2) size *= 2;
        cells_.resize(size);
        for (const auto& [key, entry] : keyed) {
            Cell& cell = cells_[find(key)];
            if (cell.first == cell.last) cell = {key, size_of(entries_), size_of(entries_)};
            entries_.push_back(entry);
            cell.last = size_of(entries_);
        }
    }

    /// Calls found(id, begin) for each place of each text in `article`, which has `size` bytes and zeros
    /// behind them. The places of one text come in order.
    template <class Found>
    void scan(const char* article, std::size_t size, const std::vector<std::string>& texts,
              Found&& found) const {
        const auto verify = [&](std::uint64_t key, std::size_t at) {
            const Cell& cell = cells_[find(key)];
            for (std::uint32_t i = cell.first; i < cell.last; ++i) {
                const std::string& text = texts[entries_[i].text];
                const std::size_t offset = entries_[i].offset;
                if (offset > at || at - offset + text.size() > size) continue;
                if (std::memcmp(article + at - offset, text.data(), text.size()) == 0)
                    found(entries_[i].text, at - offset);
            }
        };
        const std::uint64_t* const long_bits = long_bits_.data();
        const std::uint64_t* const short_bits = short_bits_.data();
        for (std::size_t at = 0; at < size; ++at) {
            const std::uint64_t four = long_key(article + at);
            const std::uint32_t bit = bit_of(four);
            if ((long_bits[bit / 64] >> (bit % 64) & 1) != 0) verify(four, at);
            const std::uint64_t two = short_key(article + at);
            if ((short_bits[(two & 0xFFFF) / 64] >> (two % 64) & 1) != 0) verify(two, at);
        }
    }

  private:
    struct Entry {
        TextId text = 0;
        std::uint32_t offset = 0;  ///< of the key in the text
    };
    struct Cell {
        std::uint64_t key = 0;
        std::uint32_t first = 0, last = 0;  ///< of entries_; nothing where the cell is free
    };

    static std::uint32_t size_of(const std::vector<Entry>& entries) {
        return static_cast<std::uint32_t>(entries.size());
    }

    void add_keys(const std::string& text, TextId id,
                  const std::unordered_map<std::uint64_t, std::size_t>& sharing,
                  std::vector<std::pair<std::uint64_t, Entry>>& keyed) {
        const auto set = [](std::vector<std::uint64_t>& bits, std::size_t bit) {
            bits[bit / 64] |= std::uint64_t{1} << (bit % 64);
        };
        if (text.size() >= key_size) {
            std::size_t rarest = 0;
            for (std::size_t i = 1; i + key_size <= text.size(); ++i) {
                if (sharing.at(long_key(text.data() + i)) < sharing.at(long_key(text.data() + rarest)))
                    rarest = i;
            }
            const std::uint64_t key = long_key(text.data() + rarest);
            set(long_bits_, bit_of(key));
            keyed.push_back({key, {id, static_cast<std::uint32_t>(rarest)}});
            return;
        }
        for (unsigned second = 0; second < 256; ++second) {
            const char pair[2] = {text[0], text.size() > 1 ? text[1] : static_cast<char>(second)};
            set(short_bits_, short_key(pair) & 0xFFFF);
            keyed.push_back({short_key(pair), {id, 0}});
            if (text.size() > 1) return;
        }
    }

    /// The cell of a key, or the free one where it would be put.
    std::size_t find(std::uint64_t key) const {
        const std::size_t mask = cells_.size() - 1;
        std::size_t at = (key * 0x9E3779B97F4A7C15 >> 32) & mask;
        while (cells_[at].first != cells_[at].last && cells_[at].key != key) at = (at + 1) & mask;
        return at;
    }

    std::vector<std::uint64_t> long_bits_ = std::vector<std::uint64_t>(1024);
    std::vector<std::uint64_t> short_bits_ = std::vector<std::uint64_t>(1024);
    std::vector<Cell> cells_;
    std::vector<Entry> entries_;  ///< those of one key side by side
};

TextId SoughtTexts::add(std::string_view text) {
    const auto [known, is_new] = ids_.emplace(text, static_cast<TextId>(texts_.size()));
    if (is_new) texts_.emplace_back(text);
    return known->second;
}

const SoughtTexts::Table& SoughtTexts::table() const {
    std::call_once(once_, [this] { table_ = std::make_shared<const Table>(texts_); });
    return *table_;
}

TextPlaces SoughtTexts::find(std::string_view article) const {
    TextPlaces places;
    places.texts_ = &texts_;
    places.most_ = article.size() / 8 + 64;
    places.first_.resize(texts_.size() + 1);
    struct Hit {
        TextId text;
        std::uint32_t begin;
    };
    std::vector<Hit> hits;
    hits.reserve(article.size() / 8);
    const std::string lower = lowered(article);
    table().scan(lower.data(), article.size(), texts_, [&](TextId text, std::size_t begin) {
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

bool TextPlaces::is_everywhere(TextId text) const {
    return count(text) > most_;
}

bool TextPlaces::stands_in(TextId text, Span<Working> span) const {
    if (is_everywhere(text)) return true;
    const std::uint32_t* place = std::lower_bound(begin(text), end(text), span.begin);
    return place != end(text) && *place + (*texts_)[text].size() <= span.end;
}

}  // namespace mtmend
