#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace hw::models {

/// The names that this workspace has, for the values of a filter.
struct FilterWords
{
    QStringList sources; ///< keys
    QStringList environments;
    QStringList types; ///< event types that were seen
};

/// What may stand at a place of a filter's text.
struct FilterCompletion
{
    int position = 0; ///< of what is replaced, UTF-16 units
    int length = 0;
    QStringList texts; ///< what it is replaced by, the likeliest first

    friend bool operator==(const FilterCompletion&, const FilterCompletion&) = default;
};

/// Field names where a term begins, values after its operator. Nothing within quotes, or where there is nothing to say.
[[nodiscard]] FilterCompletion completeFilter(const QString& text, int cursor, const FilterWords& words);

} // namespace hw::models
