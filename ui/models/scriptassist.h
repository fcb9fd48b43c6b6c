#pragma once

#include "core/catalog/catalog.h"
#include "core/engine/engine.h"
#include "ui/models/scriptcompletion.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <functional>
#include <optional>

namespace hw::models {

class DebugPresenter;
class ScriptPresenter;

/// What is known of a name in the script.
struct ScriptInfo
{
    QString expression; ///< as it is written; empty = nothing is known
    QString type;       ///< "string", "(options: HmacOptions): boolean"
    QString value;      ///< in one line; empty = there was no run, or it is not known from it
    QString origin;     ///< where the value is from: "in the last run"
    QString doc;

    friend bool operator==(const ScriptInfo&, const ScriptInfo&) = default;
};

/// What the editor of the Script view offers while a script is written: completions from the built-ins, the
/// environment's names and the shapes of captured events and samples; and what names mean and were. The shapes are read
/// beside the window.
class ScriptAssist final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScriptAssist)

public:
    using InfoDone = std::function<void(ScriptInfo)>;

    /// All outlive it.
    ScriptAssist(engine::Engine& engine, ScriptPresenter& script, DebugPresenter& debugger,
                 const catalog::Catalog& catalog, const Clock& clock, QObject* parent = nullptr);
    ~ScriptAssist() override;

    /// At a caret, as completionsAt().
    [[nodiscard]] std::vector<ScriptCompletion> completions(const QString& before, const QString& after) const;
    /// Of the name at `column` (from 0) of a line. While the debugger is paused its value there is asked for, so the
    /// answer may come later; it does not come where there is nothing to say or `context` is gone.
    void requestInfo(const QString& line, int column, QObject* context, const InfoDone& done) const;

    /// Where mappings find what an expression of the script stands for: "body.data.id", "preprocess.email"; empty where
    /// they cannot, because it is neither a part of the event nor returned.
    [[nodiscard]] QString mappingPath(const QString& expression) const;

    /// The shapes have been read for the source that is shown.
    [[nodiscard]] bool isReady() const { return m_ready; }

Q_SIGNALS:
    void ready();

private:
    void refresh();
    void takeNames();
    [[nodiscard]] ScriptInfo describe(const QString& expression) const;
    [[nodiscard]] const ScriptOutline& outline(const QString& text) const;

    engine::Engine& m_engine;
    ScriptPresenter& m_script;
    DebugPresenter& m_debugger;
    const catalog::Catalog& m_catalog;
    const Clock& m_clock;
    std::vector<script::Declaration> m_shapes; ///< built-ins and bodies
    ScriptDictionary m_dictionary;             ///< with the names of the environment and of the last run's headers
    bool m_ready = false;
    quint64 m_generation = 0;
    mutable QString m_outlined; ///< the text of m_outline
    mutable ScriptOutline m_outline;
    QTimer m_timer;
    QThreadPool m_pool;
};

} // namespace hw::models
