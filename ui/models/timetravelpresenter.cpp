#include "ui/models/timetravelpresenter.h"

#include "core/base/files.h"
#include "core/engine/rerunreport.h"
#include "core/store/reader.h"
#include "ui/models/errortext.h"

#include <QLocale>
#include <QThread>

#include <algorithm>
#include <functional>

namespace hw::models {

using engine::RerunGroup;
using engine::RerunReport;
using engine::SourceEdit;
using Kind = TravelSide::Kind;

namespace {

constexpr size_t left = 0;
constexpr size_t right = 1;

QString secondsText(qint64 milliseconds)
{
    return durationText(std::chrono::milliseconds(milliseconds));
}

QString number(qint64 value)
{
    return QLocale().toString(value);
}

/// The rest of a filter; nothing for all sources.
QString ofSource(const QString& key)
{
    return key.isEmpty() ? QString() : QStringLiteral(" source=") + key;
}

/// Writes the report beside the window's thread: ids of many events are read from the store.
Result<void> writeReport(const QString& database, const RerunReport& report, const QString& file)
{
    auto reader = store::Reader::open(database);
    if (!reader)
        return reader.error();
    const auto idsOf = [&](const std::vector<qint64>& seqs) {
        QStringList ids;
        if (const auto rows = reader->eventsBySeq(seqs)) {
            for (const store::EventRow& row : *rows)
                ids.append(row.id);
        }
        return ids;
    };
    return files::writeAtomically(file, json::write(engine::toJson(report, idsOf), json::Style::Indented));
}

} // namespace

TimeTravelPresenter::TimeTravelPresenter(engine::Engine& engine, store::ReadThread& reader, ScriptPresenter& script,
                                         MappingPresenter& mapping, WorkspacePresenter& workspace, const Clock& clock,
                                         QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_reader(reader)
    , m_script(script)
    , m_mapping(mapping)
    , m_workspace(workspace)
    , m_clock(clock)
    , m_rows(clock)
{
    connect(&script, &ScriptPresenter::stateChanged, this, &TimeTravelPresenter::refreshSides);
    connect(&script, &ScriptPresenter::saved, this, [this] { setSource(std::exchange(m_source, {})); });
    connect(&mapping, &MappingPresenter::draftChanged, this, &TimeTravelPresenter::refreshSides);
    connect(&m_rows, &TimeTravelModel::rowsWanted, this, &TimeTravelPresenter::askRows, Qt::QueuedConnection);
    connect(&reader, &store::ReadThread::rowsReady, this,
            [this](quint64 generation, const std::vector<store::EventRow>& rows) {
                if (generation != m_rowsGeneration)
                    return;
                m_rowsUnderWay = false;
                m_rows.takeRows(rows);
                if (m_selected >= 0 && !m_detail)
                    select(m_selected);
                nextRows();
            });
    refreshSides();
}

TimeTravelPresenter::~TimeTravelPresenter() = default;

void TimeTravelPresenter::setSource(const QString& key)
{
    if (key == m_source)
        return;
    if (key.isEmpty() || m_source.isEmpty()) { // others are to choose from
        m_baselines.clear();
        m_candidates.clear();
    }
    m_source = key;
    m_versions.clear();
    if (m_reportSource && key != *m_reportSource) {
        m_reportSource.reset();
        m_rerun.reset();
        m_single.reset();
        m_report = {};
        m_detail.reset();
        m_selected = -1;
        m_rows.setGroups({});
        setState(State::Idle);
    }
    refreshSides();
    Q_EMIT sourceChanged();
    if (!key.isEmpty()) {
        m_engine.requestScriptVersions(key, this, [this, key](const std::vector<workspace::ScriptVersion>& versions) {
            if (key == m_source)
                takeVersions(versions);
        });
    }
}

void TimeTravelPresenter::takeVersions(const std::vector<workspace::ScriptVersion>& versions)
{
    m_versions = versions;
    refreshSides();
}

void TimeTravelPresenter::refreshSides()
{
    const auto titleOf = [this](const workspace::ScriptVersion& version) {
        return tr("v%1, saved %2")
            .arg(version.number)
            .arg(timeText(version.savedAt, m_clock.now()).section(u'.', 0, 0));
    };
    TravelSide saved{Kind::Saved, 0, tr("Saved")};
    std::vector<TravelSide> older;
    for (auto it = m_versions.rbegin(); it != m_versions.rend(); ++it) {
        if (it == m_versions.rbegin())
            saved.title = titleOf(*it);
        else
            older.push_back({Kind::Version, it->number, titleOf(*it)});
    }
    const TravelSide recorded{Kind::Recorded, 0, tr("As recorded")};
    const TravelSide working{Kind::WorkingCopy, 0, tr("Working copy")};
    std::vector<TravelSide> baselines{saved, recorded};
    std::vector<TravelSide> candidates{working, saved};
    baselines.insert(baselines.end(), older.begin(), older.end());
    candidates.insert(candidates.end(), older.begin(), older.end());
    if (m_source.isEmpty()) {
        baselines = {recorded};
        candidates = {saved};
    }
    if (baselines == m_baselines && candidates == m_candidates) {
        Q_EMIT stateChanged(); // what is unsaved may be another
        return;
    }
    const auto keep = [](std::vector<TravelSide>& sides, std::vector<TravelSide> now, int& index) {
        const TravelSide chosen = sides.empty() ? TravelSide{} : sides[static_cast<size_t>(index)];
        const auto found = std::find_if(now.begin(), now.end(), [&](const TravelSide& side) {
            return side.kind == chosen.kind && side.version == chosen.version;
        });
        index = sides.empty() || found == now.end() ? 0 : static_cast<int>(found - now.begin());
        sides = std::move(now);
    };
    keep(m_baselines, std::move(baselines), m_baseline);
    keep(m_candidates, std::move(candidates), m_candidate);
    Q_EMIT sidesChanged();
    Q_EMIT stateChanged();
}

void TimeTravelPresenter::setBaseline(int index)
{
    m_baseline = std::clamp(index, 0, static_cast<int>(m_baselines.size()) - 1);
    Q_EMIT stateChanged();
}

void TimeTravelPresenter::setCandidate(int index)
{
    m_candidate = std::clamp(index, 0, static_cast<int>(m_candidates.size()) - 1);
    Q_EMIT stateChanged();
}

std::vector<TravelScope> TimeTravelPresenter::scopes()
{
    return {
        {tr("All captured events"), {}},
        {tr("The last 24 hours"), QStringLiteral("age:<24h")},
        {tr("The last 7 days"), QStringLiteral("age:<7d")},
        {tr("Events that failed"), QStringLiteral("status:failed")},
        {tr("Verified events"), QStringLiteral("verified:yes")},
    };
}

void TimeTravelPresenter::setFilter(const QString& filter)
{
    m_filter = filter;
    Q_EMIT stateChanged();
}

QString TimeTravelPresenter::filterProblem() const
{
    const auto parsed = store::Filter::parse(m_filter, m_clock.now());
    return parsed ? QString() : errorText(parsed.error(), Audience::Window);
}

bool TimeTravelPresenter::hasUnsaved() const
{
    return m_script.unsavedScript(m_source) || m_mapping.isDirty(m_source);
}

QString TimeTravelPresenter::unsavedText() const
{
    if (!hasUnsaved())
        return {};
    return m_versions.empty() ? tr("Unsaved changes") : tr("Unsaved changes since v%1").arg(m_versions.back().number);
}

void TimeTravelPresenter::run()
{
    if (m_state == State::Running || !filterProblem().isEmpty())
        return;
    m_rerun.reset();
    m_single.reset();
    m_report = {};
    m_detail.reset();
    m_selected = -1;
    m_error.reset();
    m_wanted.clear();
    m_rows.setGroups({});
    m_done = 0;
    m_total = -1;
    m_reportSource = m_source;
    m_clockOfRun.start();
    setState(State::Running);
    Q_EMIT detailChanged();
    const quint64 generation = ++m_runGeneration;
    const TravelSide before = m_baselines[static_cast<size_t>(m_baseline)];
    const TravelSide after = m_candidates[static_cast<size_t>(m_candidate)];
    prepare(before, left, [this, after, generation] {
        prepare(after, right, [this, generation] {
            if (generation == m_runGeneration && m_state == State::Running)
                start();
        });
    });
}

void TimeTravelPresenter::prepare(const TravelSide& side, size_t place, const std::function<void()>& then)
{
    const workspace::SourceState* state = m_workspace.workspace() ? m_workspace.workspace()->source(m_source) : nullptr;
    m_titles[place] = side.title;
    m_texts[place] = state ? QString::fromUtf8(state->script) : QString();
    m_edits[place] = side.kind == Kind::Recorded ? std::nullopt : std::optional(SourceEdit());
    if (side.kind == Kind::WorkingCopy) {
        if (const auto script = m_script.unsavedScript(m_source)) {
            m_edits[place]->script = script->text;
            m_edits[place]->language = script->fileName.endsWith(QLatin1String("ts"))
                                           ? workspace::ScriptLanguage::TypeScript
                                           : workspace::ScriptLanguage::JavaScript;
            m_texts[place] = QString::fromUtf8(script->text);
        }
        m_edits[place]->mappings = m_mapping.unsavedMappings(m_source);
    }
    if (side.kind != Kind::Version) {
        then();
        return;
    }
    const auto version = std::find_if(m_versions.begin(), m_versions.end(),
                                      [&](const workspace::ScriptVersion& one) { return one.number == side.version; });
    const auto language = version == m_versions.end() ? workspace::ScriptLanguage::JavaScript : version->language;
    m_engine.requestScriptVersion(m_source, side.version, this,
                                  [this, place, language, then](const Result<QByteArray>& text) {
                                      if (!text) {
                                          takeReport(text.error());
                                          return;
                                      }
                                      m_edits[place]->script = *text;
                                      m_edits[place]->language = language;
                                      m_texts[place] = QString::fromUtf8(*text);
                                      then();
                                  });
}

std::optional<engine::RerunRequest> TimeTravelPresenter::requestFor(const store::Filter& filter) const
{
    if (!m_workspace.workspace() || !m_edits[right])
        return std::nullopt;
    engine::RerunRequest request;
    request.workspace = m_workspace.workspace();
    request.source = m_reportSource.value_or(QString());
    request.edited = *m_edits[right];
    request.baseline = m_edits[left];
    request.filter = filter;
    request.programs = m_programs;
    if (m_engine.listener().listening)
        request.listening = m_engine.listener().origin();
    return request;
}

void TimeTravelPresenter::start()
{
    const auto filter = store::Filter::parse(m_filter + ofSource(m_source), m_clock.now());
    const auto request = filter ? requestFor(*filter) : std::nullopt;
    if (!request) {
        setState(State::Idle);
        return;
    }
    const auto wanted = engine::compileRequestOf(*request);
    const QByteArray hash = wanted ? script::programHash(*wanted) : QByteArray();
    const bool isCompiled = std::any_of(m_programs.begin(), m_programs.end(),
                                        [&](const script::Program& program) { return program->hash == hash; });
    if (!wanted || isCompiled || request->edited.isEmpty()) {
        launch(*request);
        return;
    }
    m_engine.check(*wanted, this,
                   [this, request = *request, generation = m_runGeneration](const Result<script::Program>& program) {
                       if (generation != m_runGeneration || m_state != State::Running)
                           return;
                       // What does not compile is told by the run itself.
                       m_programs = program ? std::vector{*program} : std::vector<script::Program>();
                       launch(request);
                   });
}

void TimeTravelPresenter::launch(engine::RerunRequest request)
{
    request.programs = m_programs;
    m_rerun = std::make_unique<engine::Rerun>(std::move(request));
    connect(m_rerun.get(), &engine::Rerun::progressed, this, [this](qint64 done, qint64 total) {
        m_done = done;
        m_total = total;
        m_report = m_rerun->counts();
        Q_EMIT progressed();
    });
    connect(m_rerun.get(), &engine::Rerun::finished, this, &TimeTravelPresenter::takeReport);
    m_rerun->start();
}

void TimeTravelPresenter::cancel()
{
    if (m_state != State::Running)
        return;
    if (m_rerun)
        m_rerun->cancel();
    else
        setState(State::Idle);
}

void TimeTravelPresenter::takeReport(const Result<RerunReport>& report)
{
    m_took = m_clockOfRun.elapsed();
    if (!report) {
        m_error = report.error();
        setState(State::Failed);
        return;
    }
    m_report = *report;
    m_done = m_report.compared();
    m_rows.setGroups(m_report.groups);
    setState(State::Finished);
}

void TimeTravelPresenter::setState(State state)
{
    m_state = state;
    Q_EMIT stateChanged();
}

QString TimeTravelPresenter::summary() const
{
    switch (m_state) {
    case State::Idle: return tr("A dry run: nothing is stored and nothing is delivered.");
    case State::Running: {
        if (m_total <= 0)
            return tr("%1 events, nothing is delivered").arg(number(m_done));
        QString text = tr("%1 of %2 events").arg(number(m_done), number(m_total));
        const qint64 elapsed = m_clockOfRun.elapsed();
        // A first guess says more about starting up than about the events.
        if (m_done > 0 && elapsed > 1000)
            text += tr(", %1 left").arg(secondsText(elapsed * (m_total - m_done) / m_done));
        return text;
    }
    case State::Failed: return errorText(*m_error, Audience::Window);
    case State::Finished: break;
    }
    if (m_report.stopped && m_report.stopped->code == ErrorCode::Cancelled)
        return tr("Cancelled after %1. What was compared until then is kept.").arg(secondsText(m_took));
    if (m_report.stopped) {
        return tr("Stopped: the script ran into its time limit on %1 events. Is there a loop that does not end?")
            .arg(m_report.stopped->args.value(1));
    }
    if (m_report.compared() == 0)
        return tr("No event could be compared.");
    if (m_report.compared() == m_report.same)
        return tr("All %1 events give the same result. Finished in %2.")
            .arg(number(m_report.compared()), secondsText(m_took));
    return tr("Finished in %1. Nothing was delivered: actions were compared, not sent.").arg(secondsText(m_took));
}

QString TimeTravelPresenter::leftOutText() const
{
    qint64 count = 0;
    QStringList reasons;
    for (const auto& [reason, events] : m_report.leftOut) {
        count += events;
        reasons.append(QString(reason).replace(u'_', u' '));
    }
    QStringList texts;
    if (count > 0)
        texts.append(tr("%1 left out (%2)").arg(number(count), reasons.join(QStringLiteral(", "))));
    if (m_report.verificationReused > 0) {
        texts.append(tr("%1 with their recorded verification: %2 changed since")
                         .arg(number(m_report.verificationReused), m_report.changedSecrets.join(QStringLiteral(", "))));
    }
    return texts.join(QStringLiteral(". "));
}

void TimeTravelPresenter::askRows(const std::vector<qint64>& seqs)
{
    m_wanted.push_back(seqs);
    if (!m_rowsUnderWay)
        nextRows();
}

void TimeTravelPresenter::nextRows()
{
    if (m_wanted.empty())
        return;
    m_rowsUnderWay = true;
    m_reader.requestRows(++m_rowsGeneration, m_wanted.front());
    m_wanted.pop_front();
}

void TimeTravelPresenter::select(int row)
{
    m_selected = row;
    m_single.reset();
    if (row < 0 || row >= m_rows.rowCount()) {
        m_detail.reset();
        Q_EMIT detailChanged();
        return;
    }
    const RerunGroup& group = m_rows.groupAt(row);
    const auto event = m_rows.eventAt(row);
    if (!event) { // its row comes first
        m_detail.reset();
        Q_EMIT detailChanged();
        return;
    }
    const int alike = static_cast<int>(group.seqs.size());
    if (event->id == group.exampleId) {
        TravelDetail detail;
        detail.verdict = group.verdict;
        detail.differences = group.differences;
        detail.before = group.before;
        detail.after = group.after;
        detail.seq = event->seq;
        detail.eventId = event->id;
        detail.source = event->source;
        detail.type = event->eventType;
        detail.time = timeText(event->receivedAt, m_clock.now());
        detail.alike = alike;
        show(std::move(detail));
        return;
    }
    runAlone(*event, alike);
}

void TimeTravelPresenter::runAlone(const store::EventRow& event, int alike)
{
    const auto filter =
        store::Filter::parse(QStringLiteral("id=") + event.id + ofSource(*m_reportSource), m_clock.now());
    auto request = filter ? requestFor(*filter) : std::nullopt;
    if (!request)
        return;
    request->lanes = 1;
    m_single = std::make_unique<engine::Rerun>(*request);
    connect(m_single.get(), &engine::Rerun::finished, this, [this, event, alike](const Result<RerunReport>& report) {
        if (!report) {
            Q_EMIT failed(report.error());
            return;
        }
        TravelDetail detail;
        if (!report->groups.empty()) {
            const RerunGroup& group = report->groups.front();
            detail.verdict = group.verdict;
            detail.differences = group.differences;
            detail.before = group.before;
            detail.after = group.after;
        }
        detail.seq = event.seq;
        detail.eventId = event.id;
        detail.source = event.source;
        detail.type = event.eventType;
        detail.time = timeText(event.receivedAt, m_clock.now());
        detail.alike = alike;
        show(std::move(detail));
    });
    m_single->start();
}

void TimeTravelPresenter::show(TravelDetail detail)
{
    m_detail = std::move(detail);
    Q_EMIT detailChanged();
}

void TimeTravelPresenter::findAlike()
{
    if (m_selected < 0 || m_selected >= m_rows.rowCount())
        return;
    std::vector<qint64> seqs = m_rows.groupAt(m_selected).seqs;
    const auto all = static_cast<qint64>(seqs.size());
    std::sort(seqs.begin(), seqs.end(), std::greater<>());
    if (seqs.size() > mostShown)
        seqs.resize(mostShown);
    const auto ids = std::make_shared<Result<QStringList>>(QStringList());
    auto* reading = QThread::create([ids, seqs, database = m_workspace.workspace()->databasePath()] {
        auto reader = store::Reader::open(database);
        const auto rows = reader ? reader->eventsBySeq(seqs) : Result<std::vector<store::EventRow>>(reader.error());
        if (!rows) {
            *ids = rows.error();
            return;
        }
        QStringList found;
        for (const store::EventRow& row : *rows)
            found.append(row.id);
        *ids = found;
    });
    connect(reading, &QThread::finished, this, [this, ids, all] {
        if (!*ids)
            Q_EMIT failed(ids->error());
        else if (!(*ids)->isEmpty())
            Q_EMIT alikeFound(QStringLiteral("id:") + (*ids)->join(u','),
                              all > mostShown ? tr("The newest %L1 of %L2 events").arg(mostShown).arg(all) : QString());
    });
    connect(reading, &QThread::finished, reading, &QObject::deleteLater);
    reading->start();
}

std::vector<qint64> TimeTravelPresenter::mendedSeqs() const
{
    if (m_selected < 0 || m_selected >= m_rows.rowCount())
        return {};
    const RerunGroup& group = m_rows.groupAt(m_selected);
    return group.verdict == engine::Verdict::NowPasses ? group.seqs : std::vector<qint64>();
}

bool TimeTravelPresenter::isSaved() const
{
    return !hasUnsaved();
}

bool TimeTravelPresenter::canSave() const
{
    return hasUnsaved() && !m_candidates.empty() &&
           m_candidates[static_cast<size_t>(m_candidate)].kind == Kind::WorkingCopy;
}

void TimeTravelPresenter::save()
{
    if (!canSave())
        return;
    m_script.setSource(m_source);
    m_mapping.setSource(m_source);
    m_script.save();
    m_mapping.save();
}

void TimeTravelPresenter::exportTo(const QString& file)
{
    const auto result = std::make_shared<Result<void>>();
    auto* writing =
        QThread::create([result, report = m_report, file, database = m_workspace.workspace()->databasePath()] {
            *result = writeReport(database, report, file);
        });
    connect(writing, &QThread::finished, this, [this, result, file] {
        if (*result)
            Q_EMIT exported(file);
        else
            Q_EMIT failed(result->error());
    });
    connect(writing, &QThread::finished, writing, &QObject::deleteLater);
    writing->start();
}

} // namespace hw::models
