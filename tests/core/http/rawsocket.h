#pragma once

#include <QByteArray>
#include <QString>
#include <QtGlobal>

/// A client that writes and reads bytes on the socket itself: what was sent, when it is cut, and how it is closed are
/// the test's own decisions.
namespace hw::http::test {

class RawSocket final
{
public:
    enum class Family { V4, V6 };

    explicit RawSocket(quint16 port, Family family = Family::V4);
    ~RawSocket();
    Q_DISABLE_COPY_MOVE(RawSocket)

    [[nodiscard]] bool isConnected() const { return m_connected; }
    /// Everything, waiting for room; false where the peer no longer takes it.
    bool send(QByteArrayView bytes);
    /// One packet for each byte as far as the kernel lets it.
    bool sendSingly(QByteArrayView bytes);
    /// Nothing follows; answers can still be read.
    void endSending();
    /// Closes with a reset.
    void reset();

    /// Reads until the text has come, or the peer ends, or patience does.
    QByteArray readUntil(QByteArrayView text);
    /// Reads until as many bytes have come, or the peer ends, or patience does.
    QByteArray readSize(qsizetype size);
    /// Reads to the peer's end; a reset ends it too.
    QByteArray readAll();

private:
    bool more();

    int m_descriptor;
    bool m_connected = false;
    QByteArray m_read;
};

} // namespace hw::http::test
