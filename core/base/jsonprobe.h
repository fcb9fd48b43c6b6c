#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <variant>
#include <vector>

namespace hw::json {

/// A member's name (UTF-8) or an element's index.
using Step = std::variant<QByteArray, size_t>;

/// What stands at a path of a JSON text, as simdjson's tree tells it: about a microsecond for a text of 2 KiB.
struct Probed
{
    enum class Kind {
        Absent,
        Null,
        False,
        True,
        Number,
        Text,
        Unknown, ///< an array or an object, or the text is large or not read by simdjson: ask parse()
    };
    Kind kind = Kind::Absent;
    double number = 0;
    QByteArrayView text; ///< until this thread probes the next time
};

/// The last of equal names counts, as for parse(). Any thread.
[[nodiscard]] Probed probe(QByteArrayView text, const std::vector<Step>& path);

} // namespace hw::json
