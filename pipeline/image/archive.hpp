#pragma once
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

/// Values as bytes and back, for the image of the dictionaries. A struct takes part by a function
/// `fields(T&)` beside it that returns std::tie of what is kept; numbers and enums, strings, pairs, vectors,
/// hash tables and what stays archived are known. Native byte order: an image is read on the machine it was
/// made on, or one like it.
namespace mtmend {

/// The bytes end too early or too late: another version wrote them.
class ArchiveError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

/// Kept as the bytes it is in memory: numbers, and a struct without padding that says so by a member
/// `archived_whole`.
template <class Value>
constexpr bool is_archived_whole = std::is_arithmetic_v<Value> || std::is_enum_v<Value> || requires {
    typename Value::archived_whole;
    requires std::has_unique_object_representations_v<Value>;
};

/// How many bytes stand before values that are kept as they are in memory, so that they can be read in
/// place.
constexpr std::size_t archive_alignment = alignof(std::uint64_t);
constexpr std::size_t archive_padding(std::size_t written) {
    return (archive_alignment - written % archive_alignment) % archive_alignment;
}

template <class Value>
class Archived;
template <class Value>
class ArchivedList;
class ArchivedText;

class ArchiveWriter {
  public:
    template <class... Values>
    void operator()(const Values&... values) {
        (put(values), ...);
    }
    std::string take() { return std::move(bytes_); }

  private:
    void put_raw(const void* data, std::size_t size) { bytes_.append(static_cast<const char*>(data), size); }
    void put_size(std::size_t size) {
        const auto n = static_cast<std::uint32_t>(size);
        put_raw(&n, sizeof n);
    }
    void put(std::string_view text) {
        put_size(text.size());
        bytes_ += text;
    }
    void put(const std::string& text) { put(std::string_view(text)); }
    template <class Text>
    requires std::is_same_v<Text, ArchivedText>
    void put(const Text& text) { put(text.view()); }
    template <class Value>
    void put(const Archived<Value>& archived) {
        put(archived.bytes_);
    }
    template <class Value>
    void put(const ArchivedList<Value>& list) {
        static_assert(is_archived_whole<Value>);
        put_in_one_piece(list);
    }
    template <class Value>
    void put(const std::vector<Value>& list) {
        if constexpr (is_archived_whole<Value>) {
            put_in_one_piece(list);
        } else {
            put_size(list.size());
            for (const Value& value : list) put(value);
        }
    }
    template <class List>
    void put_in_one_piece(const List& list) {
        put_size(list.size());
        bytes_.resize(bytes_.size() + archive_padding(bytes_.size()));
        put_raw(list.data(), list.size() * sizeof(*list.data()));
    }
    template <class A, class B>
    void put(const std::pair<A, B>& pair) {
        put(pair.first);
        put(pair.second);
    }
    template <class... T>
    void put(const std::unordered_map<T...>& table) {
        put_size(table.size());
        for (const auto& [key, value] : table) {
            put(key);
            put(value);
        }
    }
    template <class... T>
    void put(const std::unordered_set<T...>& table) {
        put_size(table.size());
        for (const auto& value : table) put(value);
    }
    template <class Value>
    void put(const Value& value) {
        if constexpr (is_archived_whole<Value>) {
            put_raw(&value, sizeof value);
        } else {
            std::apply([this](const auto&... field) { (this->put(field), ...); },
                       fields(const_cast<Value&>(value)));
        }
    }

    std::string bytes_;
};

class ArchiveReader {
  public:
    explicit ArchiveReader(std::string_view bytes) : size_(bytes.size()), bytes_(bytes) {}

    /// Reads into the values, in the order in which they were written. Throws ArchiveError.
    template <class... Values>
    void operator()(Values&... values) {
        (get(values), ...);
    }
    bool is_at_end() const { return bytes_.empty(); }
    /// How many bytes were read.
    std::size_t position() const { return size_ - bytes_.size(); }
    /// The same, and nothing may be left over.
    template <class... Values>
    void all(Values&... values) {
        (*this)(values...);
        if (!is_at_end()) throw ArchiveError("an archive goes on behind its end");
    }

  private:
    std::string_view take(std::size_t size) {
        if (size > bytes_.size()) throw ArchiveError("an archive ends too early");
        const std::string_view taken = bytes_.substr(0, size);
        bytes_.remove_prefix(size);
        return taken;
    }
    /// The number of values that follow, each of at least `least` bytes.
    std::size_t get_size(std::size_t least) {
        std::uint32_t n = 0;
        std::memcpy(&n, take(sizeof n).data(), sizeof n);
        if (n > bytes_.size() / least) throw ArchiveError("an archive ends too early");
        return n;
    }
    /// The bytes of a list of values that are kept as they are in memory.
    template <class Value>
    std::string_view take_piece() {
        static_assert(alignof(Value) <= archive_alignment);
        const std::size_t size = get_size(sizeof(Value));
        take(archive_padding(position()));
        return take(size * sizeof(Value));
    }
    template <class Value>
    static void copy(std::string_view raw, std::vector<Value>& list) {
        list.resize(raw.size() / sizeof(Value));
        if (!raw.empty()) std::memcpy(list.data(), raw.data(), raw.size());
    }
    void get(std::string& text) { text = take(get_size(1)); }
    template <class Text>
    requires std::is_same_v<Text, ArchivedText>
    void get(Text& text) {
        text = Text();
        text.point_at(take(get_size(1)));
    }
    template <class Value>
    void get(Archived<Value>& archived) {
        get(archived.bytes_);
    }
    template <class Value>
    void get(ArchivedList<Value>& list) {
        list = ArchivedList<Value>();
        const std::string_view raw = take_piece<Value>();
        if (raw.empty()) return;
        if (reinterpret_cast<std::uintptr_t>(raw.data()) % alignof(Value) == 0) {
            list.of_image_ = reinterpret_cast<const Value*>(raw.data());
            list.size_ = raw.size() / sizeof(Value);
        } else {
            copy(raw, list.own_);
        }
    }
    template <class Value>
    void get(std::vector<Value>& list) {
        if constexpr (is_archived_whole<Value>) {
            copy(take_piece<Value>(), list);
        } else {
            list.resize(get_size(1));
            for (Value& value : list) get(value);
        }
    }
    template <class A, class B>
    void get(std::pair<A, B>& pair) {
        get(pair.first);
        get(pair.second);
    }
    template <class... T>
    void get(std::unordered_map<T...>& table) {
        const std::size_t size = get_size(1);
        table.clear();
        table.reserve(size);
        for (std::size_t i = 0; i < size; ++i) {
            typename std::unordered_map<T...>::key_type key{};
            typename std::unordered_map<T...>::mapped_type value{};
            get(key);
            get(value);
            table.emplace(std::move(key), std::move(value));
        }
    }
    template <class... T>
    void get(std::unordered_set<T...>& table) {
        const std::size_t size = get_size(1);
        table.clear();
        table.reserve(size);
        for (std::size_t i = 0; i < size; ++i) {
            typename std::unordered_set<T...>::key_type value{};
            get(value);
            table.insert(std::move(value));
        }
    }
    template <class Value>
    void get(Value& value) {
        if constexpr (is_archived_whole<Value>) {
            std::memcpy(&value, take(sizeof value).data(), sizeof value);
        } else {
            std::apply([this](auto&... field) { (this->get(field), ...); }, fields(value));
        }
    }

    std::size_t size_;  ///< of all
    std::string_view bytes_;
};

}  // namespace mtmend
