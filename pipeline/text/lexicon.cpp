#include "pipeline/text/lexicon.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <array>
#include <bit>
#include <cstring>
#include <stdexcept>

#include "pipeline/io/atomic_file.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend {
namespace {

static_assert(sizeof(WordTable::Entry) == 8);

struct TableHeader {
    std::array<char, 8> magic = {'m', 't', 'm', 'w', 'o', 'r', 'd', '2'};
    std::uint64_t slots = 0;
    std::uint64_t entries = 0;
    std::uint64_t check = 0;  ///< XXH3 over the slots
};

constexpr std::string_view curly_apostrophe = "\xE2\x80\x99";

}  // namespace

std::uint64_t folded_hash(std::string_view word) {
    std::array<char, 64> ascii;
    if (word.size() <= ascii.size()) {
        std::size_t n = 0;
        for (; n < word.size() && static_cast<unsigned char>(word[n]) < 0x80; ++n) {
            const char c = word[n];
            ascii[n] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        }
        if (n == word.size()) return XXH3_64bits(ascii.data(), n);
    }
    std::string folded = utf8::folded(word);
    for (std::size_t at = folded.find(curly_apostrophe); at != std::string::npos;
         at = folded.find(curly_apostrophe, at)) {
        folded.replace(at, curly_apostrophe.size(), "'");
    }
    return XXH3_64bits(folded.data(), folded.size());
}

WordTable::WordTable(const std::filesystem::path& file) {
    const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        throw std::runtime_error(file.string() +
                                 ": the word table cannot be opened; build or install mtmend again");
    }
    struct stat status {};
    ::fstat(fd, &status);
    const auto size = static_cast<std::size_t>(status.st_size);
    void* memory =
        size >= sizeof(TableHeader) ? ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0) : MAP_FAILED;
    ::close(fd);
    TableHeader header;
    if (memory != MAP_FAILED) {
        mapping_ = std::shared_ptr<const void>(
            memory, [size](const void* p) { ::munmap(const_cast<void*>(p), size); });
        std::memcpy(&header, memory, sizeof header);
    }
    const bool sound =
        memory != MAP_FAILED && header.magic == TableHeader{}.magic && std::has_single_bit(header.slots) &&
        header.slots <= (size - sizeof header) / sizeof(Entry) && header.entries < header.slots;
    if (!sound) {
        throw std::runtime_error(
            file.string() +
            ": the word table is damaged or of another version; build or install mtmend again");
    }
    slots_ = reinterpret_cast<const Entry*>(static_cast<const char*>(memory) + sizeof header);
    mask_ = header.slots - 1;
    count_ = header.entries;
}

const WordTable::Entry* WordTable::find(std::uint64_t hash) const {
    if (slots_ == nullptr) return nullptr;
    for (std::uint64_t at = hash & mask_; slots_[at].rank != 0; at = (at + 1) & mask_) {
        if (slots_[at].is_of(hash)) return &slots_[at];
    }
    return nullptr;
}

void WordTable::write(const std::filesystem::path& file, const std::vector<Word>& words) {
    TableHeader header;
    header.slots = std::bit_ceil(words.size() * 2 + 2);
    std::vector<Entry> slots(header.slots);
    for (const Word& word : words) {
        std::uint64_t at = word.hash & (header.slots - 1);
        while (slots[at].rank != 0 && !slots[at].is_of(word.hash)) at = (at + 1) & (header.slots - 1);
        Entry& slot = slots[at];
        if (slot.rank == 0) {
            slot = {static_cast<std::uint32_t>(word.hash >> 32), static_cast<std::uint16_t>(word.hash >> 16),
                    word.rank, 0};
            ++header.entries;
        }
        slot.rank = std::min(slot.rank, word.rank);
        slot.forms |= word.forms;
    }
    header.check = XXH3_64bits(slots.data(), slots.size() * sizeof(Entry));
    AtomicFile out(file);
    out.write({reinterpret_cast<const char*>(&header), sizeof header});
    out.write({reinterpret_cast<const char*>(slots.data()), slots.size() * sizeof(Entry)});
    out.commit();
}

std::string_view without_possessive(std::string_view word) {
    constexpr std::string_view last_bytes = "sS'\x99";
    if (word.empty() || last_bytes.find(word.back()) == std::string_view::npos) return word;
    for (std::string_view ending : {"'s", "\xE2\x80\x99s", "'S", "\xE2\x80\x99S", "'", "\xE2\x80\x99"}) {
        if (word.size() > ending.size() && word.ends_with(ending))
            return word.substr(0, word.size() - ending.size());
    }
    return word;
}

void Lexicon::mark_words() {
    std::vector<std::uint64_t> expected, foreign, phrases;
    for (const auto& [hash, spoken_in] : function_words) {
        if ((spoken_in >> expected_language & 1) != 0) expected.push_back(hash);
        if ((spoken_in & ~(std::uint32_t{1} << expected_language)) != 0) foreign.push_back(hash);
    }
    for (const auto& [hash, phrase] : protected_phrases) phrases.push_back(hash);
    expected_mark = asked->words.add("function words of the expected language", expected);
    foreign_mark = asked->words.add("function words of other languages", foreign);
    phrase_mark = asked->words.add("protected phrases", phrases);
}

Rank Lexicon::rank(std::string_view word) const {
    if (const auto* entry = words.find(folded_hash(word))) return entry->rank;
    const std::string_view stem = without_possessive(word);
    if (stem.size() == word.size()) return 0;
    const auto* entry = words.find(folded_hash(stem));
    return entry != nullptr ? entry->rank : Rank{0};
}

}  // namespace mtmend
