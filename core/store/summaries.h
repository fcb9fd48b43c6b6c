#pragma once

#include <QByteArray>

#include <vector>

namespace hw::store {

/// A table that repeats what rows of others say, kept by whoever writes those.
struct Summarized
{
    const char* table;
    QByteArray differences; ///< what follows "SELECT count(*) FROM": the rows that say something else
    QByteArray again;       ///< statements that fill the table anew, inside a transaction
};

/// The histogram, the totals of sources, and the places of deliveries in their lanes.
[[nodiscard]] std::vector<Summarized> summaries();

} // namespace hw::store
