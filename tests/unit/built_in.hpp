#pragma once
#include "pipeline/dictionaries.hpp"
#include "pipeline/mtmend.hpp"

/// The dictionaries and the whole chain of the build tree, read once for all tests.
inline const mtmend::Pipeline& built_in_pipeline() {
    static const mtmend::Pipeline pipeline = mtmend::open_pipeline();
    return pipeline;
}
inline const mtmend::Lexicon& built_in_lexicon() {
    return built_in_pipeline().dictionaries().lexicon();
}
