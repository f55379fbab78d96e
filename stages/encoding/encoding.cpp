#include "stages/encoding/encoding.hpp"

#include <algorithm>

#include "pipeline/rules/rule_stage.hpp"
#include "pipeline/text/utf8.hpp"
#include "stages/encoding/entities.hpp"
#include "stages/encoding/invisible.hpp"
#include "stages/encoding/lookalikes.hpp"
#include "stages/encoding/mojibake.hpp"
#include "stages/encoding/shown.hpp"
#include "stages/encoding/tags.hpp"

namespace mtmend {
namespace {

constexpr StageCard encoding_card = {
    .name = "encoding",
    .mends = "mojibake, entities, left-over tags, controls, invisible and no-break spaces",
    .wakes_on = signals::non_ascii | signals::markup | signals::control,
};

constexpr std::size_t longest_word = 80;  ///< bytes

bool has_function_word(const Document& document) {
    const Lexicon& lexicon = document.lexicon();
    return std::any_of(document.words().begin(), document.words().end(), [&](const Word& word) {
        const auto it = lexicon.function_words.find(word.hash);
        return it != lexicon.function_words.end() && (it->second >> lexicon.expected_language & 1) != 0;
    });
}

/// A currency sign stands for a letter in made-up spellings too ("MÄ£O"): in a bare title whose other
/// characters are sound, only a word that a list knows tells.
bool may_be_meant(const Document& document, const Misread& misread) {
    const std::string_view text = document.text();
    const char32_t last = utf8::decode_before(text, misread.at.end).value;
    if (last != U'¥' && last != U'£' && last != U'¢' && last != U'¤') return false;
    if (has_function_word(document)) return false;
    const auto beyond_ascii = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
    const std::string_view left = text.substr(0, misread.at.begin);
    const std::string_view right = text.substr(misread.at.end);
    if (std::none_of(left.begin(), left.end(), beyond_ascii) &&
        std::none_of(right.begin(), right.end(), beyond_ascii))
        return false;
    const std::size_t begin = left.find_last_of(" \n-/(") + 1;
    const std::size_t end = std::min(right.find_first_of(" \n-/).,;:!?'\""), right.size());
    if (misread.at.begin - begin + end > longest_word) return true;
    const std::string word =
        std::string(left.substr(begin)) + misread.text + std::string(right.substr(0, end));
    return document.lexicon().rank(word) == 0 && !document.contains(word);
}

class EncodingStage : public RuleStage {
  public:
    explicit EncodingStage(const Dictionaries& dictionaries)
        : RuleStage(encoding_card, dictionaries),
          mojibake_(dictionaries.rule("encoding/mojibake")),
          mojibake_unsure_(dictionaries.rule("encoding/mojibake-unsure")),
          markup_words_(dictionaries.word_set("encoding/markup_words.tsv")),
          entities_(dictionaries, markup_words_),
          tags_(dictionaries, markup_words_),
          invisible_(dictionaries),
          lookalikes_(dictionaries),
          shown_(dictionaries) {}

    bool wakes(const Document& document) const override {
        return RuleStage::wakes(document) || document.text().find("**") != std::string_view::npos;
    }

    void propose(const Document& document, EditSink& sink) const override {
        RuleStage::propose(document, sink);
        if ((document.signals() & signals::markup) != 0) entities_.propose(document, sink);
        tags_.propose(document, sink);
        std::vector<Span<Working>> taken;
        if ((document.signals() & signals::non_ascii) != 0) {
            taken = propose_mojibake(document, sink);
            lookalikes_.propose(document, taken, sink);
        }
        invisible_.propose(document, taken, sink);
    }

    void repair(const Document& document, EditSink& sink) const override {
        if ((document.signals() & (signals::non_ascii | signals::control)) == 0) return;
        const std::vector<Span<Working>> taken = propose_mojibake(document, sink);
        invisible_.propose_controls(document, taken, sink);
    }

  private:
    /// The places it found, in order.
    std::vector<Span<Working>> propose_mojibake(const Document& document, EditSink& sink) const {
        std::vector<Span<Working>> taken;
        std::vector<Misread> found = finder_.find(document.text());
        const bool alone = found.size() == 1;
        const std::vector<bool> shown = shown_.among(document, found);
        for (std::size_t i = 0; i < found.size(); ++i) {
            Misread& misread = found[i];
            taken.push_back(misread.at);
            const bool sure = misread.sure && !shown[i] && !(alone && may_be_meant(document, misread));
            mtmend::propose(document, sink, sure ? mojibake_ : mojibake_unsure_, misread.at,
                            std::move(misread.text));
        }
        return taken;
    }

    const Rule& mojibake_;
    const Rule& mojibake_unsure_;
    MojibakeFinder finder_;
    WordSet markup_words_;
    Entities entities_;
    Tags tags_;
    Invisible invisible_;
    Lookalikes lookalikes_;
    ShownCharacters shown_;
};

}  // namespace

std::shared_ptr<const Stage> make_encoding_stage(const Dictionaries& dictionaries) {
    return std::make_shared<EncodingStage>(dictionaries);
}

}  // namespace mtmend
