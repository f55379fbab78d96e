#pragma once
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/image/archive.hpp"

/// What stays the bytes of the image until somebody asks for it. One that was read from an image points into
/// it and must not outlive it.
namespace mtmend {

/// A text, in sixteen bytes: there are ten thousands of them.
class ArchivedText {
  public:
    ArchivedText() = default;
    ArchivedText(std::string_view text) { own(text); }
    ArchivedText(const std::string& text) : ArchivedText(std::string_view(text)) {}
    ArchivedText(const char* text) : ArchivedText(std::string_view(text)) {}
    ArchivedText(const ArchivedText& other) { *this = other; }
    ArchivedText(ArchivedText&& other) noexcept { swap(other); }
    ArchivedText& operator=(const ArchivedText& other) {
        if (this == &other) return *this;
        ArchivedText copy;
        if (other.is_own_) {
            copy.own(other);
        } else {
            copy.point_at(other);
        }
        swap(copy);
        return *this;
    }
    ArchivedText& operator=(ArchivedText&& other) noexcept {
        swap(other);
        return *this;
    }
    ~ArchivedText() {
        if (is_own_) delete[] data_;
    }

    std::string_view view() const { return {data_, size_}; }
    operator std::string_view() const { return view(); }
    operator std::string() const { return std::string(view()); }
    bool empty() const { return size_ == 0; }
    friend bool operator==(const ArchivedText& a, std::string_view b) { return a.view() == b; }

  private:
    friend class ArchiveReader;
    void point_at(std::string_view of_image) {
        data_ = of_image.data();
        size_ = static_cast<std::uint32_t>(of_image.size());
    }
    void own(std::string_view text) {
        if (text.empty()) return;
        char* const copy = new char[text.size()];
        std::memcpy(copy, text.data(), text.size());
        point_at({copy, text.size()});
        is_own_ = true;
    }
    void swap(ArchivedText& other) noexcept {
        std::swap(data_, other.data_);
        std::swap(size_, other.size_);
        std::swap(is_own_, other.is_own_);
    }

    const char* data_ = nullptr;
    std::uint32_t size_ = 0;
    bool is_own_ = false;
};

/// A value that is made anew from its bytes whenever it is read: for what is seldom asked for.
template <class Value>
class Archived {
  public:
    Archived() = default;
    explicit Archived(const Value& value) {
        ArchiveWriter writer;
        writer(value);
        bytes_ = writer.take();
    }

    /// A copy of the value; an empty one where none was given. Linear in its bytes.
    Value read() const {
        Value value{};
        if (!bytes_.empty()) ArchiveReader(bytes_).all(value);
        return value;
    }

  private:
    friend class ArchiveWriter;
    friend class ArchiveReader;
    ArchivedText bytes_;
};

/// A list of values that lie in the image as they do in memory.
template <class Value>
class ArchivedList {
  public:
    ArchivedList() = default;
    explicit ArchivedList(std::vector<Value> values) : own_(std::move(values)) {}

    const Value* data() const { return of_image_ != nullptr ? of_image_ : own_.data(); }
    std::size_t size() const { return of_image_ != nullptr ? size_ : own_.size(); }
    bool empty() const { return size() == 0; }
    const Value* begin() const { return data(); }
    const Value* end() const { return data() + size(); }
    const Value& operator[](std::size_t i) const { return data()[i]; }
    const Value& back() const { return data()[size() - 1]; }

    /// The values, to be changed; those of an image are copied first.
    std::vector<Value>& to_change() {
        if (of_image_ != nullptr) own_.assign(begin(), end());
        of_image_ = nullptr;
        return own_;
    }

  private:
    friend class ArchiveReader;
    std::vector<Value> own_;
    const Value* of_image_ = nullptr;
    std::size_t size_ = 0;  ///< where they are of an image
};

}  // namespace mtmend
