#pragma once

#include <QtCore/qnamespace.h>

namespace hw::models {

/// How a cell of a plain table is drawn.
namespace CellRole {
enum : int {
    Mono = Qt::UserRole + 1, ///< bool: ids, addresses, times
    Quiet,                   ///< bool: second in rank
    Tone,                    ///< int of Tone; only where the cell is a status
    Icon,                    ///< QString: of a status, or before the text
};
}

} // namespace hw::models
