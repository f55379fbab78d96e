#include <fmt/format.h>

#include "pipeline/log/diff_log.hpp"
#include "pipeline/log/json_object.hpp"

namespace mtmend {

namespace {

const std::vector<std::string_view> confidence_words = {"safe", "likely", "suggestion"};
const std::vector<std::string_view> unit_words = {"utf8", "codepoint", "utf16"};
const std::vector<std::string_view> reason_words = {"low-confidence", "overlap", "protected", "rejected"};

template <class Text>
Span<Text> read_span(JsonObject& object, std::string_view key) {
    const auto items = array_of(object.need(key), object.path_of(key));
    if (items.Size() != 2 || !items[0].IsUint64() || !items[1].IsUint64() ||
        items[0].GetUint64() > items[1].GetUint64())
        object.fail(key, "is not two integers, the second not below the first");
    return {items[0].GetUint64(), items[1].GetUint64()};
}

/// One or more parts of a-z, 0-9 and hyphens behind the first, divided by slashes.
bool is_rule_id(std::string_view id) {
    return id.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-/") == std::string_view::npos &&
           id.find('/') != std::string_view::npos && id.find("//") == std::string_view::npos &&
           id.front() != '/' && id.back() != '/';
}

Step read_step(const rapidjson::Value& value, const std::string& path) {
    JsonObject object(value, path);
    Step step;
    step.stage = object.text("stage");
    step.rule = object.text("rule");
    if (!is_rule_id(step.rule))
        object.fail("rule", fmt::format("'{}' is not of the form stage/name", step.rule));
    step.confidence = static_cast<Confidence>(object.word("confidence", confidence_words));
    step.why = object.optional_text("why");
    object.refuse_others();
    return step;
}

std::vector<Step> read_steps(JsonObject& object) {
    std::vector<Step> steps;
    const std::string path = object.path_of("steps");
    for (const auto& item : array_of(object.need("steps"), path))
        steps.push_back(read_step(item, fmt::format("{}[{}]", path, steps.size())));
    if (steps.empty()) object.fail("steps", "is empty");
    return steps;
}

/// Members that edits and held edits have in common.
template <class Entry>
void read_change(JsonObject& object, Entry& entry) {
    entry.at = read_span<Source>(object, "at");
    entry.before = object.text("before");
    entry.after = object.text("after");
    entry.around.left = object.optional_text("left");
    entry.around.right = object.optional_text("right");
    if (object.find("line")) entry.around.line = object.count("line", 1);
    entry.steps = read_steps(object);
    entry.fingerprint = object.hash("fingerprint", "", 16);
    entry.change_id = object.hash("change_id", "", 16);
    entry.group = object.optional_text("group");
}

LoggedEdit read_edit(const rapidjson::Value& value, const std::string& path) {
    JsonObject object(value, path);
    LoggedEdit edit;
    read_change(object, edit);
    edit.to = read_span<Working>(object, "to");
    object.refuse_others();
    return edit;
}

LoggedHeld read_held(const rapidjson::Value& value, const std::string& path) {
    JsonObject object(value, path);
    LoggedHeld held;
    read_change(object, held);
    held.reason = static_cast<HeldReason>(object.word("reason", reason_words));
    if (const auto* over = object.find("over")) {
        for (const auto& item : array_of(*over, object.path_of("over"))) {
            held.over.push_back(text_of(item, object.path_of("over")));
            if (!is_hash(held.over.back(), "", 16)) object.fail("over", "is not a list of fingerprints");
        }
    }
    object.refuse_others();
    return held;
}

MadeBy read_made_by(const rapidjson::Value& value) {
    JsonObject object(value, "made_by");
    MadeBy made_by;
    made_by.version = object.text("version");
    made_by.profile = object.text("profile");
    made_by.apply = static_cast<Confidence>(object.word("apply", confidence_words));
    made_by.dictionaries = object.hash("dictionaries", "xxh128:", 32);
    object.refuse_others();
    return made_by;
}

Duplicate read_duplicate(const rapidjson::Value& value) {
    JsonObject object(value, "duplicate");
    Duplicate duplicate;
    duplicate.of = object.text("of");
    duplicate.field = object.optional_text("field");
    if (object.word("kind", {"exact", "near"}) == 1) {
        const rapidjson::Value& likeness = object.need("likeness");
        if (!likeness.IsNumber() || !(likeness.GetDouble() >= 0) || !(likeness.GetDouble() < 1))
            object.fail("likeness", "is no number from 0 to below 1");
        duplicate.likeness = likeness.GetDouble();
    }
    object.refuse_others();
    return duplicate;
}

/// The places that edits name must go with each other and with the texts they carry.
void check_places(const ArticleLog& log) {
    Span<Source> before{0, 0};
    Span<Working> made{0, 0};
    for (std::size_t i = 0; i < log.edits.size(); ++i) {
        const LoggedEdit& edit = log.edits[i];
        if (edit.at.begin < before.end)
            throw SchemaError(fmt::format("edits[{}].at: overlaps the edit before it", i));
        if (edit.at.size() != length_in(edit.before, log.offsets))
            throw SchemaError(fmt::format("edits[{}].at: is not as long as its 'before'", i));
        made.begin = made.end + (edit.at.begin - before.end);
        made.end = made.begin + length_in(edit.after, log.offsets);
        if (edit.to != made)
            throw SchemaError(
                fmt::format("edits[{}].to: does not follow from 'at' and the edits before it", i));
        before = edit.at;
    }
    for (std::size_t i = 0; i < log.held.size(); ++i)
        if (log.held[i].at.size() != length_in(log.held[i].before, log.offsets))
            throw SchemaError(fmt::format("held[{}].at: is not as long as its 'before'", i));
}

}  // namespace

ArticleLog parse_log_line(std::string_view json) {
    const rapidjson::Document document = parse_json(json);
    JsonObject object(document, "");
    object.word("schema", {"mtmend-log/1"});
    ArticleLog log;
    log.id = object.text("id");
    log.field = object.optional_text("field");
    log.made_by = read_made_by(object.need("made_by"));
    log.offsets = static_cast<OffsetUnit>(object.word("offsets", unit_words));
    log.source_hash = object.hash("source_hash", "xxh128:", 32);
    log.clean_hash = object.hash("clean_hash", "xxh128:", 32);
    for (const auto& item : array_of(object.need("edits"), "edits"))
        log.edits.push_back(read_edit(item, fmt::format("edits[{}]", log.edits.size())));
    if (const auto* held = object.find("held"))
        for (const auto& item : array_of(*held, "held"))
            log.held.push_back(read_held(item, fmt::format("held[{}]", log.held.size())));
    if (object.find("skipped")) log.other_language = object.word("skipped", {"language"}) == 0;
    log.error = object.optional_text("error");
    if (const auto* duplicate = object.find("duplicate")) log.duplicate = read_duplicate(*duplicate);
    object.refuse_others();
    check_places(log);
    return log;
}

bool LogReader::next(ArticleLog& log) {
    while (lines_.next(line_)) {
        if (line_.find_first_not_of(" \t\r\n") == std::string::npos) continue;
        try {
            log = parse_log_line(line_);
            return true;
        } catch (const SchemaError& error) {
            throw InputError(fmt::format("{}:{}: {}; give a diff log as mtmend wrote it", name(),
                                         line_number(), error.what()));
        }
    }
    return false;
}

}  // namespace mtmend
