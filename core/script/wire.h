#pragma once

#include "core/base/json.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <bit>
#include <cstring>
#include <type_traits>

namespace hw::script::wire {

/// Plain values one after the other, in the byte order of the machine: both ends are the same build on one machine.
/// Byte strings carry their length (32 bits), text is UTF-8.
class Writer
{
public:
    template<class T>
    requires std::is_arithmetic_v<T>
    void number(T value) { std::memcpy(room(sizeof value), &value, sizeof value); }
    void flag(bool value) { number<quint8>(value ? 1 : 0); }
    void bytes(QByteArrayView value)
    {
        number(static_cast<quint32>(value.size()));
        append(value);
    }
    /// Without their length.
    void append(QByteArrayView value)
    {
        if (!value.isEmpty())
            std::memcpy(room(value.size()), value.data(), static_cast<size_t>(value.size()));
    }
    void text(const QString& value) { bytes(value.toUtf8()); }
    void texts(const QStringList& values)
    {
        number(static_cast<quint32>(values.size()));
        for (const auto& value : values)
            text(value);
    }

    [[nodiscard]] qsizetype size() const { return m_size; }
    /// Writes over what stands at a place, as long as it is.
    template<class T>
    requires std::is_arithmetic_v<T>
    void numberAt(qsizetype place, T value) { std::memcpy(m_bytes.data() + place, &value, sizeof value); }
    /// Begins anew, in the same memory.
    void clear() { m_size = 0; }
    [[nodiscard]] QByteArrayView view() const { return QByteArrayView(m_bytes).first(m_size); }
    [[nodiscard]] const QByteArray& buffer()
    {
        m_bytes.resize(m_size);
        return m_bytes;
    }

private:
    char* room(qsizetype size)
    {
        const auto at = m_size;
        m_size += size;
        if (m_size > m_bytes.size())
            m_bytes.resize(qMax<qsizetype>(m_size * 2, 256));
        return m_bytes.data() + at;
    }

    QByteArray m_bytes; ///< longer than what is written
    qsizetype m_size = 0;
};

/// Reads what Writer wrote. Reading past the end gives empty values and makes ok() false for good: a caller checks
/// once, at the end.
class Reader
{
public:
    explicit Reader(QByteArrayView bytes)
        : m_rest(bytes)
    {}

    template<class T>
    requires std::is_arithmetic_v<T> T number()
    {
        T value{};
        if (m_rest.size() < qsizetype(sizeof value)) {
            m_ok = false;
            return value;
        }
        std::memcpy(&value, m_rest.data(), sizeof value);
        m_rest = m_rest.sliced(sizeof value);
        return value;
    }
    bool flag() { return number<quint8>() != 0; }
    /// A view into the bytes given to the constructor.
    QByteArrayView view()
    {
        const auto size = number<quint32>();
        if (m_rest.size() < qsizetype(size)) {
            m_ok = false;
            return {};
        }
        const auto result = m_rest.first(size);
        m_rest = m_rest.sliced(size);
        return result;
    }
    QByteArray bytes() { return view().toByteArray(); }
    QString text() { return QString::fromUtf8(view()); }
    /// The length of a list that follows; 0 where the rest cannot hold as many elements of `least` bytes.
    quint32 count(qsizetype least = 1)
    {
        const auto size = number<quint32>();
        if (qsizetype(size) > m_rest.size() / least) {
            m_ok = false;
            return 0;
        }
        return size;
    }
    QStringList texts()
    {
        QStringList values;
        for (auto left = count(4); left > 0 && m_ok; --left)
            values.append(text());
        return values;
    }

    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] bool atEnd() const { return m_rest.isEmpty(); }

private:
    QByteArrayView m_rest;
    bool m_ok = true;
};

} // namespace hw::script::wire
