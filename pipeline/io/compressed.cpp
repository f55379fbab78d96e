#include "pipeline/io/compressed.hpp"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <limits>
#include <new>
#include <stdexcept>
#include <utility>

namespace mtmend {

namespace fs = std::filesystem;

namespace {

/// What is compressed at a time: always as much, so that the result cannot depend on who wrote how much at
/// once.
constexpr std::size_t block_size = std::size_t{1} << 17;
constexpr int gzip_level = 1;
constexpr int zstd_level = 3;
/// The window bits of zlib: the largest window, in gzip's format.
constexpr int gzip_window = 15 + 16;

Bytef* bytes_of(const char* text) {
    return reinterpret_cast<Bytef*>(const_cast<char*>(text));  // zlib only reads what stands there
}

uInt fitting(std::size_t size) {
    return static_cast<uInt>(std::min<std::size_t>(size, std::numeric_limits<uInt>::max()));
}

class GzipDecompressor : public Decompressor {
  public:
    GzipDecompressor() {
        if (::inflateInit2(&stream_, gzip_window) != Z_OK) throw std::bad_alloc();
    }
    GzipDecompressor(const GzipDecompressor&) = delete;
    ~GzipDecompressor() override { ::inflateEnd(&stream_); }

    std::size_t step(std::string_view& in, char* to, std::size_t size) override {
        if (is_at_border_ && in.empty()) return 0;
        if (is_at_border_) ::inflateReset(&stream_);
        stream_.next_in = bytes_of(in.data());
        stream_.avail_in = fitting(in.size());
        stream_.next_out = bytes_of(to);
        stream_.avail_out = fitting(size);
        const uInt given = stream_.avail_in;
        const uInt room = stream_.avail_out;
        const int result = ::inflate(&stream_, Z_NO_FLUSH);
        in.remove_prefix(given - stream_.avail_in);
        is_at_border_ = result == Z_STREAM_END;
        if (result == Z_MEM_ERROR) throw std::bad_alloc();
        if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR)
            throw std::runtime_error(stream_.msg ? stream_.msg : "not gzip");
        return room - stream_.avail_out;
    }
    bool is_at_border() const override { return is_at_border_; }

  private:
    z_stream stream_{};
    bool is_at_border_ = false;
};

class ZstdDecompressor : public Decompressor {
  public:
    ZstdDecompressor() : stream_(::ZSTD_createDStream()) {
        if (!stream_) throw std::bad_alloc();
    }
    ZstdDecompressor(const ZstdDecompressor&) = delete;
    ~ZstdDecompressor() override { ::ZSTD_freeDStream(stream_); }

    std::size_t step(std::string_view& in, char* to, std::size_t size) override {
        if (is_at_border_ && in.empty()) return 0;
        ZSTD_inBuffer source{in.data(), in.size(), 0};
        ZSTD_outBuffer target{to, size, 0};
        const std::size_t result = ::ZSTD_decompressStream(stream_, &target, &source);
        in.remove_prefix(source.pos);
        if (::ZSTD_isError(result)) throw std::runtime_error(::ZSTD_getErrorName(result));
        is_at_border_ = result == 0;
        return target.pos;
    }
    bool is_at_border() const override { return is_at_border_; }

  private:
    ZSTD_DStream* stream_;
    bool is_at_border_ = false;
};

class GzipCompressor : public Compressor {
  public:
    GzipCompressor() {
        constexpr int usual_memory = 8;
        if (::deflateInit2(&stream_, gzip_level, Z_DEFLATED, gzip_window, usual_memory, Z_DEFAULT_STRATEGY) !=
            Z_OK)
            throw std::bad_alloc();
    }
    GzipCompressor(const GzipCompressor&) = delete;
    ~GzipCompressor() override { ::deflateEnd(&stream_); }

  private:
    void compress(std::string_view bytes, bool last, const Output& output) override {
        std::array<char, 65536> made;
        stream_.next_in = bytes_of(bytes.data());
        stream_.avail_in = fitting(bytes.size());
        do {
            stream_.next_out = bytes_of(made.data());
            stream_.avail_out = made.size();
            ::deflate(&stream_, last ? Z_FINISH : Z_NO_FLUSH);
            output({made.data(), made.size() - stream_.avail_out});
        } while (stream_.avail_out == 0);
    }
    z_stream stream_{};
};

class ZstdCompressor : public Compressor {
  public:
    ZstdCompressor() : stream_(::ZSTD_createCCtx()) {
        if (!stream_) throw std::bad_alloc();
        ::ZSTD_CCtx_setParameter(stream_, ZSTD_c_compressionLevel, zstd_level);
        ::ZSTD_CCtx_setParameter(stream_, ZSTD_c_checksumFlag, 1);
    }
    ZstdCompressor(const ZstdCompressor&) = delete;
    ~ZstdCompressor() override { ::ZSTD_freeCCtx(stream_); }

  private:
    void compress(std::string_view bytes, bool last, const Output& output) override {
        // Ended with nothing at hand, so that a short stream is not written in another way than a long one.
        step(bytes, ZSTD_e_continue, output);
        if (last) step({}, ZSTD_e_end, output);
    }
    void step(std::string_view bytes, ZSTD_EndDirective directive, const Output& output) {
        std::array<char, 65536> made;
        ZSTD_inBuffer source{bytes.data(), bytes.size(), 0};
        std::size_t left = 0;
        do {
            ZSTD_outBuffer target{made.data(), made.size(), 0};
            left = ::ZSTD_compressStream2(stream_, &target, &source, directive);
            if (::ZSTD_isError(left)) throw std::runtime_error(::ZSTD_getErrorName(left));
            output({made.data(), target.pos});
        } while (directive == ZSTD_e_end ? left > 0 : source.pos < source.size);
    }
    ZSTD_CCtx* stream_;
};

}  // namespace

Compression compression_of(const fs::path& path) {
    std::string ending = path.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return ending == ".gz" ? Compression::gzip : ending == ".zst" ? Compression::zstd : Compression::none;
}

fs::path without_compression(const fs::path& path) {
    return compression_of(path) == Compression::none ? path : path.parent_path() / path.stem();
}

std::unique_ptr<Decompressor> Decompressor::make(Compression compression) {
    if (compression == Compression::gzip) return std::make_unique<GzipDecompressor>();
    return std::make_unique<ZstdDecompressor>();
}

std::unique_ptr<Compressor> Compressor::make(Compression compression) {
    if (compression == Compression::gzip) return std::make_unique<GzipCompressor>();
    return std::make_unique<ZstdCompressor>();
}

void Compressor::write(std::string_view bytes, const Output& output) {
    while (block_.size() + bytes.size() >= block_size) {
        const std::size_t fits = block_size - block_.size();
        compress(block_.append(bytes.substr(0, fits)), false, output);
        block_.clear();
        bytes.remove_prefix(fits);
    }
    block_.append(bytes);
}

void Compressor::finish(const Output& output) {
    compress(block_, true, output);
    block_ = {};
}

}  // namespace mtmend
