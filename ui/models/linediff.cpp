#include "ui/models/linediff.h"

namespace hw::models {

namespace {

constexpr qsizetype maxCells = 16'000'000;

/// Rows of removed and added lines beside each other.
void appendChanged(std::vector<DiffRow>& rows, int left, int leftEnd, int right, int rightEnd)
{
    while (left < leftEnd || right < rightEnd) {
        DiffRow row;
        if (left < leftEnd)
            row.left = left++;
        if (right < rightEnd)
            row.right = right++;
        rows.push_back(row);
    }
}

} // namespace

std::vector<DiffRow> diffLines(const QStringList& left, const QStringList& right)
{
    std::vector<DiffRow> rows;
    const int leftSize = static_cast<int>(left.size());
    const int rightSize = static_cast<int>(right.size());
    int start = 0;
    while (start < leftSize && start < rightSize && left[start] == right[start])
        ++start;
    int tail = 0;
    while (tail < leftSize - start && tail < rightSize - start &&
           left[leftSize - 1 - tail] == right[rightSize - 1 - tail])
        ++tail;
    for (int i = 0; i < start; ++i)
        rows.push_back({i, i, true});

    const int leftEnd = leftSize - tail;
    const int rightEnd = rightSize - tail;
    const qsizetype width = rightEnd - start + 1;
    const qsizetype cells = (leftEnd - start + 1) * width;
    int i = start;
    int j = start;
    if (cells <= maxCells) {
        // common[a][b]: length of the longest common subsequence of what follows a and b.
        std::vector<int> common(static_cast<std::size_t>(cells), 0);
        const auto at = [&](int a, int b) -> int& {
            return common[static_cast<std::size_t>((a - start) * width + (b - start))];
        };
        for (int a = leftEnd - 1; a >= start; --a) {
            for (int b = rightEnd - 1; b >= start; --b)
                at(a, b) = left[a] == right[b] ? at(a + 1, b + 1) + 1 : qMax(at(a + 1, b), at(a, b + 1));
        }
        int changedLeft = i;
        int changedRight = j;
        while (i < leftEnd && j < rightEnd) {
            if (left[i] == right[j]) {
                appendChanged(rows, changedLeft, i, changedRight, j);
                rows.push_back({i++, j++, true});
                changedLeft = i;
                changedRight = j;
            } else if (at(i + 1, j) >= at(i, j + 1)) {
                ++i;
            } else {
                ++j;
            }
        }
        i = changedLeft;
        j = changedRight;
    }
    appendChanged(rows, i, leftEnd, j, rightEnd);
    for (int k = 0; k < tail; ++k)
        rows.push_back({leftEnd + k, rightEnd + k, true});
    return rows;
}

std::vector<DiffRow> diffJsonLines(QStringList left, QStringList right)
{
    for (QStringList* lines : {&left, &right}) {
        for (QString& line : *lines) {
            if (line.endsWith(u','))
                line.chop(1);
        }
    }
    return diffLines(left, right);
}

} // namespace hw::models
