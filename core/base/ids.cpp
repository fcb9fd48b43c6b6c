#include "core/base/ids.h"

#include <QRandomGenerator>

#include <array>
#include <mutex>

namespace hw::ids {

namespace {

constexpr char crockford[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr int encodedLength = 26;

using Bytes = std::array<quint8, 16>;

Bytes nextUuid(Timestamp now)
{
    static std::mutex mutex;
    static quint64 lastMs = 0;
    static quint16 counter = 0;

    const std::lock_guard lock(mutex);
    auto ms = static_cast<quint64>(std::chrono::floor<std::chrono::milliseconds>(now).time_since_epoch().count());
    if (ms > lastMs) {
        lastMs = ms;
        // Leaves the upper half of the 12 bits for ids of the same millisecond.
        counter = static_cast<quint16>(QRandomGenerator::global()->bounded(0x800u));
    } else {
        // A clock that stands or goes back must not make ids fall.
        ms = lastMs;
        if (++counter > 0xfff) {
            counter = 0;
            ms = ++lastMs;
        }
    }
    Bytes b{};
    for (size_t i = 0; i < 6; ++i)
        b[i] = static_cast<quint8>(ms >> (40 - 8 * i));
    b[6] = static_cast<quint8>(0x70 | (counter >> 8));
    b[7] = static_cast<quint8>(counter & 0xff);
    // Ids must differ, not be secret: asking the processor for true chance costs more than all the rest of an id.
    const quint64 random = QRandomGenerator::global()->generate64();
    for (size_t i = 0; i < 8; ++i)
        b[8 + i] = static_cast<quint8>(random >> (56 - 8 * i));
    b[8] = static_cast<quint8>(0x80 | (b[8] & 0x3f));
    return b;
}

} // namespace

QString make(const char* prefix, Timestamp now)
{
    const Bytes b = nextUuid(now);
    QString text = QString::fromLatin1(prefix);
    text.reserve(text.size() + encodedLength);
    // 128 bits in 26 characters of 5: the first carries the top 3 bits.
    for (int i = 0; i < encodedLength; ++i) {
        int value = 0;
        for (int bit = 0; bit < 5; ++bit) {
            const int position = i * 5 + bit - 2;
            const int set = position < 0 ? 0 : (b[static_cast<size_t>(position / 8)] >> (7 - position % 8)) & 1;
            value = value << 1 | set;
        }
        text.append(QLatin1Char(crockford[value]));
    }
    return text;
}

bool isId(const char* prefix, QStringView text)
{
    const QLatin1String head(prefix);
    if (!text.startsWith(head) || text.size() != head.size() + encodedLength)
        return false;
    const QLatin1String alphabet(crockford);
    for (const QChar c : text.mid(head.size())) {
        if (!alphabet.contains(c))
            return false;
    }
    return true;
}

QString randomSuffix(int count)
{
    static constexpr char alphabet[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    QString text;
    for (int i = 0; i < count; ++i)
        text.append(QLatin1Char(alphabet[QRandomGenerator::system()->bounded(36)]));
    return text;
}

} // namespace hw::ids
