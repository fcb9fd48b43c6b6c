#pragma once

#include "core/engine/coverage.h"
#include "core/engine/engine.h"
#include "ui/models/coveragemodels.h"
#include "ui/models/coveragetext.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace hw::models {

class MappingPresenter;

/// The logic of the Coverage view: a source's mappings, as they are edited, proven on its captured events; what of them
/// deserves a look, how the fields of each type changed over time, and the step that deals with each finding. The
/// events are walked beside the window; nothing is stored or delivered.
class CoveragePresenter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CoveragePresenter)

public:
    enum class State { Idle, Running, Finished, Failed };

    /// All outlive it.
    CoveragePresenter(engine::Engine& engine, MappingPresenter& mapping, const Clock& clock, QObject* parent = nullptr);
    ~CoveragePresenter() override;

    /// Looks at the source's events where it has not yet.
    void setSource(const QString& key);
    [[nodiscard]] const QString& source() const { return m_source; }

    void start();
    void cancel();
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] qint64 done() const { return m_done; }
    [[nodiscard]] qint64 total() const { return m_total; } ///< -1 = not known yet
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    /// "1,284 events, 12 types, 2 problems"
    [[nodiscard]] QString summary() const;
    /// Something was captured or edited since.
    [[nodiscard]] bool isStale() const { return m_stale; }

    [[nodiscard]] CoverageFindingsModel& findings() { return m_findings; }
    [[nodiscard]] int finding() const { return m_finding; } ///< -1 = none
    void selectFinding(int row);
    [[nodiscard]] std::vector<CoverageFix> fixes() const;
    /// Does what it can here and asks for the rest by a signal. `text` is the default for SetDefault.
    void apply(const CoverageFix& fix, const QString& text = {});

    /// Types that were seen, and the one whose fields are shown.
    [[nodiscard]] QStringList types() const;
    [[nodiscard]] const QString& type() const { return m_type; }
    void selectType(const QString& type);
    [[nodiscard]] CoverageFieldsModel& fields() { return m_fields; }

Q_SIGNALS:
    void stateChanged();
    void progressed();
    void selectionChanged();
    /// To be shown: the mapping of this type, at a slot where there is one.
    void mappingWanted(const QString& type, const QString& mapping, const QString& parameter);
    void eventsWanted(const QString& filter);
    void eventWanted(const QString& id);
    void told(const QString& text, const std::function<void()>& undo);
    void failed(const hw::Error& error);

private:
    void setState(State state);
    void finish(const std::shared_ptr<engine::CoverageReport>& report, const Result<void>& result);
    void takeReport();
    void ignoreType(const QString& type);
    void setIgnored(const QString& source, const QStringList& types, const QString& text,
                    const std::optional<QStringList>& before);
    [[nodiscard]] const engine::SourceCoverage* coverage() const;

    engine::Engine& m_engine;
    MappingPresenter& m_mapping;
    const Clock& m_clock;
    QString m_source;
    State m_state = State::Idle;
    std::optional<Error> m_error;
    std::unique_ptr<engine::Coverage> m_run;
    std::shared_ptr<engine::CoverageReport> m_report;
    qint64 m_done = 0;
    qint64 m_total = -1;
    bool m_stale = false;
    CoverageFindingsModel m_findings;
    CoverageFieldsModel m_fields;
    int m_finding = -1;
    QString m_type;
};

} // namespace hw::models
