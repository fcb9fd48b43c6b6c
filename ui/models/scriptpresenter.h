#pragma once

#include "core/catalog/catalog.h"
#include "core/engine/engine.h"
#include "core/script/debugsession.h"
#include "ui/models/eventsource.h"
#include "ui/models/liveconsole.h"
#include "ui/models/scriptnotesmodel.h"
#include "ui/models/scriptsamplesmodel.h"

#include <QHash>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace hw::models {

class SampleKeeper;

/// A place of the script that has something wrong, from 1.
struct ScriptProblem
{
    enum class Severity { Error, Warning };

    Severity severity = Severity::Error;
    int line = 0;   ///< 0 = about the whole
    int column = 0; ///< 0 = the whole line
    QString text;

    friend bool operator==(const ScriptProblem&, const ScriptProblem&) = default;
};

/// What the last run gave, as the strip over the editor and the panel "Result" show it.
struct ScriptResult
{
    enum class State { None, Running, Passed, Failed };

    State state = State::None;
    QString icon;
    Tone tone = Tone::Neutral;
    QString verdict;   ///< "verified: true", "TypeError: …"
    QStringList facts; ///< "1.8 ms", "3 values returned"
    QString detail;    ///< stack, or why a check failed; empty mostly
    int line = 0;      ///< of the failure; 0 = none
    int column = 0;
    std::shared_ptr<const json::Value> values; ///< what was returned; null where nothing was
};

/// What the last run on the chosen sample was made of and gave.
struct ScriptTrial
{
    engine::Processed processed;
    json::Value body; ///< as the script saw it; undefined where it is too large to be looked into here
    QString text;     ///< of the script that ran

    /// The value of a place of ctx ("ctx.body.id", `ctx.headers["x"]`); undefined where there is none, or where it is
    /// not known ("ctx.body.items[].id").
    [[nodiscard]] json::Value contextValue(const QString& path) const;
    /// What the script returned under this key; undefined where it did not, or did not end well.
    [[nodiscard]] json::Value returnedValue(const QString& key) const;
};

/// A script that is written and not saved.
struct ScriptDraft
{
    workspace::ScriptLanguage language = workspace::ScriptLanguage::JavaScript;
    QString text;
    std::optional<QString> base; ///< the file's text that it was made from; nothing where there was no file

    friend bool operator==(const ScriptDraft&, const ScriptDraft&) = default;
};

/// The logic of the Script view: the working copy of each source's script, its problems while it is written, trials on
/// samples, saving, versions, and what happens when the file is changed by somebody else. Never waits; nothing that it
/// runs is stored or delivered.
class ScriptPresenter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScriptPresenter)

public:
    /// All outlive the presenter; `events` serves it alone.
    ScriptPresenter(engine::Engine& engine, EventSource& events, const catalog::Catalog& catalog, const Clock& clock,
                    QObject* parent = nullptr);
    ~ScriptPresenter() override;

    /// The source whose script is shown; its working copy stays as it was left. Empty = none.
    void setSource(const QString& key);
    [[nodiscard]] const QString& source() const { return m_source; }

    /// Whether there is a script, saved or begun.
    [[nodiscard]] bool hasScript() const;
    [[nodiscard]] bool isTypeScript() const;
    [[nodiscard]] const QString& text() const;
    /// What was typed. Problems follow 300 ms after the last call.
    void setText(const QString& text);
    [[nodiscard]] bool isDirty() const;
    /// A source's script as it is written now; nothing where it is the saved one.
    [[nodiscard]] std::optional<engine::ScriptText> unsavedScript(const QString& source) const;
    /// Sources whose working copies are not saved.
    [[nodiscard]] QStringList dirtySources() const;
    /// What is not saved, by source, to be kept while there is no window.
    [[nodiscard]] QHash<QString, ScriptDraft> drafts() const;
    /// Goes on with what was kept; before the workspace is open.
    void setDrafts(const QHash<QString, ScriptDraft>& drafts);
    [[nodiscard]] bool isSaving() const { return m_saving; }
    /// "v14", or empty before the first version.
    [[nodiscard]] QString versionLabel() const;
    /// The active environment delivers to others.
    [[nodiscard]] bool isLive() const;

    /// Begins a script for a source without one, with the same verification as its settings have.
    void writeScript();
    void save();

    /// Both the working copy and the file have changed since they were the same.
    [[nodiscard]] bool hasConflict() const;
    /// The file as the other side left it; empty where it was removed.
    [[nodiscard]] QString fileText() const;
    void keepMine();
    void takeFile();

    [[nodiscard]] ScriptSamplesModel& samples() { return m_samples; }
    [[nodiscard]] const QString& sampleType() const { return m_sampleType; }
    /// What it gave the last time it was tried is the result then.
    void selectSample(const QString& type);
    /// The type of the event that the chosen sample is, as far as it is known.
    [[nodiscard]] QString sampleEventType() const;
    /// The type of the event that is debugged, or was.
    [[nodiscard]] const QString& debuggedEventType() const { return m_debuggedType; }
    [[nodiscard]] SampleKeeper& keeper() { return *m_keeper; }
    [[nodiscard]] LiveConsole& liveConsole() { return m_live; }
    [[nodiscard]] bool canRun() const;
    /// Tries the working copy on the selected sample.
    void run();
    /// Makes what a debug run of the working copy needs, on the selected sample or on this captured event; debugReady()
    /// or debugFailed() follows. The console is empty then.
    void requestDebug(const QString& eventId = {});
    /// A line that a run wrote which is not this presenter's.
    void appendOutput(const script::DebugOutput& output);

    /// Of the chosen sample, as what follows.
    [[nodiscard]] const ScriptResult& result() const { return m_result; }
    /// Of the run that result() tells; null before it, and where it could not be made.
    [[nodiscard]] std::shared_ptr<const ScriptTrial> lastTrial() const { return m_lastTrial; }
    [[nodiscard]] ScriptNotesModel& console() { return m_console; }
    [[nodiscard]] ScriptNotesModel& problemNotes() { return m_problemNotes; }
    [[nodiscard]] const std::vector<ScriptProblem>& problems() const { return m_problems; }

    /// versionsReady() and versionTextReady() follow.
    void requestVersions();
    void requestVersionText(int number);
    /// Puts an older text into the working copy; saving makes it the newest version.
    void restore(const QString& text);

Q_SIGNALS:
    void sourceChanged();
    /// The working copy is another text, not by typing.
    void textReplaced();
    /// Script there or not, dirty, conflict, saving, version.
    void stateChanged();
    void problemsChanged();
    void resultChanged();
    void sampleChanged();
    void saved(const QString& version);
    void versionsReady(const std::vector<hw::workspace::ScriptVersion>& versions);
    void versionTextReady(int number, const QString& text);
    void failed(const hw::Error& error);
    void debugReady(const hw::engine::ProcessRequest& request);
    void debugFailed(const hw::Error& error);

private:
    /// What is edited, beside what stands in the file.
    struct Copy
    {
        workspace::ScriptLanguage language = workspace::ScriptLanguage::None;
        QString text;
        QString base;                  ///< the file's text that `text` was made from
        QString file;                  ///< the file's text now
        std::optional<QString> saving; ///< on its way into the file
        bool inFile = false;
        bool conflict = false;
    };
    enum class Purpose { Show, Mark, Debug };
    struct Outcome
    {
        ScriptResult result;
        std::vector<ScriptNote> notes;
        std::shared_ptr<const ScriptTrial> trial;
    };
    struct Trial
    {
        QString type;
        Purpose purpose = Purpose::Show;
        QString eventId = {}; ///< in place of the sample's
    };

    [[nodiscard]] static bool isUnsaved(const Copy& copy);
    void takeSnapshot(const engine::Snapshot& snapshot);
    void takeFileOf(Copy& copy, const workspace::SourceState& state);
    [[nodiscard]] Copy& current() { return m_copies[m_source]; }
    [[nodiscard]] const Copy* copy() const;
    [[nodiscard]] const workspace::SourceState* state() const;
    [[nodiscard]] std::shared_ptr<const catalog::Provider> provider() const;
    [[nodiscard]] QString fileName() const;
    void replaceText(const QString& text);
    void check();
    void takeProgram(const Result<script::Program>& program);
    void setProblems(std::vector<ScriptProblem> problems);
    void refreshSamples();
    void takePage(quint64 generation, const std::vector<store::EventRow>& rows);
    void ensureSample();
    void enqueue(Trial trial);
    void startNext();
    /// Where the source is reached from outside, which some schemes sign.
    [[nodiscard]] QString publicOrigin() const;
    void startTrial(engine::ProcessRequest request);
    void startKept(const QString& name);
    void takeEvent(quint64 generation, const std::optional<store::StoredEvent>& event);
    void trialEnded(const Result<engine::Processed>& processed);
    [[nodiscard]] std::shared_ptr<const ScriptTrial> trialOf(const engine::Processed& processed) const;
    void setResult(ScriptResult result);
    [[nodiscard]] static ScriptResult runningResult();
    /// What the last trial of the chosen sample gave, which is nothing before the first.
    void showOutcome();
    void forgetRuns();
    [[nodiscard]] QString starterText() const;

    engine::Engine& m_engine;
    EventSource& m_events;
    const catalog::Catalog& m_catalog;
    const Clock& m_clock;
    engine::Snapshot m_snapshot;
    QString m_source;
    QHash<QString, Copy> m_copies;
    bool m_saving = false;

    ScriptSamplesModel m_samples;
    QString m_sampleType;
    std::unique_ptr<SampleKeeper> m_keeper;
    LiveConsole m_live;
    ScriptNotesModel m_console;
    ScriptNotesModel m_problemNotes;
    std::vector<ScriptProblem> m_checked; ///< what the compiler found
    std::vector<ScriptProblem> m_problems;
    ScriptResult m_result;
    std::shared_ptr<const ScriptTrial> m_lastTrial;
    QString m_debuggedType;
    QString m_ranText;                  ///< of the trial that is under way
    QHash<QString, Outcome> m_outcomes; ///< of the last trial of each sample, by its type

    std::deque<Trial> m_queue;
    std::optional<Trial> m_trial; ///< under way
    quint64 m_trialGeneration = 0;
    quint64 m_checkGeneration = 0;
    quint64 m_eventGeneration = 0;
    quint64 m_pageGeneration = 0;
    QThreadPool m_pool; ///< reads files
    QTimer m_checkTimer;
    QTimer m_samplesTimer;
};

} // namespace hw::models
