#include "stages/echoes/double_lists.hpp"

#include "pipeline/split.hpp"
#include "stages/word_roles.hpp"

namespace mtmend {

DoubleLists::DoubleLists(const Dictionaries& dictionaries) {
    const std::vector<std::string_view> names = {"fine", "function", "copula", "verb", "object", "particle"};
    for (const TableRow& row : dictionaries.table("words/doubles.tsv", 2)) {
        const std::size_t place = role_among(names, row.cells[1], row);
        classes[folded_hash(row.cells[0])] = static_cast<Class>(place + 1);
    }
    for (const TableRow& row : dictionaries.table("words/particles.tsv", 2)) {
        WordSet& verbs = takers[folded_hash(row.cells[0])];
        for (const std::string_view verb : nonempty_parts(row.cells[1], ' ')) verbs.insert(folded_hash(verb));
    }
    read_roles(dictionaries, "words/around_doubles.tsv",
               {{"article", articles},
                {"clause-noun", clause_nouns},
                {"clause-opener", clause_openers},
                {"giver", givers},
                {"hesitation", hesitations},
                {"link", links},
                {"named-ordinal", named_ordinals},
                {"namer", namers},
                {"noise", noises},
                {"pairing", pairing},
                {"part-of-speech", parts_of_speech},
                {"pronoun", pronouns}});
    WordSet bare;
    read_roles(dictionaries, "words/forms_of_be.tsv", {{"finite", forms_of_be}, {"bare", bare}});
}

bool DoubleLists::is_transcript(const Document& document) const {
    constexpr std::size_t enough = 3;
    std::size_t hesitating = 0;
    const std::string_view text = document.text();
    for (const Word& word : document.words()) {
        hesitating += hesitations.contains(word.hash);
        const bool bracketed = word.at.begin > 0 && text[word.at.begin - 1] == '[';
        if (hesitating >= enough || (bracketed && noises.contains(word.hash))) return true;
    }
    return false;
}

}  // namespace mtmend
