#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/cli/options.hpp"

namespace mtmend::cli {

/// A name, and what it is in a few words.
struct Named {
    std::string name;
    std::string is;
};

/// What options take that stands in no table of options.
struct Known {
    std::string version;
    std::vector<Named> stages;  ///< in the order of the chain, each once
    std::vector<std::string> profiles;
};

/// What a shell offers as the value of an option, or as a command's operand.
enum class Offer { nothing, files, folders, words, comma_list };

/// What is offered for a value that help calls `value`; `words` are the ones to choose from.
Offer offer_of(const OptionCard& card);
Offer operand_offer_of(const CommandCard& card);
std::vector<std::string> words_of(const OptionCard& card, const Known& known);

/// The commands that take the option.
std::vector<std::string_view> takers_of(std::string_view option);

/// The help of an option with its default, as `mtmend help` has it.
std::string whole_help_of(const OptionCard& card);
/// Its first clause, for a line beside others.
std::string brief_of(std::string_view help);

}  // namespace mtmend::cli
