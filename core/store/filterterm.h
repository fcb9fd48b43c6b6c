#pragma once

#include "core/base/json.h"
#include "core/base/jsonprobe.h"
#include "core/store/words.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace hw::store {

enum class FilterField {
    Type,
    Source,
    Environment,
    Status,
    Verified,
    Delivery,
    Time,
    Age,
    Size,
    Duration,
    Method,
    Action,
    Id,
    Header,
    Body,
    Word,
};

enum class FilterOp { Match, Equal, Less, LessEqual, Greater, GreaterEqual, Contains };

/// One of the values of a term, read as its field wants it.
struct FilterValue
{
    QString text;
    QByteArray utf8;              ///< the same, for comparing with bytes
    std::optional<double> number; ///< the same, where it is one
    WordPattern words;            ///< Word: what is looked for
    bool literal = false;         ///< was quoted or compared with "=": a star is a star
    qint64 from = 0;              ///< Time: its first µs; Size: bytes; Age, Duration: µs
    qint64 to = 0;                ///< Time: the first µs after it; otherwise as `from`
    std::vector<int> codes;       ///< Status, Verified, Delivery: the numbers in the table
};

using FilterStep = json::Step;

struct FilterTerm
{
    FilterField field = FilterField::Word;
    FilterOp op = FilterOp::Match;
    bool negated = false;
    QByteArray header;               ///< Header: the name; empty = any
    std::vector<FilterStep> path;    ///< Body: empty = the whole text
    std::vector<FilterValue> values; ///< any of them

    [[nodiscard]] bool needsScan() const
    {
        return field == FilterField::Header || field == FilterField::Body || field == FilterField::Word;
    }
};

/// `*` stands for any text, everything else for itself; ASCII letters in any case where `anyCase`.
[[nodiscard]] bool wildcardMatch(QByteArrayView pattern, QByteArrayView text, bool anyCase);
} // namespace hw::store
