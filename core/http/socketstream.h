#pragma once

#include "core/http/bytestream.h"

#include <QSocketNotifier>

#include <deque>

namespace hw::http {

/// A connected stream socket, non-blocking, on the descriptor itself. QTcpSocket closes a connection as soon as the
/// peer has ended its sending side, so that clients which half-close after their request (socat, ncat, scripts) would
/// never get an answer; it also copies every byte once more.
class SocketStream final : public ByteStream
{
    Q_OBJECT

public:
    /// Takes the descriptor over; sets TCP_NODELAY.
    SocketStream(qintptr descriptor, QObject* parent);
    ~SocketStream() override; ///< closes
    Q_DISABLE_COPY_MOVE(SocketStream)

    [[nodiscard]] Read read(std::span<char> into) override;
    void setReading(bool on) override;
    void write(QByteArray bytes) override; ///< the bytes are shared, not copied
    void flush() override;
    [[nodiscard]] qsizetype unsent() const override { return m_unsent; }
    void endWriting() override;
    [[nodiscard]] QString peer() const override;

private:
    enum class Sent { All, Part, Failed };
    Sent sendQueued();
    void onWritable();

    int m_descriptor;
    QSocketNotifier m_readNotifier;
    QSocketNotifier m_writeNotifier;
    std::deque<QByteArray> m_queue;
    qsizetype m_frontSent = 0;
    qsizetype m_unsent = 0;
};

} // namespace hw::http
