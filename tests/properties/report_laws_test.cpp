// Laws of a whole cleaning, over texts put together from what tempts the stages.
#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include "tests/properties/law.hpp"

#include "tests/unit/built_in.hpp"

using namespace mtmend;
using mtmend::test::check_law;

namespace {

const std::vector<std::string> pieces = {"The ministers met in ",
                                         "kyiv",
                                         "Kiev",
                                         " on Friday",
                                         ".",
                                         ". ",
                                         " .",
                                         ",",
                                         " , ",
                                         "\n",
                                         "\n\n",
                                         " ",
                                         "  ",
                                         "\u00a0",
                                         "Nato",
                                         "NATO",
                                         "Otán",
                                         "the the ",
                                         "he said. said this ",
                                         "summit.On",
                                         "ofthe",
                                         "ammuni tion",
                                         "4.840 people",
                                         "8,5 million",
                                         " 11,9 %",
                                         "“",
                                         "”",
                                         "\"",
                                         "'",
                                         "«",
                                         "»",
                                         "&amp;",
                                         "&#39;",
                                         "â€™",
                                         "é",
                                         "e\u0301",
                                         "\u200b",
                                         "\u00ad",
                                         "<b>",
                                         "</b>",
                                         "(Also read: More news)",
                                         "Read more:",
                                         "decision. Of each country",
                                         "Ammunition Convention in",
                                         "Bunch",
                                         " chicken Kiev",
                                         "https://example.org/a?b=c",
                                         "ann@example.org",
                                         "U.S. ",
                                         "Volodimir Zelenski",
                                         "and He trusted ",
                                         "general secretary Stoltenberg",
                                         "the Ukraine",
                                         "had had",
                                         "…",
                                         "...",
                                         "(",
                                         ")",
                                         "5 Star\n0%\n",
                                         "Translated with DeepL.com (free version)",
                                         "monday",
                                         "Zürich",
                                         "-\n",
                                         "counter-",
                                         "offensive",
                                         "🙂",
                                         "1",
                                         "000",
                                         "\t",
                                         "\r\n"};

std::string random_article() {
    const auto indices =
        *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, pieces.size()));
    std::string text;
    for (std::size_t i : indices) text += pieces[i];
    return text;
}

std::string patched(const std::string& text, const Report& report, bool reverse) {
    std::string out;
    std::size_t at = 0;
    for (const AppliedEdit& edit : report.edits) {
        const std::size_t begin = reverse ? edit.to.begin : edit.at.begin;
        const std::size_t end = reverse ? edit.to.end : edit.at.end;
        RC_ASSERT(begin >= at);
        RC_ASSERT(text.substr(begin, end - begin) == (reverse ? edit.after : edit.before));
        out += text.substr(at, begin - at) + (reverse ? edit.before : edit.after);
        at = end;
    }
    return out + text.substr(at);
}

void check_laws(Confidence apply) {
    const Pipeline& pipeline = built_in_pipeline();
    Policy policy;
    policy.apply = apply;
    const std::string source = random_article();
    const Report report = pipeline.clean(source, policy);
    RC_ASSERT(patched(source, report, false) == report.clean);
    RC_ASSERT(patched(report.clean, report, true) == source);
    for (const HeldEdit& held : report.held) {
        RC_ASSERT(held.before == source.substr(held.at.begin, held.at.size()));
    }
    const Report again = pipeline.clean(report.clean, policy);
    RC_ASSERT(again.clean == report.clean);
    const Report same = pipeline.clean(source, policy);
    RC_ASSERT(same.clean == report.clean);
    RC_ASSERT(same.held.size() == report.held.size());
}

}  // namespace

TEST_CASE(
    "Source and edits give the clean text, clean text and edits the source, and cleaning twice changes "
    "nothing") {
    check_law("with safe edits", 2000, [] { check_laws(Confidence::safe); });
    check_law("with every edit", 2000, [] { check_laws(Confidence::suggestion); });
}
