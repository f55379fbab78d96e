#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <string>
#include <vector>

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include "pipeline/cli/commands.hpp"
#include "pipeline/cli/terminal.hpp"
#include "pipeline/io/atomic_file.hpp"
#include "pipeline/mtmend.hpp"

namespace {

using namespace mtmend::cli;

/// Ends at once, with nothing half-written left behind. 130 for Ctrl-C.
void end_on_signal(int signal) {
    mtmend::remove_uncommitted_files();
    ::_exit(128 + signal);
}

void set_up_signals() {
    for (const int signal : {SIGINT, SIGTERM}) std::signal(signal, end_on_signal);
    // What nohup has set to be ignored stays so.
    if (std::signal(SIGHUP, end_on_signal) == SIG_IGN) std::signal(SIGHUP, SIG_IGN);
    std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is an error of write()
}

/// Some ten megabytes are filled at every start. In pages of 4 KB the kernel spends as long on handing them
/// out as the program on filling them; in large ones, where the system has them, it does so a few times.
void ask_for_large_pages() {
    constexpr std::size_t memory = std::size_t{32} << 20, page = std::size_t{2} << 20;
    ::mallopt(M_MMAP_THRESHOLD, int{memory});
    ::mallopt(M_TRIM_THRESHOLD, int{memory});
    ::mallopt(M_TOP_PAD, int{memory});
    void* volatile grown = std::malloc(page);
    std::free(grown);
    const auto end = reinterpret_cast<std::uintptr_t>(::sbrk(0));
    const std::uintptr_t begin = (end - memory + page - 1) / page * page;
    ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
    ::mallopt(M_TOP_PAD, 1 << 20);
}

int run(const std::vector<std::string>& arguments) {
    if (arguments.empty()) throw UsageError("which command? See 'mtmend help'");
    const std::string& first = arguments.front();
    if (first == "--version") return print(fmt::format("mtmend {}\n", mtmend::version())), success;
    if (first == "help" || first == "-h" || first == "--help")
        return print(arguments.size() > 1 ? help_of(command(arguments[1])) : help()), success;
    if (first.starts_with('-'))
        throw UsageError(fmt::format("'{}' is not a command; put the command first, as in 'mtmend clean {}'",
                                     first, first));
    const CommandCard& card = command(first);
    const Settings settings(card, {arguments.begin() + 1, arguments.end()});
    if (settings.wants_help()) return print(help_of(card)), success;
    return card.run(settings);
}

}  // namespace

int main(int count, char** arguments) {
    set_up_signals();
    ask_for_large_pages();
    try {
        return run({arguments + std::min(count, 1), arguments + count});
    } catch (const mtmend::ClosedPipe&) {
        return success;
    } catch (const std::bad_alloc&) {
        complain("out of memory; clean smaller articles");
    } catch (const std::exception& error) {
        complain(error.what());
    }
    return usage_or_input_error;
}
