#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/delivery/directoryreadthread.h"

#include <QObject>

#include <functional>

namespace hw::engine {
class Engine;
}

namespace hw::models {

/// Deletes rows of the Directory by hand.
class DirectoryEditor final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DirectoryEditor)

public:
    /// Both outlive it.
    DirectoryEditor(engine::Engine& engine, const Clock& clock, QObject* parent = nullptr);
    ~DirectoryEditor() override;

    /// With all that hangs on it; `name` is what people call it. deleted() follows, or failed().
    void remove(const QString& environment, const delivery::DirectoryTarget& target, const QString& name);

Q_SIGNALS:
    void deleted(const QString& text, const std::function<void()>& undo);
    void failed(const hw::Error& error);

private:
    void restore(qint64 number);

    engine::Engine& m_engine;
    const Clock& m_clock;
};

} // namespace hw::models
