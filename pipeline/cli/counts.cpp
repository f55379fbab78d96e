#include "pipeline/cli/counts.hpp"

#include <fmt/format.h>
#include <rapidjson/document.h>
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "pipeline/io/input_error.hpp"

namespace mtmend::cli {

namespace {

constexpr std::array<const char*, 8> total_names = {"articles", "changed", "skipped",  "unread",
                                                    "edits",    "held",    "bytes_in", "bytes_out"};

void put(auto& writer, std::string_view text) {
    writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

void put_table(auto& writer, const char* name, const auto& table) {
    writer.Key(name);
    writer.StartObject();
    for (const auto& [key, count] : table) {
        put(writer, key);
        writer.StartObject();
        writer.Key("applied");
        writer.Uint64(count.applied);
        writer.Key("held");
        writer.Uint64(count.held);
        writer.EndObject();
    }
    writer.EndObject();
}

void put_errors(auto& writer, const std::vector<std::string>& errors) {
    writer.Key("errors");
    writer.StartArray();
    for (const std::string& error : errors) put(writer, error);
    writer.EndArray();
}

[[noreturn]] void refuse() {
    throw InputError("counts that mtmend did not write");
}

std::size_t number_of(const rapidjson::Value& value) {
    return value.IsUint64() ? value.GetUint64() : (refuse(), 0);
}

std::string text_of(const rapidjson::Value& value) {
    return value.IsString() ? std::string(value.GetString(), value.GetStringLength()) : (refuse(), "");
}

/// The member `name` of an object, which must be there.
const rapidjson::Value& member(const rapidjson::Value& object, const char* name) {
    const auto found = object.FindMember(name);
    if (found == object.MemberEnd()) refuse();
    return found->value;
}

const rapidjson::Value& list_in(const rapidjson::Value& object, const char* name) {
    const rapidjson::Value& list = member(object, name);
    if (!list.IsArray()) refuse();
    return list;
}

}  // namespace

Counts::Of& Counts::Of::operator+=(const Of& other) {
    applied += other.applied;
    held += other.held;
    return *this;
}

void Counts::add(const ArticleLog& log, const std::string& file) {
    ++totals_[articles_at];
    totals_[changed_at] += !log.edits.empty();
    totals_[edits_at] += log.edits.size();
    totals_[held_at] += log.held.size();
    totals_[skipped_at] += log.other_language;
    totals_[unread_at] += !log.error.empty();
    if (log.duplicate) {
        if (!duplicates_) look_for_duplicates();
        ++(log.duplicate->is_exact() ? duplicates_->exact : duplicates_->near);
    }
    if (!log.error.empty() && errors_.size() < most_errors)
        errors_.push_back(fmt::format("{}:{}", file, log.error));
    for (const LoggedEdit& edit : log.edits)
        for (const Step& step : edit.steps) ++steps_[{step.rule, step.confidence}].applied;
    for (const LoggedHeld& held : log.held)
        ++steps_[{held.steps.front().rule, held.steps.front().confidence}].held;
}

void Counts::add_bytes(std::size_t in, std::size_t out) {
    totals_[bytes_in_at] += in;
    totals_[bytes_out_at] += out;
}

void Counts::add(const Counts& other) {
    for (std::size_t at = 0; at < total_count; ++at) totals_[at] += other.totals_[at];
    for (const auto& [key, count] : other.steps_) steps_[key] += count;
    if (other.duplicates_) {
        if (!duplicates_) look_for_duplicates();
        duplicates_->exact += other.duplicates_->exact;
        duplicates_->near += other.duplicates_->near;
    }
    const std::size_t room = most_errors - errors_.size();
    std::copy_n(other.errors_.begin(), std::min(room, other.errors_.size()), std::back_inserter(errors_));
}

std::string Counts::describe_unread() const {
    return fmt::format("articles that could not be read and were passed through: {}; the first: {}", unread(),
                       errors_.front());
}

std::string Counts::line() const {
    return fmt::format(
        "articles {}: changed {}, in another language {}, not readable {}; edits applied {}, held {}",
        articles(), changed(), totals_[skipped_at], unread(), edits(), held());
}

std::string Counts::table() const {
    std::string out = line() + '\n';
    if (duplicates_)
        out += fmt::format("duplicates: exact {}, near {}\n", duplicates_->exact, duplicates_->near);
    for (const auto& [rule, count] : by_rule())
        out += fmt::format("{:>7} applied {:>7} held  {}\n", count.applied, count.held, rule);
    return out;
}

Counts::Table Counts::by_stage() const {
    Table table;
    for (const auto& [key, count] : steps_) table[key.first.substr(0, key.first.find('/'))] += count;
    return table;
}

Counts::Table Counts::by_rule() const {
    Table table;
    for (const auto& [key, count] : steps_) table[key.first] += count;
    return table;
}

Counts::Table Counts::by_confidence() const {
    Table table;
    for (const Confidence each : {Confidence::safe, Confidence::likely, Confidence::suggestion})
        table[std::string(to_string(each))];
    for (const auto& [key, count] : steps_) table[std::string(to_string(key.second))] += count;
    return table;
}

std::string Counts::summary(double seconds) const {
    rapidjson::StringBuffer buffer;
    rapidjson::PrettyWriter<rapidjson::StringBuffer> writer(buffer);
    writer.SetIndent(' ', 2);
    writer.StartObject();
    writer.Key("schema");
    writer.String("mtmend-summary/1");
    for (std::size_t at = 0; at < total_count; ++at) {
        writer.Key(total_names[at]);
        writer.Uint64(totals_[at]);
    }
    if (duplicates_) {
        writer.Key("duplicates");
        writer.StartObject();
        writer.Key("exact");
        writer.Uint64(duplicates_->exact);
        writer.Key("near");
        writer.Uint64(duplicates_->near);
        writer.EndObject();
    }
    put_table(writer, "stages", by_stage());
    put_table(writer, "rules", by_rule());
    put_table(writer, "confidence", by_confidence());
    put_errors(writer, errors_);
    writer.Key("errors_left_out");
    writer.Uint64(unread() - errors_.size());
    writer.Key("run");
    writer.StartObject();
    writer.Key("seconds");
    writer.Double(static_cast<double>(static_cast<long>(seconds * 1000)) / 1000);
    writer.EndObject();
    writer.EndObject();
    return std::string(buffer.GetString(), buffer.GetSize()) + '\n';
}

std::string Counts::written() const {
    rapidjson::StringBuffer buffer;
    rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
    writer.StartObject();
    for (std::size_t at = 0; at < total_count; ++at) {
        writer.Key(total_names[at]);
        writer.Uint64(totals_[at]);
    }
    writer.Key("steps");
    writer.StartArray();
    for (const auto& [key, count] : steps_) {
        writer.StartArray();
        put(writer, key.first);
        put(writer, to_string(key.second));
        writer.Uint64(count.applied);
        writer.Uint64(count.held);
        writer.EndArray();
    }
    writer.EndArray();
    put_errors(writer, errors_);
    writer.EndObject();
    return {buffer.GetString(), buffer.GetSize()};
}

Counts Counts::read(std::string_view json) {
    rapidjson::Document document;
    document.Parse<rapidjson::kParseIterativeFlag>(json.data(), json.size());
    if (document.HasParseError() || !document.IsObject()) refuse();
    Counts counts;
    for (std::size_t at = 0; at < total_count; ++at)
        counts.totals_[at] = number_of(member(document, total_names[at]));
    for (const rapidjson::Value& step : list_in(document, "steps").GetArray()) {
        if (!step.IsArray() || step.Size() != 4) refuse();
        const std::string confidence = text_of(step[1]);
        if (confidence != "safe" && confidence != "likely" && confidence != "suggestion") refuse();
        counts.steps_[{text_of(step[0]), confidence_from(confidence)}] +=
            Of{number_of(step[2]), number_of(step[3])};
    }
    for (const rapidjson::Value& error : list_in(document, "errors").GetArray())
        counts.errors_.push_back(text_of(error));
    if (counts.errors_.size() != std::min(counts.unread(), most_errors)) refuse();
    return counts;
}

}  // namespace mtmend::cli
