#include "app/scripthost/sandbox.h"

#include <QScopeGuard>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <exception>
#include <fcntl.h>
#include <linux/capability.h>
#include <new>
#include <pthread.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace hw::scripthost::sandbox {

namespace {

using script::protocol::Failure;
using script::protocol::Shared;

Shared* sharedState = nullptr;
int statmFd = -1;
bool hasOwnMounts = false;

void note(Failure failure)
{
    if (sharedState)
        sharedState->failure.fetch_or(failure);
}

/// Async-signal-safe: pread and arithmetic alone. Field 6 of /proc/self/statm is data and stack, in pages (proc(5)).
qint64 readDataSize()
{
    std::array<char, 256> text{};
    const auto size = pread(statmFd, text.data(), text.size() - 1, 0);
    if (size <= 0)
        return 0;
    const char* at = text.data();
    for (int spaces = 0; spaces < 5 && *at; ++at)
        spaces += *at == ' ';
    qint64 pages = 0;
    for (; *at >= '0' && *at <= '9'; ++at)
        pages = pages * 10 + (*at - '0');
    return pages * 4096;
}

[[maybe_unused]] void onCrash(int signal, siginfo_t* info, void*)
{
    if (signal == SIGSEGV && info) {
        // The environment stands at the top of the main thread's stack: a fault further below than the stack may grow
        // is a stack that ran over.
        rlimit stack{};
        if (getrlimit(RLIMIT_STACK, &stack) == 0 && info->si_code == SEGV_MAPERR && info->si_addr) {
            const char* base = reinterpret_cast<const char*>(environ);
            const char* fault = static_cast<const char*>(info->si_addr);
            if (fault < base && base - fault < static_cast<qint64>(stack.rlim_cur) + 1024 * 1024)
                note(Failure::StackOverflow);
        }
    }
    std::signal(signal, SIG_DFL);
    raise(signal);
}

[[noreturn]] void onTerminate()
{
    if (const auto error = std::current_exception()) {
        try {
            std::rethrow_exception(error);
        } catch (const std::bad_alloc&) {
            note(Failure::OutOfMemory);
        } catch (...) {
        }
    }
    std::abort();
}

/// An empty root that cannot be written to, and none of the rights that come with namespaces.
[[maybe_unused]] void leaveFiles()
{
    if (!hasOwnMounts)
        return;
    // Mounted over a folder that every system has; nobody else sees it.
    if (mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
        mount("none", "/tmp", "tmpfs", MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC, "size=4k") == 0 &&
        chroot("/tmp") == 0)
        hasOwnMounts = chdir("/") == 0;
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    const std::array<__user_cap_data_struct, 2> none{};
    syscall(SYS_capset, &header, none.data());
}

Error systemError(const char* what)
{
    return Error{ErrorCode::ScriptHostFailed,
                 {QString::fromLatin1(what) + QStringLiteral(": ") + QString::fromLocal8Bit(std::strerror(errno))}};
}

} // namespace

void separate()
{
#if !defined(__SANITIZE_ADDRESS__)
    hasOwnMounts = unshare(CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS) == 0;
#endif
}

Result<void> tieToParent()
{
    const pid_t parent = getppid();
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0)
        return systemError("PR_SET_PDEATHSIG");
    if (getppid() != parent)
        std::_Exit(1);
    const rlimit none{0, 0};
    if (setrlimit(RLIMIT_CORE, &none) != 0)
        return systemError("RLIMIT_CORE");
    if (prctl(PR_SET_DUMPABLE, 0) != 0)
        return systemError("PR_SET_DUMPABLE");
    return {};
}

void watchCrashes(Shared* shared)
{
    sharedState = shared;
    statmFd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
#if !defined(__SANITIZE_ADDRESS__)
    static std::array<char, 64 * 1024> stackOfHandler;
    stack_t other{};
    other.ss_sp = stackOfHandler.data();
    other.ss_size = stackOfHandler.size();
    sigaltstack(&other, nullptr);
    struct sigaction action
    {};
    action.sa_sigaction = onCrash;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | static_cast<int>(SA_RESETHAND);
    for (const int signal : {SIGSEGV, SIGBUS, SIGABRT, SIGILL, SIGFPE, SIGTRAP})
        sigaction(signal, &action, nullptr);
#endif
    std::set_terminate(onTerminate);
}

Result<void> limitMemory(qint64 bytes)
{
#if !defined(__SANITIZE_ADDRESS__)
    const auto most = static_cast<rlim_t>(readDataSize() + bytes);
    const rlimit limit{most, most};
    if (setrlimit(RLIMIT_DATA, &limit) != 0)
        return systemError("RLIMIT_DATA");
#else
    Q_UNUSED(bytes);
#endif
    return {};
}

Result<void> close()
{
#if defined(__SANITIZE_ADDRESS__)
    // The sanitizer opens files and maps memory as it goes: its builds are for finding faults, not for strangers' code.
    return {};
#else
    leaveFiles();
    const rlimit none{0, 0};
    if (setrlimit(RLIMIT_FSIZE, &none) != 0)
        return systemError("RLIMIT_FSIZE");
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!filter)
        return systemError("seccomp_init");
    const auto release = qScopeGuard([filter] { seccomp_release(filter); });
    constexpr std::array needed{
        SCMP_SYS(read),
        SCMP_SYS(write),
        SCMP_SYS(readv),
        SCMP_SYS(writev),
        SCMP_SYS(pread64),
        SCMP_SYS(close),
        SCMP_SYS(recvmsg),
        SCMP_SYS(sendmsg),
        SCMP_SYS(recvfrom),
        SCMP_SYS(sendto),
        SCMP_SYS(poll),
        SCMP_SYS(ppoll),
        SCMP_SYS(mmap),
        SCMP_SYS(mprotect),
        SCMP_SYS(munmap),
        SCMP_SYS(mremap),
        SCMP_SYS(madvise),
        SCMP_SYS(brk),
        SCMP_SYS(futex),
        SCMP_SYS(clock_gettime),
        SCMP_SYS(clock_nanosleep),
        SCMP_SYS(nanosleep),
        SCMP_SYS(gettimeofday),
        SCMP_SYS(getpid),
        SCMP_SYS(gettid),
        SCMP_SYS(tgkill),
        SCMP_SYS(rt_sigaction),
        SCMP_SYS(rt_sigprocmask),
        SCMP_SYS(rt_sigreturn),
        SCMP_SYS(sigaltstack),
        SCMP_SYS(exit),
        SCMP_SYS(exit_group),
        SCMP_SYS(getrandom),
        SCMP_SYS(sched_yield),
        SCMP_SYS(getrlimit),
        SCMP_SYS(getrusage),
        SCMP_SYS(sched_getaffinity),
        SCMP_SYS(fstat),
        SCMP_SYS(lseek),
        SCMP_SYS(restart_syscall),
    };
    for (const int call : needed) {
        if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) != 0)
            return systemError("seccomp_rule_add");
    }
    if (const int error = seccomp_load(filter); error != 0) {
        errno = -error;
        return systemError("seccomp_load");
    }
    return {};
#endif
}

qint64 dataSize()
{
    return readDataSize();
}

} // namespace hw::scripthost::sandbox

#if !defined(__SANITIZE_ADDRESS__)

// The JavaScript engine traps, or writes through the null it was given, on the spot where it gets no memory: what it
// was stands nowhere but here. The symbols stand before those of the C library for all shared libraries of the process.
extern "C" {

void* __libc_malloc(size_t size) noexcept;               // NOLINT: the names are the C library's
void* __libc_calloc(size_t count, size_t size) noexcept; // NOLINT
void* __libc_realloc(void* block, size_t size) noexcept; // NOLINT

static void* noted(void* block, size_t size)
{
    if (!block && size > 0)
        hw::scripthost::sandbox::note(hw::script::protocol::OutOfMemory);
    return block;
}

Q_DECL_EXPORT void* malloc(size_t size) noexcept
{
    return noted(__libc_malloc(size), size);
}

Q_DECL_EXPORT void* calloc(size_t count, size_t size) noexcept
{
    return noted(__libc_calloc(count, size), count > 0 ? size : 0);
}

Q_DECL_EXPORT void* realloc(void* block, size_t size) noexcept
{
    return noted(__libc_realloc(block, size), size);
}

Q_DECL_EXPORT int mprotect(void* address, size_t length, int protection) noexcept
{
    const auto result = static_cast<int>(syscall(SYS_mprotect, address, length, protection));
    if (result == -1 && errno == ENOMEM)
        hw::scripthost::sandbox::note(hw::script::protocol::OutOfMemory);
    return result;
}

// NOLINTNEXTLINE: the names are the C library's
Q_DECL_EXPORT void* mmap(void* address, size_t length, int protection, int flags, int fd, off_t offset) noexcept
{
    const auto result = syscall(SYS_mmap, address, length, protection, flags, fd, offset);
    if (result == -1 && errno == ENOMEM)
        hw::scripthost::sandbox::note(hw::script::protocol::OutOfMemory);
    return reinterpret_cast<void*>(result); // NOLINT
}

// Each JavaScript engine asks for the bounds of the stack, which the C library reads from /proc/self/maps: a file that
// cannot be opened any more. They were read once, before.
// NOLINTNEXTLINE
Q_DECL_EXPORT int pthread_getattr_np(pthread_t thread, pthread_attr_t* attributes) noexcept
{
    static void* base = nullptr;
    static size_t size = 0;
    if (base) {
        pthread_attr_init(attributes);
        return pthread_attr_setstack(attributes, base, size);
    }
    using Function = int (*)(pthread_t, pthread_attr_t*);
    static const auto real = reinterpret_cast<Function>(dlsym(RTLD_NEXT, "pthread_getattr_np")); // NOLINT
    const int result = real(thread, attributes);
    if (result == 0)
        pthread_attr_getstack(attributes, &base, &size);
    return result;
}

// NOLINTNEXTLINE
Q_DECL_EXPORT void* mmap64(void* address, size_t length, int protection, int flags, int fd, off_t offset) noexcept
{
    return mmap(address, length, protection, flags, fd, offset);
}
}

#endif
