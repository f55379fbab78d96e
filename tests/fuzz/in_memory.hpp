#pragma once
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/io/input_error.hpp"
#include "pipeline/io/record.hpp"
#include "pipeline/text/utf8.hpp"

namespace mtmend::fuzz {

/// A file that is nowhere on disk.
class InMemory {
  public:
    explicit InMemory(const std::string& bytes) : descriptor_(::memfd_create("fuzz", MFD_CLOEXEC)) {
        if (::write(descriptor_, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()))
            std::abort();
    }
    InMemory(const InMemory&) = delete;
    ~InMemory() { ::close(descriptor_); }
    std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

  private:
    int descriptor_;
};

using Open = std::function<std::unique_ptr<RecordReader>(const std::string& path)>;

/// Throws InputError where the file as a whole is refused.
inline std::vector<Record> records_of(const std::string& bytes, const Open& open) {
    const InMemory file(bytes);
    const auto reader = open(file.path());
    std::vector<Record> records;
    for (Record record; reader->next(record);) records.push_back(std::move(record));
    return records;
}

inline void demand(bool is_so) {
    if (!is_so) std::abort();
}

/// With `text` for every article, nothing but the articles is another when the file is read again.
inline void check_rewritten(const std::vector<Record>& records, const std::string& text, const Open& open) {
    std::string bytes;
    for (const Record& record : records)
        bytes += record.has_article()
                     ? record.rewritten({EditSet({{{0, record.text().size()}, text, {}, {}}})})
                     : record.bytes();
    const std::vector<Record> again = records_of(bytes, open);
    demand(again.size() == records.size());
    for (std::size_t i = 0; i < records.size(); ++i) {
        demand(again[i].has_article() == records[i].has_article());
        demand(again[i].error.empty() == records[i].error.empty());
        if (!records[i].has_article()) demand(again[i].bytes() == records[i].bytes());
        if (records[i].has_article()) demand(again[i].text() == text);
    }
}

/// Any bytes as a file: they are refused, or all of them are in records; and see check_rewritten().
inline int check(const std::string& bytes, const Open& open) {
    std::vector<Record> records;
    try {
        records = records_of(bytes, open);
    } catch (const InputError&) {
        return 0;
    }
    std::string joined;
    for (const Record& record : records) {
        joined += record.bytes();
        demand(record.has_article() + record.is_blank() + !record.error.empty() == 1);
        if (record.has_article()) demand(!utf8::first_invalid(record.text()));
    }
    demand(joined == bytes);
    check_rewritten(records, "", open);
    check_rewritten(records, "so, \"it\" is\r\n", open);
    return 0;
}

}  // namespace mtmend::fuzz
