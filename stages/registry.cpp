#include "stages/registry.hpp"

#include "stages/boilerplate/boilerplate.hpp"
#include "stages/casing/casing.hpp"
#include "stages/consistency/consistency.hpp"
#include "stages/duplicates/duplicates.hpp"
#include "stages/echoes/echoes.hpp"
#include "stages/encoding/encoding.hpp"
#include "stages/grammar/grammar.hpp"
#include "stages/lines/lines.hpp"
#include "stages/names/names.hpp"
#include "stages/numbers/numbers.hpp"
#include "stages/quotes/quotes.hpp"
#include "stages/spacing/spacing.hpp"
#include "stages/terms/terms.hpp"
#include "stages/words/words.hpp"

namespace mtmend {

std::vector<std::shared_ptr<const Stage>> make_stages(const Dictionaries& dictionaries) {
    // clang-format off
    return {
        make_encoding_stage(dictionaries),
        make_boilerplate_stage(dictionaries),
        make_duplicates_stage(dictionaries),
        make_lines_stage(dictionaries),
        make_spacing_stage(dictionaries),
        make_words_stage(dictionaries),
        make_echoes_stage(dictionaries),
        make_numbers_stage(dictionaries),
        make_terms_stage(dictionaries),
        make_names_stage(dictionaries),
        make_grammar_stage(dictionaries),
        make_casing_stage(dictionaries),
        make_consistency_stage(dictionaries),
        make_quotes_stage(dictionaries),
    };
    // clang-format on
}

}  // namespace mtmend
