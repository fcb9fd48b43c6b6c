#pragma once

#include <QString>

#include <vector>

namespace hw::scripthost {

/// Replaces the values of secrets by their names in whatever leaves the host.
class Masker final
{
public:
    /// Values shorter than this stand in ordinary text too often to be replaced.
    static constexpr qsizetype shortest = 8;

    void add(const QString& name, const QString& value);
    void clear() { m_entries.clear(); }

    [[nodiscard]] QString masked(QString text) const;
    /// The name of the secret whose UTF-8 these bytes are or hold; empty where they hold none.
    [[nodiscard]] QString nameIn(QByteArrayView bytes) const;

private:
    struct Entry
    {
        QString value;
        QString name;
    };
    std::vector<Entry> m_entries; ///< the longest first: one secret may hold another
};

} // namespace hw::scripthost
