// The term base as the image has it, and its words told to the scanner.
#include <cstdint>
#include <utility>

#include "pipeline/image/section.hpp"
#include "pipeline/text/asked.hpp"
#include "stages/terms/compile.hpp"

namespace mtmend::terms {
namespace {

Compiled from_image_or_text(const Dictionaries& dictionaries) {
    auto compiled = read_section<Compiled>(dictionaries, "terms");
    if (!compiled) return compile(dictionaries);
    return std::move(*compiled);
}

/// Tells the scanner which words matter.
class WordMarker {
  public:
    WordMarker(const Compiled& compiled, MarkedWords& words) : compiled_(compiled), words_(words) {
        marks_.known = words.mark("terms: known words");
        marks_.bearer = words.mark("terms: words of concepts");
        marks_.opens = words.mark("terms: first words of concepts");
        marks_.continues = words.mark("terms: second words of concepts");
        marks_.rarest = words.mark("terms: rarest words of names");
        marks_.alone = words.mark("terms: names of one word");
        marks_.acronym = words.mark("terms: acronyms");
        marks_.phrase = words.mark("terms: first words of good English");
    }

    WordMarks run() const {
        compiled_.words.for_each(
            [&](std::uint64_t hash, const Entry& entry) { words_.put(hash, marks_of(entry)); });
        compiled_.phrase_starts.for_each(
            [&](std::uint64_t hash, const auto&) { words_.put(hash, marks_.phrase); });
        return marks_;
    }

  private:
    /// Those of the word itself; the second words of its phrases get theirs.
    Marks marks_of(const Entry& entry) const {
        Marks marks = marks_.known;
        for (const Sense& sense : compiled_.senses[entry.senses]) {
            if (!sense.more.empty()) {
                marks |= marks_.opens;
                words_.put(compiled_.hashes[sense.more].front(), marks_.continues);
                continue;
            }
            marks |= marks_.bearer;
            if (may_be_name_alone(sense) && !compiled_.names_alone(sense.concept_id).empty())
                marks |= marks_.alone;
        }
        if (entry.partners != 0) marks |= marks_.rarest;
        if (!entry.acronym_of.empty()) marks |= marks_.acronym;
        return marks;
    }

    const Compiled& compiled_;
    MarkedWords& words_;
    WordMarks marks_;
};

}  // namespace

Compiled load(const Dictionaries& dictionaries) {
    Compiled result = from_image_or_text(dictionaries);
    result.marks = WordMarker(result, dictionaries.lexicon().asked->words).run();
    return result;
}

}  // namespace mtmend::terms
