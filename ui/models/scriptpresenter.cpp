#include "ui/models/scriptpresenter.h"

#include "ui/models/errortext.h"
#include "ui/models/samplekeeper.h"
#include "ui/models/scriptoutcome.h"

#include <algorithm>

namespace hw::models {

using workspace::ScriptLanguage;

namespace {

constexpr std::chrono::milliseconds checkDelay{300};
constexpr std::chrono::milliseconds samplesDelay{500};
/// Among so many of the newest events the newest of each type is looked for.
constexpr int eventsLookedAt = 500;

const QString& noText()
{
    static const QString empty;
    return empty;
}

} // namespace

ScriptPresenter::ScriptPresenter(engine::Engine& engine, EventSource& events, const catalog::Catalog& catalog,
                                 const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_events(events)
    , m_catalog(catalog)
    , m_clock(clock)
    , m_snapshot(engine.snapshot())
    , m_keeper(std::make_unique<SampleKeeper>(engine))
    , m_live(events, clock)
{
    m_checkTimer.setSingleShot(true);
    m_checkTimer.setInterval(checkDelay);
    m_samplesTimer.setSingleShot(true);
    m_samplesTimer.setInterval(samplesDelay);
    connect(&m_checkTimer, &QTimer::timeout, this, &ScriptPresenter::check);
    connect(&m_samplesTimer, &QTimer::timeout, this, &ScriptPresenter::refreshSamples);
    connect(&engine, &engine::Engine::snapshotChanged, this, &ScriptPresenter::takeSnapshot);
    connect(&events, &EventSource::pageReady, this, &ScriptPresenter::takePage);
    connect(&events, &EventSource::eventReady, this, &ScriptPresenter::takeEvent);
    connect(&events, &EventSource::changed, this, [this] {
        if (!m_source.isEmpty() && !m_samplesTimer.isActive())
            m_samplesTimer.start();
    });
}

ScriptPresenter::~ScriptPresenter() = default;

const ScriptPresenter::Copy* ScriptPresenter::copy() const
{
    const auto it = m_copies.constFind(m_source);
    return it == m_copies.constEnd() ? nullptr : &*it;
}

const workspace::SourceState* ScriptPresenter::state() const
{
    return m_snapshot.workspace ? m_snapshot.workspace->source(m_source) : nullptr;
}

std::shared_ptr<const catalog::Provider> ScriptPresenter::provider() const
{
    const workspace::SourceState* source = state();
    const catalog::Provider* found = source ? m_catalog.find(source->source.provider) : nullptr;
    return found ? std::make_shared<const catalog::Provider>(*found) : nullptr;
}

bool ScriptPresenter::hasScript() const
{
    return copy() && copy()->language != ScriptLanguage::None;
}

bool ScriptPresenter::isTypeScript() const
{
    return copy() && copy()->language == ScriptLanguage::TypeScript;
}

QString ScriptPresenter::fileName() const
{
    return isTypeScript() ? QStringLiteral("script.ts") : QStringLiteral("script.js");
}

const QString& ScriptPresenter::text() const
{
    return copy() ? copy()->text : noText();
}

bool ScriptPresenter::isDirty() const
{
    const Copy* shown = copy();
    return shown && isUnsaved(*shown);
}

bool ScriptPresenter::isUnsaved(const Copy& copy)
{
    return copy.language != ScriptLanguage::None && (!copy.inFile || copy.text != copy.file);
}

std::optional<engine::ScriptText> ScriptPresenter::unsavedScript(const QString& source) const
{
    const auto found = m_copies.constFind(source);
    if (found == m_copies.constEnd() || !isUnsaved(*found))
        return std::nullopt;
    const bool typed = found->language == ScriptLanguage::TypeScript;
    return engine::ScriptText{typed ? QStringLiteral("script.ts") : QStringLiteral("script.js"), found->text.toUtf8()};
}

QStringList ScriptPresenter::dirtySources() const
{
    QStringList keys;
    for (auto it = m_copies.constBegin(); it != m_copies.constEnd(); ++it) {
        if (isUnsaved(*it))
            keys.append(it.key());
    }
    return keys;
}

QHash<QString, ScriptDraft> ScriptPresenter::drafts() const
{
    QHash<QString, ScriptDraft> drafts;
    for (const QString& key : dirtySources()) {
        const Copy& copy = m_copies[key];
        drafts.insert(key, {copy.language, copy.text, copy.inFile ? std::optional(copy.base) : std::nullopt});
    }
    return drafts;
}

void ScriptPresenter::setDrafts(const QHash<QString, ScriptDraft>& drafts)
{
    for (auto it = drafts.begin(); it != drafts.end(); ++it) {
        Copy copy;
        copy.language = it->language;
        copy.text = it->text;
        copy.base = copy.file = it->base.value_or(QString());
        copy.inFile = it->base.has_value();
        m_copies.insert(it.key(), copy);
    }
}

bool ScriptPresenter::hasConflict() const
{
    return copy() && copy()->conflict;
}

QString ScriptPresenter::fileText() const
{
    return copy() ? copy()->file : QString();
}

QString ScriptPresenter::versionLabel() const
{
    const int number = m_snapshot.scriptVersions.value(m_source);
    return number > 0 ? QStringLiteral("v%1").arg(number) : QString();
}

bool ScriptPresenter::isLive() const
{
    const auto* environment =
        m_snapshot.workspace ? m_snapshot.workspace->environment(m_snapshot.environment) : nullptr;
    return environment && environment->environment.destination.isLive();
}

void ScriptPresenter::setSource(const QString& key)
{
    if (key == m_source)
        return;
    m_source = key;
    if (const workspace::SourceState* source = state())
        takeFileOf(current(), *source);
    m_sampleType.clear();
    m_samples.clear();
    m_live.setSource(key);
    forgetRuns();
    m_checked.clear();
    setProblems({});
    refreshSamples();
    Q_EMIT sourceChanged();
    Q_EMIT textReplaced();
    Q_EMIT stateChanged();
    Q_EMIT sampleChanged();
    check();
}

void ScriptPresenter::takeSnapshot(const engine::Snapshot& snapshot)
{
    m_snapshot = snapshot;
    if (!snapshot.workspace)
        return;
    // What is written here goes with its source to a new key.
    for (const QString& key : m_copies.keys()) {
        const workspace::SourceState* now = snapshot.workspace->sourceAt(key);
        if (now && now->key() != key && !m_copies.contains(now->key()))
            m_copies.insert(now->key(), m_copies.take(key));
    }
    for (const workspace::SourceState& source : snapshot.workspace->sources) {
        const auto known = m_copies.find(source.key());
        if (known == m_copies.end()) {
            if (source.key() != m_source)
                continue;
            m_copies.insert(source.key(), {});
        }
        Copy& edited = m_copies[source.key()];
        const QString before = edited.text;
        takeFileOf(edited, source);
        if (source.key() == m_source && edited.text != before) {
            forgetRuns();
            Q_EMIT textReplaced();
            m_checkTimer.start();
        }
    }
    if (!m_source.isEmpty() && m_samples.rowCount() == 0)
        refreshSamples();
    else
        m_samples.setKept(state() ? state()->samples : QStringList());
    if (m_samples.rowOf(m_sampleType) < 0)
        ensureSample();
    Q_EMIT stateChanged();
    Q_EMIT sampleChanged();
}

void ScriptPresenter::takeFileOf(Copy& copy, const workspace::SourceState& state)
{
    const bool inFile = state.language != ScriptLanguage::None;
    const QString file = inFile ? QString::fromUtf8(state.script) : QString();
    if (copy.inFile == inFile && copy.file == file && (!inFile || copy.language == state.language))
        return;
    const bool wasClean =
        copy.language == ScriptLanguage::None || (copy.inFile && copy.text == copy.file && !copy.conflict);
    copy.inFile = inFile;
    copy.file = file;
    if (wasClean || (inFile && copy.text == file)) {
        copy.language = state.language;
        copy.text = file;
        copy.base = file;
        copy.conflict = false;
    } else if (copy.saving == file) {
        copy.base = file; // typed on while it was saved
        copy.conflict = false;
    } else {
        copy.conflict = copy.base != file || !inFile;
    }
}

void ScriptPresenter::setText(const QString& text)
{
    if (!copy() || text == copy()->text)
        return;
    current().text = text;
    if (m_result.state == ScriptResult::State::Failed && m_result.line > 0) {
        m_result.line = 0; // the place is of the text that ran
        setProblems(m_checked);
    }
    for (Outcome& outcome : m_outcomes)
        outcome.result.line = 0;
    m_checkTimer.start();
    Q_EMIT stateChanged();
}

void ScriptPresenter::replaceText(const QString& text)
{
    current().text = text;
    forgetRuns(); // they were of another text
    m_checkTimer.start();
    Q_EMIT textReplaced();
    Q_EMIT stateChanged();
}

QString ScriptPresenter::starterText() const
{
    const workspace::SourceState* source = state();
    const auto from = provider();
    if (from && !from->script.isEmpty())
        return from->script;
    const QString head =
        QStringLiteral("// Runs for every request to /s/%1\nasync function main(ctx) {\n").arg(m_source);
    if (!source || source->source.signing.scheme == QLatin1String("none")) {
        return head + QStringLiteral("  const { body } = ctx;\n"
                                     "  // This source has no signature scheme: every request counts as verified.\n"
                                     "  const verified = true;\n"
                                     "\n"
                                     "  return { verified, type: body && body.type };\n"
                                     "}\n");
    }
    return head + QStringLiteral("  const { headers, rawBody, vars, signing } = ctx;\n"
                                 "  // The check of this source's settings, with its stored secrets.\n"
                                 "  const verified = verifySignature({\n"
                                 "    ...signing,\n"
                                 "    headers,\n"
                                 "    payload: rawBody,\n"
                                 "    secret: signing.secrets.map((name) => vars[name]),\n"
                                 "  });\n"
                                 "\n"
                                 "  return { verified };\n"
                                 "}\n");
}

void ScriptPresenter::writeScript()
{
    if (m_source.isEmpty() || hasScript())
        return;
    current().language = ScriptLanguage::JavaScript;
    replaceText(starterText());
}

void ScriptPresenter::save()
{
    if (!hasScript() || m_saving || hasConflict() || !isDirty())
        return;
    m_saving = true;
    current().saving = current().text;
    Q_EMIT stateChanged();
    const QString key = m_source;
    const QByteArray text = current().text.toUtf8();
    const ScriptLanguage language = current().language;
    const auto change = [key, language, text](workspace::WorkspaceFiles& files) {
        return files.saveScript(key, language, text);
    };
    m_engine.edit(change, this, [this, key](const Result<void>& result) {
        m_saving = false;
        m_copies[key].saving.reset();
        Q_EMIT stateChanged();
        if (!result) {
            // A conflict shows itself with the snapshot that brings the file's new text.
            Q_EMIT failed(result.error());
            return;
        }
        if (key != m_source)
            return;
        Q_EMIT saved(versionLabel());
        for (const ScriptSample& sample : m_samples.samples())
            enqueue({sample.type, sample.type == m_sampleType ? Purpose::Show : Purpose::Mark});
    });
}

void ScriptPresenter::keepMine()
{
    if (!hasConflict())
        return;
    current().base = current().file;
    current().conflict = false;
    Q_EMIT stateChanged();
}

void ScriptPresenter::takeFile()
{
    if (!hasConflict())
        return;
    const workspace::SourceState* source = state();
    current().base = current().file;
    current().conflict = false;
    current().language = source ? source->language : ScriptLanguage::None;
    replaceText(current().file);
}

void ScriptPresenter::requestVersions()
{
    const QString key = m_source;
    m_engine.requestScriptVersions(key, this, [this, key](const std::vector<workspace::ScriptVersion>& versions) {
        if (key == m_source)
            Q_EMIT versionsReady(versions);
    });
}

void ScriptPresenter::requestVersionText(int number)
{
    const QString key = m_source;
    m_engine.requestScriptVersion(key, number, this, [this, key, number](const Result<QByteArray>& text) {
        if (key != m_source)
            return;
        if (text)
            Q_EMIT versionTextReady(number, QString::fromUtf8(*text));
        else
            Q_EMIT failed(text.error());
    });
}

void ScriptPresenter::restore(const QString& text)
{
    if (!copy())
        return;
    if (current().language == ScriptLanguage::None)
        current().language = ScriptLanguage::JavaScript;
    replaceText(text);
}

void ScriptPresenter::check()
{
    const quint64 generation = ++m_checkGeneration;
    m_checkTimer.stop();
    if (!hasScript()) {
        m_checked.clear();
        setProblems({});
        return;
    }
    script::CompileRequest request;
    request.fileName = fileName();
    request.source = text().toUtf8();
    m_engine.check(request, this, [this, generation](const Result<script::Program>& program) {
        if (generation == m_checkGeneration)
            takeProgram(program);
    });
}

void ScriptPresenter::takeProgram(const Result<script::Program>& program)
{
    std::vector<ScriptProblem> problems;
    if (program) {
        for (const script::Warning& warning : (*program)->warnings)
            problems.push_back({ScriptProblem::Severity::Warning, warning.line, warning.column, warning.text});
    } else {
        Error error = program.error();
        error.file.clear();
        problems.push_back(
            {ScriptProblem::Severity::Error, error.line, error.column,
             error.code == ErrorCode::ScriptSyntax ? error.args.value(0) : errorText(error, Audience::Window)});
    }
    m_checked = problems;
    setProblems(std::move(problems));
}

void ScriptPresenter::setProblems(std::vector<ScriptProblem> problems)
{
    const bool isPlaced = m_result.state == ScriptResult::State::Failed && m_result.line > 0;
    const bool isKnown = std::any_of(problems.begin(), problems.end(),
                                     [this](const ScriptProblem& one) { return one.line == m_result.line; });
    if (isPlaced && !isKnown)
        problems.push_back({ScriptProblem::Severity::Error, m_result.line, m_result.column, m_result.verdict});
    if (problems == m_problems)
        return;
    m_problems = std::move(problems);
    std::vector<ScriptNote> notes;
    for (const ScriptProblem& problem : m_problems) {
        const bool isError = problem.severity == ScriptProblem::Severity::Error;
        notes.push_back(
            {isError ? Tone::Fail : Tone::Warn, QStringLiteral("alert"), problem.text, problem.line, problem.column});
    }
    m_problemNotes.setNotes(std::move(notes));
    Q_EMIT problemsChanged();
}

void ScriptPresenter::refreshSamples()
{
    if (m_source.isEmpty())
        return;
    QStringList types;
    if (const auto from = provider()) {
        for (const catalog::Sample& sample : from->samples)
            types.append(sample.type);
    }
    m_samples.setCatalogue(types);
    m_samples.setKept(state() ? state()->samples : QStringList());
    const auto filter = store::Filter::parse(QStringLiteral("source:\"%1\"").arg(m_source), m_clock.now());
    if (filter)
        m_events.requestPage(++m_pageGeneration, *filter, {std::nullopt, std::nullopt, eventsLookedAt});
}

void ScriptPresenter::takePage(quint64 generation, const std::vector<store::EventRow>& rows)
{
    if (generation != m_pageGeneration)
        return;
    std::vector<store::EventRow> usable;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(usable), [](const store::EventRow& row) {
        return row.status != EventStatus::Probe && row.status != EventStatus::Incomplete;
    });
    m_samples.setCaptured(usable, m_sampleType);
    ensureSample();
}

void ScriptPresenter::ensureSample()
{
    if (m_samples.rowOf(m_sampleType) < 0) {
        m_sampleType = m_samples.rowCount() > 0 ? m_samples.samples().front().type : QString();
        showOutcome();
    }
    Q_EMIT sampleChanged();
}

QString ScriptPresenter::sampleEventType() const
{
    const ScriptSample* sample = m_samples.find(m_sampleType);
    if (!sample || !sample->isKept())
        return m_sampleType;
    // Its run told; before it, its name is mostly that of the type.
    return m_lastTrial ? m_lastTrial->processed.run.eventType : sample->kept;
}

void ScriptPresenter::selectSample(const QString& type)
{
    if (type == m_sampleType || m_samples.rowOf(type) < 0)
        return;
    m_sampleType = type;
    showOutcome();
    Q_EMIT sampleChanged();
}

} // namespace hw::models
