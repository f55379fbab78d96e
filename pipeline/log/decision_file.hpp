#pragma once
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/log/decisions.hpp"

namespace mtmend {

/// A decision as one line of a file (`decisions.schema.json`); members that are empty are left out.
struct DecisionLine {
    Scope scope = Scope::edit;
    Verdict verdict = Verdict::accept;
    std::string id, fingerprint;  ///< for scope edit
    std::string change_id;        ///< for scope change
    std::string rule;             ///< for scope rule; else for people
    std::string before, after;    ///< for people; left out where they are long
    std::string with;             ///< for verdict replace, where it may be empty
    std::string at;               ///< "2026-11-28T16:20:26Z"
};

/// Without a line feed.
std::string to_json(const DecisionLine& line);

/// The file in which decisions are kept while somebody makes them: every line is on the disk when append()
/// comes back, and lines made since it was opened can be taken back. Only one program at a time has it open.
///
/// A line that was cut off at the end, as when the machine went down, is taken out when the file is opened,
/// and a line feed missing there is put in with the next line. Nothing is taken out, and InputError thrown,
/// where another program changed how long the file is.
class DecisionFile {
  public:
    /// Reads it; one that does not exist is made by the first append. Throws InputError where it cannot be
    /// read or written, is in use, or has a line that is no decision, with file:line.
    explicit DecisionFile(std::filesystem::path path);
    DecisionFile(const DecisionFile&) = delete;
    DecisionFile& operator=(const DecisionFile&) = delete;
    ~DecisionFile();

    /// What the file says.
    const Decisions& decisions() const { return decisions_; }
    const std::filesystem::path& path() const { return path_; }
    /// True where a cut line was taken out.
    bool was_cut() const { return was_cut_; }

    /// Throws InputError where it cannot be written or brought to the disk; then the file is as before, if
    /// no other program changed it and it can be shortened.
    void append(const std::string& json);
    /// Takes the last line away that was appended since the file was opened; false where there is none.
    bool take_back();

  private:
    void read();
    void lock();
    void make();
    void cut_to(std::size_t size);
    void shorten(std::size_t from, std::size_t to);
    void bring_to_disk();
    [[noreturn]] void fail(const char* what) const;
    std::filesystem::path path_;
    int descriptor_ = -1;
    std::size_t size_ = 0;
    bool lacks_feed_ = false;
    bool was_cut_ = false;
    Decisions decisions_;
    struct Appended {
        std::size_t size_before;
        bool lacked_feed;
        std::string json;
    };
    std::vector<Appended> appended_;
};

}  // namespace mtmend
