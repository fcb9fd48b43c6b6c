#include "ui/models/directoryeditor.h"

#include "core/delivery/directorytrash.h"
#include "core/engine/engine.h"

namespace hw::models {

DirectoryEditor::DirectoryEditor(engine::Engine& engine, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_clock(clock)
{}

DirectoryEditor::~DirectoryEditor() = default;

void DirectoryEditor::remove(const QString& environment, const delivery::DirectoryTarget& target, const QString& name)
{
    auto number = std::make_shared<qint64>(0);
    const auto change = [environment, target, number, now = m_clock.now()](store::Database& database) -> Result<void> {
        const auto trashed = delivery::trashRow({database, environment, {}, now}, target);
        if (!trashed)
            return trashed.error();
        *number = *trashed;
        return {};
    };
    m_engine.write(change, this, [this, number, name](const Result<void>& result) {
        if (!result)
            Q_EMIT failed(result.error());
        else if (*number != 0)
            Q_EMIT deleted(tr("Deleted %1").arg(name), [this, number] { restore(*number); });
    });
}

void DirectoryEditor::restore(qint64 number)
{
    const auto change = [number](store::Database& database) -> Result<void> {
        const auto restored = delivery::restoreRow(database, number);
        return restored ? Result<void>() : Result<void>(restored.error());
    };
    m_engine.write(change, this, [this](const Result<void>& result) {
        if (!result)
            Q_EMIT failed(result.error());
    });
}

} // namespace hw::models
