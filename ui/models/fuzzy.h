#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace hw::models {

struct FuzzyMatch
{
    int score = 0;        ///< higher is better; comparable between texts for the same query
    QList<int> positions; ///< the characters that matched, UTF-16 units from 0, ascending

    friend bool operator==(const FuzzyMatch&, const FuzzyMatch&) = default;
};

/// Whether the query's characters stand in the text in this order, in any case; spaces of the query are left out. Runs,
/// and the beginnings of words, score higher; texts that are longer, lower. An empty query matches everything with 0.
[[nodiscard]] std::optional<FuzzyMatch> fuzzyMatch(const QString& query, const QString& text);

} // namespace hw::models
