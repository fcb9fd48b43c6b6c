#pragma once

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

#include <deque>
#include <span>

namespace hw::http {

/// A connected stream socket, non-blocking, on the descriptor itself. QTcpSocket closes a connection as soon as the
/// peer has ended its sending side, so that clients which half-close after their request (socat, ncat, scripts) would
/// never get an answer; it also copies every byte once more.
class SocketStream final : public QObject
{
    Q_OBJECT

public:
    enum class Outcome {
        Data,    ///< `size` bytes
        Nothing, ///< none for now
        Ended,   ///< the peer sends no more, and may still read
        Failed,  ///< reset or broken
    };
    struct Read
    {
        Outcome outcome;
        qsizetype size;
    };

    /// Takes the descriptor over; sets TCP_NODELAY.
    SocketStream(qintptr descriptor, QObject* parent);
    ~SocketStream() override; ///< closes
    Q_DISABLE_COPY_MOVE(SocketStream)

    [[nodiscard]] Read read(std::span<char> into);
    /// Whether readable() is emitted. Off, the kernel's buffers fill up and the peer has to wait.
    void setReading(bool on);

    /// Queues; the bytes are shared, not copied. flush() sends what the socket takes, the rest follows by itself.
    void write(QByteArray bytes);
    void flush();
    [[nodiscard]] qsizetype unsent() const { return m_unsent; }
    /// Tells the peer that nothing follows. Only with unsent() == 0.
    void endWriting();

    /// "127.0.0.1:53122", "[::1]:53122".
    [[nodiscard]] QString peer() const;

Q_SIGNALS:
    void readable();
    void progressed(); ///< some of what was unsent left, later than in flush()
    void failed();     ///< sending failed: nothing more reaches the peer

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
