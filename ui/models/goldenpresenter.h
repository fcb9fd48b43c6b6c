#pragma once

#include "core/engine/engine.h"
#include "core/engine/goldentest.h"
#include "core/store/rows.h"
#include "ui/models/eventtext.h"

#include <QAbstractListModel>
#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace hw::models {

/// A sample that is a test, and what became of it.
struct GoldenRow
{
    enum class State { NotRun, Running, Passed, Failed, Broken };

    QString name;
    State state = State::NotRun;
    QString detail;              ///< "4.2 ms", "3 places differ", why it cannot be run
    std::optional<Error> unread; ///< its files cannot be read
    engine::GoldenCase test;
    engine::GoldenResult result; ///< meaningful where it passed or failed
};

class GoldenModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        StateRole = Qt::UserRole + 1, ///< int of GoldenRow::State
        DetailRole,                   ///< QString
    };

    using QAbstractListModel::QAbstractListModel;

    void setRows(std::vector<GoldenRow> rows);
    void update(const GoldenRow& row); ///< the one of this name
    [[nodiscard]] const std::vector<GoldenRow>& rows() const { return m_rows; }
    [[nodiscard]] int count(GoldenRow::State state) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    std::vector<GoldenRow> m_rows;
};

/// A place at which a test's outcome is another one.
struct GoldenDifference
{
    QString place;
    QString expected;
    QString happened;
};

/// The logic of the Tests view: the golden tests of a source, run on the saved script and mappings without store,
/// secrets and destinations; what differs; a changed outcome that is accepted; the lines that run them in CI.
class GoldenPresenter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GoldenPresenter)

public:
    /// The engine outlives it.
    explicit GoldenPresenter(engine::Engine& engine, QObject* parent = nullptr);
    ~GoldenPresenter() override;

    /// Reads the source's tests and runs them.
    void setSource(const QString& key);
    [[nodiscard]] const QString& source() const { return m_source; }

    [[nodiscard]] GoldenModel& tests() { return m_tests; }
    [[nodiscard]] bool isRunning() const { return m_left > 0; }
    void runAll();
    /// "5 passed, 1 failed"
    [[nodiscard]] QString summary() const;

    void select(int row);
    [[nodiscard]] int selected() const { return m_selected; } ///< -1 = none
    [[nodiscard]] std::vector<GoldenDifference> differences() const;
    /// The selected test's outcome as it happened, and the masked request, as texts.
    [[nodiscard]] QString outcomeText() const;
    [[nodiscard]] QString requestText() const;
    [[nodiscard]] bool canAccept() const;
    /// What happened is what is expected from now on.
    void accept();

    /// Steps for CI systems that run all tests of the workspace.
    [[nodiscard]] static QString ciSnippet();

Q_SIGNALS:
    void stateChanged();
    void selectionChanged();
    void told(const QString& text, const std::function<void()>& undo);
    void failed(const hw::Error& error);

private:
    void read();
    void takeRows(std::vector<GoldenRow> rows);
    void ended(quint64 generation, const engine::GoldenResult& result);
    void saveExpectation(const QString& source, const QString& name, const engine::Expectation& expectation,
                         const QString& text, const std::optional<engine::Expectation>& before);
    [[nodiscard]] const GoldenRow* current() const;

    engine::Engine& m_engine;
    QString m_source;
    QByteArray m_shownFiles; ///< what the rows were read from, to tell whether it changed
    GoldenModel m_tests;
    std::unique_ptr<engine::GoldenTests> m_runner;
    quint64 m_generation = 0;
    int m_left = 0;
    int m_selected = -1;
    QThreadPool m_pool;
};

/// A test being made of a captured event: the request as it would be kept, with what is masked, before anything is
/// written.
class GoldenMaker final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GoldenMaker)

public:
    /// A place of the request that can be masked.
    struct Place
    {
        QString path; ///< "body.data.email", "headers.x-user"
        QString value;
        bool suggested = false; ///< it looks personal
    };

    GoldenMaker(engine::Engine& engine, store::StoredEvent event, QObject* parent = nullptr);
    ~GoldenMaker() override;

    [[nodiscard]] const std::vector<Place>& places() const { return m_places; }
    [[nodiscard]] QString suggestedName() const { return m_case ? m_case->sample : QString(); }
    /// previewed() or refused() follows.
    void setMasks(const QStringList& paths);
    /// The request as it would be written; empty before the first previewed().
    [[nodiscard]] QString requestText() const;
    [[nodiscard]] bool isReady() const { return m_case.has_value() && !m_problem; }
    /// Tries it, then writes it; made() or refused() follows.
    void keep(const QString& name);

Q_SIGNALS:
    void previewed();
    void refused(const hw::Error& error);
    void made(const QString& source, const QString& name);

private:
    engine::Engine& m_engine;
    store::StoredEvent m_event;
    std::vector<Place> m_places;
    std::optional<engine::GoldenCase> m_case;
    std::optional<Error> m_problem;
    std::unique_ptr<engine::GoldenTests> m_tests;
    quint64 m_generation = 0;
};

} // namespace hw::models
