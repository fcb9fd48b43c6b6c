#include "core/script/compilecache.h"

#include "core/base/files.h"

#include <QDir>

namespace hw::script {

CompileCache::CompileCache(QString folder)
    : m_folder(std::move(folder))
{}

QString CompileCache::pathOf(const QByteArray& hash) const
{
    return m_folder + u'/' + QString::fromLatin1(hash) + QStringLiteral(".program");
}

Program CompileCache::find(const QByteArray& hash) const
{
    if (m_folder.isEmpty())
        return nullptr;
    const auto bytes = files::read(pathOf(hash));
    if (!bytes)
        return nullptr;
    auto program = deserialize(*bytes);
    if (!program || program->hash != hash)
        return nullptr;
    return std::make_shared<const CompiledProgram>(std::move(*program));
}

Result<void> CompileCache::store(const CompiledProgram& program) const
{
    if (m_folder.isEmpty())
        return {};
    if (auto made = files::makePath(m_folder); !made)
        return made;
    return files::writeAtomically(pathOf(program.hash), serialize(program), files::Access::OwnerOnly);
}

} // namespace hw::script
