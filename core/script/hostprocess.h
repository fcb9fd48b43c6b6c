#pragma once

#include "core/base/result.h"
#include "core/script/protocol.h"
#include "core/script/wire.h"

#include <QByteArray>
#include <QObject>
#include <QPointer>
#include <QProcess>
#include <QSocketNotifier>

#include <chrono>
#include <memory>

namespace hw::script {

/// The path of headwater-scripthost: what the caller names, or beside the running executable.
[[nodiscard]] QString hostPath(const QString& named);

/// One headwater-scripthost and the engine's end of the socket to it. Never blocks; lives in one thread.
class HostProcess final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HostProcess)

public:
    explicit HostProcess(QObject* parent = nullptr);
    ~HostProcess() override;

    /// `arguments` follow the mode and the socket's descriptor. `shared` is inherited too where it is not -1.
    [[nodiscard]] Result<void> start(const QString& path, const QString& mode, int shared,
                                     const QStringList& arguments);
    void send(protocol::Type type, QByteArrayView payload)
    {
        sendWith(type, [payload](wire::Writer& out) { out.append(payload); });
    }
    /// The same with a payload that `write` puts into a Writer: it is not copied. Nothing is sent meanwhile.
    template<class Write>
    void sendWith(protocol::Type type, Write write)
    {
        if (m_socket < 0)
            return;
        const auto from = beginFrame(type);
        write(m_out);
        endFrame(from);
    }
    /// No more frames are sent; the process ends by itself when it has read what was.
    void finish();
    void kill();
    [[nodiscard]] qint64 pid() const { return m_process.processId(); }
    /// What the process has worked so far, whatever else the machine did meanwhile; zero where it cannot be told.
    [[nodiscard]] std::chrono::milliseconds cpuTime() const;

Q_SIGNALS:
    /// The payload lives as long as the call.
    void frameReceived(hw::script::protocol::Type type, QByteArrayView payload);
    /// The process is gone, all it wrote has been received. `signal` is 0 where it ended by itself, -1 where it could
    /// not be started.
    void ended(int signal, int exitCode);

private:
    [[nodiscard]] qsizetype beginFrame(protocol::Type type);
    void endFrame(qsizetype from);
    void readFrames();
    void writeMore();
    void closeSocket();

    QProcess m_process;
    int m_socket = -1;
    std::unique_ptr<QSocketNotifier> m_readable;
    std::unique_ptr<QSocketNotifier> m_writable;
    QByteArray m_in;
    wire::Writer m_out;
    qsizetype m_written = 0; ///< of m_out
};

} // namespace hw::script
