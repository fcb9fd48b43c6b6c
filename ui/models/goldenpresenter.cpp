#include "ui/models/goldenpresenter.h"

#include "core/http/httpfile.h"
#include "ui/models/errortext.h"

#include <QFile>

#include <algorithm>

namespace hw::models {

using State = GoldenRow::State;

namespace {

constexpr qsizetype longestText = 400;

QString sideText(const json::Value& value)
{
    if (value.isUndefined())
        return {};
    const QString text = QString::fromUtf8(json::write(value));
    return text.size() > longestText ? QString(text.left(longestText) + u'…') : text;
}

Result<QByteArray> readFile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::IoError, {path, file.errorString()}};
    return file.readAll();
}

/// Null where the sample is no test.
std::optional<GoldenRow> readRow(const QString& root, const QString& source, const QString& name)
{
    const QString base = QStringLiteral("%1/sources/%2/samples/%3").arg(root, source, name);
    const QString file = base + QStringLiteral(".expect.json");
    if (!QFile::exists(file))
        return std::nullopt;
    GoldenRow row;
    row.name = name;
    row.test.source = source;
    row.test.sample = name;
    const auto breakWith = [&row](const Error& error) {
        row.state = State::Broken;
        row.unread = error;
        row.detail = errorText(error, Audience::Window);
        return row;
    };
    const auto text = readFile(file);
    if (!text)
        return breakWith(text.error());
    auto expectation = engine::readExpectation(*text, file);
    if (!expectation)
        return breakWith(expectation.error());
    const auto bytes = readFile(base + QStringLiteral(".http"));
    if (!bytes)
        return breakWith(bytes.error());
    auto request = http::httpfile::parse(*bytes);
    if (!request)
        return breakWith(
            request.error().at(name + QStringLiteral(".http"), request.error().line, request.error().column));
    row.test.expectation = *std::move(expectation);
    row.test.request = *std::move(request);
    return row;
}

} // namespace

void GoldenModel::setRows(std::vector<GoldenRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

void GoldenModel::update(const GoldenRow& row)
{
    const auto known =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const GoldenRow& one) { return one.name == row.name; });
    if (known == m_rows.end())
        return;
    *known = row;
    const QModelIndex at = index(static_cast<int>(known - m_rows.begin()));
    Q_EMIT dataChanged(at, at);
}

int GoldenModel::count(State state) const
{
    return static_cast<int>(
        std::count_if(m_rows.begin(), m_rows.end(), [state](const GoldenRow& row) { return row.state == state; }));
}

int GoldenModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant GoldenModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const GoldenRow& row = m_rows[static_cast<size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole: return row.name;
    case Qt::ToolTipRole: return QString(row.name + u'\n' + row.detail);
    case StateRole: return static_cast<int>(row.state);
    case DetailRole: return row.detail;
    case Qt::AccessibleTextRole:
        switch (row.state) {
        case State::Passed: return tr("%1, passed, %2").arg(row.name, row.detail);
        case State::Failed: return tr("%1, failed, %2").arg(row.name, row.detail);
        case State::Broken: return tr("%1, cannot be run, %2").arg(row.name, row.detail);
        default: return tr("%1, not run yet").arg(row.name);
        }
    default: return {};
    }
}

GoldenPresenter::GoldenPresenter(engine::Engine& engine, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
{
    m_pool.setMaxThreadCount(1);
    // Script, mappings, settings or samples are others: what was run is of before.
    connect(&engine, &engine::Engine::snapshotChanged, this, &GoldenPresenter::read);
}

GoldenPresenter::~GoldenPresenter()
{
    m_pool.waitForDone();
}

void GoldenPresenter::setSource(const QString& key)
{
    if (key == m_source)
        return;
    m_source = key;
    m_shownFiles.clear();
    m_selected = -1;
    takeRows({});
    read();
}

void GoldenPresenter::read()
{
    const auto workspace = m_engine.snapshot().workspace;
    const workspace::SourceState* state = workspace ? workspace->source(m_source) : nullptr;
    if (!state)
        return;
    const quint64 generation = ++m_generation;
    m_pool.start([this, generation, root = workspace->root, key = m_source, names = state->samples] {
        std::vector<GoldenRow> rows;
        for (const QString& name : names) {
            if (auto row = readRow(root, key, name))
                rows.push_back(*std::move(row));
        }
        QMetaObject::invokeMethod(
            this,
            [this, generation, rows = std::move(rows)]() mutable {
                if (generation == m_generation)
                    takeRows(std::move(rows));
            },
            Qt::QueuedConnection);
    });
}

void GoldenPresenter::takeRows(std::vector<GoldenRow> rows)
{
    const GoldenRow* shown = current();
    const QString name = shown ? shown->name : QString();
    m_runner.reset();
    m_left = 0;
    m_tests.setRows(std::move(rows));
    const auto& all = m_tests.rows();
    const auto again = std::find_if(all.begin(), all.end(), [&](const GoldenRow& row) { return row.name == name; });
    m_selected = all.empty() ? -1 : again == all.end() ? 0 : static_cast<int>(again - all.begin());
    Q_EMIT selectionChanged();
    Q_EMIT stateChanged();
    runAll();
}

void GoldenPresenter::runAll()
{
    if (m_tests.rows().empty())
        return;
    m_runner =
        std::make_unique<engine::GoldenTests>(engine::GoldenTests::Options{m_engine.snapshot().workspace, {}, {}});
    m_left = 0;
    const quint64 generation = m_generation;
    const std::vector<GoldenRow> rows = m_tests.rows();
    for (GoldenRow row : rows) {
        if (row.unread)
            continue;
        ++m_left;
        row.state = State::Running;
        row.detail = tr("Running…");
        m_tests.update(row);
        m_runner->run(row.test, [this, generation](const engine::GoldenResult& result) { ended(generation, result); });
    }
    Q_EMIT stateChanged();
}

void GoldenPresenter::ended(quint64 generation, const engine::GoldenResult& result)
{
    if (generation != m_generation)
        return;
    const auto& rows = m_tests.rows();
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const GoldenRow& row) { return row.name == result.sample; });
    if (found == rows.end())
        return;
    GoldenRow row = *found;
    row.result = result;
    row.state = result.error ? State::Broken : result.passed() ? State::Passed : State::Failed;
    row.detail = result.error      ? errorText(*result.error, Audience::Window)
                 : result.passed() ? durationText(result.duration)
                                   : tr("%n place(s) differ", nullptr, static_cast<int>(result.differences.size()));
    m_tests.update(row);
    --m_left;
    if (m_selected >= 0 && rows[static_cast<size_t>(m_selected)].name == row.name)
        Q_EMIT selectionChanged();
    Q_EMIT stateChanged();
}

QString GoldenPresenter::summary() const
{
    if (m_tests.rows().empty())
        return {};
    if (isRunning())
        return tr("Running %n test(s)…", nullptr, m_left);
    const int failing = m_tests.count(State::Failed) + m_tests.count(State::Broken);
    return tr("%1 passed, %2 failed").arg(m_tests.count(State::Passed)).arg(failing);
}

void GoldenPresenter::select(int row)
{
    if (row == m_selected || row < 0 || row >= m_tests.rowCount())
        return;
    m_selected = row;
    Q_EMIT selectionChanged();
}

const GoldenRow* GoldenPresenter::current() const
{
    const auto& rows = m_tests.rows();
    return m_selected < 0 || m_selected >= static_cast<int>(rows.size()) ? nullptr
                                                                         : &rows[static_cast<size_t>(m_selected)];
}

std::vector<GoldenDifference> GoldenPresenter::differences() const
{
    std::vector<GoldenDifference> list;
    const GoldenRow* row = current();
    if (!row || row->state != State::Failed)
        return list;
    for (const engine::ValueDifference& one : row->result.differences)
        list.push_back({one.path, sideText(one.before), sideText(one.after)});
    return list;
}

QString GoldenPresenter::outcomeText() const
{
    const GoldenRow* row = current();
    if (!row)
        return {};
    const json::Value& outcome = row->state == State::Failed ? row->result.outcome : row->test.expectation.outcome;
    return QString::fromUtf8(json::write(outcome, json::Style::Indented));
}

QString GoldenPresenter::requestText() const
{
    const GoldenRow* row = current();
    return row && !row->unread ? QString::fromUtf8(http::httpfile::serialize(row->test.request)) : QString();
}

bool GoldenPresenter::canAccept() const
{
    const GoldenRow* row = current();
    return row && row->state == State::Failed;
}

void GoldenPresenter::accept()
{
    if (!canAccept())
        return;
    const GoldenRow row = *current();
    engine::Expectation expectation = row.test.expectation;
    expectation.outcome = row.result.outcome;
    saveExpectation(m_source, row.name, expectation, tr("The outcome of %1 is expected from now on").arg(row.name),
                    row.test.expectation);
}

void GoldenPresenter::saveExpectation(const QString& source, const QString& name,
                                      const engine::Expectation& expectation, const QString& text,
                                      const std::optional<engine::Expectation>& before)
{
    const auto save = [source, name, expectation](workspace::WorkspaceFiles& files) {
        return files.saveExpectation(source, name, engine::writeExpectation(expectation));
    };
    m_engine.edit(save, this, [this, source, name, text, before](const Result<void>& saved) {
        if (!saved) {
            Q_EMIT failed(saved.error());
            return;
        }
        if (before)
            Q_EMIT told(text,
                        [this, source, name, before] { saveExpectation(source, name, *before, {}, std::nullopt); });
        read();
    });
}

QString GoldenPresenter::ciSnippet()
{
    return QStringLiteral("# Runs every test of the workspace, offline and without secrets; fails where one differs.\n"
                          "- name: Webhook tests\n"
                          "  run: headwater-cli test --workspace . --junit headwater-tests.xml\n");
}

} // namespace hw::models
