#pragma once

#include "core/engine/engine.h"
#include "core/script/debugsession.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace hw::models {

/// Runs a script once more on an event, with marks at lines that say when they are reached and what a name is there:
/// which line set a value is seen, not guessed. Nothing is stored or delivered, nothing stops.
class ScriptTrace final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScriptTrace)

public:
    struct Mark
    {
        int line = 0;
        QString name; ///< whose value is wanted right before the line
    };

    /// A mark that was reached.
    struct Hit
    {
        size_t mark = 0;
        QString value; ///< in one line, as the debugger shows it

        friend bool operator==(const Hit&, const Hit&) = default;
    };

    explicit ScriptTrace(engine::Engine& engine, QObject* parent = nullptr);
    ~ScriptTrace() override;

    /// The request names a source, a script and an event. What ran before is given up.
    void start(const engine::ProcessRequest& request, const std::vector<Mark>& marks);
    void cancel();

Q_SIGNALS:
    /// In the order of the run. Not where it could not be run to its end.
    void finished(const std::vector<hw::models::ScriptTrace::Hit>& hits);

private:
    void launch(const script::DebugTarget& target);

    engine::Engine& m_engine;
    std::vector<Mark> m_marks;
    std::vector<Hit> m_hits;
    std::unique_ptr<script::DebugSession> m_session;
    quint64 m_generation = 0;
};

} // namespace hw::models
