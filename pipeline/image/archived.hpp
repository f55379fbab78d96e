#pragma once
#include <string>
#include <string_view>
#include <utility>

#include "pipeline/image/archive.hpp"

namespace mtmend {

/// A value that stays the bytes of its archive until somebody reads it: for what is in the image of the
/// dictionaries and seldom asked for. One that was read from an image points into it and must not outlive it.
template <class Value>
class Archived {
  public:
    Archived() = default;
    explicit Archived(const Value& value) {
        ArchiveWriter writer;
        writer(value);
        own_ = writer.take();
    }

    /// A copy of the value, made anew each time; an empty one where none was given. Linear in its bytes.
    Value read() const {
        Value value{};
        if (!bytes().empty()) ArchiveReader(bytes()).all(value);
        return value;
    }

  private:
    friend class ArchiveWriter;
    friend class ArchiveReader;
    std::string_view bytes() const { return own_.empty() ? of_image_ : std::string_view(own_); }
    std::string own_;
    std::string_view of_image_;
};

/// A text that stays where it is in the image. One that was read from an image must not outlive it.
class ArchivedText {
  public:
    ArchivedText() = default;
    ArchivedText(std::string text) : own_(std::move(text)) {}
    operator std::string_view() const { return view(); }
    std::string_view view() const { return own_.empty() ? of_image_ : std::string_view(own_); }
    operator std::string() const { return std::string(view()); }
    bool empty() const { return view().empty(); }
    friend bool operator==(const ArchivedText& a, std::string_view b) { return a.view() == b; }

  private:
    friend class ArchiveReader;
    std::string own_;
    std::string_view of_image_;
};

}  // namespace mtmend
