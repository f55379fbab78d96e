#include "pipeline/cli/build/words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "pipeline/split.hpp"

namespace mtmend::cli {

Offer offer_of(const OptionCard& card) {
    if (card.kind == OptionKind::choice || card.name == "profile") return Offer::words;
    if (card.kind == OptionKind::list) return Offer::comma_list;
    if (card.value == "DIR") return Offer::folders;
    return card.value == "FILE" || card.value == "PATH" ? Offer::files : Offer::nothing;
}

Offer operand_offer_of(const CommandCard& card) {
    return card.operands.find("STAGE") == std::string_view::npos ? Offer::files : Offer::words;
}

std::vector<std::string> words_of(const OptionCard& card, const Known& known) {
    std::vector<std::string> words;
    if (card.name == "profile") return known.profiles;
    if (card.kind == OptionKind::list) {
        for (const Named& stage : known.stages) words.push_back(stage.name);
    } else if (card.kind == OptionKind::choice) {
        words = nonempty_parts<std::string>(card.value, '|');
    }
    return words;
}

std::vector<std::string_view> takers_of(std::string_view option) {
    std::vector<std::string_view> takers;
    for (const CommandCard& command : all_commands())
        if (std::find(command.options.begin(), command.options.end(), option) != command.options.end())
            takers.push_back(command.name);
    return takers;
}

std::string whole_help_of(const OptionCard& card) {
    return card.standard.empty() ? std::string(card.help)
                                 : fmt::format("{} (default: {})", card.help, card.standard);
}

std::string brief_of(std::string_view help) {
    std::size_t end = help.size();
    for (const std::string_view mark : {"; ", " (", ". "}) end = std::min(end, help.find(mark));
    std::string brief(help.substr(0, end));
    if (brief.ends_with('.')) brief.pop_back();
    return brief;
}

}  // namespace mtmend::cli
