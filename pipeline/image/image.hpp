#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace mtmend {

/// What was compiled from the dictionaries when mtmend was built, so that it need not be compiled at every
/// start: named sections of bytes (see archive.hpp). Made from one state of the dictionary files, which its
/// key names, by one version of the program; for any other it counts as missing, and everything is compiled
/// from the text.
class Image {
  public:
    /// Maps the file. Empty where it is missing, made from other dictionaries or by another version, or
    /// damaged (a checksum over all of it is looked at).
    static std::optional<Image> open(const std::filesystem::path& file, std::string_view key);

    /// The bytes of a section, which live as long as the image; nothing where there is none.
    std::optional<std::string_view> section(std::string_view name) const;

    /// Writes an image; throws InputError where that fails. Programs that have an older one mapped go on with
    /// it: the new one is another file that takes its name.
    static void write(const std::filesystem::path& file, std::string_view key,
                      const std::map<std::string, std::string>& sections);

  private:
    std::shared_ptr<const void> mapping_;
    std::map<std::string, std::string_view, std::less<>> sections_;
};

}  // namespace mtmend
