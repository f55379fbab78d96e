#include "pipeline/log/decision_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <rapidjson/reader.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "pipeline/io/atomic_file.hpp"
#include "pipeline/io/file_reader.hpp"
#include "pipeline/log/json_object.hpp"
#include "pipeline/log/json_writer.hpp"
#include "pipeline/split.hpp"

namespace mtmend {

namespace {

constexpr std::size_t longest_for_people = 2000;
/// What every line that mtmend writes begins with.
constexpr std::string_view line_begin = R"({"schema":"mtmend-decision/1",)";

void write_unless_empty(json::Writer& writer, const char* key, const std::string& text) {
    if (!text.empty()) json::write(writer, key, text);
}

/// A line for rapidjson's reader that knows whether more was asked for than it has.
class EndedLine {
  public:
    using Ch = char;
    explicit EndedLine(std::string_view line) : line_(line) {}
    Ch Peek() const {
        if (at_ < line_.size()) return line_[at_];
        asked_for_more_ = true;
        return '\0';
    }
    Ch Take() {
        const Ch byte = Peek();
        if (at_ < line_.size()) ++at_;
        return byte;
    }
    std::size_t Tell() const { return at_; }
    bool asked_for_more() const { return asked_for_more_; }

    // The reader wants these to be there, and calls them only where it parses in place.
    Ch* PutBegin() { return nullptr; }
    void Put(Ch) {}
    void Flush() {}
    std::size_t PutEnd(Ch*) { return 0; }

  private:
    std::string_view line_;
    std::size_t at_ = 0;
    mutable bool asked_for_more_ = false;
};

/// True for JSON that is right as far as it goes, and goes not far enough. UTF-8 is not looked at, as a
/// letter may be cut in two as well.
bool ends_unexpectedly(std::string_view json) {
    EndedLine line(json);
    rapidjson::BaseReaderHandler<> nobody;
    rapidjson::Reader reader;
    return reader.Parse<rapidjson::kParseIterativeFlag>(line, nobody).IsError() && line.asked_for_more();
}

/// True for what may be left of a line of ours whose writing was cut off; anything else is not ours to take
/// out: a whole object that is wrong is somebody's decision with a slip in it.
bool may_be_cut(std::string_view line) {
    const std::size_t size = std::min(line.size(), line_begin.size());
    return line.substr(0, size) == line_begin.substr(0, size) && ends_unexpectedly(line);
}

}  // namespace

std::string to_json(const DecisionLine& line) {
    constexpr const char* scopes[] = {"edit", "change", "rule"};
    constexpr const char* verdicts[] = {"accept", "reject", "replace"};
    rapidjson::StringBuffer buffer;
    json::Writer writer(buffer);
    writer.StartObject();
    json::write(writer, "schema", "mtmend-decision/1");
    json::write(writer, "scope", scopes[static_cast<std::size_t>(line.scope)]);
    json::write(writer, "verdict", verdicts[static_cast<std::size_t>(line.verdict)]);
    if (line.scope == Scope::edit) {
        json::write(writer, "id", line.id);
        json::write(writer, "fingerprint", line.fingerprint);
    }
    write_unless_empty(writer, "change_id", line.change_id);
    write_unless_empty(writer, "rule", line.rule);
    if (line.scope != Scope::rule && line.before.size() + line.after.size() <= longest_for_people) {
        json::write(writer, "before", line.before);
        json::write(writer, "after", line.after);
    }
    if (line.verdict == Verdict::replace) json::write(writer, "with", line.with);
    write_unless_empty(writer, "at", line.at);
    writer.EndObject();
    return {buffer.GetString(), buffer.GetSize()};
}

DecisionFile::DecisionFile(std::filesystem::path path) : path_(std::move(path)) {
    const auto ending = path_.extension();
    if (ending == ".gz" || ending == ".zst")
        throw InputError(fmt::format(
            "{}: decisions are saved one by one, which a compressed file does not take; name one without {}",
            path_.string(), ending.string()));
    descriptor_ = ::open(path_.c_str(), O_RDWR | O_APPEND | O_CLOEXEC | O_NONBLOCK);
    if (descriptor_ < 0 && errno == ENOENT) return;
    if (descriptor_ < 0) fail("cannot be opened");
    try {
        lock();
        read();
    } catch (...) {
        ::close(std::exchange(descriptor_, -1));
        throw;
    }
}

DecisionFile::~DecisionFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void DecisionFile::lock() {
    std::error_code error;
    if (!std::filesystem::is_regular_file(path_, error))
        throw InputError(fmt::format("{}: is not a file; name a file for the decisions", path_.string()));
    if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
    if (errno != EWOULDBLOCK) fail("cannot be locked");
    throw InputError(fmt::format("{}: another review is saving in it; end that one, or name another file",
                                 path_.string()));
}

void DecisionFile::read() {
    const std::string text = FileReader(path_).read_all();
    size_ = text.size();
    const std::size_t last = text.rfind('\n') + 1;  // npos + 1 is 0: the only line
    was_cut_ = last < text.size() && may_be_cut(std::string_view(text).substr(last));
    for_each_line(std::string_view(text).substr(0, was_cut_ ? last : text.size()),
                  [&](std::string_view line, std::size_t number) {
                      decisions_.add_line(line, path_.string(), number);
                  });
    if (was_cut_) return cut_to(last);
    lacks_feed_ = !text.empty() && text.back() != '\n';
}

void DecisionFile::make() {
    descriptor_ = ::open(path_.c_str(), O_RDWR | O_APPEND | O_CLOEXEC | O_CREAT | O_EXCL, 0666);
    if (descriptor_ < 0) fail("cannot be made");
    lock();
    sync_folder(path_.has_parent_path() ? path_.parent_path() : ".");
}

void DecisionFile::append(const std::string& json) {
    if (descriptor_ < 0) make();
    const std::string line = (lacks_feed_ ? "\n" : "") + json + "\n";
    const ssize_t written = ::write(descriptor_, line.data(), line.size());
    if (written != static_cast<ssize_t>(line.size())) {
        const int error = written < 0 ? errno : ENOSPC;
        if (written > 0) shorten(size_ + static_cast<std::size_t>(written), size_);
        errno = error;
        fail("cannot be written");
    }
    try {
        bring_to_disk();
    } catch (const InputError&) {
        // The decision is said not to be saved: it must not come back when the file is read again.
        shorten(size_ + line.size(), size_);
        throw;
    }
    appended_.push_back({size_, std::exchange(lacks_feed_, false), json});
    size_ += line.size();
    decisions_.add(json);
}

bool DecisionFile::take_back() {
    if (appended_.empty()) return false;
    cut_to(appended_.back().size_before);
    lacks_feed_ = appended_.back().lacked_feed;
    decisions_.take_back(appended_.back().json);
    appended_.pop_back();
    return true;
}

void DecisionFile::cut_to(std::size_t size) {
    shorten(size_, size);
    size_ = size;
    bring_to_disk();
}

void DecisionFile::shorten(std::size_t from, std::size_t to) {
    // The lock keeps only other reviews away; what `cat >>` or an editor put there is not ours to take out.
    struct stat now {};
    if (::fstat(descriptor_, &now) != 0) fail("cannot be looked at");
    if (static_cast<std::size_t>(now.st_size) != from)
        throw InputError(fmt::format(
            "{}: was changed by another program while decisions were saved in it, so nothing is taken out of "
            "it; end that program, look whether the last lines are as you want them, and review again",
            path_.string()));
    if (::ftruncate(descriptor_, static_cast<off_t>(to)) != 0) fail("cannot be written");
}

void DecisionFile::bring_to_disk() {
    if (::fdatasync(descriptor_) != 0 && errno != EINVAL) fail("cannot be brought to the disk");
}

void DecisionFile::fail(const char* what) const {
    throw InputError(
        fmt::format("{}: {}: {}; make room and give permission, or name another file with --decisions",
                    path_.string(), what, std::strerror(errno)));
}

}  // namespace mtmend
