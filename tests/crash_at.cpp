// Loaded before a program (LD_PRELOAD): kills it just before its CRASH_AT-th call that changes something on
// disk, so that a test can try every one of them. With CRASH_AT=0 it counts them, into the file CRASH_COUNT.
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <atomic>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>

namespace {

std::atomic<long> calls{0};

void step() {
    static const char* const at = std::getenv("CRASH_AT");
    static const long wanted = at ? std::atol(at) : 0;
    if (++calls == wanted) ::kill(::getpid(), SIGKILL);
}

template <class Function>
Function* real(const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

struct Report {
    ~Report() {
        const char* const file = std::getenv("CRASH_COUNT");
        if (std::FILE* out = file ? std::fopen(file, "w") : nullptr) {
            std::fprintf(out, "%ld\n", calls.load());
            std::fclose(out);
        }
    }
} report;

}  // namespace

extern "C" {

int rename(const char* from, const char* to) {
    step();
    return real<int(const char*, const char*)>("rename")(from, to);
}
int unlink(const char* path) {
    step();
    return real<int(const char*)>("unlink")(path);
}
int ftruncate(int descriptor, off_t size) {
    step();
    return real<int(int, off_t)>("ftruncate")(descriptor, size);
}
int fsync(int descriptor) {
    step();
    return real<int(int)>("fsync")(descriptor);
}
int fdatasync(int descriptor) {
    step();
    return real<int(int)>("fdatasync")(descriptor);
}
ssize_t write(int descriptor, const void* bytes, size_t size) {
    step();
    return real<ssize_t(int, const void*, size_t)>("write")(descriptor, bytes, size);
}
ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t at) {
    step();
    return real<ssize_t(int, const void*, size_t, off_t)>("pwrite")(descriptor, bytes, size, at);
}
int open(const char* path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    const auto mode = flags & O_CREAT ? va_arg(arguments, mode_t) : mode_t{0};
    va_end(arguments);
    if (flags & O_CREAT) step();
    return real<int(const char*, int, ...)>("open")(path, flags, mode);
}
}
