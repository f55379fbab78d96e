#include "pipeline/stage.hpp"

#include "pipeline/rules/rule.hpp"

namespace mtmend {

Stage::~Stage() = default;

void Stage::repair(const Document& /*document*/, EditSink& /*sink*/) const {}

std::string Stage::describe(std::string_view /*name*/) const {
    return {};
}

std::vector<Rule> Stage::cards_of_lists() const {
    return {};
}

bool Stage::wakes(const Document& document) const {
    return (document.signals() & card().wakes_on) != 0;
}

}  // namespace mtmend
