// Enters the sandbox of the script host and tries one thing: sandboxprobe WHAT PORT. Ends with 0 where it was refused,
// 1 where it was done, 2 where the sandbox could not be entered, 3 where what works outside did not work there.
#include "app/scripthost/sandbox.h"

#include <QByteArray>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <netinet/in.h>
#include <new>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

bool connectTo(int descriptor, int port)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

/// Whether the process could do it. `opened` is a socket from before the sandbox.
bool tries(QByteArrayView what, int port, int opened)
{
    if (what == "read")
        return open("/etc/passwd", O_RDONLY) >= 0;
    if (what == "write")
        return open("/tmp/headwater-sandbox-probe", O_WRONLY | O_CREAT, 0600) >= 0;
    if (what == "list")
        return open("/", O_RDONLY | O_DIRECTORY) >= 0;
    if (what == "stat") {
        struct stat info
        {};
        return stat("/etc/passwd", &info) == 0;
    }
    if (what == "socket")
        return socket(AF_INET, SOCK_STREAM, 0) >= 0;
    if (what == "unix-socket")
        return socket(AF_UNIX, SOCK_STREAM, 0) >= 0;
    if (what == "connect")
        return connectTo(opened, port);
    if (what == "fork")
        return fork() >= 0;
    if (what == "exec") {
        const std::array<char*, 1> none{nullptr};
        execve("/bin/true", none.data(), none.data());
        return false;
    }
    if (what == "kill")
        return kill(getppid(), 0) == 0;
    if (what == "ptrace")
        return ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0;
    if (what == "remove")
        return unlink("/tmp/headwater-sandbox-probe") == 0;
    if (what == "memory")
        return ::operator new(size_t(512) * 1024 * 1024, std::nothrow) != nullptr;
    return true;
}

} // namespace

int main(int argc, char** argv)
{
    namespace sandbox = hw::scripthost::sandbox;
    if (argc != 3)
        return 2;
    const int port = QByteArray(argv[2]).toInt();
    const int opened = socket(AF_INET, SOCK_STREAM, 0);
    const QByteArrayView what(argv[1]);
    if (what == "control") {
        // All of it is possible outside, so that a refusal is the sandbox's.
        return open("/etc/passwd", O_RDONLY) >= 0 && connectTo(opened, port) && access("/bin/true", X_OK) == 0 ? 1 : 3;
    }
    sandbox::separate();
    if (!sandbox::tieToParent())
        return 2;
    sandbox::watchCrashes(nullptr);
    if (!sandbox::limitMemory(64 * 1024 * 1024) || !sandbox::close())
        return 2;
    return tries(what, port, opened) ? 1 : 0;
}
