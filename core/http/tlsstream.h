#pragma once

#include "core/http/bytestream.h"

#include <QSslSocket>

namespace hw::http {

/// An encrypted connection whose handshake is done. Qt ends it as a whole when the peer ends its side, as TLS clients
/// expect.
class TlsStream final : public ByteStream
{
    Q_OBJECT

public:
    /// Takes the socket over.
    TlsStream(QSslSocket* socket, QObject* parent);
    Q_DISABLE_COPY_MOVE(TlsStream)

    [[nodiscard]] Read read(std::span<char> into) override;
    void setReading(bool on) override;
    void write(QByteArray bytes) override;
    void flush() override;
    [[nodiscard]] qsizetype unsent() const override;
    void endWriting() override;
    [[nodiscard]] QString peer() const override { return m_peer; }

private:
    void announce();

    QSslSocket* m_socket;
    QString m_peer;
    bool m_reading = true;
    bool m_announced = false; ///< readable() is on its way
    bool m_flushing = false;
};

} // namespace hw::http
