#pragma once

#include <QStringList>

#include <vector>

namespace hw::models {

/// One row of two texts beside each other: line indexes from 0; -1 where that side has none.
struct DiffRow
{
    int left = -1;
    int right = -1;
    bool isSame = false;

    friend bool operator==(const DiffRow&, const DiffRow&) = default;
};

/// The lines of two texts in one order, by their longest common subsequence; a removed and an added line that stand at
/// the same place share a row. Texts that differ by more than about 4,000 × 4,000 lines in the middle are shown as
/// replaced there.
[[nodiscard]] std::vector<DiffRow> diffLines(const QStringList& left, const QStringList& right);

/// The same for indented JSON: the comma at a line's end, which tells only that another follows, is no difference.
[[nodiscard]] std::vector<DiffRow> diffJsonLines(QStringList left, QStringList right);

} // namespace hw::models
