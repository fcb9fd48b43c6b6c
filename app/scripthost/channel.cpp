#include "app/scripthost/channel.h"

#include <cerrno>
#include <poll.h>
#include <unistd.h>

namespace hw::scripthost {

using namespace script::protocol;

bool Channel::fill(qsizetype size)
{
    while (m_buffer.size() - m_from < size) {
        if (m_from > 0) {
            m_buffer.remove(0, m_from);
            m_from = 0;
        }
        const auto had = m_buffer.size();
        const auto room = qMax<qsizetype>(256 * 1024, size - had);
        m_buffer.resize(had + room);
        const auto count = ::read(m_descriptor, m_buffer.data() + had, static_cast<size_t>(room));
        m_buffer.resize(had + qMax<qsizetype>(count, 0));
        if (count == 0 || (count < 0 && errno != EINTR))
            return false;
    }
    return true;
}

bool Channel::read(Frame& frame)
{
    if (!fill(headerSize))
        return false;
    script::wire::Reader head(QByteArrayView(m_buffer).sliced(m_from, headerSize));
    const auto length = head.number<quint32>();
    if (length < 2 || length > longestFrame || head.number<quint8>() != version)
        return false;
    frame.type = static_cast<Type>(head.number<quint8>());
    if (!fill(4 + qsizetype(length)))
        return false;
    frame.payload = m_buffer.mid(m_from + headerSize, qsizetype(length) - 2);
    m_from += 4 + qsizetype(length);
    return true;
}

bool Channel::hasMore() const
{
    if (m_buffer.size() > m_from)
        return true;
    pollfd waiting{m_descriptor, POLLIN, 0};
    return ::poll(&waiting, 1, 0) > 0;
}

bool Channel::write(Type type, QByteArrayView payload)
{
    put(type, payload);
    return flush();
}

bool Channel::flush()
{
    constexpr qsizetype kept = 64 * 1024;
    auto rest = m_out.view();
    while (!rest.isEmpty()) {
        const auto count = ::write(m_descriptor, rest.data(), static_cast<size_t>(rest.size()));
        if (count < 0 && errno != EINTR)
            return false;
        rest = rest.sliced(qMax<qsizetype>(count, 0));
    }
    if (m_out.size() > kept)
        m_out = {};
    else
        m_out.clear();
    return true;
}

} // namespace hw::scripthost
