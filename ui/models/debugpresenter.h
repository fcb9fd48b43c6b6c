#pragma once

#include "core/engine/engine.h"
#include "core/script/debugsession.h"
#include "ui/models/debugvariablesmodel.h"
#include "ui/models/scriptpresenter.h"

#include <QHash>
#include <QMap>
#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace hw::models {

/// A breakpoint as it is kept between runs.
struct DebugBreakpoint
{
    script::Breakpoint at;
    bool enabled = true;

    friend bool operator==(const DebugBreakpoint&, const DebugBreakpoint&) = default;
};

/// The logic of the debugger in the Script view: one run of the working copy on a sample or an event, in a host of its
/// own. Nothing of it is stored or delivered, and live events go on with the saved script. Never waits.
class DebugPresenter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DebugPresenter)

public:
    enum class State {
        Off,
        Starting,
        Running,
        Paused,
    };

    /// Both outlive the presenter.
    DebugPresenter(engine::Engine& engine, ScriptPresenter& script, QObject* parent = nullptr);
    ~DebugPresenter() override;

    [[nodiscard]] State state() const { return m_state; }
    /// Debugs the working copy on the selected sample; stops at breakpoints, else at the start of main.
    void start();
    /// The same on a captured event of the source that is shown.
    void startOnEvent(const QString& eventId);
    void resume();
    void stepOver();
    void stepInto();
    void stepOut();
    /// Goes on until this line is reached.
    void runTo(int line);
    void pause();
    void stop();
    /// The same event or sample from the beginning.
    void restart();

    /// Of the source that is shown, by line.
    [[nodiscard]] const std::vector<DebugBreakpoint>& breakpoints() const;
    [[nodiscard]] const DebugBreakpoint* breakpointAt(int line) const;
    void toggleBreakpoint(int line);
    void setBreakpoint(const DebugBreakpoint& breakpoint); ///< replaces the one of its line
    void removeBreakpoint(int line);
    /// The text was edited: where they stand now, in their order; those that met on a line become one.
    void moveBreakpoints(const std::vector<int>& lines);
    [[nodiscard]] const script::StopConditions& stopConditions() const { return m_conditions; }
    void setStopConditions(const script::StopConditions& conditions);

    /// Where it is paused; nothing otherwise.
    [[nodiscard]] const std::optional<script::Stop>& place() const { return m_stop; }
    /// "Paused at line 16", with the reason where it is no step; empty while it is not paused.
    [[nodiscard]] QString placeText() const;
    [[nodiscard]] int frame() const { return m_frame; }
    void selectFrame(int index);
    /// Line of the selected frame; 0 = not paused.
    [[nodiscard]] int line() const;

    [[nodiscard]] DebugVariablesModel& variables() { return m_variables; }
    [[nodiscard]] DebugVariablesModel& watches() { return m_watches; }
    [[nodiscard]] const QStringList& watched() const { return m_watched; }
    void addWatch(const QString& expression);
    void removeWatch(int index);
    /// While it is paused: in the frame that is looked at.
    void evaluate(const QString& expression, QObject* context, script::DebugSession::EvaluateDone done);
    /// What lines that were run have set, by line.
    [[nodiscard]] const QMap<int, QString>& inlineValues() const { return m_inline; }

Q_SIGNALS:
    void stateChanged();
    void breakpointsChanged();
    /// Paused somewhere else, or no more; another frame is looked at.
    void placeChanged();
    void inlineValuesChanged();
    void failed(const hw::Error& error);

private:
    void launch(const engine::ProcessRequest& request);
    void connectSession();
    void end();
    void setState(State state);
    void takeStop(const script::Stop& stop);
    void leaveStop();
    void lookAround();
    void readValues(const std::vector<script::Scope>& scopes);
    void evaluateWatches();
    void sendBreakpoints();
    [[nodiscard]] std::vector<DebugBreakpoint>& own();

    engine::Engine& m_engine;
    ScriptPresenter& m_script;
    std::unique_ptr<script::DebugSession> m_session;
    State m_state = State::Off;
    QHash<QString, std::vector<DebugBreakpoint>> m_breakpoints; ///< by source
    script::StopConditions m_conditions{false, false, false, true};
    QString m_eventId;          ///< what is debugged; empty = the selected sample
    bool m_again = false;       ///< started anew once it has ended
    std::optional<int> m_runTo; ///< a breakpoint for one stop
    std::optional<script::Stop> m_stop;
    int m_frame = 0;
    DebugVariablesModel m_variables;
    DebugVariablesModel m_watches;
    QStringList m_watched;
    QMap<int, QString> m_inline;
    QMap<QString, QString> m_values; ///< of the variables around, for m_inline
    quint64 m_generation = 0;        ///< of the stop and frame that answers are for
};

/// What the lines of a function that were run have set, as it is shown at their ends: values of names that a line
/// declares or assigns, among those that are known. `line` is where the function stands.
[[nodiscard]] QMap<int, QString> inlineValuesFor(const QString& script, int line, const QMap<QString, QString>& values);

} // namespace hw::models
