#pragma once
#include <memory>
#include <string>
#include <vector>

#include "pipeline/edit/fingerprint.hpp"
#include "pipeline/log/diff_log.hpp"

/// An edit by place, for tests: what stands at `before` becomes `after`.
struct Wish {
    std::string before;
    std::string after;
    std::string rule = "test/rule";
    std::string group = {};
    mtmend::Confidence confidence = mtmend::Confidence::safe;
};

inline mtmend::Span<mtmend::Source> place_of(const std::string& source, const std::string& part) {
    const std::size_t at = source.find(part);
    return {at, at + part.size()};
}

/// What a pipeline would report that applied `edits` and held `held`. Every `before` must stand in `source`.
inline mtmend::Report report_of(const std::string& source, const std::vector<Wish>& edits,
                                const std::vector<Wish>& held = {}) {
    using namespace mtmend;
    std::vector<Change> changes;
    for (const Wish& wish : edits)
        changes.push_back({place_of(source, wish.before),
                           wish.after,
                           {{"test", wish.rule, wish.confidence, ""}},
                           wish.group});
    Report report;
    report.changes = EditSet(std::move(changes));
    report.clean = report.changes.apply(source);
    const auto made = report.changes.made_spans();
    for (const Change& change : report.changes.changes()) {
        const std::string before = source.substr(change.at.begin, change.at.size());
        report.edits.push_back(
            {change.at, made[report.edits.size()], before, change.after, change.steps, change.group,
             fingerprint(change.steps, before, change.after, source, change.at.begin, change.at.end),
             change_id(change.steps, before, change.after)});
    }
    for (const Wish& wish : held) {
        const auto at = place_of(source, wish.before);
        const std::vector<Step> steps = {{"test", wish.rule, wish.confidence, "because"}};
        report.held.push_back({at,
                               wish.before,
                               wish.after,
                               steps,
                               wish.group,
                               HeldReason::low_confidence,
                               fingerprint(steps, wish.before, wish.after, source, at.begin, at.end),
                               change_id(steps, wish.before, wish.after),
                               {}});
    }
    return report;
}

inline const mtmend::MadeBy& made_by_tests() {
    static const mtmend::MadeBy made_by{"0.1.0", "news", mtmend::Confidence::safe,
                                        "xxh128:" + std::string(32, '0')};
    return made_by;
}

inline mtmend::ArticleLog log_of(const std::string& source, const std::vector<Wish>& edits,
                                 const std::vector<Wish>& held = {}) {
    return mtmend::log_article("a.txt", source, report_of(source, edits, held), made_by_tests());
}
