#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "pipeline/cli/cleaner.hpp"
#include "pipeline/cli/commands.hpp"
#include "pipeline/cli/explain.hpp"
#include "pipeline/cli/terminal.hpp"
#include "pipeline/cli/test_rules.hpp"

namespace mtmend::cli {

int explain(const Settings& settings) {
    std::ostringstream out;
    explain(open_pipeline(options_from(settings)),
            settings.operands().empty() ? "" : settings.operands().front(), out);
    print(out.str());
    return success;
}

int test(const Settings& settings) {
    std::ostringstream out;
    const std::vector<std::filesystem::path> files(settings.operands().begin(), settings.operands().end());
    const bool passed = test_rules(options_from(settings), files, out);
    print(out.str());
    return passed ? success : found_something;
}

}  // namespace mtmend::cli
