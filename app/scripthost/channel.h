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
    void put(script::protocol::Type type, QByteArrayView payload)
    {
        putWith(type, [payload](script::wire::Writer& out) { out.append(payload); });
    }
    /// The same with a payload that `write` puts into a Writer: it is not copied.
    template<class Write>
    void putWith(script::protocol::Type type, Write write)
    {
        const auto from = m_out.size();
        m_out.number<quint32>(0);
        m_out.number(script::protocol::version);
        m_out.number(static_cast<quint8>(type));
        write(m_out);
        m_out.numberAt(from, static_cast<quint32>(m_out.size() - from - 4));
    }
    [[nodiscard]] bool flush();
    [[nodiscard]] qsizetype unsent() const { return m_out.size(); }

private:
    [[nodiscard]] bool fill(qsizetype size);

    int m_descriptor;
    QByteArray m_buffer;
    qsizetype m_from = 0;
    script::wire::Writer m_out;
};

} // namespace hw::scripthost
