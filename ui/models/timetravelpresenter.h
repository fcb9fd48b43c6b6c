#pragma once

#include "core/engine/engine.h"
#include "core/engine/rerun.h"
#include "core/store/readthread.h"
#include "ui/models/mappingpresenter.h"
#include "ui/models/scriptpresenter.h"
#include "ui/models/timetravelmodel.h"
#include "ui/models/workspacepresenter.h"

#include <QElapsedTimer>
#include <QObject>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace hw::models {

/// One of two things that captured events are run with.
struct TravelSide
{
    enum class Kind {
        Recorded, ///< what came of each event then
        Saved,    ///< the files as they are
        Version,  ///< an older script with the other files as they are
        WorkingCopy,
    };

    Kind kind = Kind::Saved;
    int version = 0;
    QString title; ///< "v14, saved 14:20"

    friend bool operator==(const TravelSide&, const TravelSide&) = default;
};

/// Which events are run again.
struct TravelScope
{
    QString title;
    QString filter; ///< an event filter

    friend bool operator==(const TravelScope&, const TravelScope&) = default;
};

/// An event whose outcome differs, on both sides.
struct TravelDetail
{
    qint64 seq = 0;
    QString eventId;
    QString source; ///< key
    QString type;
    QString time;
    engine::Verdict verdict = engine::Verdict::Same;
    std::vector<engine::Difference> differences;
    Run before;
    Run after;
    int alike = 0; ///< events with the same cause, this one included
};

/// The logic of the Time travel view: captured events of a source, or of all, run again on two sides, as a dry run, and
/// compared. Nothing of it is stored or delivered.
class TimeTravelPresenter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TimeTravelPresenter)

public:
    enum class State { Idle, Running, Finished, Failed };

    /// All outlive the presenter; `reader` serves it alone.
    TimeTravelPresenter(engine::Engine& engine, store::ReadThread& reader, ScriptPresenter& script,
                        MappingPresenter& mapping, WorkspacePresenter& workspace, const Clock& clock,
                        QObject* parent = nullptr);
    ~TimeTravelPresenter() override;

    /// Empty = all sources, which are run as they are saved and compared with what was recorded.
    void setSource(const QString& key);
    [[nodiscard]] const QString& source() const { return m_source; }

    /// What may stand on the left and on the right.
    [[nodiscard]] const std::vector<TravelSide>& baselines() const { return m_baselines; }
    [[nodiscard]] const std::vector<TravelSide>& candidates() const { return m_candidates; }
    [[nodiscard]] int baseline() const { return m_baseline; }
    [[nodiscard]] int candidate() const { return m_candidate; }
    void setBaseline(int index);
    void setCandidate(int index);
    [[nodiscard]] static std::vector<TravelScope> scopes();
    void setFilter(const QString& filter);
    [[nodiscard]] const QString& filter() const { return m_filter; }
    /// Of the filter, for people; empty = none.
    [[nodiscard]] QString filterProblem() const;
    /// The working copy of script or mappings is not the saved one.
    [[nodiscard]] bool hasUnsaved() const;
    /// "Unsaved changes since v14"; empty = none.
    [[nodiscard]] QString unsavedText() const;

    void run();
    void cancel();
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] qint64 done() const { return m_done; }
    [[nodiscard]] qint64 total() const { return m_total; } ///< -1 = not known yet
    /// Counts, also while it runs.
    [[nodiscard]] const engine::RerunReport& report() const { return m_report; }
    /// One line on how it went.
    [[nodiscard]] QString summary() const;
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    /// Events that were left out, with the reasons; empty = none.
    [[nodiscard]] QString leftOutText() const;

    [[nodiscard]] TimeTravelModel& rows() { return m_rows; }
    /// detailChanged() follows, at once or after the event was run again.
    void select(int row);
    [[nodiscard]] const std::optional<TravelDetail>& detail() const { return m_detail; }
    /// The scripts of the sides that were compared; null where a side had none or is what was recorded.
    [[nodiscard]] const QString& scriptBefore() const { return m_texts[0]; }
    [[nodiscard]] const QString& scriptAfter() const { return m_texts[1]; }
    [[nodiscard]] QString titleBefore() const { return m_titles[0]; }
    [[nodiscard]] QString titleAfter() const { return m_titles[1]; }

    static constexpr int mostShown = 2000; ///< events that a filter names one by one
    /// Finds a filter for the events that differ for the same reason as the selected one, the newest of them where they
    /// are more than can be named: alikeFound() follows.
    void findAlike();
    /// The selected one and those that failed alike and would pass now, to be processed again; none where it is not
    /// about that.
    [[nodiscard]] std::vector<qint64> mendedSeqs() const;
    /// Whether what mends them is saved.
    [[nodiscard]] bool isSaved() const;

    /// Whether the right side can be saved: it is the working copy, and there is something to save.
    [[nodiscard]] bool canSave() const;
    void save();
    /// The report as JSON; told by exported() or failed().
    void exportTo(const QString& file);

Q_SIGNALS:
    void sourceChanged();
    void sidesChanged();
    void stateChanged();
    void progressed();
    void detailChanged();
    /// `note` for people where the filter names some of them only; else empty.
    void alikeFound(const QString& filter, const QString& note);
    void exported(const QString& file);
    void failed(const hw::Error& error);

private:
    void takeVersions(const std::vector<workspace::ScriptVersion>& versions);
    void refreshSides();
    [[nodiscard]] std::optional<engine::RerunRequest> requestFor(const store::Filter& filter) const;
    void prepare(const TravelSide& side, size_t place, const std::function<void()>& then);
    /// Has the judged side compiled by the engine's warm compiler, then launches: one of the sweep's own takes a
    /// second.
    void start();
    void launch(engine::RerunRequest request);
    void takeReport(const Result<engine::RerunReport>& report);
    void setState(State state);
    void askRows(const std::vector<qint64>& seqs);
    void nextRows();
    void runAlone(const store::EventRow& event, int alike);
    void show(TravelDetail detail);

    engine::Engine& m_engine;
    store::ReadThread& m_reader;
    ScriptPresenter& m_script;
    MappingPresenter& m_mapping;
    WorkspacePresenter& m_workspace;
    const Clock& m_clock;
    QString m_source;
    std::vector<workspace::ScriptVersion> m_versions;
    std::vector<TravelSide> m_baselines;
    std::vector<TravelSide> m_candidates;
    int m_baseline = 0;
    int m_candidate = 0;
    QString m_filter;
    std::optional<QString> m_reportSource; ///< of the last run

    State m_state = State::Idle;
    std::optional<Error> m_error;
    std::unique_ptr<engine::Rerun> m_rerun;
    std::unique_ptr<engine::Rerun> m_single; ///< of one event, for the detail
    engine::RerunReport m_report;
    std::optional<engine::SourceEdit> m_edits[2]; ///< left and right of the last run; nothing = what was recorded
    std::vector<script::Program> m_programs;      ///< of the right side, compiled for it
    QString m_texts[2];
    QString m_titles[2];
    qint64 m_done = 0;
    qint64 m_total = -1;
    QElapsedTimer m_clockOfRun;
    qint64 m_took = 0; ///< ms

    TimeTravelModel m_rows;
    std::deque<std::vector<qint64>> m_wanted; ///< rows that are asked for one after the other
    quint64 m_rowsGeneration = 0;
    bool m_rowsUnderWay = false;
    std::optional<TravelDetail> m_detail;
    int m_selected = -1;
    quint64 m_runGeneration = 0;
};

} // namespace hw::models
