#pragma once

#include "core/script/protocol.h"
#include "core/script/wire.h"

#include <QByteArray>

namespace hw::scripthost {

/// The host's end of the socket: blocking, one thread.
class Channel final
{
public:
    explicit Channel(int descriptor)
        : m_descriptor(descriptor)
    {}

    struct Frame
    {
        script::protocol::Type type{};
        QByteArray payload;
    };
    /// Waits for the next frame. False when the engine has closed its end or broke the protocol.
    [[nodiscard]] bool read(Frame& frame);
    /// Whether a frame has begun to arrive.
    [[nodiscard]] bool hasMore() const;
    [[nodiscard]] bool write(script::protocol::Type type, QByteArrayView payload);
    /// write() in two steps, so that several frames travel together.
    void put(script::protocol::Type type, QByteArrayView payload);
    [[nodiscard]] bool flush();
    [[nodiscard]] qsizetype unsent() const { return m_out.size(); }

private:
    [[nodiscard]] bool fill(qsizetype size);

    int m_descriptor;
    QByteArray m_buffer;
    qsizetype m_from = 0;
    QByteArray m_out;
};

} // namespace hw::scripthost
