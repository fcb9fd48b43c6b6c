#pragma once

#include "core/base/result.h"
#include "core/script/program.h"

#include <QString>

namespace hw::script {

/// Compiled programs on disk, by the hash of what they were compiled from: a start without changed scripts never loads
/// the compiler. Entries are written atomically and carry their own checksum; one that is damaged counts as absent.
/// Thread-safe: the object holds nothing but the path.
class CompileCache final
{
public:
    /// The folder is made with the first entry. An empty path is a cache that holds nothing.
    explicit CompileCache(QString folder);

    /// Null where there is no such entry.
    [[nodiscard]] Program find(const QByteArray& hash) const;
    Result<void> store(const CompiledProgram& program) const;

private:
    [[nodiscard]] QString pathOf(const QByteArray& hash) const;

    QString m_folder;
};

} // namespace hw::script
