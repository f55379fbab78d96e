#include "pipeline/image/image.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __x86_64__
#include <xxh_x86dispatch.h>  // the same XXH3, as wide as the processor has it
#else
#include <xxhash.h>
#endif

#include <algorithm>
#include <array>
#include <cstring>
#include <stdexcept>

#include "pipeline/image/archive.hpp"
#include "pipeline/io/atomic_file.hpp"

namespace mtmend {
namespace {

struct Header {
    std::array<char, 8> magic = {'m', 't', 'm', 'i', 'm', 'a', 'g', '1'};
    std::uint64_t size = 0;   ///< of what follows
    std::uint64_t check = 0;  ///< XXH3 over what follows
};

/// The version stands in the key: sections of one version mean nothing to another.
std::string full_key(std::string_view key) {
    return std::string(MTMEND_VERSION) + ' ' + std::string(key);
}

}  // namespace

std::optional<Image> Image::open(const std::filesystem::path& file, std::string_view key) {
    const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return std::nullopt;
    struct stat status {};
    ::fstat(fd, &status);
    const auto size = static_cast<std::size_t>(status.st_size);
    // All of it is about to be read for its check.
    void* memory = size >= sizeof(Header)
                       ? ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0)
                       : MAP_FAILED;
    ::close(fd);
    if (memory == MAP_FAILED) return std::nullopt;
    Image image;
    image.mapping_ =
        std::shared_ptr<const void>(memory, [size](const void* p) { ::munmap(const_cast<void*>(p), size); });
    Header header;
    std::memcpy(&header, memory, sizeof header);
    const std::string_view body(static_cast<const char*>(memory) + sizeof header, size - sizeof header);
    if (header.magic != Header{}.magic || header.size != body.size() ||
        header.check != XXH3_64bits(body.data(), body.size()))
        return std::nullopt;
    ArchiveReader reader(body);
    std::string made_from;
    std::vector<std::pair<std::string, std::uint64_t>> sizes;
    reader(made_from, sizes);
    if (made_from != full_key(key)) return std::nullopt;
    std::size_t at = reader.position();
    for (const auto& [name, bytes] : sizes) {
        at += archive_padding(at);
        image.sections_.emplace(name, body.substr(std::min(at, body.size()), bytes));
        at += bytes;
    }
    return image;
}

std::optional<std::string_view> Image::section(std::string_view name) const {
    const auto found = sections_.find(name);
    if (found == sections_.end()) return std::nullopt;
    return found->second;
}

void Image::write(const std::filesystem::path& file, std::string_view key,
                  const std::map<std::string, std::string>& sections) {
    std::vector<std::pair<std::string, std::uint64_t>> sizes;
    for (const auto& [name, bytes] : sections) sizes.emplace_back(name, bytes.size());
    ArchiveWriter writer;
    writer(full_key(key), sizes);
    std::string body = writer.take();
    for (const auto& section : sections) {
        body.resize(body.size() + archive_padding(body.size()));
        body += section.second;
    }
    Header header;
    header.size = body.size();
    header.check = XXH3_64bits(body.data(), body.size());
    AtomicFile out(file);
    out.write({reinterpret_cast<const char*>(&header), sizeof header});
    out.write(body);
    out.commit();
}

}  // namespace mtmend
