#pragma once
#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <string>
#include <utility>

namespace mtmend::test {

#ifdef __SANITIZE_ADDRESS__
constexpr int slowness = 3;  ///< of the build: it takes so many times fewer cases
#else
constexpr int slowness = 1;
#endif

/// Checks a law on `cases` random cases; what RC_PARAMS says wins (RC_PARAMS="max_success=1000000 seed=7").
/// A failure prints the smallest case found and what to put into RC_PARAMS to see it again.
template <class Law>
void check_law(const std::string& name, int cases, Law&& law) {
    rc::detail::Configuration config = rc::detail::configuration();
    config.testParams.maxSuccess = std::max(cases / slowness, 1);
    // The same cases in every run, so that a build fails for what changed in it; other seeds through
    // RC_PARAMS.
    config.testParams.seed = 20261122;
    const char* wanted = std::getenv("RC_PARAMS");
    if (wanted != nullptr) config = rc::detail::configFromString(wanted, config);

    const rc::detail::TestResult result = rc::detail::checkTestable(
        std::forward<Law>(law), rc::detail::TestMetadata{name, name}, config.testParams);
    std::ostringstream message;
    rc::detail::printResultMessage(result, message);
    INFO(name << ": " << message.str());
    CHECK(result.is<rc::detail::SuccessResult>());
}

}  // namespace mtmend::test
