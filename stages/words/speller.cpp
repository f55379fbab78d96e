#include "stages/words/speller.hpp"

#include <filesystem>
#include <hunspell.hxx>
#include <mutex>
#include <unordered_map>

namespace mtmend {
namespace {

constexpr std::size_t longest_word =
    60;  // what is longer is no word, and Hunspell's tables are made for less
constexpr std::size_t most_verdicts = 50'000;

}  // namespace

struct Speller::State {
    std::mutex mutex;
    bool loaded = false;
    std::unique_ptr<Hunspell> hunspell;
    std::unordered_map<std::string, bool> verdicts;

    void load() {
        const std::string base(dictionary);
        std::error_code ignored;
        if (std::filesystem::exists(base + ".aff", ignored) &&
            std::filesystem::exists(base + ".dic", ignored)) {
            hunspell = std::make_unique<Hunspell>((base + ".aff").c_str(), (base + ".dic").c_str());
        }
        loaded = true;  // not before: memory may run out on the way
    }
};

Speller::Speller(const Dictionaries& dictionaries)
    : spelled_(dictionaries.image_section("spelled").value_or(std::string_view())),
      state_(std::make_unique<State>()) {}
Speller::~Speller() = default;

bool Speller::knows(std::string_view word) const {
    if (word.empty() || word.size() > longest_word) return false;
    if (!spelled_.empty() && SpelledWords::can_tell(word)) return spelled_.has(word);
    std::string key(word);
    const std::lock_guard lock(state_->mutex);
    if (!state_->loaded) state_->load();
    if (!state_->hunspell) return false;
    if (const auto it = state_->verdicts.find(key); it != state_->verdicts.end()) return it->second;
    // Dropping all verdicts costs little and keeps the bound; which ones are known never changes an answer.
    if (state_->verdicts.size() >= most_verdicts) state_->verdicts.clear();
    const bool known = state_->hunspell->spell(key);
    state_->verdicts.emplace(std::move(key), known);
    return known;
}

}  // namespace mtmend
