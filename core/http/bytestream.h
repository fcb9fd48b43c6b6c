#pragma once

#include <QByteArray>
#include <QObject>

#include <span>

namespace hw::http {

/// The bytes of one accepted connection, both ways, without blocking; plain or encrypted.
class ByteStream : public QObject
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

    using QObject::QObject;

    [[nodiscard]] virtual Read read(std::span<char> into) = 0;
    /// Whether readable() is emitted. Off, the buffers fill up and the peer has to wait.
    virtual void setReading(bool on) = 0;

    /// Queues. flush() sends what the connection takes, the rest follows by itself.
    virtual void write(QByteArray bytes) = 0;
    virtual void flush() = 0;
    [[nodiscard]] virtual qsizetype unsent() const = 0;
    /// Tells the peer that nothing follows. Only with unsent() == 0.
    virtual void endWriting() = 0;

    /// "127.0.0.1:53122", "[::1]:53122".
    [[nodiscard]] virtual QString peer() const = 0;

Q_SIGNALS:
    void readable();
    void progressed(); ///< some of what was unsent left, later than in flush()
    void failed();     ///< sending failed: nothing more reaches the peer
};

} // namespace hw::http
